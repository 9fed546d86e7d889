"""Doing the same for each group, answering for all together, and ending in the worst that went wrong."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, NoReturn

from ecgtool.cli.session import Session
from ecgtool.errors import EcgError, SeveralProblems
from ecgtool.group import Group
from ecgtool.render.plain import as_json
from ecgtool.wording.spelling import first_of

MANY = 10
"""With more groups than this, those with nothing wrong are counted, not named one by one."""
_NAMED = 8
_ALIKE = 3
"""So many groups that fail for one reason share a line."""


class Answer(NamedTuple):
    """The answer about one group's page, as text and as what makes JSON, and the error that the run is to end in."""

    json: Callable[[], dict[str, Any]]
    text: str
    ends_in: EcgError | None = None


class Failure(NamedTuple):
    """The error in place of an answer for ``group``."""

    group: Group
    error: EcgError


def answer_each(session: Session, form: str | None, work: Callable[[Group], Answer]) -> None:
    """Do ``work`` for each group of the run, and answer for all together.

    Raises:
        EcgError: what went wrong or was found; where that is more than one thing, all together.
    """
    answers: list[Answer] = []
    failures: list[Failure] = []
    for group in session.each(session.groups):
        try:
            answers.append(work(group))
        except EcgError as error:
            failures.append(Failure(group, error))
    if form == "json":
        pages = [answer.json() for answer in answers]
        session.answer(as_json({"pages": pages}) if len(session.groups) != 1 else "".join(map(as_json, pages)))
    else:
        text, is_drawn = "".join([answer.text for answer in answers]), session.form(None) == "terminal"
        session.answer(_drawn(text) if text and is_drawn else text, drawn=is_drawn)
    found = [answer.ends_in for answer in answers if answer.ends_in]
    if failures or found:
        _raise(session.groups, failures, found)


def some_of(names: Sequence[str]) -> str:
    """Return ``names``, or where there are many the first of them and how many more."""
    return first_of(names, MANY if len(names) <= MANY else _NAMED)


def _drawn(text: str) -> str:
    from ecgtool.render.terminal import drawn, page_picture

    return drawn(page_picture(text))


def _raise(groups: Sequence[Group], failures: Sequence[Failure], found: Sequence[EcgError]) -> NoReturn:
    """Raise what went wrong or was found: one problem as it is, several with a line each, the worst last."""
    if len(groups) == 1:
        raise [*(failure.error for failure in failures), *found][0]
    told = [*_failed(groups, failures), *((error.exit_code, line) for error in found for line in error.lines)]
    told.sort(key=lambda problem: problem[0])
    raise SeveralProblems([line for _, line in told], told[-1][0])


def _failed(groups: Sequence[Group], failures: Sequence[Failure]) -> Iterator[tuple[int, str]]:
    """Yield exit code and line of each failure, under its group; one line where several fail for one reason."""
    on_wiki = Counter(map(_api, groups))
    alike: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        alike.setdefault((_api(failure.group), str(failure.error)), []).append(failure)
    for (api, reason), members in alike.items():
        if api and len(members) == on_wiki[api] > 1:
            host = api.partition("//")[2].partition("/")[0]
            yield members[0].error.exit_code, f"{host}, {len(members)} groups: {reason}"
            continue
        keys = [failure.group.key for failure in members]
        for named in [some_of(keys)] if len(keys) >= _ALIKE else keys:
            yield from ((members[0].error.exit_code, f"{named}: {line}") for line in members[0].error.lines)


def _api(group: Group) -> str:
    return group.wiki.api if group.wiki else ""
