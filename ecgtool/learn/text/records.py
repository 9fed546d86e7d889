"""Tell which parts of a page are records of past meetings, such as minutes: what stands below the day of one.

Nothing in a record is a rule, a call or a calendar of the group: it says what was, or was agreed, on that day.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.years import near_dates
from ecgtool.page import Page
from ecgtool.wording.grammar.tokens import Token, tokens
from ecgtool.wording.page_words import find_words, is_only
from ecgtool.wording.reading import FoundDate

_OF_A_RULE = frozenset({
    "start", "until", "next", "now", "then", "moved", "switch", "except", "every", "interval", "other", "proposed",
})  # fmt: skip
"""Kinds of words in a title by which its date is none of a meeting that was."""
_BESIDE_A_DATE = frozenset({"weekday", "clock", "zone", "number", "ordinal", "mark", "and", "last"})
"""Kinds of words that say nothing of what a date is of."""
_Titles = Mapping[Passage, Passage | None]
"""The passages, each with the one that it stands below."""


def mark_records(passages: Sequence[Passage], page: Page, today: date, language: str) -> None:
    """Note at each passage the day of the past meeting of whose record it is a part."""
    titles = _titles(passages, page)
    days = _days(titles, passages, page, today, language)
    for passage, title in titles.items():
        day = days.get(title, title.record) if title else None
        passage.record = day if day and day < today else None
    for title, day in days.items():
        title.is_past = day < today


def _titles(passages: Sequence[Passage], page: Page) -> _Titles:
    """Return what each passage stands below: a heading, a line in bold, the line above its list, an item."""
    levels = {one.line_start: one.level for one in page.headings}
    bold_lines = {one.line_start for one in page.bold_lines}
    lines = {one.text: one for one in passages if one.text and not one.depth}
    found: dict[Passage, Passage | None] = {}
    headings: list[Passage] = []
    items: list[Passage] = []
    bold: Passage | None = None
    for passage in passages:
        while items and items[-1].depth >= passage.depth:
            items.pop()
        while passage.is_heading and headings and levels[headings[-1].start] >= levels[passage.start]:
            headings.pop()
        is_bold = passage.start in bold_lines and not (passage.is_heading or passage.depth)
        bold = None if passage.is_heading or is_bold else bold
        nearest = (passage.above, *items[-1:], lines.get(passage.announced), bold, *headings[-1:])
        found[passage] = next(filter(None, nearest), None)
        items += [passage] if passage.depth else []
        headings += [passage] if passage.is_heading else []
        bold = passage if is_bold else bold
    return found


def _days(
    titles: _Titles, passages: Sequence[Passage], page: Page, today: date, language: str
) -> Mapping[Passage, date]:
    """Return the days that titles name of meetings: titles of which several are alike, or that are those of records.

    The page's own is none.
    """
    near = near_dates(passages, today, language)
    levels = {one.line_start: one.level for one in page.headings}
    words = {one: tokens(one.text, near.get(one, today), language) for one in titles.values() if one}
    dated = {title for title, found in words.items() if any(_is_date(word) for word in found)}
    sorts = {title: (title.is_heading, title.depth, levels.get(title.start, title.section)) for title in dated}
    alike = Counter(sorts.values())
    of_page = next((one for one in passages if one.is_heading), None)
    days: dict[Passage, date] = {}
    for title in dated:
        is_of_records = title is not of_page and _is_of_records(title, titles, language)
        day = _day(words[title], language) if is_of_records or alike[sorts[title]] > 1 else None
        if day and day >= today and not _has_year(words[title]) and find_words("record-title", title.text, language):
            day = day.replace(day=min(day.day, 28), year=day.year - 1)  # what is recorded was
        days |= {title: day} if day else {}
    return days


def _is_of_records(title: Passage | None, titles: _Titles, language: str) -> bool:
    """Return whether a title, or one that it stands below, says that it is one of records."""
    while title and not find_words("record-title", title.text, language):
        title = titles[title]
    return title is not None


def _day(words: Sequence[Token], language: str) -> date | None:
    """Return the day of the meeting that a title names: its date, or the last of several; None for another title."""
    dates = [one for one in words if _is_date(one)]
    before = [one for one in words if one.end <= dates[0].start and one.kind not in _BESIDE_A_DATE]
    named = [one for one in before if not is_only("small", one.text, language)]
    is_record = any(is_only("record-title", one.text, language) for one in (*named[:1], *named[-1:]))
    of_a_rule = [one for one in words if one.kind in _OF_A_RULE]
    of_a_rule = of_a_rule if of_a_rule != before[-1:] or not is_record else []  # "Notes from 4 May"
    is_of_a_meeting = is_record or not named or named[-1].kind == "meet"
    return max(_latest(one.value) for one in dates) if is_of_a_meeting and not of_a_rule else None


def _is_date(word: Token) -> bool:
    return isinstance(word.value, FoundDate)


def _has_year(words: Sequence[Token]) -> bool:
    return any(one.value.has_year for one in words if _is_date(one))


def _latest(found: FoundDate) -> date:
    """Return a date, or the later one of the two that it may be in figures."""
    day = found.day
    return day if found.sure or day.day > 12 else max(day, day.replace(month=day.day, day=day.month))
