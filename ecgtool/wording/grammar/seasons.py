"""Tell which season of the clocks words, months or the letters of a zone name, and whose clocks are meant."""

from collections.abc import Mapping
from typing import Any

from ecgtool.wording.page_words import find_words

_WHOSE = {10: "Europe", 11: "US"}
"""Whose clocks go back in a month."""
SEASONS_OF_LETTERS = {
    label: {"when": "DST" if is_summer else "standard time", "where": where}
    for where, summer, winter in (
        ("US", "PDT MDT CDT EDT", "PST MST CST EST"),
        ("EU", "CEST EEST MESZ", "CET EET MEZ"),
    )
    for is_summer, labels in ((True, summer), (False, winter))
    for label in labels.split()
} | {"BST": {"when": "DST", "where": "UK"}}
"""Letters beside a time in UTC that say in which season it is so."""


def season_of_months(first: int, last: int) -> dict[str, Any] | None:
    """Return the season of the clocks from one month to another, and whose it is; None for any other months."""
    if first in {3, 4} and last in {10, 11}:
        return {"when": "summer", "where": _WHOSE[last]}
    return {"when": "winter", "where": _WHOSE[first]} if first in {10, 11} and last in {2, 3, 4} else None


def is_summer(season: Mapping[str, Any] | None) -> bool:
    """Return whether a season is that in which clocks are an hour ahead."""
    said = season or {}
    return not any(said.get(key) for key in ("outside", "without", "over", "ends")) and bool(
        find_words("summer", season_words(said))
    )


def season_words(season: Mapping[str, Any]) -> str:
    """Return the words that name a season of the clocks, and whose they are."""
    return " ".join(str(value) for key, value in season.items() if value and key != "zone")
