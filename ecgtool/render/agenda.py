"""Write the agenda of a meeting, and its call details: as documents, and as JSON."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from ecgtool.group import Agenda, Call, Item, Topic
from ecgtool.page.sections.topics import topics_of
from ecgtool.render.document import Block, Bullets, Document, DocumentLink, Entry, Inline, Paragraph, Title, Words
from ecgtool.render.meeting import GroupMeeting, meeting_json, remarks
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.languages import in_full, weekday
from ecgtool.wording.zone_labels import each_clock_but

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingAgenda:
    """What a meeting is about, how to join it, and when it is. ``meeting`` is None where none is to come."""

    group_key: str
    group_name: str
    meeting: GroupMeeting | None
    agenda: Agenda
    call: Call


def call_document(call: Call) -> Document:
    """Return the call details, or a sentence that there are none."""
    title = Title(text="Call details")
    entries = tuple(_call_entries(call))
    if not entries and not call.note:
        return (title, Paragraph(content=(Words(text="There are no call details."),)))
    note = (Paragraph(content=(Words(text=call.note),)),) if call.note else ()
    return (title, *((Bullets(entries=entries),) if entries else ()), *note)


def call_json(call: Call) -> dict[str, Any]:
    """Return the call details as every command has them in JSON."""
    return {
        "join": call.join or None,
        "note": call.note or None,
        "meeting_id": call.meeting_id or None,
        "passcode": call.passcode or None,
        "one_tap": [{"dial": tap.dial, "label": tap.label} for tap in call.one_tap],
        "dial_in": [{"number": n.number, "label": n.label, "toll_free": n.toll_free} for n in call.dial_in],
        "find_number": call.find_number or None,
    }


def agenda_document(about: MeetingAgenda) -> Document:
    """Return the agenda: when, how to join, where the notes are, that date's topics, the items, the action items."""
    return (
        Title(text=about.group_name, level=1),
        *when_blocks(about.meeting),
        *(call_document(about.call)[1:] if about.call != Call() else ()),
        *(
            [Paragraph(content=(Words(text="Notes: "), DocumentLink(address=about.agenda.notes)))]
            if about.agenda.notes
            else ()
        ),
        *_section("Topics", [Entry(content=(Words(text=topic.title, strong=True),)) for topic in _todays(about)]),
        *_section("Agenda", [_item(item) for item in about.agenda.items]),
        *_section("Action items", [Entry(content=(Words(text=action),)) for action in about.agenda.actions]),
    )


def agenda_json(about: MeetingAgenda) -> dict[str, Any]:
    """Return the answer of ``agenda render -f json``. It has the topics of every date, each with its date."""
    return {
        "group": about.group_key,
        "meeting": meeting_json(about.meeting) if about.meeting else None,
        "notes": about.agenda.notes or None,
        "items": [_item_json(item) for item in about.agenda.items],
        "topics": [
            {"date": topic.day.isoformat(), "title": topic.title, "cancelled": topic.cancelled}
            for topic in about.agenda.topics
        ],
        "actions": list(about.agenda.actions),
        "call": call_json(about.call),
    }


def _todays(about: MeetingAgenda) -> list[Topic]:
    one = about.meeting
    return topics_of(about.agenda.topics, one.occurrence, one.group.schedule) if one else []


def when_words(one: Occurrence, language: str = "") -> str:
    """Return when a meeting begins, on its own clock: "Monday, June 15, 2026, 08:00 PDT"."""
    start = one.local_start
    return f"{in_full(start.date(), language)}, {start:%H:%M} {abbreviation(start)}"


def when(one: GroupMeeting) -> tuple[Inline, ...]:
    """Return when a meeting is: its date and time on its own clock, then the times in UTC and in the zones."""
    start = one.occurrence.local_start
    others = each_clock_but(one.occurrence.zone, (_UTC, *one.zones_beside))
    tongue = one.group.language
    times = [f"{elsewhere(start.astimezone(zone), start, tongue)} {names}" for zone, names in others.items()]
    own = Words(text=when_words(one.occurrence, tongue), strong=True)
    return (own, *((Words(text=f" ({', '.join(times)})"),) if times else ()))


def when_blocks(one: GroupMeeting | None) -> list[Block]:
    """Return when a meeting is in every zone, and what is unusual about it, a paragraph each."""
    if one is None:
        return [Paragraph(content=(Words(text="No meeting is to come."),))]
    unusual = remarks(one, partial(in_full, tag=one.group.language))
    return [Paragraph(content=when(one)), *(Paragraph(content=(Words(text=words),)) for words in unusual)]


def elsewhere(moment: datetime, start: datetime, language: str) -> str:
    """Return the time on another clock, with the weekday where that differs from the meeting's own."""
    return f"{moment:%H:%M}" if moment.date() == start.date() else f"{weekday(moment, language)} {moment:%H:%M}"


def _section(title: str, entries: list[Entry]) -> list[Block]:
    return [Title(text=title), Bullets(entries=tuple(entries))] if entries else []


def _item(item: Item) -> Entry:
    content: list[Inline] = [DocumentLink(address=item.title) if item.title in item.links else Words(text=item.title)]
    if item.by:
        content.append(Words(text=f" ({item.by})"))
    for link in item.links:
        if link not in item.title:
            content += [Words(text=" "), DocumentLink(address=link)]
    return Entry(content=tuple(content), children=tuple(_item(child) for child in item.children))


def _item_json(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "by": item.by or None,
        "links": list(item.links),
        "children": [_item_json(child) for child in item.children],
    }


def _call_entries(call: Call) -> list[Entry]:
    taps = tuple(Entry(content=(Words(text=f"{tap.dial} {tap.label}".strip()),)) for tap in call.one_tap)
    numbers = tuple(Entry(content=(Words(text=f"{n.number} {n.label}".strip()),)) for n in call.dial_in)
    labelled: list[tuple[str, tuple[Inline, ...], tuple[Entry, ...]]] = [
        ("Join at: ", (DocumentLink(address=call.join),) if call.join else (), ()),
        ("Meeting ID: ", (Words(text=call.meeting_id),) if call.meeting_id else (), ()),
        ("Passcode: ", (Words(text=call.passcode),) if call.passcode else (), ()),
        ("One tap mobile", (), taps),
        ("Dial-in", (), numbers),
        ("Find your local number: ", (DocumentLink(address=call.find_number),) if call.find_number else (), ()),
    ]
    return [
        Entry(content=(Words(text=label), *content), children=below)
        for label, content, below in labelled
        if content or below
    ]
