"""``ecg follow``."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

from typer import Option

from ecgtool.cli.app import noun
from ecgtool.cli.each_group import Answer, answer_each
from ecgtool.cli.editing import Form, How, Yes, edit_plan
from ecgtool.cli.options import DryRun, TextOrJson, command
from ecgtool.cli.session import Session
from ecgtool.errors import Finding, PageError, UsageError
from ecgtool.group import Group
from ecgtool.render.follow import follow_finding, follow_json, follow_paragraphs, follow_text

if TYPE_CHECKING:
    from ecgtool.cli.calendars import Calendars
    from ecgtool.follow.comparing import Difference

app = noun("Compare ecg.toml with the organisation's own calendar.")

Fresh = Annotated[bool, Option("--fresh", help="Ask for the calendar even if it was asked for within the hour.")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A calendar compared with a group: the calendar's name, which is no secret, and where it differs."""

    calendar: str
    differences: "list[Difference]"


@command(app, "check", asks_hosts=True)
def check(session: Session, *, fresh: Fresh = False, form: TextOrJson = None) -> None:
    """Show where calendar and ecg.toml disagree, and what to do.

    Exit code 1 if they disagree.

    Example: ecg follow check
    """
    if session.options.every:
        session.groups = [group for group in session.groups if group.follow]
    from ecgtool.cli.calendars import Calendars

    calendars = Calendars(session, fresh=fresh)
    calendars.begin(session.groups)
    answer_each(session, form, partial(_checked, session, calendars))


@command(app, "apply", asks_hosts=True)
def apply(
    session: Session, *, fresh: Fresh = False, dry_run: DryRun = False, yes: Yes = False, form: Form = None
) -> None:
    """Take over into ecg.toml what the calendar cancels, moves or adds.

    Rules, clocks and links of ecg.toml stay, and so does what it cancels or moves; exit code 1 if the calendar
    still differs in such a thing.

    Example: ecg follow apply --dry-run
    """
    from ecgtool.cli.calendars import Calendars
    from ecgtool.follow.adopting import is_exception, replans

    session.require_file()
    found = compared(session, session.group, Calendars(session, fresh=fresh))
    plans = list(replans(found.differences, found.calendar))
    edit_plan(session, "take over", plans, found.calendar, How(form=form, yes=yes, dry_run=dry_run, and_bump=False))
    rest = [one for one in found.differences if not is_exception(one)]
    for finding in (follow_finding(session.group, one) for one in rest):
        session.note(": ".join(filter(None, (session.group.key, finding.date, finding.message))))
    if rest:
        raise Finding(f"{_count(rest)} left", "`ecg follow check` says what to do")


def compared(session: Session, group: Group, calendars: "Calendars") -> Compared:
    """Return where the calendar that ``group`` follows differs from its schedule.

    Raises:
        UsageError: the group follows none, or its address is no address.
        PageError: there is no calendar, or nothing in it is the group's.
        EcgError: as fetching it does.
    """
    from ecgtool.follow.comparing import TimeSpan, compare, own_meetings
    from ecgtool.follow.selecting import select
    from ecgtool.ical.reading.reader import NotACalendar, read_calendar

    if group.follow is None:
        raise UsageError(f"{group.key} follows no calendar", "name it in follow.ics, its events in follow.match")
    shown, body = calendars.followed(group.key, group.follow)
    try:
        calendar = read_calendar(body, session.now.year, group.schedule.zone)
    except NotACalendar as error:
        raise PageError(f"{shown} is no calendar: {error}", "name a file or an address of iCalendar") from error
    if not calendar.is_whole:
        raise PageError(f"{shown} breaks off before its end", "run it again with --fresh, or ask whoever keeps it")
    span = TimeSpan(after=session.now, before=session.now + group.follow.ahead)
    planned = {moment for one in own_meetings(group.schedule, span.after, span.before) for moment in one.instants}
    series = select(calendar.series, group.follow, planned, span.after, span.before)
    if not series:
        raise PageError(f"nothing in {shown} is {group.key}'s", "see follow.match or follow.uid")
    return Compared(calendar=calendar.name or shown, differences=compare(group, series, calendar.series, span))


def _checked(session: Session, calendars: "Calendars", group: Group) -> Answer:
    found = compared(session, group, calendars)
    options = session.options.about(group)
    findings = [follow_finding(group, one) for one in found.differences]
    findings = [replace(finding, message=options.completed(finding.message)) for finding in findings]
    shown = follow_paragraphs if session.form(None) == "terminal" else follow_text
    count = _count(found.differences)
    ends_in = Finding(f"{group.key}: {count} from {found.calendar}") if found.differences else None
    return Answer(partial(follow_json, group, found.calendar, findings), shown(group, findings), ends_in)


def _count(found: "list[Difference]") -> str:
    return "1 difference" if len(found) == 1 else f"{len(found)} differences"
