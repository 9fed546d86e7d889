"""Doing the same for each group, answering for all together, and ending in the worst that went wrong."""

import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from ecgtool.cli.session import Session
from ecgtool.errors import EcgError
from ecgtool.group import Group
from ecgtool.render.json import as_json
from ecgtool.render.plain import plain


class Answer(NamedTuple):
    """What there is to say of one group's page, in both forms, and what the run ends in because of it."""

    json: dict[str, Any]
    text: str
    ends_in: EcgError | None = None


def answer_each(session: Session, form: str | None, work: Callable[[Group], Answer]) -> None:
    """Do the work for each group that is asked for, answer for all together, and end in the worst that went wrong."""
    answers: list[Answer] = []
    errors: list[EcgError] = []
    for group in session.groups:
        try:
            answers.append(work(group))
        except EcgError as error:
            errors.append(error if len(session.groups) == 1 else _named(error, group))
    if form == "json":
        session.answer(_json([answer.json for answer in answers], alone=len(session.groups) == 1))
    else:
        session.answer(_text(session, "".join(answer.text for answer in answers)))
    _raise_worst([*errors, *(answer.ends_in for answer in answers if answer.ends_in)])


def _named(error: EcgError, group: Group) -> EcgError:
    """The error with the group's name before it, so that one can tell whose it is."""
    error.args = (f"{group.key}: {error}",)
    return error


def _json(answers: list[dict[str, Any]], *, alone: bool) -> str:
    if alone:
        return as_json(answers[0]) if answers else ""
    return as_json({"pages": answers})


def _text(session: Session, text: str) -> str:
    if not text or session.form(None) != "terminal":
        return text
    from ecgtool.render.page_picture import page_picture
    from ecgtool.render.terminal import drawn

    return drawn(page_picture(text))


def _raise_worst(errors: list[EcgError]) -> None:
    if not errors:
        return
    *others, worst = sorted(errors, key=lambda error: error.exit_code)
    for line in (line for error in others for line in error.lines):
        print(f"ecg: {plain(line)}", file=sys.stderr)
    raise worst
