"""``ecg ical``."""

import sys
from datetime import date, time
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Literal

from typer import Option

from ecgtool import files, ical
from ecgtool.cli.app import noun
from ecgtool.cli.options import DryRun, command
from ecgtool.cli.run_record import message_record, messages_made, record_export
from ecgtool.cli.session import Session
from ecgtool.cli.typed import typed_day, typed_duration, typed_moment
from ecgtool.errors import UsageError
from ecgtool.wording.typed_days import around

app = noun("Write the meetings as iCalendar.")


@command(app, "export")
def export(
    session: Session,
    *,
    output: Annotated[Path | None, Option("--output", "-o", metavar="FILE", help="The file to write.")] = None,
    next_only: Annotated[bool, Option("--next", help="Only the next meeting.")] = False,
    day: Annotated[str | None, Option("--date", metavar="DATE", help="Only the meeting of that date.")] = None,
    since: Annotated[
        str | None, Option("--from", metavar="DATE", help="Meetings from that date on, included.")
    ] = None,
    until: Annotated[
        str | None, Option("--until", metavar="DATE", help="Meetings until that date, included.")
    ] = None,
    alarm: Annotated[
        str | None, Option(metavar="TIME", help="Remind that long before each meeting, such as 15m.")
    ] = None,
    method: Annotated[
        ical.Method | None, Option(help="Make a message to mail (RFC 5546), not a file to subscribe to.")
    ] = None,
    hide_passcode: Annotated[bool, Option("--hide-passcode", help="Leave the pass code out, also of links.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Write the meetings of one or more groups as iCalendar.

    On standard output, or into a file, which is written only where it would change.

    Example: ecg ical export --all -o meetings.ics
    """
    output = None if output == Path("-") else output
    if output is not None:
        session.require_file()
    options = ical.Options(
        span=_span(session, since, until),
        only=_only(session, day, next_only=next_only),
        method=method,
        alarm=typed_duration(alarm, "--alarm") if alarm else None,
        hide_passcode=hide_passcode,
    )
    if options.only and (since or until):
        raise UsageError("one meeting and a span of days do not go together", "leave out --from and --until")
    text = _calendar(session, options, output, dry_run=dry_run)
    _deliver(session, text, output, options, dry_run=dry_run)


def _calendar(session: Session, options: ical.Options, output: Path | None, *, dry_run: bool) -> str:
    """Return the calendar, on top of what ``output`` holds so far; note a pass code that is not at hand."""
    for group in session.groups:
        if group.call.passcode_variable and not (group.call.passcode or options.hide_passcode):
            session.note(f"{group.key}: ${group.call.passcode_variable} is not set, so the calendar has no pass code")
    before = files.read(output, absent=b"").decode(errors="replace") if output else ""
    if options.method:
        return _message(session, options, before, dry_run=dry_run)
    session.progress(f"making the calendar of {', '.join(group.key for group in session.groups)}")
    return ical.export(session.groups, session.now, options, before)


def _message(session: Session, options: ical.Options, before: str, *, dry_run: bool) -> str:
    """Return the message, and record it, so that the next one about the same UID has a higher SEQUENCE."""
    if dry_run:
        return ical.export_message(session.groups, session.now, options, messages_made(session), before).text
    with message_record(session) as sent:
        made = ical.export_message(session.groups, session.now, options, sent, before)
        sent.update(made.sent)
    return made.text


def _deliver(session: Session, text: str, output: Path | None, options: ical.Options, *, dry_run: bool) -> None:
    """Answer with the calendar, or write it to its file if that changes, note that, and record it for ``ecg status``.

    A dry run only says what it would do to the file.
    """
    if output is None:
        _send(session, text)
        return
    if dry_run:
        same = files.read(output, absent=b"") == text.encode()
        session.note(f"{output} {'is unchanged' if same else 'would be written'}")
        return
    changed = files.replace(output, text.encode())
    session.note(f"{output} is {'written' if changed else 'unchanged'}")
    record_export(session, output, options)


def _send(session: Session, text: str) -> None:
    """Answer in UTF-8, whatever a terminal's encoding is (RFC 5545, section 3.1.4)."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    session.answer(text, exact=True)


def _span(session: Session, since: str | None, until: str | None) -> ical.DayRange:
    where = around(session.groups, session.now)
    first = typed_day(since, "--from", where) if since else date.min
    last = typed_day(until, "--until", where) if until else date.max
    if last < first:
        raise UsageError(f"--until {last} is before --from {first}", "give them in order")
    return ical.DayRange(first=first, last=last)


def _only(session: Session, day: str | None, *, next_only: bool) -> tuple[date, time | None] | Literal["next"] | None:
    if day and next_only:
        raise UsageError("--next and --date do not go together", "leave one of them out")
    if day:
        return typed_moment(day, "--date", around(session.groups, session.now))
    return "next" if next_only else None
