"""After a run: what succeeded is remembered, a line is logged, the watcher is told. None of it makes a run fail."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from ecgtool.cli.session import Session
from ecgtool.errors import EcgError
from ecgtool.group import Group

if TYPE_CHECKING:
    from ecgtool import ical
    from ecgtool.runs.record import RunRecord


_PINGS = 15
"""Seconds after which no further watcher is asked."""
_MESSAGES = "messages.json"


class Ended(Protocol):
    """The answer of a run."""

    @property
    def ends_in(self) -> EcgError | None:
        """What was found, if anything was."""


E = TypeVar("E", bound=Ended)


def record_of(session: Session) -> "RunRecord | None":
    """Return what is kept of runs with this configuration; None where there is no file, or no folder for it."""
    from ecgtool.files import LockWait
    from ecgtool.runs.record import RunRecord

    path = session.config.path
    turn = LockWait("writing what it remembers", 5, session.detail)
    try:
        return RunRecord(session.state_folder, path.absolute(), turn) if path else None
    except EcgError:
        return None


class LoggedBumps:
    """The bumps of one run: the end of each is logged at once, those that succeeded are remembered together."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._done: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        record = record_of(self._session)
        with _only_noted(self._session):
            if record and self._done:
                record.remember_bumps(self._done, self._session.now)

    def carry_out(self, group: Group, work: Callable[[Group], E]) -> E:
        """Return what ``work``, the bump of ``group``, answers, once its end is logged."""
        try:
            answer = work(group)
        except EcgError as error:
            log(self._session, f"wiki bump {group.key}: failed: {error}")
            raise
        if answer.ends_in:
            log(self._session, f"wiki bump {group.key}: stopped: {answer.ends_in}")
        else:
            self._done.append(group.key)
            log(self._session, f"wiki bump {group.key}: the page is up to date")
        return answer


def record_export(session: Session, output: Path, options: "ical.Options") -> None:
    """Remember that the calendar in ``output`` was exported; a single meeting or a message is no calendar to keep."""
    if options.only or options.is_message:
        return
    from ecgtool.runs.record import Exported
    from ecgtool.runs.status import remembered_options

    keys = tuple(group.key for group in session.groups)
    record = record_of(session)
    with _only_noted(session):
        if record:
            exported = Exported(session.now, keys, remembered_options(options))
            record.remember_calendar(str(output.absolute()), exported)
    log(session, f"ical export {', '.join(keys)}: {output} is up to date")


def record_site(session: Session, output: Path, groups: Sequence[Group]) -> None:
    """Remember that the site in ``output`` was built, of ``groups``."""
    from ecgtool.runs.record import Exported

    keys = tuple(group.key for group in groups)
    record = record_of(session)
    with _only_noted(session):
        if record:
            record.remember_site(str(output.absolute()), Exported(session.now, keys, {}))
    log(session, f"site build {', '.join(keys)}: {output} is up to date")


def messages_made(session: Session) -> "dict[str, ical.Sent]":
    """Return what was said in messages about meetings, whoever made them, by UID; raises EcgError as a file does."""
    from ecgtool import files, ical

    return ical.sent_in(files.read(session.state_folder / _MESSAGES, absent=b"").decode(errors="replace"))


@contextmanager
def message_record(session: Session) -> "Iterator[dict[str, ical.Sent]]":
    """Hold the record of what was said in messages about meetings; what is changed in it is kept at the end.

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
    """Ask for the groups' addresses of a watcher; one that does not answer is only a note."""
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
    from ecgtool.runs.record import log_run

    with _only_noted(session):
        if record := record_of(session):
            log_run(record.state, session.now, line, record.turn)


@contextmanager
def _only_noted(session: Session) -> Iterator[None]:
    try:
        yield
    except (OSError, EcgError) as error:
        session.detail(f"the run is not remembered: {error}")
