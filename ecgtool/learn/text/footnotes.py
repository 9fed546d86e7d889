"""Read the footnotes of a page where their marks stand: "15:00 UTC.[^1]" with "[^1]: Not in August." far below."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from ecgtool.learn.text.passages import Passage
from ecgtool.page import Page, parse_page

_MARK = re.compile(r"\[\^(?P<name>[\w-]+)\]")
_NOTE = re.compile(rf"{_MARK.pattern}:\s*")
_REFERENCE = re.compile(r"<ref(?:\s[^<>/]*)?>(?P<note>[^<]+)</ref>", re.IGNORECASE)


def with_footnotes(found: Sequence[Passage], page: Page) -> list[Passage]:
    """Return the passages. Each footnote is at the end of the text with its mark, and nowhere else."""
    if page.syntax == "wikitext":
        _take_references(found, page)
        return list(found)
    notes = {match["name"]: one for one in found if (match := _NOTE.match(one.text))}
    marked = {name: one for one in found if one not in notes.values() for name in _take_marks(one) if name in notes}
    for name, passage in marked.items():
        note = notes[name]
        text = _NOTE.sub("", note.text, count=1)
        _append(passage, text, note.places[len(note.text) - len(text) :])
        passage.links += note.links
    return [one for one in found if not any(one is notes[name] for name in marked)]


def _take_marks(passage: Passage) -> Iterator[str]:
    """Yield the names of the footnotes of a text, and blot their marks out."""
    for match in _MARK.finditer(passage.text):
        passage.text = f"{passage.text[: match.start()]}{' ' * len(match[0])}{passage.text[match.end() :]}"
        yield match["name"]
    passage.cells = tuple(_MARK.sub("", cell).rstrip() for cell in passage.cells)


def _take_references(found: Sequence[Passage], page: Page) -> None:
    for match in _REFERENCE.finditer(page.text):
        index = bisect_right(found, match.start(), key=attrgetter("start"))
        text = parse_page(match["note"]).plain(0, len(match["note"])).replace("\n", " ").strip()
        if index:
            _append(found[index - 1], text, [match.start("note")] * len(text))


def _append(passage: Passage, note: str, places: Sequence[int]) -> None:
    """Add a footnote to the text, as a sentence of its own where it reads as one."""
    text = passage.text.rstrip()
    passage.text, passage.places = text, passage.places[: len(text)]
    if text[-1:] not in {".", "!", "?", ":", ",", ";", ""}:
        passage.text += ","
        passage.places.append(passage.places[-1])
    passage.add(note, places)
