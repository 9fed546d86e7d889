"""Footnotes are read where their marks stand."""

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import parse_page
from tests.learn.test_rules_in_words import TODAY, drafts_of, lesson_of

_NOT_THE_LAST = "FREQ=MONTHLY;BYDAY=-2TU,-3TU,-4TU,-5TU"
_NOT_IN_AUGUST = "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=TU"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Every Tuesday at 15:00 UTC.[^1]\n\n[^1]: Except the last Tuesday of the month.", _NOT_THE_LAST),
        ("Every Tuesday[^x] at 15:00 UTC\n\nOther text.\n\n[^x]: not in August", _NOT_IN_AUGUST),
        ("Every Tuesday at 15:00 UTC<sup>1</sup>.\n\n<sup>1</sup> except the last Tuesday", _NOT_THE_LAST),
        ("Every Tuesday at 15:00 UTC. Not in August.", _NOT_IN_AUGUST),
    ],
)
def test_an_exception_in_a_footnote(text: str, rule: str) -> None:
    """It is one of the rule, as it is in the next sentence."""
    assert lesson_of(text)[0].get("rrule") == rule


def test_a_footnote_of_a_row() -> None:
    """It is about the meeting of its row alone."""
    rows = "| Group | When |\n|---|---|\n| Clay | Tuesdays 15:00 UTC[^a] |\n| Glaze | Fridays 15:00 UTC |"
    drafts = drafts_of(f"{rows}\n\n[^a]: Every other week.")
    assert [draft.table["schedule"]["every"] for draft in drafts] == ["2 weeks", "week"]


def test_a_reference_of_a_wiki() -> None:
    """What stands in ``<ref>`` is shown far below, and said here."""
    text = "== Group ==\nEvery Tuesday at 15:00 UTC.<ref>Not in August.</ref>\n\n<references/>\n"
    source = PageSource(page=parse_page(text), title="Group", target={"file": "page.wiki"}, today=TODAY)
    assert learn_page(source).drafts[0].table["schedule"]["rrule"] == _NOT_IN_AUGUST


def test_a_month_of_one_year_is_told() -> None:
    """The rule is not without that month every year."""
    schedule, told = lesson_of("Every Tuesday at 15:00 UTC. Not in August 2026.")
    assert "rrule" not in schedule
    assert "Not in August 2026" in told
