"""Write the contents of a page's blocks: the next meeting, the coming ones, the rule, the call, all groups."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ecgtool.group import BlockForm, Call, Group, PageSettings, Schedule, Slot
from ecgtool.page import Syntax
from ecgtool.page.sections.topics import topics_of
from ecgtool.passcode import call_without
from ecgtool.render.agenda import call_document, call_json, elsewhere, when
from ecgtool.render.document import (
    Bullets,
    Document,
    DocumentLink,
    DocumentTable,
    Entry,
    Inline,
    Paragraph,
    Words,
    write,
)
from ecgtool.render.formats import WRITERS
from ecgtool.render.meeting import GroupMeeting, because, changed_words, meeting_json, remarks
from ecgtool.render.rule_words import rule_words
from ecgtool.schedule.clock_changes import last_change
from ecgtool.schedule.occurrences import Meeting, Occurrence, meetings, occurrences, only_slot
from ecgtool.schedule.planned import recurrence_on
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.upkeep.blocks import BlockSubject
from ecgtool.wording.languages import in_full
from ecgtool.wording.zone_labels import each_clock, each_clock_but, place

Cells = tuple[tuple[Inline, ...], ...]

_UTC = ZoneInfo("UTC")
_MONTH = timedelta(days=30)
_MONTHS_AHEAD = 13
"""Within so many months, each zone that changes its clocks does so."""
_NO_MEETING: Document = (Paragraph(content=(Words(text="No meeting is to come."),)),)


@dataclass(frozen=True, kw_only=True, slots=True)
class SlotAhead:
    """A slot of a group: its rule in words, and the next meeting of the rule, or None."""

    slot: Slot
    rule: str
    next: Occurrence | None


class BlockRenderer:
    """Writes the contents of blocks at ``now``, in UTC. ``fill`` fills in a user's own template."""

    def __init__(self, now: datetime, fill: Callable[[Path, dict[str, Any]], str]) -> None:
        self.now, self._fill = now, fill
        self._groups: list[dict[str, Any]] | None = None

    def __call__(self, name: str, subject: BlockSubject, all_groups: Collection[Group], syntax: Syntax) -> str:
        """Return the lines of the block called ``name``. Raises as ``fill`` does."""
        form: BlockForm = getattr((subject.group.wiki or PageSettings()).blocks, name)
        if form.template:
            values = self._values(form, subject, all_groups)
            return self._fill(form.template, {key: _as_text(value, syntax) for key, value in values.items()})
        return write(self._document(name, form, subject, all_groups), WRITERS[syntax]())

    def _document(self, name: str, form: BlockForm, subject: BlockSubject, all_groups: Collection[Group]) -> Document:
        match name:
            case "next":
                return next_document(subject, self.now)
            case "meetings":
                return meetings_document(subject, form.rows, self.now)
            case "schedule":
                return schedule_document(subject, self.now)
            case "call":
                return call_document(public_call(subject.group))[1:]
            case _:
                return groups_document(all_groups, self.now)

    def _values(self, form: BlockForm, subject: BlockSubject, all_groups: Collection[Group]) -> dict[str, Any]:
        """Return the values for a template, in the shapes of ``ecg ... -f json``."""
        group = subject.group
        ahead = islice(meetings(subject.schedule, self.now), form.rows)
        coming = [GroupMeeting(group, one, group.zones, self.now) for one in ahead]
        if self._groups is None:
            self._groups = [_group_json(one, self.now) for one in all_groups]
        return {
            "group": _group_json(group, self.now),
            "meetings": [meeting_json(one) | {"topics": _topics(subject, one.occurrence)} for one in coming],
            "schedule": [_slot_json(group, one) for one in slots_ahead(group, subject.schedule, self.now)],
            "call": call_json(public_call(group)),
            "groups": self._groups,
        }


def public_call(group: Group) -> Call:
    """Return the call as a page may show it: without the pass code, unless the settings of the block ask for it."""
    return group.call if (group.wiki or PageSettings()).blocks.call.passcode else call_without(group.call)


def next_document(subject: BlockSubject, now: datetime) -> Document:
    """Return one paragraph: when the next meeting is, what is unusual about it, and links."""
    group, following = subject.group, next(meetings(subject.schedule, now), None)
    if following is None:
        return _NO_MEETING
    one = GroupMeeting(group, following, group.zones, now)
    slot = f", {following.occurrence.slot}" if following.occurrence.slot else ""
    links = [("Join", public_call(group).join), ("Notes", group.agenda.notes), ("Subscribe", group.ical.url)]
    said = [f"{slot}.", *(f" {_sentence(words)}." for words in remarks(one, partial(in_full, tag=group.language)))]
    content = [Words(text="Next meeting: "), *when(one), Words(text="".join(said))]
    for number, (label, address) in enumerate((label, address) for label, address in links if address):
        content += [Words(text=" · " if number else " "), DocumentLink(address=address, text=label)]
    return (Paragraph(content=tuple(content)),)


def meetings_document(subject: BlockSubject, count: int, now: datetime) -> Document:
    """Return a table of the next ``count`` meetings that are held, with the cancelled ones between them."""
    coming = list(islice(meetings(subject.schedule, now), count))
    if not coming:
        return _NO_MEETING
    own = {meeting.occurrence.zone for meeting in coming}
    asked = (_UTC, subject.group.schedule.zone, *subject.group.zones)
    zones = each_clock_but(own.pop(), asked) if len(own) == 1 else each_clock(asked)
    rows = [row for meeting in coming for row in _rows(subject, meeting, list(zones))]
    return (DocumentTable(columns=("Date", "Time", *zones.values(), "Topic"), rows=tuple(rows)),)


def _rows(subject: BlockSubject, meeting: Meeting, zones: list[ZoneInfo]) -> Iterator[Cells]:
    """Yield a row for each meeting left out since the one before, and one for the meeting itself."""
    group = subject.group
    zone_of = {slot.name: slot.zone for slot in subject.schedule.slots}
    for left in meeting.skipped:
        local = left.start.astimezone(zone_of.get(left.slot, subject.schedule.zone))
        yield _row(group, local, zones, [left.slot or "", f"Cancelled{because(left.reason)}"], strong=False)
    held = meeting.occurrence
    changed = changed_words(held, partial(in_full, tag=group.language))
    said = [held.slot or "", *_topics(subject, held), *map(_sentence, changed)]
    yield _row(group, held.local_start, zones, said, strong=True)


def _row(group: Group, start: datetime, zones: list[ZoneInfo], said: list[str], *, strong: bool) -> Cells:
    day = in_full(start.date(), group.language)
    elsewhere_too = (elsewhere(start.astimezone(zone), start, group.language) for zone in zones)
    texts = [f"{start:%H:%M} {abbreviation(start)}", *elsewhere_too, "; ".join(filter(None, said))]
    return ((Words(text=day, strong=strong),), *((Words(text=text),) for text in texts))


def _topics(subject: BlockSubject, held: Occurrence) -> list[str]:
    titles = (one.title for one in topics_of(subject.topics, held, subject.group.schedule) if not one.cancelled)
    return list(dict.fromkeys(titles))  # the page and ecg.toml may both name one


def schedule_document(subject: BlockSubject, now: datetime) -> Document:
    """Return the rule of each slot in words, with the times of its next meeting, and the next clock change."""
    group = subject.group
    entries = [_slot_entry(group, one) for one in slots_ahead(group, subject.schedule, now)]
    own = [group.schedule.zone, *(slot.zone for slot in subject.schedule.slots)]
    change = clock_change_ahead([*own, *group.zones], now)
    if change is None:
        return (Bullets(entries=tuple(entries)),)
    words = Words(text=f"The clocks change next on {in_full(change[0], group.language)} ({change[1]}).")
    return (Bullets(entries=tuple(entries)), Paragraph(content=(words,)))


def slots_ahead(group: Group, schedule: Schedule, now: datetime) -> list[SlotAhead]:
    """Return each slot, with its rule as it is at its next meeting, or now where none is to come."""
    found = []
    for slot in schedule.slots:
        ahead = (one for one in islice(occurrences(only_slot(schedule, slot), now), 100) if one.status != "extra")
        held = next(ahead, None)
        regular = held and held._replace(start=held.planned_start)
        day = regular.local_start.date() if regular else now.astimezone(slot.zone).date()
        found.append(SlotAhead(slot=slot, rule=rule_words(recurrence_on(slot, day), group.language), next=regular))
    return found


def _slot_entry(group: Group, one: SlotAhead) -> Entry:
    rule = _sentence(one.rule)
    name = f"{one.slot.name}: " if one.slot.name else ""
    if one.next is None:
        return Entry(
            content=(Words(text=name), Words(text=rule, strong=True), Words(text=": no meeting is to come."))
        )
    start = one.next.local_start
    zones = each_clock_but(one.slot.zone, (_UTC, group.schedule.zone, *group.zones))
    others = [f"{elsewhere(start.astimezone(zone), start, group.language)} {names}" for zone, names in zones.items()]
    beside = f" ({', '.join(others)})" if others else ""
    return Entry(
        content=(
            Words(text=name),
            Words(text=f"{rule}, {start:%H:%M} {abbreviation(start)}", strong=True),
            Words(text=beside),
        )
    )


def clock_change_ahead(zones: list[ZoneInfo], now: datetime) -> tuple[date, str] | None:
    """Return the date of the next clock change in one of ``zones``, and the places where it is; None for none."""
    found: list[tuple[date, str]] = []
    for zone in dict.fromkeys(zones):
        for month in range(_MONTHS_AHEAD):
            if changed := last_change(zone, now + month * _MONTH, now + (month + 1) * _MONTH):
                found.append((changed.date(), place(zone)))
                break
    if not found:
        return None
    first = min(day for day, _ in found)
    return first, ", ".join(name for day, name in found if day == first)


def groups_document(all_groups: Collection[Group], now: datetime) -> Document:
    """Return a table of groups: the name with a link, the rule, the next meeting, a link to join."""
    rows = []
    for group in all_groups:
        following = next(meetings(group.schedule, now), None)
        join = public_call(group).join
        rows.append(
            (
                (DocumentLink(address=group.homepage, text=group.name),)
                if group.homepage
                else (Words(text=group.name),),
                (Words(text="; ".join(_named_rule(one) for one in slots_ahead(group, group.schedule, now))),),
                when(GroupMeeting(group, following, (), now)) if following else (Words(text="none to come"),),
                (DocumentLink(address=join, text="Join"),) if join else (),
            )
        )
    return (DocumentTable(columns=("Group", "Meets", "Next meeting", "Call"), rows=tuple(rows)),)


def _named_rule(one: SlotAhead) -> str:
    """Return the rule behind its slot's name: hours that take turns have the same rule."""
    return f"{one.slot.name}: {one.rule}" if one.slot.name else one.rule


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _group_json(group: Group, now: datetime) -> dict[str, Any]:
    following = next(meetings(group.schedule, now), None)
    return {
        "key": group.key,
        "name": group.name,
        "homepage": group.homepage or None,
        "timezone": group.schedule.zone.key,
        "rules": [one.rule for one in slots_ahead(group, group.schedule, now)],
        "notes": group.agenda.notes or None,
        "calendar": group.ical.url or None,
        "join": public_call(group).join or None,
        "next": meeting_json(GroupMeeting(group, following, group.zones, now)) if following else None,
    }


def _slot_json(group: Group, one: SlotAhead) -> dict[str, Any]:
    moment = one.next.local_start if one.next else None
    own = () if group.schedule.zone == one.slot.zone else (group.schedule.zone,)
    return {
        "slot": one.slot.name,
        "rule": one.rule,
        "timezone": one.slot.zone.key,
        "next": moment.isoformat(timespec="seconds") if moment else None,
        "zones": [
            {"zone": zone.key, "start": moment.astimezone(zone).isoformat(timespec="seconds")}
            for zone in dict.fromkeys((_UTC, *own, *group.zones))
            if moment
        ],
    }


def _as_text(value: Any, syntax: Syntax) -> Any:
    """Return ``value`` with every text in it escaped for the page's syntax, and every address made a link."""
    if isinstance(value, dict):
        return {key: _as_text(one, syntax) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one, syntax) for one in value]
    if not isinstance(value, str):
        return value
    writer = WRITERS[syntax]()
    return (
        writer.link(DocumentLink(address=value))
        if value.startswith(("https://", "http://"))
        else writer.words(Words(text=value))
    )
