"""The words in which people say when they meet, in each language that is read: expressions by the kind of word.

They stand in the folder ``words``, a file for each language; names of days and months are those of ``languages``.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ja", "zh")
"""The languages whose sentences are read."""
PLACES = ("first", "second", "third", "fourth", "fifth", "last")
"""The places of a day in its month as ``ecg.toml`` names them."""
UNITS: Mapping[str, tuple[str, ...]] = {
    "week": ("week", "woche", "semaine", "semana", "settiman", "weken", "週", "周", "星期"),
    "month": ("month", "monat", "mois", "mes", "maand", "か月", "ヶ月", "月"),
    "day": ("day", "tag", "jour", "día", "dia", "giorn", "dagen"),
}
"""How the names of the units begin, in any language."""
COUNTS = {
    word: number
    for number, words in {
        2: "two zwei deux dos dois due twee 二 两", 3: "three drei trois tres três tre drie 三",
        4: "four vier quatre cuatro quatro quattro 四", 5: "five fünf cinq cinco cinque vijf 五",
        6: "six sechs seis sei zes 六", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 12: "twelve",
    }.items()
    for word in words.split()
}  # fmt: skip
_WITHOUT_SPACES = ("ja", "zh")


@cache
def words(language: str) -> Mapping[str, re.Pattern[str]]:
    """Return the expressions of each kind of word in ``language``; where it has no spaces they stand anywhere."""
    before, after = ("", "") if language in _WITHOUT_SPACES else (r"(?<!\w)", r"(?!\w)")
    table = _table(language)
    return {
        kind: re.compile(f"{before}(?:{'|'.join(forms)}){after}", re.IGNORECASE)
        for kind, forms in table.items()
        if kind != "places"
    }


@cache
def ordinals(language: str) -> re.Pattern[str]:
    """Return the expression of the places in a month; the name of the group that matched is the place."""
    forms = "|".join(f"(?P<{place}>{'|'.join(forms)})" for place, forms in _table(language)["places"].items())
    before, after = ("", "") if language in _WITHOUT_SPACES else (r"(?<![\w.])", r"(?!\w)")
    return re.compile(f"{before}(?:{forms}){after}", re.IGNORECASE)


@cache
def named_zones(kind: Literal["regions", "labels", "places"]) -> Mapping[str, str]:
    """Return the zones that people name by words that the time zone database does not have, by the word."""
    return {word: zone for zone, names in _table("zones")[kind].items() for word in names}


@cache
def _table(language: str) -> Mapping[str, Any]:
    return tomllib.loads((files("ecgtool.wording") / "words" / f"{language}.toml").read_text("utf-8"))
