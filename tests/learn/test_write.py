"""The report on what was learnt says each thing once, and of which group it is."""

from datetime import UTC, datetime
from pathlib import Path

from ecgtool.config.load import load_text
from ecgtool.learn.draft import drafts_by_key
from ecgtool.learn.write import report, toml_text
from tests.learn.test_rules_in_words import drafts_of

PAGE = """## Glaze

Mondays at 15:00 CET

## Clay

Every other Tuesday at 16:00 CET

No call in the week of the fair.
"""


def told(page: str) -> list[str]:
    """The remarks of the report on a page."""
    drafts = drafts_by_key(drafts_of(page))
    written = load_text(toml_text(drafts, "Learnt."), Path("ecg.toml"), {})
    said = report(Path("ecg.toml"), written, drafts, [], datetime(2026, 3, 1, tzinfo=UTC))
    return [line for line in said.splitlines() if line.startswith(("guessed", "not sure"))]


def test_what_holds_for_all_groups_is_told_once() -> None:
    """First, and with no group's key; what is of one group has its key."""
    lines = told(PAGE)
    assert lines[0].startswith('guessed: schedule.duration = "1h"')
    assert [line for line in lines if "timezone" in line] == [
        'guessed: timezone = "Europe/Berlin", by CET, which many places share (rules in lines 5, 9)'
    ]
    assert [line.partition(":")[0] for line in lines if "schedule.start" in line] == ["guessed for clay"]


def test_what_is_of_the_page_has_no_groups_key() -> None:
    """A line that no schedule explains is not the first group's."""
    lines = told(PAGE.replace("No call in the week of the fair.", "On hiatus since the fair."))
    assert [line for line in lines if "hiatus" in line and line.startswith("not sure for")] == []


def test_a_guess_names_the_line_of_its_rule() -> None:
    """Where its reason names none; a length that the page does not say is of no line."""
    lines = told("Every other Tuesday at 16:00 CET")
    assert all(line.endswith(" (rule in line 3)") == ("duration" not in line) for line in lines)
