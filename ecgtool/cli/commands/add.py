"""``ecg add``."""

from dataclasses import replace
from typing import Annotated
from uuid import uuid4

from typer import Argument

from ecgtool import files
from ecgtool.cli import learning
from ecgtool.cli.app import plain_app
from ecgtool.cli.editing import require_own_file
from ecgtool.cli.options import DryRun, command
from ecgtool.cli.prompts import can_ask, chosen, completed_draft, confirm_meetings
from ecgtool.cli.session import Session
from ecgtool.config.load import load_text
from ecgtool.errors import UsageError
from ecgtool.learn.draft import Draft, drafts_by_key
from ecgtool.learn.write import group_text

app = plain_app()


@command(app, "add", asks_hosts=True)
def add(
    session: Session,
    *,
    name: Annotated[str, Argument(metavar="[GROUP]", help="The new group's key, as `-g` takes it.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Add a group to ecg.toml, by the questions of `ecg init`.

    Example: ecg add tea
    """
    path = session.require_file()
    if not can_ask():
        raise UsageError("ecg add asks for what it needs to know", "run it on a terminal")
    require_own_file(session, dry_run=dry_run)
    new = _tables(session, _drafts(session, name))
    with files.edited(path, files.LockWait(f"editing {path}", 60, session.note)):
        text = f"{files.read_text(path).rstrip()}\n\n{new}"
        written = load_text(text, path, session.environ)
        if not dry_run:
            files.replace(path, text.encode())
    session.answer(new)
    session.note(f"{path}: {'nothing is written' if dry_run else 'written'}")
    if written.default_group is None and len(session.config.groups) == 1:
        session.note("there are several groups now: name one with --group, or set default_group in the file")


def _drafts(session: Session, name: str) -> dict[str, Draft]:
    """Ask about the groups, and return their drafts by keys that the file does not have yet.

    Raises:
        UsageError: the file has a group with that key, or there are several and ``name`` is for one.
    """
    if name in session.config.groups:
        raise UsageError(f"there is a group {name!r} already", "give another name: `ecg add NAME`")
    learnt = learning.from_answers(session, session.require_file().parent)
    wanted = chosen(learnt.drafts)
    if name and len(wanted) > 1:
        raise UsageError(
            f"{name!r} names one group, and these are {len(wanted)}", "choose one, or leave out the name"
        )
    whole = [completed_draft(draft, session.now.date()) for draft in wanted]
    drafts = {name: whole[0]} if name and whole else drafts_by_key(whole)
    taken = [key for key in drafts if key in session.config.groups]
    if taken:
        raise UsageError(f"there is a group {taken[0]!r} already", "give another name: `ecg add NAME`")
    return drafts


def _tables(session: Session, drafts: dict[str, Draft]) -> str:
    """Return the text of the groups' tables, once their next meetings are confirmed."""
    unique = {
        key: replace(draft, table={**draft.table, "ical": {"uid": str(uuid4())}}) for key, draft in drafts.items()
    }
    new = "\n".join(group_text(key, draft) for key, draft in unique.items())
    confirm_meetings(load_text(new, session.config.path, session.environ).groups.values(), session.now, new)
    return new
