"""What ``ecg wiki bump`` and ``ecg status`` share: bumping a page for all its groups at once, filling its blocks."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ecgtool.cli.each_group import MANY, Answer, some_of
from ecgtool.cli.session import Session
from ecgtool.errors import EcgError, Finding, SeveralProblems
from ecgtool.group import Group
from ecgtool.page import Syntax
from ecgtool.targets.interface import Outcome
from ecgtool.upkeep.bump import Bump, Bumper, OtherDate, PageBump

if TYPE_CHECKING:
    from ecgtool.upkeep.blocks import BlockSettings, BlockSubject

_PINGS = 15
"""Seconds after which no further address is pinged."""


class BumpOptions(NamedTuple):
    """How to bump: write or only look, fail where something would change, overwrite a person's edit, and summary."""

    write: bool
    check: bool
    force: bool
    summary: str


class _PageDone(NamedTuple):
    """A page that was bumped: its name, the difference, which is made once as it takes a while, and the outcome."""

    name: str
    diff: str
    outcome: Outcome[PageBump]


class Bumps(AbstractContextManager["Bumps"]):
    """The bumps of one run: each page is read and written once, for all groups of the run that have it.

    With many groups, notes at the end name the pages that changed and count those with nothing to change.
    """

    def __init__(self, session: Session, wanted: BumpOptions) -> None:
        self._session, self._wanted = session, wanted
        self._done: dict[str, _PageDone | EcgError] = {}
        self._changed: list[str] = []
        self._unchanged = 0
        self._up_to_date: list[str] = []
        self._own_lines: dict[str, str] = {}

    def __exit__(self, *_: object) -> None:
        if self._wanted.write and self._own_lines:
            now, own_lines = self._session.now, self._own_lines
            self._session.remember(lambda record: record.remember_bumps(self._up_to_date, now, own_lines))
        if len(self._session.groups) <= MANY:
            return
        if self._changed:
            verb = "changed" if self._wanted.write else "would change"
            self._session.note(f"{_pages(len(self._changed))} {verb}: {some_of(self._changed)}")
        if self._unchanged:
            self._session.note(f"{_pages(self._unchanged)}: nothing to change")

    def __call__(self, group: Group) -> Answer:
        """Return the answer about the page of ``group``; raises as reading, planning and writing do."""
        try:
            answer = self._answer(group)
        except EcgError as error:
            self._log(group, f"failed: {error}")
            raise
        if not answer.ends_in:
            self._up_to_date.append(group.key)
        self._log(group, f"stopped: {answer.ends_in}" if answer.ends_in else "the page is up to date")
        return answer

    def _log(self, group: Group, how: str) -> None:
        if self._wanted.write:
            self._session.log(f"wiki bump {group.key}: {how}")

    def _answer(self, group: Group) -> Answer:
        first = group.key not in self._done
        if first:
            several = len(self._session.groups) > 1
            together = (_sharing(self._session.groups, group) if several else []) or [group]
            self._done |= dict.fromkeys((one.key for one in together), self._carried_out(together))
        done = self._done[group.key]
        if isinstance(done, EcgError):
            raise done
        name, bump = done.name, done.outcome.plan.bumps[group.key]
        self._own_lines[group.key] = bump.own_line
        if first:
            self._count(done, is_fine=not bump.changed and not bump.problems)
        for words in cancelled_words(bump, group) if bump.cancelled or bump.doubtful else ():
            self._session.note(f"{name} {words}")
        ends_in = problem_of(bump)
        if self._wanted.check and bump.changed and ends_in is None:
            ends_in = Finding(f"{name} is not up to date", "`ecg wiki bump` brings the page up to date")
        return Answer(partial(self._json, group.key, done), done.diff if first else "", ends_in)

    def _json(self, key: str, done: _PageDone) -> dict[str, Any]:
        from ecgtool.render.page import bump_json

        return bump_json(key, done.name, done.outcome, done.diff)

    def _count(self, done: _PageDone, *, is_fine: bool) -> None:
        if done.diff:
            self._changed.append(done.name)
        elif is_fine:
            self._unchanged += 1
        if is_fine and len(self._session.groups) <= MANY:
            self._session.note(f"{done.name}: nothing to change")

    def _carried_out(self, groups: list[Group]) -> _PageDone | EcgError:
        try:
            target, syntax = self._session.page_of(groups[0])
            made = bumper(self._session, groups, syntax, force=self._wanted.force, summary=self._wanted.summary)
            outcome = (
                target.edit(made.plan) if self._wanted.write else Outcome(made.plan(target.read()), written=False)
            )
            return _PageDone(target.name, outcome.plan.bumps[groups[0].key].diff(target.name), outcome)
        except EcgError as error:
            return error


def ping_all(session: Session, groups: Sequence[Group]) -> None:
    """Ping the groups' addresses at a monitoring service; one that does not answer is only noted."""
    ends = time.monotonic() + _PINGS
    for address in dict.fromkeys(group.wiki.ping for group in groups if group.wiki and group.wiki.ping):
        from ecgtool.targets.mediawiki.ping import ping

        if time.monotonic() > ends:
            session.note("the other pings are left out: they take too long")
            return
        if problem := ping(address, ""):
            session.note(f"the ping was not taken: {problem}")


def problem_of(bump: Bump) -> EcgError | None:
    """Return what kept parts of a page from being updated, as one error with what to type; None for nothing."""
    told = [_advised(problem) for problem in bump.problems]
    if len(told) < 2:
        return told[0] if told else None
    return SeveralProblems([line for one in told for line in one.lines], max(one.exit_code for one in told))


def _advised(problem: EcgError) -> EcgError:
    if isinstance(problem, OtherDate):
        from ecgtool.render.advice import other_date_words

        return Finding(problem.problem, other_date_words(problem))
    from ecgtool.upkeep.blocks import EditedBlocks

    if isinstance(problem, EditedBlocks):
        return Finding(problem.problem, "`ecg wiki bump --force` writes it anew")
    return problem


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def cancelled_words(bump: Bump, group: Group) -> Iterator[str]:
    """Yield what a page cancels and ``ecg.toml`` does not, and what to type."""
    if bump.cancelled:
        named = ", ".join(map(str, bump.cancelled))
        yield f"cancels {named}, ecg.toml does not: `ecg cancel --from-page -g {group.key}` puts it there"
    for days in bump.doubtful:
        named = " or ".join(map(str, days))
        yield f"cancels {named}, and does not say which: `ecg cancel DATE -g {group.key}` does"


def bumper(
    session: Session, groups: list[Group], syntax: Syntax, *, force: bool = False, summary: str = ""
) -> Bumper:
    """Return the bumper for the page that ``groups`` share."""
    blocks = partial(block_settings, session, groups[0])
    return Bumper(groups, session.now, syntax, blocks, force, summary, session.own_lines)


def block_settings(session: Session, group: Group) -> "BlockSettings":
    """Return the settings for the blocks on the page of ``group``.

    A block that names no group is about the default group, where that has the page, or else the page's first group.
    """
    from ecgtool.upkeep.blocks import BlockSettings

    groups = {**session.config.groups, group.key: group}
    here = [one.key for one in _sharing(groups.values(), group)]
    default = session.config.default_group
    owner = default if default in here else (here or [group.key])[0]
    return BlockSettings(groups=groups, here=here, owner=str(owner), write=_Writer(session))


def _sharing(groups: Iterable[Group], group: Group) -> list[Group]:
    """Return those of ``groups`` that have the page of ``group``."""
    return [one for one in groups if one.wiki and group.wiki and one.wiki.place == group.wiki.place]


class _Writer:
    """Makes the contents of blocks; the modules for that are loaded only for a page that has blocks."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._renderer: Any = None

    def __call__(self, name: str, subject: "BlockSubject", all_groups: Any, syntax: Syntax) -> str:
        if self._renderer is None:
            from ecgtool.render.blocks import BlockRenderer

            self._renderer = BlockRenderer(self._session.now, self._filled)
        return str(self._renderer(name, subject, all_groups, syntax))

    def _filled(self, template: Path, values: Mapping[str, Any]) -> str:
        from ecgtool.render.user_template import fill_template

        self._session.require_trust(template, "wiki.blocks.template")
        return fill_template(template, dict(values))
