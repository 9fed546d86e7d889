"""Tell which parts of a page are of the past: by the title above them, or a mark beside the name of a group."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from ecgtool.learn.text.passages import Passage
from ecgtool.page import Page, Section
from ecgtool.wording.grammar.tokens import tokens
from ecgtool.wording.page_words import begins_with, find_words, is_only

_FOLD = re.compile(r"<summary\b[^<>]*>(?P<title>[^<>]{1,80})</summary\s*>|</details\s*>", re.IGNORECASE)
"""The title of a part that is folded away, and the end of one."""
_YEAR = re.compile(r"\b20\d\d\b")
_APART = re.compile(r"[|()\[\]:,;\u2013\u2014]|\s-\s")
"""What stands around a mark in an item or a row: "Print (inactive): Fridays"."""


def mark_past_parts(passages: Sequence[Passage], page: Page, today: date, language: str) -> None:
    """Note at each passage whether it is in a part of the past, and whether it is about a group that has ended."""
    marks = list(_FOLD.finditer(page.text))
    starts = [mark.start() for mark in marks]
    past = _past_sections(page, today, language)
    ended = _ended_sections(passages, page, language)
    for passage in passages:
        passage.is_ended = passage.section in ended or _is_ended(passage, language)
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
        if is_only("ended-part", page.title(one.heading), language)
        or begins_with("ended-these", firsts.get(one, ""), language)
    ]
    return {one for one in page.sections for outer in named if outer.start <= one.start <= one.end <= outer.end}


def _is_ended(passage: Passage, language: str) -> bool:
    """Return whether an item or a row has a mark by which its group meets no more, or stands below one that has.

    So does a label that is of the past: "Time (before)", "Last year".
    """
    if passage.above and passage.above.is_ended:
        return True
    if any(is_only("past-mark", part, language) for part in _APART.split(passage.label)):
        return True
    is_entry = bool(passage.depth or passage.cells) and not passage.is_heading
    return is_entry and any(is_only("ended-part", part, language) for part in _APART.split(passage.text))


def _is_past_title(title: str) -> bool:
    return bool(find_words("past-title", title)) and len(title.split()) <= 4


def _is_of_a_past_year(page: Page, title: str, today: date) -> bool:
    """Return whether a title has a year that is over, where another one is the same but for a later year."""
    years = [int(year) for year in _YEAR.findall(title)]
    if not years or max(years) >= today.year:
        return False
    alike = (page.title(one) for one in page.headings if _YEAR.sub("", page.title(one)) == _YEAR.sub("", title))
    return any(int(year) > max(years) for one in alike for year in _YEAR.findall(one))
