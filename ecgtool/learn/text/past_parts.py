"""Tell which parts of a page are of the past: by the title above them, or a mark beside the name of a group."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from ecgtool.learn.text.passages import Passage
from ecgtool.page import Page, Section
from ecgtool.page.model import Span
from ecgtool.page.points import struck_out
from ecgtool.wording.grammar.tokens import tokens
from ecgtool.wording.page_words import begins_with, find_words, is_only, page_words

_FOLD = re.compile(r"<summary\b[^<>]*>(?P<title>[^<>]{1,80})</summary\s*>|</details\s*>", re.IGNORECASE)
"""The title of a part that is folded away, and the end of one."""
_YEAR = re.compile(r"\b20\d\d\b")
_APART = re.compile(r"[|()\[\]:,;\u2013\u2014]|\s-\s")
"""What stands around a mark in an item or a row: "Print (inactive): Fridays"."""
_NEXT_SENTENCE = re.compile(r"[.!?]\s")
_OVER = ("bygone", "ended")
_BESIDE = ("any-group", "hour-title", "field", "parameter", "groups", "beside-bygone")
"""Kinds of words that what was has in a title or a label beside those that say so: "Previous day and time"."""


def tells_what_was(text: str, language: str) -> bool:
    """Return whether a title, a label or a cell says that what it names is over: "Finished groups", "Old time".

    Its other words are those of any rule or group; several groups may be named besides. "Old Town" is a name.
    """
    if is_only("shut", text, language) or begins_with("own-group", text, language):  # on one day; the page's own
        return False
    if any(find_words(kind, text, language) for kind in ("past-title", "record-title")):  # "Old minutes"
        return False
    if is_only("at-that-time", text, language):
        return True
    rest = _without(_OVER, text, language)
    if rest == text or find_words("of-today", rest, language):
        return False
    is_of_several = find_words("groups", rest, language) is not None
    return len(re.findall(r"\w+", _without(_BESIDE, rest, language))) <= 2 * is_of_several


def _without(kinds: Sequence[str], text: str, language: str) -> str:
    for kind in kinds:
        text = re.sub(page_words(kind, language), " ", text, flags=re.IGNORECASE)
    return text


def mark_past_parts(passages: Sequence[Passage], page: Page, today: date, language: str) -> None:
    """Note at each passage whether it is in a part of the past, and whether it is about a group that has ended."""
    marks = list(_FOLD.finditer(page.text))
    starts = [mark.start() for mark in marks]
    past = _past_sections(page, today, language)
    struck = struck_out(page)
    ended = _ended_sections(passages, page, language)
    ended |= {one for one in page.sections if _is_named_in(struck, (one.heading.start, one.heading.end), page, today)}
    for passage in passages:
        is_ended = passage.section in ended or _is_ended(passage, language)
        passage.is_ended = (is_ended and not _is_of_notes(passage, language)) or _has_struck_name(
            passage, struck, page, today
        )
        before = bisect_left(starts, passage.start)
        folded = marks[before - 1]["title"] if before else None
        passage.is_past |= bool(
            passage.record or passage.is_ended or passage.section in past or _is_past_title(folded or "")
        )


def _past_sections(page: Page, today: date, language: str) -> set[Section]:
    """Return the sections whose title says that they are of the past, with those in them, but not the page's own."""
    found: set[Section] = set()
    end = 0
    for section in page.sections[1:]:
        title = page.title(section.heading)
        is_to_come = any(token.kind == "next" for token in tokens(title, today, language))
        is_inside = section.start < end and not is_to_come
        if is_inside or _is_past_title(title) or _is_of_a_past_year(page, title, today):
            found.add(section)
            end = max(end, section.end)
    return found


def _ended_sections(passages: Sequence[Passage], page: Page, language: str) -> set[Section]:
    """Return the sections of groups that meet no more, by their title or their first sentence, with those in them."""
    firsts = {one.section: one.text for one in reversed(passages) if not one.is_heading}
    named = [
        one
        for one in page.sections[1:]
        if any(tells_what_was(part, language) for part in _APART.split(page.title(one.heading)))
        or (begins_with("ended-these", firsts.get(one, ""), language) and tells_what_was(firsts[one], language))
    ]
    return {one for one in page.sections for outer in named if outer.start <= one.start <= one.end <= outer.end}


def _is_ended(passage: Passage, language: str) -> bool:
    """Return whether an item or a row has a mark by which its group meets no more, or stands below one that has.

    So does a label that is of the past: "Time (before)", "Last year".
    """
    if passage.above and passage.above.is_ended:
        return True
    is_entry = bool(passage.depth or passage.cells) and not passage.is_heading
    text = passage.text if is_entry else passage.label
    if _NEXT_SENTENCE.search(passage.text):  # which the label is not of
        text = text[len(passage.label) :]
    parts = {part.strip() for part in _APART.split(text)}
    linked = {link.label for link in passage.links}  # "[Archived](...)" is of notes
    return any(tells_what_was(part, language) for part in parts - linked)


def _is_of_notes(passage: Passage, language: str) -> bool:
    """Return whether a passage only links to what was written at earlier meetings: "Previous meetings: [notes]"."""
    if not passage.links or re.search(r"\d", passage.text):
        return False
    words = re.findall(r"[^\W\d_]+", _without(_OVER, passage.label or passage.title, language))
    held = [word for word in words if is_only("gatherings", word, language)]
    return bool(held) and all(word in held or is_only("any-group", word, language) for word in words)


def _has_struck_name(passage: Passage, struck: Sequence[Span], page: Page, today: date) -> bool:
    """Return whether the name before a rule is struck out, and no other in its place: "~~Slip~~: Thursdays 11:00"."""
    is_alone = not passage.cells[0] if passage.cells else re.match(r"\W", passage.text)
    return bool(is_alone and passage.places) and _is_named_in(struck, (passage.start, passage.places[0]), page, today)


def _is_named_in(struck: Sequence[Span], span: Span, page: Page, today: date) -> bool:
    """Return whether all words of a span are struck out, and say nothing of when."""
    text = page.text[slice(*span)]
    for start, end in reversed([one for one in struck if span[0] <= one[0] and one[1] <= span[1]]):
        text = text[: start - span[0]] + text[end - span[0] :]
    gone = [page.text[slice(*one)] for one in struck if span[0] <= one[0] and one[1] <= span[1]]
    says_when = any(token.kind not in {"word", "mark"} for one in gone for token in tokens(one, today, "en"))
    return bool(gone) and not says_when and not re.search(r"\w", text)


def _is_past_title(title: str) -> bool:
    return any(find_words(kind, title) for kind in ("past-title", "bygone")) and len(title.split()) <= 4


def _is_of_a_past_year(page: Page, title: str, today: date) -> bool:
    """Return whether a title has a year that is over, where another one is the same but for a later year."""
    years = [int(year) for year in _YEAR.findall(title)]
    if not years or max(years) >= today.year:
        return False
    alike = (page.title(one) for one in page.headings if _YEAR.sub("", page.title(one)) == _YEAR.sub("", title))
    return any(int(year) > max(years) for one in alike for year in _YEAR.findall(one))
