"""Public holidays by country and subdivision, from the ``holidays`` library, loaded at the first question."""

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


def name_on(day: date, codes: tuple[str, ...]) -> str | None:
    """The name of the public holiday on ``day`` in the first of ``codes`` that has one; in English where known.

    Raises:
        NotImplementedError: a code is not one the library knows.
    """
    return next((name for code in codes if (name := _calendar(code).get(day))), None)


def known(code: str) -> bool:
    """Whether ``code`` ("US", "US-CA": ISO 3166) has public holidays here."""
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):  # the library takes names too, and more
        return False
    try:
        _calendar(code)
    except NotImplementedError:
        return False
    return True


def codes() -> list[str]:
    """Every code there is."""
    import holidays

    countries = holidays.list_supported_countries().items()
    return [code for country, parts in countries for code in (country, *(f"{country}-{part}" for part in parts))]


@lru_cache(maxsize=64)
def _calendar(code: str) -> "HolidayBase":
    import holidays

    country, _, subdivision = code.partition("-")
    return holidays.country_holidays(country, subdiv=subdivision or None, language="en_US")
