"""What ``ecg cancel``, ``move`` and ``restore`` share: edit the file under a lock, show the outcome."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from typer import Option

from ecgtool import files
from ecgtool.cli.session import Session
from ecgtool.config.edit.rewriting import Replan, edited
from ecgtool.config.load import load_text
from ecgtool.group import Group
from ecgtool.passcode import text_without
from ecgtool.render.json import as_json
from ecgtool.render.meeting import GroupMeeting, meeting_json, meetings_text
from ecgtool.schedule.occurrences import meetings
from ecgtool.text_edit import unified

Form = Annotated[Literal["text", "json"] | None, Option("--format", "-f", help="How to show what changed.")]
Reason = Annotated[str, Option("--reason", metavar="WORDS", help="Why, in words for the members.")]
AndBump = Annotated[bool, Option("--and-bump", help="Bring the wiki page up to date as well.")]


class Edited(NamedTuple):
    """What an edit of ``path`` came to: the text before and after it, and the group as it is now."""

    path: Path
    old: str
    new: str
    group: Group


def carry_out(session: Session, plans: Sequence[Replan]) -> Edited:
    """Edit the file by ``plans``, one after the other, and on top of what other runs have written by then.

    Raises:
        ConfigError: the file has faults, or would have; nothing was written.
        UsageError: a plan cannot be made, or the file not be written; nothing was written.
        UnreachableError: another run does not end its edit; nothing was written.
    """
    path, key = session.require_file(), session.group.key
    with files.edited(path, files.Turn(f"editing {path}", 60, session.note)):
        old = new = files.read_text(path)
        for plan in plans:
            new = edited(new, path, session.environ, key, plan)
        files.replace(path, new.encode())
    return Edited(path, old, new, load_text(new, path, session.environ).groups[key])


def show(session: Session, result: Edited, unchanged: str, form: str | None) -> None:
    """Answer with the difference, or where there is none with ``unchanged``, and with the next three meetings."""
    group = result.group
    found = islice(meetings(group.schedule, session.now), 3)
    coming = [GroupMeeting(group, meeting, group.zones) for meeting in found]
    diff = text_without(unified(result.old, result.new, result.path), group.call)
    if form == "json":
        session.answer(as_json(_json(result, diff, coming)))
        return
    changed = diff or f"{unchanged}: nothing to change\n"
    session.answer(f"{changed}\n{meetings_text(coming) or 'no meeting to come'}")


def bump(session: Session, form: str | None, *, wanted: bool) -> None:
    """Bring the page up to date with the file as it is now, where that is wanted; raises as ``wiki bump`` does."""
    if wanted:
        from ecgtool.cli.commands import wiki

        with Session(session.options, session.environ) as anew:
            wiki.bump(anew, form="json" if form == "json" else None)


def _json(result: Edited, diff: str, coming: list[GroupMeeting]) -> dict[str, object]:
    return {
        "group": result.group.key,
        "file": str(result.path),
        "changed": result.new != result.old,
        "diff": diff,
        "meetings": [meeting_json(one) for one in coming],
    }
