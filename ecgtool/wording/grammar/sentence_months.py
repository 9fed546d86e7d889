"""Find the months in a sentence: those named by themselves, and those from or until which something holds."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache

from ecgtool.wording import languages
from ecgtool.wording.page_words import page_words
from ecgtool.wording.reading import MONTHS, FoundDate, month_number, nearest_date
from ecgtool.wording.vocabulary import WITHOUT_SPACES, word_patterns

_MONTH = re.compile(r"\s?(?P<month>[^\W\d_]{3,10})(?:,?\s(?:de\s)?(?P<year>20\d\d))?\b")
"""A month behind words for its end: "the end of March 2026"."""
_BEGINNING = re.compile(
    r"\s(?P<month>[^\W\d_]{3,10})(?:,?\s(?:de\s)?(?P<year>20\d\d))?"
    r"(?=\s(?:on|onwards?|it|we|um|à|às|alle|om)\b|\s?[:,;.)|]|\s*$)(?![.,]?\s?\d)",
    re.IGNORECASE,
)
"""A month from whose first day on something holds: "from April on", "since January 2026:"."""
_OTHER = frozenset({"May", "Mar", "Sep", "March", "Mars", "Junk"})
"""Words whose first letters look like a month."""
_IN_FIGURES = dict(zip("一二三四五六七八九", range(1, 10), strict=True)) | {"十": 10, "十一": 11, "十二": 12}
_BY_NUMBER = re.compile(
    r"(?<![\d第每十])(?P<number>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?!\d|\s\d|[1一]次)"
)
"""A month by its number, in a language without spaces: "8月と12月", "八月"."""
_MONTH_LIST = re.compile(
    r"\b[A-Z][a-z]{2,8}\b\.?(?:(?:\s?[,/&+]\s?|,?\s(?=and|or))(?:(?:and|or)\s)?[A-Z][a-z]{2,8}\b\.?)+"
)
"""Names in a row, which may be months: "Mar, Jun, Sep and Dec"."""


def named_months(text: str, rest: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each month stands in ``rest``, and its number. ``rest`` is ``text`` without what was read of it."""
    found = [
        (*match.span(), month)
        for match in re.finditer(r"[^\W\d_]{3,}\.?", rest)
        if (month := month_named(match[0], language))
    ]
    yield from found
    for match in _BY_NUMBER.finditer(rest) if language in WITHOUT_SPACES else ():
        yield *match.span(), _IN_FIGURES.get(match["number"]) or int(match["number"])
    starts = {start for start, _, _ in found}
    for row in _MONTH_LIST.finditer(text) if language == "en" else ():
        for match in re.finditer(r"\b(?:Mar|Sep)\b\.?", row[0]) if starts & {*range(*row.span())} else ():
            start, end = (row.start() + place for place in match.span())
            yield start, end, MONTHS.index("March" if match[0].startswith("Mar") else "September") + 1


def months_bounds(text: str, near: date, language: str) -> Iterator[FoundDate]:
    """Yield the last day of each month whose end is named, and the first of each from which something holds.

    "Until the end of March 2026", "bis Ende März", "from April on".
    """
    for words in _found("month-end", text, language):
        match = _MONTH.match(text, words.end())
        if match and (month := month_named(match["month"], language)):
            year = int(match["year"] or near.year)
            day = date(year, month, monthrange(year, month)[1])
            if not match["year"] and day < near:
                day = date(year + 1, month, monthrange(year + 1, month)[1])
            yield FoundDate(day, words.start(), match.end(), has_year=bool(match["year"]))
    yield from _months_begun(text, near, language)


def _months_begun(text: str, near: date, language: str) -> Iterator[FoundDate]:
    """Yield the first day of each month from which something holds: "from April on", "May 2026 onwards"."""
    for named in _onward(language).finditer(text):
        if number := month_named(named["month"], language):
            yield FoundDate(date(int(named["year"]), number, 1), *named.span(), has_year=True)
    for words in _found("month-begin", text, language):
        if _onward(language).match(text, words.end() + 1):
            continue
        match = _BEGINNING.match(text, words.end())
        month = month_named(match["month"], language) if match else None
        more = re.match(r",?\s(?:[a-z]{1,3}\s)?([^\W\d_]{3,10})", text[match.end() :]) if match else None
        is_one = month and not (more and month_named(more[1], language))  # and not "from April, July and October"
        first = nearest_date(month, 1, near) if month and is_one else None
        if match and first:
            day = first.replace(year=int(match["year"] or first.year))
            yield FoundDate(day, match.start("month"), match.end(), has_year=bool(match["year"]))


@cache
def _onward(language: str) -> re.Pattern[str]:
    """Return the expression of a month with its year from which something holds: "May 2026 onwards"."""
    onward = page_words("onward", language)
    return re.compile(rf"(?<!\d\s)(?<!\w)(?P<month>[^\W\d_]{{3,10}}),?\s(?P<year>20\d\d)(?=\s{onward})")


def month_named(word: str, language: str) -> int | None:
    """Return the number of the month that a word of a sentence names; None where it names none.

    In English it begins with a capital, and may be cut to three letters: a "may" is none.
    """
    plain = word.rstrip(".")
    if language != "en":
        return languages.language(language).month_named(plain)
    if plain in MONTHS:
        return MONTHS.index(plain) + 1
    return month_number(plain) if plain[0].isupper() and len(plain) in {3, 4} and plain not in _OTHER else None


def _found(kind: str, text: str, language: str) -> Iterator[re.Match[str]]:
    form = word_patterns(language).get(kind)
    yield from form.finditer(text) if form else ()
