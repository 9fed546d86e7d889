"""Gather what the site shows of its groups' meetings, as plain values that a template only has to place.

None of them holds a pass code: all are made from what ``without_passcode`` returns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache, reduce
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from ecgtool.group import Agenda, Call, Group, Item
from ecgtool.ical.text import compact
from ecgtool.passcode import call_without, text_without
from ecgtool.render.clock_words import clock_words
from ecgtool.render.meeting import GroupMeeting, meeting_json
from ecgtool.render.plain import utc_text
from ecgtool.schedule.occurrences import Occurrence, last_before, meetings
from ecgtool.schedule.planned import recurrence_on
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.languages import in_full, weekday

if TYPE_CHECKING:
    from ecgtool.page.sections.logs import Log
    from ecgtool.upkeep.content import Content

SHOWN = 12
"""How many meetings that are held a page shows."""
LOGS_SHOWN = 24
"""How many past meetings a page shows."""

_PASSCODE_ON = re.compile(r"[\s(\[,;:|-]*\b(?:pass[ -]?(?:code|word)|access code|pin)\b.*", re.IGNORECASE | re.DOTALL)
"""The part of a log's title that is about the pass code of its recording, to the end."""
_LINKED = frozenset({"https", "http", "mailto", "tel", "sip"})
"""The schemes that a link of the site may have. None of them runs code."""

_BEGINNING = "2020-01-01T00:00:00Z"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A meeting as a page shows it. ``start`` and ``end`` are instants in UTC, as texts (RFC 3339).

    ``in_group_zone`` is its start on the group's clock, where its slot has another one. ``before`` is when a moved
    meeting was planned, on its clock. ``previous`` is the instant that the rule has for the meeting before, of one
    that is held as the rule has it. ``group`` and ``page``, the address of its group's
    page, are given where several groups have a row. So most rows of a group's page are those of others too.
    """

    id: str
    start: str
    end: str
    day: str
    clock: str
    in_group_zone: str
    utc: str
    slot: str
    status: str
    language: str
    reason: str = ""
    before: str = ""
    previous: str = ""
    clock_change: str = ""
    topics: tuple[str, ...] = ()
    group: str = ""
    page: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteGroup:
    """A group as the site shows it: its agenda, its call, and its schedule without what its page cancels.

    ``without_passcode`` makes it, so that no text of it holds a pass code.
    """

    group: Group
    logs: "tuple[Log, ...]" = ()

    @property
    def page(self) -> str:
        """The address of its page, relative to the site's."""
        return f"{quote(self.group.key)}.html"

    def coming(self, now: datetime) -> list[GroupMeeting]:
        """Return the next meetings that are held and end after ``now``, each seen from its own start."""
        group = self.group
        found = islice(meetings(group.schedule, now), SHOWN)
        return [GroupMeeting(group, meeting, group.zones, meeting.occurrence.start) for meeting in found]


def without_passcode(group: Group, content: "Content") -> SiteGroup:
    """Return ``group`` and its ``content`` for everybody to read, without a pass code in any link or text."""
    calls = dict.fromkeys((content.call, group.call))

    def hidden(text: str) -> str:
        return text and reduce(text_without, calls, text)

    def item_without(item: Item) -> Item:
        children = tuple(item_without(child) for child in item.children)
        return Item(hidden(item.title), hidden(item.by), tuple(map(_link_without, item.links)), children)

    agenda, schedule = content.agenda, content.schedule
    public = group._replace(
        name=hidden(group.name),
        homepage=_link_without(group.homepage),
        call=call_without(content.call),
        ical=group.ical._replace(url=_link_without(group.ical.url)),
        agenda=Agenda(
            notes=_link_without(agenda.notes),
            items=tuple(item_without(item) for item in agenda.items),
            topics=tuple(topic._replace(title=hidden(topic.title)) for topic in agenda.topics),
            actions=tuple(map(hidden, agenda.actions)),
        ),
        schedule=schedule._replace(
            skips=tuple(skip._replace(reason=hidden(skip.reason)) for skip in schedule.skips),
            moves=tuple(move._replace(reason=hidden(move.reason)) for move in schedule.moves),
        ),
    )
    logs = (
        replace(
            log,
            title=_PASSCODE_ON.sub("", hidden(log.title)).strip(),
            links=tuple(map(_link_without, log.links)),
        )
        for log in content.logs[:LOGS_SHOWN]
    )
    return SiteGroup(group=public, logs=tuple(log for log in logs if log.title))


def _link_without(link: str) -> str:
    return link and call_without(Call(join=link)).join


def safe_link(address: str) -> str:
    """Return ``address`` where a browser may follow it, else "": ``javascript:`` and the like never become links."""
    try:
        return address if urlsplit(address.strip()).scheme.lower() in _LINKED else ""
    except ValueError:
        return ""


def group_values(about: SiteGroup, now: datetime) -> dict[str, Any]:
    """Return what a template may use of a group. Its ``meetings`` are those of ``next-meeting -f json``."""
    group, coming = about.group, about.coming(now)
    call, agenda = group.call, group.agenda
    rows = list(meeting_rows(about, coming))
    return {
        "key": group.key,
        "name": group.name,
        "language": group.language,
        "page": about.page,
        "calendar": f"{quote(group.key)}.ics",
        "published": safe_link(group.ical.url),
        "homepage": safe_link(group.homepage),
        "zone": group.schedule.zone.key,
        "join": safe_link(call.join),
        "note": call.note,
        "notes": safe_link(agenda.notes),
        "dial_in": call.dial_in,
        "meeting_id": call.meeting_id,
        "items": [_item(item) for item in agenda.items],
        "actions": agenda.actions,
        "logs": [{"title": log.title, "links": list(filter(None, map(safe_link, log.links)))} for log in about.logs],
        "meetings": [meeting_json(one) for one in coming],
        "rows": rows,
        "next": next((row for row in rows if row.status != "cancelled"), None),
        "identity": group.ical.uid or f"{group.homepage}#{group.key}",
        "since": _since(group, coming),
        "starts": " ".join(_in_minutes(one.occurrence.start, one.occurrence.end) for one in coming),
    }


def meeting_rows(about: SiteGroup, coming: Sequence[GroupMeeting]) -> Iterator[Row]:
    """Yield a row for each meeting, and before it one for each date cancelled since the one before."""
    group, topics, zone = about.group, about.group.agenda.topics, about.group.schedule.zone
    slots = {slot.name: slot for slot in group.schedule.slots}
    for one in coming:
        held, last = one.occurrence, one.meeting.previous
        for left in one.meeting.skipped:
            slot = slots[left.slot]
            end = left.start + recurrence_on(slot, left.day).duration
            planned = Occurrence(left.start, end, slot.zone, slot=slot.name)
            yield _row(planned, zone, group.language, cancelled=True, reason=left.reason)
        yield _row(
            held,
            zone,
            group.language,
            reason=held.reason,
            previous=last.planned_start if last and held.status == "scheduled" else None,
            clock_change=clock_words(one.meeting, one.zones_beside, coming[0].occurrence.start),
            topics=_topics(group, held) if topics else (),
        )


def _topics(group: Group, held: Occurrence) -> tuple[str, ...]:
    from ecgtool.page.sections.topics import topics_of

    coming = [topic for topic in group.agenda.topics if not topic.cancelled]
    return tuple(topic.title for topic in topics_of(coming, held, group.schedule))


@lru_cache(maxsize=4096)  # many groups meet at the same hours of the same zone
def _row(
    held: Occurrence,
    zone: ZoneInfo,
    language: str,
    *,
    cancelled: bool = False,
    previous: datetime | None = None,
    **said: Any,
) -> Row:
    start, end, original = held.local_start, held.local_end, held.original_start
    before = original and original.astimezone(held.zone)
    return Row(
        id=f"{compact(held.planned_start)[:-2]}Z{'-extra' if held.status == 'extra' else ''}",
        start=utc_text(held.start),
        end=utc_text(held.end),
        day=in_full(start.date(), language),
        clock=f"{start:%H:%M}\u2013{end:%H:%M} {abbreviation(start)}",
        in_group_zone=_in_zone(held, zone, language),
        utc=_in_zone(held, UTC, language),
        slot=held.slot or "",
        status="cancelled" if cancelled else held.status,
        language=language,
        before=f"{in_full(before, language)}, {before:%H:%M} {abbreviation(before)}" if before else "",
        previous=utc_text(previous) if previous else "",
        **said,
    )


def _in_zone(held: Occurrence, zone: tzinfo, language: str) -> str:
    """Return the start on another clock, with its weekday where that differs: "Tuesday 01:00 UTC".

    "" where that clock says the same.
    """
    local, there = held.local_start, held.start.astimezone(zone)
    day = "" if local.date() == there.date() else f"{weekday(there.date(), language)} "
    said = f"{day}{there:%H:%M} {abbreviation(there)}"
    return "" if said == f"{local:%H:%M} {abbreviation(local)}" else said


def _since(group: Group, coming: Sequence[GroupMeeting]) -> str:
    """Return when the list of meetings became what it is: when the last one before it ended."""
    if not coming:
        return _BEGINNING
    schedule, first = group.schedule, coming[0].meeting
    is_known = not (schedule.slots[1:] or schedule.extras)  # whatever is held is of the one slot
    last = first.previous if is_known else last_before(schedule, first.occurrence.start)
    return utc_text(last.end) if last else _BEGINNING


@lru_cache(maxsize=4096)
def _in_minutes(start: datetime, end: datetime) -> str:
    """Return the start in minutes since 1970 (UTC) and the length, for the page's script: "29691360+60"."""
    return f"{int(start.timestamp()) // 60}+{int((end - start).total_seconds()) // 60}"


def _item(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "by": item.by,
        "links": list(filter(None, map(safe_link, item.links))),
        "children": [_item(child) for child in item.children],
    }
