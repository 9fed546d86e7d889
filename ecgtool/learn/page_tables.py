"""Make the tables of a group from its page: its name, the lines that a bump keeps true, the call and the notes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from ecgtool.group import DEFAULT_HEADING, SectionNames
from ecgtool.learn.draft import Draft, call_table
from ecgtool.learn.lines import line as lines
from ecgtool.learn.lines.next_line import NextLine, below, cannot_follow, heading_of, next_line_remarks, with_name
from ecgtool.learn.lines.standing import RuleLines, rule_lines
from ecgtool.learn.links.calls import PageCalls
from ecgtool.learn.links.of_meeting import MeetingLinks, links_of
from ecgtool.learn.links.owners import PageLinks
from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.text.found import Found
from ecgtool.learn.text.link_kinds import is_chat, is_feed
from ecgtool.learn.text.placed_links import PlacedLink
from ecgtool.learn.times.timetable import Timetable, coming_dates
from ecgtool.page import Section
from ecgtool.page.model import title_key
from ecgtool.page.sections.agenda import read_notes
from ecgtool.page.sections.named import NamedSections, SectionKey
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.wording.reading import Reading, find_dates
from ecgtool.wording.spelling import listed
from ecgtool.wording.templates import parse_template

_UTC = ZoneInfo("UTC")
_PARTS: tuple[SectionKey, ...] = ("call", "agenda", "topics", "actions", "logs")
_NAMES = SectionNames()
_WORDS = 100
_MOST = 8
"""How many of the links beside a rule that are not used are told one by one."""

_CALENDAR = "from which the meetings can be learnt as well"
_ON_SITE = "is a page of the same site, of which the address is not known"
_UNUSED = "is not used"
_OF_NO_MEETING = (_CALENDAR, _ON_SITE, _UNUSED)
"""How a sentence on a link ends that says the same for each meeting of the page."""

Told = tuple[dict[str, Any], list[str]]
"""A table, and sentences for the report."""


def wiki_table(
    reading: PageReading, found: Found, times: Timetable, *, is_main: bool
) -> tuple[dict[str, Any], list[str]]:
    """Return the table ``wiki``: the line of the next meeting, the standing line, and what a bump may touch."""
    zone = times.zone.zone if times.zone else _UTC
    own_line = reading.next if is_main else None
    own_line = own_line and replace(own_line, line=lines.on_clock(own_line.line, zone))
    heading = heading_of(reading.page, own_line, zone, reading.language)
    standing = rule_lines(reading.page, found, times, reading.language, reading.source.today)
    told = [f"{reading.where(said)}, {why}, so the line is left alone" for said, why in standing.stays]
    told += [
        f"{reading.where(said)}: the link {url} names an hour, which stays" for said, url in standing.stale_links
    ]
    told += [
        f"{reading.where(said)}: the hour in the link {url} is taken for UTC and kept true with the line"
        for said, url in standing.links
    ]
    told += [f"{reading.where(said)}: no field writes “{words}”, which stays" for said, words in standing.fixed]
    told += _kept_hours(reading, standing) if "change" in times.keys else []
    manage = [*(["schedule_line"] if standing.template else []), "blocks"]
    if own_line:
        why = cannot_follow(reading.page, own_line, heading)
        if why:
            heading = heading_of(reading.page, None, zone, reading.language)
            number = reading.page.line_number(own_line.start)
            told.append(f"line {number}: “{own_line.point.text[:_WORDS]}” {why}")
        else:
            named = _named(own_line, times, reading.source.today)
            on = times.keys.get("on") if "week" in str(times.keys.get("every")) else ""
            weekday = on if isinstance(on, str) else ""
            told += next_line_remarks(reading.page, own_line, heading, named, reading.language, weekday)
        manage = manage if why else ["heading", *manage]
    elif is_main:
        manage = ["heading", *manage]
    table: dict[str, Any] = {**reading.source.target}
    table |= {"heading": heading} if parse_template(heading).tells_date else {}
    table |= {"schedule_line": standing.template} if standing.template else {}
    table |= {"manage": manage} if manage != ["heading", "blocks"] else {}
    return table | (_sections(reading) if is_main else {}), told


def _kept_hours(reading: PageReading, standing: RuleLines) -> list[str]:
    """Return what is told of the hours that each new form of a standing line has as they stand: one sentence."""
    if not standing.kept:
        return []
    number = reading.page.line_number(standing.kept[0][0])
    hours = listed([f"“{words}”" for _, words in standing.kept])
    stay = "stays as it is written: change it" if len(standing.kept) == 1 else "stay as they are written: change them"
    return [f"line {number}: {hours} {stay} by hand when the hour changes"]


def with_own_headings(drafts: Sequence[Draft], reading: PageReading) -> list[Draft]:
    """Return the drafts, each with a line of its own for the next meeting, where the page has or gets several.

    The first one keeps the line that the page has.
    """
    taken = [one.point.text for one in reading.elsewhere]
    found = list(drafts)
    for n, draft in enumerate(drafts):
        wiki = draft.table["wiki"]
        usual = wiki.get("heading", DEFAULT_HEADING)
        is_shared = len(drafts) > 1 or any(parse_template(usual).begins(text) for text in taken)
        if is_shared and (n > 0 or not reading.next):
            own = with_name(usual, draft.name)
            found[n] = replace(draft, table={**draft.table, "wiki": {**wiki, "heading": own}})
    return found


def _named(found: NextLine, times: Timetable, today: date) -> Occurrence | None:
    """Return the meeting that the line names, at its time or the rule's. Without a date, it is the next one."""
    if times.zone is None:
        return None
    reading = found.line.reading
    day = reading.day or next(coming_dates(times.keys, today, 1), None)
    clock = reading.clock if reading.clock or reading.utc else times.at
    return lines.occurrence_of(Reading(day, clock=clock, utc=reading.utc), times.zone.zone)


def link_tables(reading: PageReading, found: Found, page: PageLinks, *, is_main: bool) -> Told:
    """Return the tables ``call`` and ``agenda``: from the page's own sections, or from links beside the meeting."""
    near = links_of(found, page)
    sections = NamedSections(reading.page, _NAMES)
    part = below(reading.page, reading.next) if reading.next and is_main else None
    of_others = {link.url for passage in page.of_sisters(found) for link in passage.links}
    calls = PageCalls(page, sections, of_others)
    call = call_table(calls.of(found, near, calls.stated(part), is_main=is_main))
    if _holds_rules(reading, sections.find("call")):
        call.pop("note", None)
    beside_the_date = read_notes(sections, part) if part else ""  # the links of all the page are farther off
    notes = beside_the_date or near.notes or (read_notes(sections) if is_main else "")
    is_notes = page.kinds.get(notes) not in {"calendar", "converter", "numbers", "join"} and notes not in of_others
    notes = notes if is_notes else ""
    told = _told_of_links(reading, near, page, call, notes)
    return {"call": call, "agenda": {"notes": notes} if notes else {}}, told


def _told_of_links(
    reading: PageReading, near: MeetingLinks, page: PageLinks, call: Mapping[str, Any], notes: str
) -> list[str]:
    """Return what is told of the links of a meeting, beside those that were learnt for sure."""
    learnt = {notes, call.get("join"), call.get("find_number")}
    told = [
        reading.told(link, what)
        for links, what in (
            (near.lent, "stands apart from the rule, and is taken for this meeting too"),
            (near.doubtful, "may be the notes of earlier meetings alone"),
            (near.on_site, _ON_SITE),
        )
        for link in _unique(links)
        if what.startswith(("stands", "may be")) or link.url not in learnt
    ]
    calls, calendars = (
        [one for one in _unique(links) if one.url not in learnt] for links in (near.more, near.calendars)
    )
    told += _told_at_once(reading, calls, "may lead into the call as well")
    told += _told_at_once(
        reading, sorted(calendars, key=lambda one: not is_feed(one.url)), "is a calendar", f", {_CALENDAR}"
    )
    if near.to_join and near.join == call.get("join") and is_chat(near.join):
        told.append(reading.told(near.to_join, "is a chat, and is taken for where the meeting is"))
    told += [
        reading.told(link, f"is taken for {what}, which no word says at it")
        for kind, url, what in (("join", call.get("join", ""), "the call"), ("notes", notes, "the notes"))
        for link in page.unsure(kind, url)
        if not is_chat(url)
    ]
    unused = [link for link in _unique(near.unused) if link.url not in learnt]
    told += [reading.told(link, _UNUSED) for link in unused[:_MOST]]
    if rest := unused[_MOST:]:
        first = reading.told(rest[0], "").partition(":")[0]
        told.append(f"{first} and below: {len(rest)} more links are not used")
    return told


def _told_at_once(reading: PageReading, links: Sequence[PlacedLink], what: str, rest: str = "") -> list[str]:
    """Return one sentence on links of one kind: ``what`` the first one is, and in which lines the others stand."""
    if not links:
        return []
    _, *lines = dict.fromkeys(reading.told(link, "").partition(":")[0] for link in links)
    others = f" (more in {' and '.join(lines)})" if lines else ""
    return [reading.told(links[0], f"{what}{others}{rest}")]


def without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each link that is not a meeting's told by the first of them alone."""
    told: set[str] = set()
    found = []
    for draft in drafts:
        left = tuple(one for one in draft.unknown if one not in told)
        of_page = (one for one in left if one.endswith((_CALENDAR, _ON_SITE)) and "”" not in one)
        found.append(replace(draft, unknown=left, of_page=(*draft.of_page, *of_page)))
        told |= {one for one in draft.unknown if one.endswith(_OF_NO_MEETING) and "”" not in one}
    return found


def _unique(found: Sequence[PlacedLink]) -> list[PlacedLink]:
    seen: dict[str, PlacedLink] = {}
    for link in found:
        seen.setdefault(link.url, link)
    return list(seen.values())


def _sections(reading: PageReading) -> dict[str, Any]:
    page = reading.page
    parts = NamedSections(page, _NAMES)
    found = {part: section for part in _PARTS if (section := parts.find(part))}
    titles = {part: page.title(section.heading) for part, section in found.items()}
    if "call" in titles and _holds_rules(reading, found["call"]):
        del titles["call"]
    titles = {part: title for part, title in titles.items() if not find_dates(title, date(2026, 1, 1))}
    other = {part: title for part, title in titles.items() if title_key(title) != title_key(getattr(_NAMES, part))}
    return {"sections": other} if other else {}


def _holds_rules(reading: PageReading, section: Section | None) -> bool:
    """Return whether a section is about the meetings, in a table or several of them, and not about one's call."""
    if section is None:
        return False
    meetings = [one for one in reading.survey.meetings if one.said]
    own = [one for one in meetings if section.start <= one.said[0].passage.start < section.end]
    return len(own) > 1 or any(one.said[0].passage.cells for one in own)
