"""After a run: what succeeded is recorded, a line is logged, a monitoring service told. None of it fails a run."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from ecgtool.cli.session import Session
from ecgtool.errors import EcgError
from ecgtool.group import Group

if TYPE_CHECKING:
    from ecgtool import ical
    from ecgtool.runs.record import RunRecord


_PINGS = 15
"""Seconds after which no further address is pinged."""
_MESSAGES = "messages.json"


class Ended(Protocol):
    """The answer of a run."""

    @property
    def ends_in(self) -> EcgError | None:
        """The error that the run is to end in, or None."""


E = TypeVar("E", bound=Ended)


def record_of(session: Session) -> "RunRecord | None":
    """Return the record of runs with this configuration; None where there is no file, or no folder for it."""
    from ecgtool.files import LockWait
    from ecgtool.runs.record import RunRecord

    path = session.config.path
    turn = LockWait("writing what it remembers", 5, session.detail)
    try:
        return RunRecord(session.state_folder, path.absolute(), turn) if path else None
    except EcgError:
        return None


@contextmanager
def logged(session: Session, work: Callable[[Group], E]) -> Iterator[Callable[[Group], E]]:
    """Yield ``work``, the bump of a group, wrapped to log how it ended; the successes are recorded together."""
    done: list[str] = []

    def carried_out(group: Group) -> E:
        try:
            answer = work(group)
        except EcgError as error:
            log(session, f"wiki bump {group.key}: failed: {error}")
            raise
        if not answer.ends_in:
            done.append(group.key)
        how = f"stopped: {answer.ends_in}" if answer.ends_in else "the page is up to date"
        log(session, f"wiki bump {group.key}: {how}")
        return answer

    try:
        yield carried_out
    finally:
        if done:
            _keep(session, lambda record: record.remember_bumps(done, session.now))


def record_export(session: Session, output: Path, options: "ical.Options") -> None:
    """Record that the calendar in ``output`` was exported, unless it is a single meeting or a message."""
    if options.only or options.is_message:
        return
    from ecgtool.runs.record import Exported
    from ecgtool.runs.status import remembered_options

    keys = tuple(group.key for group in session.groups)
    exported = Exported(session.now, keys, remembered_options(options))
    _keep(session, lambda record: record.remember_calendar(str(output.absolute()), exported))
    log(session, f"ical export {', '.join(keys)}: {output} is up to date")


def record_site(session: Session, output: Path, groups: Sequence[Group]) -> None:
    """Record that the site of ``groups`` in ``output`` was built."""
    from ecgtool.runs.record import Exported

    keys = tuple(group.key for group in groups)
    built = Exported(session.now, keys, {})
    _keep(session, lambda record: record.remember_site(str(output.absolute()), built))
    log(session, f"site build {', '.join(keys)}: {output} is up to date")


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


def log(session: Session, line: str) -> None:
    """Add a line to the log for people, where there is a folder for it."""
    _keep(session, lambda record: record.log(session.now, line))


def _keep(session: Session, keep: "Callable[[RunRecord], object]") -> None:
    """Call ``keep`` with the record of runs, where there is one; a failure is shown only if the run is verbose."""
    record = record_of(session)
    try:
        if record:
            keep(record)
    except (OSError, EcgError) as error:
        session.detail(f"the run is not remembered: {error}")
