"""Tests of ``ecgtool.page.sections.doubtful_topics``: which topics have a date that can be read in two ways."""

from datetime import date

import pytest

from ecgtool.group import SectionNames
from ecgtool.page import parse_page
from ecgtool.page.sections.doubtful_topics import doubtful_entries
from ecgtool.page.sections.named import NamedSections

NEAR = date(2026, 6, 3)
PAGE = """== Upcoming topics ==
* 11.06.: cancelled
* 13.06.: cancelled
* June 11: a talk of 12.06.
* 05/07/2026
** Tides
{|
| 9.6.2026 || Currents
|}
"""


def doubtful(language: str) -> list[tuple[tuple[str, ...], list[str]]]:
    """The titles of the entries, and what their dates can be."""
    sections = NamedSections(parse_page(PAGE), SectionNames(), language)
    return [(entry.titles, [str(day) for day, _ in entry.days]) for entry in doubtful_entries(sections, NEAR)]


def test_both_readings_are_given() -> None:
    """Of items, of dates above their topics, and of rows; not where one reading is no date, nor within a title."""
    assert doubtful("") == [
        (("cancelled",), ["2026-06-11", "2026-11-06"]),
        (("Tides",), ["2026-05-07", "2026-07-05"]),
        (("Currents",), ["2026-06-09", "2026-09-06"]),
    ]


@pytest.mark.parametrize("language", ["de", "en-GB"])
def test_a_language_tells_which_is_meant(language: str) -> None:
    """Then they are entries like all others."""
    assert doubtful(language) == []
