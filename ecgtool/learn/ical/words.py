"""Read what the words of an event say besides its time: call, notes, agenda, homepage."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ecgtool.config.patterns import WEB_LINK
from ecgtool.group import SectionNames
from ecgtool.ical.reading import Event
from ecgtool.learn.draft import call_table
from ecgtool.page import parse_page
from ecgtool.page.sections.agenda import read_notes
from ecgtool.page.sections.call import read_call
from ecgtool.page.sections.named import NamedSections

_SERVICE = re.compile(
    r"://(?:[\w-]+\.)*(?:zoom[\w-]*|meet|meetpad|jitsi|webex|teams|bluejeans|bbb\w*|gotomeet\w*|whereby|chime|hangouts)\.",
    re.IGNORECASE,
)
_JOINING = re.compile(r"\bjoin\w*\b|\bcall\b|\bvideo\b|\bconference\b", re.IGNORECASE)
_LONGEST = 4000
"""Of longer words only the beginning is read. Programs put the call there."""
_ITEM = re.compile(r"- (?P<title>.+?)(?: \((?P<by>[^()]+)\))?(?P<links>(?: https?://\S+)*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class EventWords:
    """What an event says besides its time, as tables of a group. ``doubt`` is why its link to join is a guess."""

    tables: Mapping[str, Any]
    doubt: str = ""

    def agree(self, other: "EventWords") -> bool:
        """Return whether the two do not differ in how to join and in the notes."""
        one, two = ({**words.tables.get("call", {}), **words.tables.get("agenda", {})} for words in (self, other))
        return all(one[key] == two[key] for key in one.keys() & two.keys())


class WordsReader:
    """Reads what events say besides their times. What this program wrote is read back as it was."""

    def __init__(self, *, is_own: bool) -> None:
        """Begin with nothing read. Each event is read once, though it is asked for often."""
        self.is_own = is_own
        self._read: dict[int, EventWords] = {}

    def words(self, event: Event, overrides: Sequence[Event] = ()) -> EventWords:
        """Return what ``event`` says. For one that this program wrote, ``overrides`` have topics of single dates."""
        if self.is_own:
            return EventWords(tables=with_topics(own_words(event), overrides))
        if event.line not in self._read:
            self._read[event.line] = _foreign(event)
        return self._read[event.line]

    def agree(self, one: Event, other: Event) -> bool:
        """Return whether two events do not differ in how to join and in the notes."""
        return self.is_own or one.line == other.line or self.words(one).agree(self.words(other))


def _foreign(event: Event) -> EventWords:
    words, doubt = words_of(event)
    if event.url and words.get("call", {}).get("join") != event.url and re.fullmatch(WEB_LINK, event.url):
        words["homepage"] = event.url
    return EventWords(tables=words, doubt=doubt)


def group_table(event: Event, schedule: dict[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table of a group with this ``schedule``, and with the name and words of ``event``."""
    head = {"name": event.name or "Meeting", "timezone": event.zone.key}
    homepage = {"homepage": words["homepage"]} if "homepage" in words else {}
    return head | homepage | {"schedule": schedule} | {key: words[key] for key in ("call", "agenda") if key in words}


def words_of(event: Event) -> tuple[dict[str, Any], str]:
    """Return the tables ``call`` and ``agenda`` where there are any, and why the link to join is a guess."""
    text = "\n".join(event.texts)[:_LONGEST]
    listed = "\n".join(f"* {line}" for line in text.splitlines() if line.strip())
    sections = NamedSections(parse_page(f"== Call details ==\n{listed}"), SectionNames())
    call = read_call(sections)._replace(note="")
    join, doubt = _join(event, call.join)
    notes = read_notes(sections)
    tables = {"call": call_table(call._replace(join=join)), "agenda": {"notes": notes} if notes else {}}
    return {name: table for name, table in tables.items() if table}, doubt


def _join(event: Event, found: str) -> tuple[str, str]:
    """Return the link of the call: from where programs put it, or else the likeliest one in the words."""
    for text in event.call_links:
        if re.fullmatch(WEB_LINK, text):
            return text, ""
    if not found:
        return "", ""
    line = next((line for text in event.texts for line in text.splitlines() if found in line), "")
    plain = _SERVICE.search(found) or _JOINING.search(line.replace(found, ""))
    return found, "" if plain else "since it is a link in the event, which does not say that it is the call's"


def own_words(event: Event) -> dict[str, Any]:
    """Return the tables from the description of an event that this program wrote.

    It has fixed parts in a fixed order.
    """
    parts = [part for part in event.description.split("\n\n") if part.strip()]
    found: dict[str, Any] = {}
    call: dict[str, Any] = {}
    agenda: dict[str, Any] = {}
    if parts and parts[0] == event.place.strip():
        call["join"] = parts.pop(0)
    for part in parts:
        lines = part.splitlines()
        if lines[0].startswith("Notes: "):
            agenda["notes"] = lines[0].removeprefix("Notes: ")
        elif lines[0] == "Agenda:":
            agenda["items"] = _items(lines[1:])
        elif re.fullmatch(WEB_LINK, part.strip()):
            found["homepage"] = part.strip()
        elif not re.match(r"Moved from \d|Cancelled(?::|$)", part):
            call |= _call(lines)
    return found | {name: table for name, table in (("call", call), ("agenda", agenda)) if table}


def _call(lines: Sequence[str]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    notes = []
    for line in lines:
        name, _, value = line.partition(": ")
        if key := {"Meeting ID": "meeting_id", "Passcode": "passcode", "Find your local number": "find_number"}.get(
            name
        ):
            table[key] = value
        elif name in {"One tap", "Dial in"}:
            number = re.fullmatch(r"(?P<number>.+?)(?: \((?P<label>.*)\))?", value)
            key, field = ("one_tap", "dial") if name == "One tap" else ("dial_in", "number")
            entry = {field: number["number"], "label": number["label"] or ""} if number else {}
            table.setdefault(key, []).append({name: text for name, text in entry.items() if text})
        else:
            notes.append(line)
    return table | ({"note": "\n".join(notes)} if notes else {})


def _items(lines: Sequence[str]) -> list[Any]:
    """Return the points of an agenda, as the key ``items`` has them."""
    found = filter(None, map(_ITEM.fullmatch, lines))
    tables = ({"title": one["title"], "by": one["by"], "links": one["links"].split()} for one in found)
    kept = [{key: value for key, value in table.items() if value} for table in tables]
    return [table["title"] if len(table) == 1 else table for table in kept]


def with_topics(words: dict[str, Any], overrides: Sequence[Event]) -> dict[str, Any]:
    """Return ``words`` with the topics of single dates, which are in the overrides of a series."""
    items = words.get("agenda", {}).get("items", [])
    topics = [
        {"date": one.start.date(), "title": title}
        for one in sorted(overrides, key=lambda one: one.start)
        if not one.cancelled
        for title in _own_topics(one, items)
    ]
    return words | {"agenda": words.get("agenda", {}) | {"topics": topics}} if topics else words


def _own_topics(event: Event, items: Sequence[Any]) -> Iterator[str]:
    """Yield the topics of one date: the points of its agenda before those of the series."""
    found = own_words(event).get("agenda", {}).get("items", [])
    for item in found[: len(found) - len(items)] if list(found[len(found) - len(items) :]) == list(items) else ():
        yield item if isinstance(item, str) else str(item["title"])
