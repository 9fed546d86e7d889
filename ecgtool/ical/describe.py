"""What a person needs to come to a meeting, as properties of its event."""

from collections.abc import Iterator

from ecgtool.group import Call, Group, Item
from ecgtool.ical.event import CalendarEvent
from ecgtool.ical.text import link_text, paragraph, parameter, phrase


def description_properties(group: Group, event: CalendarEvent) -> Iterator[str]:
    """Yield the content lines for what, where and how; nothing in them depends on the clock."""
    join = link_text(group.call.join)
    name = phrase(group.name)
    yield f"SUMMARY:{f'Cancelled: {name}' if event.status == 'CANCELLED' else name}"
    if group.call.join:
        yield f"LOCATION:{phrase(group.call.join)}"
    if url := join or link_text(group.homepage):
        yield f"URL:{url}"
    if join:
        yield f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL={parameter(f'Join {group.name}')}:{join}"
    if words := "\n\n".join(filter(None, _sections(group, event))):
        yield f"DESCRIPTION:{paragraph(words)}"
    yield f"CATEGORIES:{name}"


def _sections(group: Group, event: CalendarEvent) -> Iterator[str]:
    yield group.call.join
    yield event.remark
    yield "\n".join(_call_lines(group.call))
    yield f"Notes: {group.agenda.notes}" if group.agenda.notes else ""
    yield "\n".join(_agenda_lines(group, event))
    yield group.homepage


def _call_lines(call: Call) -> Iterator[str]:
    if call.note:
        yield call.note
    if call.meeting_id:
        yield f"Meeting ID: {call.meeting_id}"
    if call.passcode:
        yield f"Passcode: {call.passcode}"
    for tap in call.one_tap:
        yield f"One tap: {_labelled(tap.dial, tap.label)}"
    for number in call.dial_in:
        yield f"Dial in: {_labelled(number.number, number.label)}"
    if call.find_number:
        yield f"Find your local number: {call.find_number}"


def _agenda_lines(group: Group, event: CalendarEvent) -> Iterator[str]:
    topics = [topic.title for topic in group.agenda.topics if topic.day in event.days and not topic.cancelled]
    lines = [f"- {title}" for title in topics] + [line for item in group.agenda.items for line in _item_lines(item)]
    if lines:
        yield "Agenda:"
        yield from lines


def _item_lines(item: Item, indent: str = "") -> Iterator[str]:
    by = f" ({item.by})" if item.by else ""
    yield " ".join([f"{indent}- {item.title}{by}", *item.links])
    for child in item.children:
        yield from _item_lines(child, indent + "  ")


def _labelled(number: str, label: str) -> str:
    return f"{number} ({label})" if label else number
