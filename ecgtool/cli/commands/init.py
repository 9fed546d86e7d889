"""``ecg init``."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated
from uuid import uuid4

from typer import Option

from ecgtool import files
from ecgtool.cli import learning
from ecgtool.cli.app import plain_app
from ecgtool.cli.options import command
from ecgtool.cli.prompts import can_ask, chosen, completed_draft, confirm_meetings
from ecgtool.cli.session import Session
from ecgtool.config import Config
from ecgtool.config.load import load_text
from ecgtool.config.sources import FILE_NAME
from ecgtool.errors import UsageError
from ecgtool.learn.draft import Draft, drafts_by_key
from ecgtool.learn.write import report, toml_text

app = plain_app()


@command(app, "init", asks_hosts=True)
def init(
    session: Session,
    *,
    page: Annotated[Path | None, Option("--page", metavar="FILE", help="Learn from a page in a file.")] = None,
    from_wiki: Annotated[
        str | None, Option(metavar="URL", help="Learn from a page on a wiki, by its address.")
    ] = None,
    ics: Annotated[
        str | None, Option("--ics", metavar="FILE", help="Learn from a calendar (iCalendar): a file, or its address.")
    ] = None,
    yaml2ical: Annotated[
        Path | None, Option("--yaml2ical", metavar="FILE", help="Learn from a meeting file of yaml2ical.")
    ] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Show the file, and write nothing.")] = False,
) -> None:
    """Write ecg.toml, by questions or learnt from what exists.

    Without a source it asks, on a terminal; and where a source leaves something open.

    Example: ecg init --from-wiki https://wiki.example.org/wiki/Working_group
    """
    path = _free_path(session)
    given = {"--page": page, "--from-wiki": from_wiki, "--ics": ics, "--yaml2ical": yaml2ical}
    learnt = _learnt(session, path.parent, {name: str(value) for name, value in given.items() if value})
    drafts = _with_uids(_by_key(session, _complete(learnt, session)))
    text = toml_text(drafts, f"Learnt from {learnt.source} on {session.now.date()}.")
    written = _write(path, text, session, dry_run=dry_run)
    offers = [learnt.place(next(iter(drafts.values())))] if learnt.place else []
    answer = _for_reader(report(path, written, drafts, offers, session.now), session)
    session.answer(text if dry_run else answer)
    for line in answer.splitlines()[1:] if dry_run else []:  # without the one that says what is written
        session.note(line)
    if session.interactive and not (dry_run or offers):
        has_page = any(group.wiki for group in written.groups.values())
        session.note(f"next: `ecg {'wiki bump --dry-run' if has_page else 'next'}`")


def _for_reader(text: str, session: Session) -> str:
    """Return the report; on a terminal in columns of spaces, without the meetings if they were confirmed there."""
    if not session.interactive:
        return text
    lines = [line for line in text.splitlines() if not (line.startswith("next:\t") and can_ask())]
    return "\n".join("  ".join(filter(None, line.split("\t"))) for line in lines)


def _free_path(session: Session) -> Path:
    """Return where the file is to be.

    Raises:
        UsageError: there is one already, or no folder for it.
    """
    path = session.options.config or Path(session.environ.get("ECG_CONFIG") or FILE_NAME)
    if os.path.lexists(path):
        raise UsageError(f"{path} exists already", "change it by hand, or name another file with --config")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}", "make it first")
    return path


def _learnt(session: Session, folder: Path, given: dict[str, str]) -> learning.Learnt:
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} do not go together", "name one source")
    today = session.now.date()
    match next(iter(given.items()), None):
        case ("--from-wiki", url):
            return learning.from_wiki(url, session)
        case ("--page", name):
            return learning.from_page(Path(name), folder, today)
        case ("--ics", name):
            return learning.from_ics(session, name)
        case ("--yaml2ical", name):
            return learning.from_yaml2ical(Path(name), today)
    if not can_ask():
        raise UsageError(
            "nothing to learn from",
            "name a source (--page, --from-wiki, --ics, --yaml2ical), or run it on a terminal",
        )
    return learning.from_answers(session, folder)


def _complete(learnt: learning.Learnt, session: Session) -> list[Draft]:
    """Return the drafts that make groups: on a terminal a person is asked which, and for what they lack.

    Raises:
        EcgError: none of them makes a group.
    """
    if can_ask():
        if learnt.refusal:
            session.note(f"{learnt.source}: {learnt.refusal}")
        return [completed_draft(draft, session.now.date()) for draft in chosen(learnt.drafts)]
    whole = [draft for draft in learnt.drafts if not draft.missing]
    if learnt.refusal or not whole:
        raise learning.refused(learnt, learnt.drafts[0])
    return whole


def _by_key(session: Session, drafts: list[Draft]) -> dict[str, Draft]:
    """Return the drafts by their keys; ``--group`` gives the key of a single one, or else chooses among several."""
    found = drafts_by_key(drafts)
    wanted = session.options.group
    if len(wanted) == 1 and len(drafts) == 1:
        return {wanted[0]: drafts[0]}
    unknown = [name for name in wanted if name not in found]
    if unknown:
        raise UsageError(f"no group {unknown[0]!r}", f"there are: {', '.join(found)}")
    return {name: found[name] for name in wanted} or found


def _with_uids(drafts: dict[str, Draft]) -> dict[str, Draft]:
    """Return the drafts, each with an ``ical.uid`` that makes the UIDs of its calendar unique in the world."""
    return {
        key: replace(draft, table={"ical": {"uid": str(uuid4())}, **draft.table}) for key, draft in drafts.items()
    }


def _write(path: Path, text: str, session: Session, *, dry_run: bool) -> Config:
    """Write the file where none is, after reading its text as every command will; a dry run only reads it.

    Raises:
        ConfigError: what was learnt makes no configuration.
        UsageError: it is not confirmed, the file cannot be written, or somebody else made it meanwhile.
    """
    written = load_text(text, path, session.environ)
    if can_ask():
        confirm_meetings(written.groups.values(), session.now, text)
    if not dry_run:
        files.create(path, text.encode())
    return written
