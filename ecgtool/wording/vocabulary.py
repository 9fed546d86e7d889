"""The words in which people say when they meet, in each language that is read: expressions by the kind of word.

They are in the folder ``words``, a file for each language. Names of days and months are those of ``languages``.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ecgtool.wording import languages
from ecgtool.wording.reading import MONTHS, WEEKDAYS

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ja", "zh")
"""The languages whose sentences are read."""
PLACES = ("first", "second", "third", "fourth", "fifth", "last")
"""The places of a day in its month, as ``ecg.toml`` names them."""
UNITS: Mapping[str, tuple[str, ...]] = {
    "week": ("week", "wk", "woche", "semaine", "semana", "settiman", "weken", "週", "周", "星期"),
    "month": ("month", "mth", "mos", "monat", "mois", "mes", "maand", "か月", "ヶ月", "月"),
    "day": ("day", "tag", "jour", "día", "dia", "giorn", "dag", "日", "天"),
}
"""How the names of the units begin, in any language."""
COUNTS = {
    word: number
    for number, words in {
        2: "two zwei deux dos dois duas due twee 二 两", 3: "three drei trois tres três tre drie 三",
        4: "four vier quatre cuatro quatro quattro 四", 5: "five fünf cinq cinco cinque vijf 五",
        6: "six sechs seis sei zes 六", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 12: "twelve",
        14: "fourteen vierzehn veertien", 15: "quinze quince quindici",
    }.items()
    for word in words.split()
}  # fmt: skip
_TELLING = frozenset({
    "daily", "weekly", "fortnightly", "vague", "monthly", "two-monthly", "doubtful", "quarterly", "yearly", "every-n",
    "of-month", "odd", "even", "weekdays", "off", "except", "poll", "alternating", "turns", "season",
    "ended", "proposed", "bend", "switch",
})  # fmt: skip
_WHEN = (
    r"\d|(?-i:\b(?:Mo|Tu|Th|Fr|Sa|Su|M)\s?[-\u2013/,&])|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|times?\b|zones?\b|"
    r"clocks?\b|hours?\b|minutes?\b|noon|midday|midnight|"
    r"pacific|eastern|central|mountain|[a-z]/[a-z]|(?-i:\b[A-Z]{2,5}\b)"
)
"""What may tell when, in English: a figure, a day, a month, a word for a time, a zone."""
WITHOUT_SPACES = ("ja", "zh")
"""Those of them that write no spaces between words."""


@cache
def word_patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    """Return the expression of each kind of word in ``language``.

    Without spaces, as in Japanese, it matches anywhere.
    """
    before, after = ("", "") if language in WITHOUT_SPACES else (r"(?<!\w)", r"(?!\w)")
    table = word_table(language)
    return {
        kind: re.compile(f"{before}(?:{'|'.join(forms)}){after}", re.IGNORECASE)
        for kind, forms in table.items()
        if isinstance(forms, list)
    }


def may_tell_when(text: str, language: str) -> bool:
    """Return whether an English sentence has any word that tells when; True in any other language.

    This is quick. It spares most of a long page the grammar.
    """
    return language != "en" or bool(_telling().search(text))


@cache
def _telling() -> re.Pattern[str]:
    kinds = [
        re.sub(r"\(\?P<\w+>", "(?:", form.pattern) for kind, form in word_patterns("en").items() if kind in _TELLING
    ]
    return re.compile("|".join((_WHEN, *kinds)), re.IGNORECASE)


@cache
def ordinals(language: str) -> re.Pattern[str]:
    """Return the expression of the places in a month. The name of the group that matched is the place."""
    forms = "|".join(f"(?P<{place}>{'|'.join(forms)})" for place, forms in word_table(language)["places"].items())
    before, after = ("", "") if language in WITHOUT_SPACES else (r"(?<![\w.])", r"(?!\w)")
    return re.compile(f"{before}(?:{forms}){after}", re.IGNORECASE)


@cache
def numbers_from_sixth(language: str) -> Mapping[str, int]:
    """Return the numbers of words such as "sixth", which are of days of the month; none where no table has them."""
    table = word_table(language).get("from-sixth", {})
    return {word: int(number) for number, words in table.items() for word in words}


def typed_in_english(text: str, tag: str) -> str:
    """Return a typed date with its words of the language ``tag`` put into English, as far as they are known.

    "nächsten Montag mittags" -> "next Monday noon", "in zwei Wochen" -> "in 2 weeks". Words that CLDR has around a
    full date are dropped: "lørdag den 4. juli 2026" -> "Saturday July 4, 2026".
    """
    spoken = languages.language(tag)
    if (weekday := spoken.weekday_named(text.strip())) is not None:  # also cut short, which elsewhere is a mere word
        return WEEKDAYS[weekday]
    joiners = languages.names_pattern(spoken.joiners)
    text = " ".join(languages.in_english(text, tag).split())
    text = re.sub(rf"(?<!\w){joiners}\s+(?=(?:{'|'.join(MONTHS)}) \d)|(?<=\d)\s+{joiners}$", "", text)
    for form, english in _typed_words(tag.partition("-")[0].lower()):
        if match := form.search(text):
            fields = {name: str(COUNTS.get(found, found)) for name, found in match.groupdict().items()}
            text = text[: match.start()] + english.format(**fields) + text[match.end() :]
    return text


@cache
def _typed_words(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the expressions of a language's typed dates, each with its English form. Both have the same fields."""
    if language not in LANGUAGES:
        return ()
    fields = {
        "day": "|".join(WEEKDAYS),
        "date": rf"(?:{'|'.join(MONTHS)}) \d{{1,2}}(?:, \d{{4}})?",
        "clock": r"\d{1,2}:\d{2}",
        "count": "|".join((r"\d{1,3}", *COUNTS)),
        "number": r"\d{1,2}",
    }
    before, after = ("", "") if language in WITHOUT_SPACES else (r"(?<!\w)", r"(?!\w)")
    found = []
    for english, forms in word_table(language).get("typed", {}).items():
        for form in forms:
            grouped = re.sub(r"\{([a-z]+)\}", lambda field: f"(?P<{field[1]}>{fields[field[1]]})", form)
            found.append((re.compile(f"{before}(?:{grouped}){after}", re.IGNORECASE), english))
    return tuple(found)


@cache
def named_zones(kind: Literal["regions", "labels", "places", "peoples", "hours"]) -> Mapping[str, str]:
    """Return zones by the words that people have for them, where the time zone database does not have these."""
    return {word: zone for zone, names in word_table("zones")[kind].items() for word in names}


@cache
def word_table(name: str) -> Mapping[str, Any]:
    """Return the table of words in the file of that name in the folder ``words``."""
    return tomllib.loads((files("ecgtool.wording") / "words" / f"{name}.toml").read_text("utf-8"))
