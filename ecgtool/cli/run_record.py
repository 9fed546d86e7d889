"""Record what was exported and built, which never fails a run, and what messages about meetings said."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ecgtool.cli.session import Session
from ecgtool.group import Group

if TYPE_CHECKING:
    from ecgtool import ical


_MESSAGES = "messages.json"


def record_export(session: Session, output: Path, options: "ical.Options") -> None:
    """Record that the calendar in ``output`` was exported, unless it is a single meeting or a message."""
    if options.only or options.is_message:
        return
    from ecgtool.runs.record import Exported
    from ecgtool.runs.status import remembered_options

    keys = tuple(group.key for group in session.groups)
    exported = Exported(session.now, keys, remembered_options(options))
    session.remember(lambda record: record.remember_calendar(str(output.absolute()), exported))
    session.log(f"ical export {', '.join(keys)}: {output} is up to date")


def record_site(session: Session, output: Path, groups: Sequence[Group]) -> None:
    """Record that the site of ``groups`` in ``output`` was built."""
    from ecgtool.runs.record import Exported

    keys = tuple(group.key for group in groups)
    built = Exported(session.now, keys, {})
    session.remember(lambda record: record.remember_site(str(output.absolute()), built))
    session.log(f"site build {', '.join(keys)}: {output} is up to date")


def messages_made(session: Session) -> "dict[str, ical.Sent]":
    """Return the record of all messages about meetings, by UID; raises as reading a file does."""
    from ecgtool import files, ical

    return ical.sent_in(files.read(session.state_folder / _MESSAGES, absent=b"").decode(errors="replace"))


@contextmanager
def message_record(session: Session) -> "Iterator[dict[str, ical.Sent]]":
    """Lock and yield the record of all messages about meetings; changes made in it are written at the end.

    Raises:
        EcgError: it cannot be read or written.
    """
    from ecgtool import files, ical

    path = session.state_folder / _MESSAGES
    with files.locked(path.with_name(f"{path.name}.lock"), files.LockWait("making a message", 30, session.note)):
        made = messages_made(session)
        yield made
        files.replace(path, ical.sent_text(made).encode())
