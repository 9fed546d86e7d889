"""What the commands share that edit ``ecg.toml``: ask before an unusual change, edit, and show the result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal

from typer import Option

from ecgtool import files
from ecgtool.cli.session import Session
from ecgtool.config.edit.rewriting import Replan, with_replan
from ecgtool.config.kinds import dotted
from ecgtool.config.load import open_text
from ecgtool.errors import UsageError
from ecgtool.group import Group
from ecgtool.passcode import text_without
from ecgtool.render.meeting import GroupMeeting, meeting_json, meetings_text
from ecgtool.render.plain import as_json
from ecgtool.schedule.changes import Change, changes_between, is_unusual
from ecgtool.schedule.occurrences import meetings, weekday_date
from ecgtool.text_edit import unified

Form = Annotated[Literal["text", "json"] | None, Option("--format", "-f", help="How to show what changed.")]
Reason = Annotated[str, Option("--reason", metavar="WORDS", help="Why, in words for the members.")]
AndBump = Annotated[bool, Option("--and-bump", help="Bring the page up to date as well.")]
Yes = Annotated[bool, Option("--yes", "-y", help="Do it even for many meetings, far ahead or in the past.")]


@dataclass(frozen=True, kw_only=True, slots=True)
class How:
    """How a change of the schedule is to be made and shown."""

    form: str | None
    yes: bool
    dry_run: bool
    and_bump: bool


class Edited:
    """The result of an edit of ``path``: its text before and after, and the group before and after."""

    def __init__(self, path: Path, texts: tuple[str, str], groups: tuple[Group, Group]) -> None:
        self.path, (self.old, self.new), (self.before, self.after) = path, texts, groups

    @cached_property
    def changes(self) -> list[Change]:
        """The meetings that differ."""
        return changes_between(self.before.schedule, self.after.schedule)

    @property
    def diff(self) -> str:
        """The difference of the texts, with the pass codes in it hidden."""
        return text_without(text_without(unified(self.old, self.new, self.path), self.before.call), self.after.call)

    def json(self) -> dict[str, Any]:
        """Return the part of the answer in JSON that every edit has."""
        return {
            "group": self.after.key,
            "file": str(self.path),
            "changed": self.new != self.old,
            "diff": self.diff,
        }


def edit_plan(session: Session, verb: str, plans: Sequence[Replan], unchanged: str, how: How) -> None:
    """Edit the file by ``plans``, answer with what changed (``unchanged`` if nothing did), bump the page if asked to.

    Raises:
        ConfigError: the file has faults, or would have; nothing was written.
        UsageError: a plan cannot be made, the file not be written, or it is not confirmed; nothing was written.
        UnreachableError: another run does not end its edit; nothing was written.
    """
    if how.dry_run and how.and_bump:
        raise UsageError("--dry-run and --and-bump do not go together", "leave one of them out")
    result = _carry_out(session, verb, plans, how)
    _say_what_is_lost(session, result)
    if result.after.schedule.moves or result.after.schedule.extras:
        _say_what_collides(session, result)
    _show(session, result, unchanged, how)
    if how.and_bump:
        from ecgtool.cli.commands import wiki

        with Session(session.options, session.environ) as anew:
            anew.patience = session.patience
            wiki.bump(anew, form="json" if how.form == "json" else None)


def edited_text(session: Session, change: Callable[[str], str], *, dry_run: bool) -> Edited:
    """Apply ``change`` to the file's text, once other runs have ended their edits; raises as ``edit_plan`` does."""
    path = session.require_group_file()
    if dry_run:
        session.note(f"{path}: nothing is written")
        return _edited(session, change)
    require_own_file(session)
    with files.edited(path, files.LockWait(f"editing {path}", 60, session.note)):
        result = _edited(session, change)
        files.replace(path, result.new.encode())
    return result


def require_own_file(session: Session, *, dry_run: bool = False) -> None:
    """Check that the configuration may be edited, or run from cron from now on. A dry run may be of anybody's.

    Raises:
        UsageError: it was found, and others may have written it.
    """
    session.require_trust(not dry_run and session.config.path, "it", "is left as it is")


def _carry_out(session: Session, verb: str, plans: Sequence[Replan], how: How) -> Edited:
    """Edit the file by ``plans``, after asking where the change is unusual."""

    def change(text: str) -> str:
        for plan in plans:
            text = with_replan(text, session.require_group_file(), session.environ, session.group.key, plan)
        return text

    draft = _edited(session, change)
    is_asked = not (how.dry_run or how.yes) and is_unusual(draft.changes, session.now)
    if is_asked:
        _confirm(session, verb, draft.changes)

    def drafted(text: str) -> str:
        if text == draft.old:
            return draft.new
        if is_asked:
            raise UsageError(f"{draft.path} has changed meanwhile", "run it again")
        return change(text)

    return edited_text(session, drafted, dry_run=how.dry_run)


def _edited(session: Session, change: Callable[[str], str]) -> Edited:
    path, key = session.require_group_file(), session.group.key
    old = files.read_text(path)
    new = change(old)
    before, after = (open_text(text, path, session.environ).groups[key] for text in (old, new))
    return Edited(path, (old, new), (before, after))


def _confirm(session: Session, verb: str, changes: Sequence[Change]) -> None:
    """Ask whether the changes are meant.

    Raises:
        UsageError: they are not, or nobody is there to ask.
    """
    from ecgtool.cli.prompts import agreed, can_ask
    from ecgtool.render.changes import what_is_asked

    asked = what_is_asked(verb, changes, session.now)
    if not can_ask():
        raise UsageError(f"this would {asked}", "add --yes if that is meant")
    if not agreed(f"{asked[:1].upper()}{asked[1:]}?"):
        raise UsageError(f"not confirmed, so nothing was written to {session.config.path}")


def _say_what_is_lost(session: Session, result: Edited) -> None:
    """Note that a meeting lost its move when it was cancelled: to restore it does not move it again."""
    for change in result.changes:
        if change.before and change.before.original_start and not change.after:
            planned = change.before.original_start.astimezone(change.before.zone).date()
            session.note(
                f"the move from {planned} is gone as well: `ecg restore {planned}` holds it on"
                f" {weekday_date(planned)}, as the rule has it"
            )


def _say_what_collides(session: Session, result: Edited) -> None:
    """Note which moved and extra meetings this edit puts at the time of another."""
    from ecgtool.config.suspicious import collisions

    known = [words for _, words in collisions(result.before.schedule)]
    for path, words in collisions(result.after.schedule):
        if words not in known:
            session.note(f"schedule.{dotted(path)}: {words}")


def _show(session: Session, result: Edited, unchanged: str, how: How) -> None:
    """Answer with what changed, and with the next three meetings."""
    group = result.after
    found = islice(meetings(group.schedule, session.now), 3)
    coming = [GroupMeeting(group, meeting, group.zones, session.now) for meeting in found]
    if how.form == "json":
        session.answer(as_json({**result.json(), "meetings": [meeting_json(one) for one in coming]}))
    elif session.form(how.form) == "terminal":
        session.answer(_picture(result, coming, unchanged, with_diff=how.dry_run), drawn=True)
        if result.diff and group.wiki and not (how.dry_run or how.and_bump):
            session.note(_how_the_page_follows(result, session.now))
    else:
        changed = result.diff or f"{unchanged}: nothing to change\n"
        session.answer(f"{changed}\n{meetings_text(coming) or 'no meeting to come'}")


def _how_the_page_follows(result: Edited, now: datetime) -> str:
    """Return what becomes of the page: a meeting later than the next one now stays on it if a person wrote that."""
    named, coming = (next(meetings(group.schedule, now), None) for group in (result.before, result.after))
    follows = "the page follows at its next run, or now: `ecg wiki bump`"
    keeps_line = result.after.wiki is not None and "heading" in result.after.wiki.manage
    if keeps_line and named and coming and coming.occurrence.start < named.occurrence.start:
        day = named.occurrence.local_start.date()
        return f"{follows}; if a person wrote {day} there, `ecg wiki bump --force` takes it back"
    return follows


def _picture(result: Edited, coming: list[GroupMeeting], unchanged: str, *, with_diff: bool) -> str:
    from ecgtool.render.tables import change_list, coming_table
    from ecgtool.render.terminal import drawn, page_picture

    if not result.diff:
        return f"{unchanged}: nothing to change"
    diff = f"{drawn(page_picture(result.diff))}\n" if with_diff else ""
    changed = drawn(change_list(result.changes, result.after.zones))
    return f"{diff}{changed}\n{drawn(coming_table(coming)) if coming else 'no meeting to come'}"
