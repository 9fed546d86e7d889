"""The values that everything else is about: a group, its schedule, its call, agenda and page.

They are made by ``config`` and never change. Dates and clock times here are on the clock of the slot they are about,
or else of the group; ``schedule`` makes instants of them. Named tuples, because a frozen dataclass costs a
millisecond at every start.
"""

import os
import re
from datetime import date, time, timedelta
from pathlib import Path
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

DEFAULT_HEADING = "Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC"
DEFAULT_SUMMARY = "Next meeting: {month} {day:02}, {year}"
DEFAULT_SUBJECT = "{name}: {weekday}, {month} {day}, {time} {tz} / {utc_colon} UTC"


class Turn(NamedTuple):
    """Each ``of``-th date of a rule, from the one at ``place`` on, counted from 0: place 1 of 3 is the second."""

    place: int
    of: int


class Recurrence(NamedTuple):
    """A recurrence rule (RFC 5545, section 3.3.10) and the days it is in force on, both ends included.

    ``rule`` has no UNTIL and no time of day: ``last`` and ``at`` have those. ``anchor`` is the date that an INTERVAL
    or a COUNT is counted from, and that gives the day where the rule names none; None where the rule needs none. With
    a ``turn`` only some of the rule's dates count, dealt out from ``first`` on.
    """

    rule: str
    at: time
    duration: timedelta
    anchor: date | None = None
    first: date = date.min
    last: date = date.max
    turn: Turn | None = None


class Slot(NamedTuple):
    """One regular meeting of a group: rules that follow one another without overlap, on the clock of ``zone``.

    ``name`` tells it from the group's other slots; None for a group's first slot that has no name. ``schedule_line``
    is the template of its own standing line; the first slot's stands in ``PageSettings``. ``in_turn`` is whether it
    is one of the several hours of ``at``, which share the group's own rule.
    """

    zone: ZoneInfo
    recurrences: tuple[Recurrence, ...]
    name: str | None = None
    schedule_line: str = ""
    in_turn: bool = False


class Skip(NamedTuple):
    """Days, both included, on which no meeting of the rule takes place; with ``at`` only the meetings at that hour.

    Days and hour are on the clock of each slot.
    """

    first: date
    last: date
    reason: str = ""
    at: time | None = None


class Move(NamedTuple):
    """The meeting that the rule has on ``original`` is held at another time; without ``to_time`` its hour stays.

    ``at`` is the hour that the rule has for it, where the day has several meetings. All are on its slot's clock.
    """

    original: date
    to_date: date
    to_time: time | None = None
    reason: str = ""
    at: time | None = None


class Extra(NamedTuple):
    """A meeting that the rule does not have, on the group's clock."""

    day: date
    at: time


class Schedule(NamedTuple):
    """When a group meets: its slots, of which there is one at least, and the exceptions to all of them.

    ``zone`` is the group's clock and that of its first slot. ``holidays`` are codes of ISO 3166 ("US", "US-CA") whose
    public holidays are left out.
    """

    zone: ZoneInfo
    slots: tuple[Slot, ...]
    skips: tuple[Skip, ...] = ()
    moves: tuple[Move, ...] = ()
    extras: tuple[Extra, ...] = ()
    holidays: tuple[str, ...] = ()


class OneTap(NamedTuple):
    """A telephone number with pauses, meeting id and pass code in it."""

    dial: str
    label: str = ""


class DialIn(NamedTuple):
    """A telephone number to dial by hand."""

    number: str
    label: str = ""
    toll_free: bool = False


def is_toll_free(words: str) -> bool:
    """Return whether the words at a telephone number say that calling it is free."""
    return re.search(r"toll[\s-]*free|free\s*(?:phone|call)|gratis|kostenlos", words, re.IGNORECASE) is not None


class Call(NamedTuple):
    """How to join a meeting; empty where nothing is known.

    ``passcode_variable`` names the variable of the environment that holds the pass code, where one does.
    """

    join: str = ""
    note: str = ""
    meeting_id: str = ""
    passcode: str = ""
    one_tap: tuple[OneTap, ...] = ()
    dial_in: tuple[DialIn, ...] = ()
    find_number: str = ""
    passcode_variable: str = ""


class Item(NamedTuple):
    """A point of the agenda, in plain text."""

    title: str
    by: str = ""
    links: tuple[str, ...] = ()
    children: tuple["Item", ...] = ()


class Topic(NamedTuple):
    """What one coming meeting is about; ``cancelled`` where it says that the meeting does not take place."""

    day: date
    title: str
    cancelled: bool = False


class Agenda(NamedTuple):
    """What a group talks about, apart from when and where."""

    notes: str = ""
    items: tuple[Item, ...] = ()
    topics: tuple[Topic, ...] = ()
    actions: tuple[str, ...] = ()


class SectionNames(NamedTuple):
    """The titles of the sections of a page that ``ecg`` reads; case, plural and punctuation do not count."""

    call: str = "Call details"
    agenda: str = "Agenda"
    topics: str = "Upcoming topics"
    actions: str = "Action item registry"
    logs: str = "Meeting logs and recordings"


class BlockForm(NamedTuple):
    """How a block of a page is made: with how many ``rows``, from which ``template``, with the pass code or not."""

    rows: int = 5
    template: Path | None = None
    passcode: bool = False


class BlockForms(NamedTuple):
    """How each kind of block is made."""

    next: BlockForm = BlockForm()
    meetings: BlockForm = BlockForm()
    schedule: BlockForm = BlockForm()
    call: BlockForm = BlockForm()
    groups: BlockForm = BlockForm()


class PageSettings(NamedTuple):
    """The page that names the next meeting: on a wiki (``api`` and ``page``) or in ``file``."""

    api: str = ""
    page: str = ""
    file: Path | None = None
    heading: str = DEFAULT_HEADING
    schedule_line: str = ""
    manage: tuple[str, ...] = ("heading", "blocks")
    anchor: str = ""
    summary: str = DEFAULT_SUMMARY
    minor: bool = False
    bot: bool = False
    patience: timedelta = timedelta(minutes=2)
    username: str = ""
    password_command: tuple[str, ...] = ()
    ping: str = ""
    sections: SectionNames = SectionNames()
    blocks: BlockForms = BlockForms()

    @property
    def place(self) -> tuple[str, str]:
        """The page's wiki and title, or "" and its file, in one spelling: the same for all groups on that page."""
        if self.file:
            return "", os.path.normpath(self.file)
        title = " ".join(self.page.partition("#")[0].replace("_", " ").lstrip(" :").split())
        host = re.sub(r"^https?://([^/]*?)(?::80|:443)?(?=/)", r"\1", self.api.lower())
        return host, title[:1].upper() + title[1:]


class Announce(NamedTuple):
    """Whom to remind of a meeting, how long before it, by which mail server and in which form.

    ``cancelled`` and ``moved`` are whether a mail goes out when that happens to a meeting after its reminder;
    ``invitation`` is whether a mail holds the meeting as iCalendar, ``passcode`` whether it may hold the pass code.
    ``archive`` is the list's address in HyperKitty.
    """

    to: str
    sender: str
    smtp: str = "smtp://localhost:25"
    before: timedelta = timedelta(hours=24)
    reply_to: str = ""
    subject: str = DEFAULT_SUBJECT
    template: Path | None = None
    cancelled: bool = True
    moved: bool = True
    invitation: bool = True
    passcode: bool = False
    username: str = ""
    password_command: tuple[str, ...] = ()
    archive: str = ""


class FollowSettings(NamedTuple):
    """The organisation's calendar: at ``ics``, a web address or a file, or where the variable ``ics_variable`` says.

    The group's series are those of ``uids``, or those whose names hold the words ``match``. Their dates are compared
    from now on for as long as ``ahead``.
    """

    ics: str = ""
    ics_variable: str = ""
    match: str = ""
    uids: tuple[str, ...] = ()
    ahead: timedelta = timedelta(weeks=8)


class SiteSettings(NamedTuple):
    """The site of a file's groups: its address (``base``), its title, its language, and templates of one's own."""

    base: str = ""
    title: str = "Next meetings"
    language: str = "en"
    templates: Path | None = None


class CalendarSettings(NamedTuple):
    """How the meetings are written as iCalendar.

    ``uid`` makes the UIDs of the series unique in the world; ``url`` is where the calendar is published.
    Dates that are cancelled stay in it, marked as such, where ``cancelled`` is "shown".
    """

    uid: str = ""
    url: str = ""
    cancelled: Literal["hidden", "shown"] = "hidden"


class Group(NamedTuple):
    """A working group; ``key`` is its name in the configuration."""

    key: str
    name: str
    schedule: Schedule
    zones: tuple[ZoneInfo, ...] = ()
    homepage: str = ""
    call: Call = Call()
    agenda: Agenda = Agenda()
    agenda_on_page: bool = False
    wiki: PageSettings | None = None
    announce: Announce | None = None
    follow: FollowSettings | None = None
    ical: CalendarSettings = CalendarSettings()
    holidays_hint: tuple[str, ...] | None = None
    language: str = ""

    @property
    def heading(self) -> str:
        """The template of the line that names the next meeting."""
        return self.wiki.heading if self.wiki else DEFAULT_HEADING

    @property
    def standing_lines(self) -> tuple[tuple[Slot, str], ...]:
        """The slots that have a standing line on the group's page, each with the template of it."""
        first = self.wiki.schedule_line if self.wiki else ""
        slots = self.schedule.slots
        lines = zip(slots, (first, *(slot.schedule_line for slot in slots[1:])), strict=True)
        return tuple((slot, line) for slot, line in lines if line)
