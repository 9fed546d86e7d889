"""Headings that are labels are read as these: "### Time" above "17:00 UTC"."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of


@pytest.mark.parametrize(
    ("page", "schedule"),
    [
        (
            "# Meeting\n\n### Date\nEvery first Thursday\n\n### Time\n17:00 UTC\n\n### Duration\n40 minutes\n",
            {"every": "month", "on": "first Thursday", "at": "17:00", "duration": "40m"},
        ),
        (
            "# Kilns\n\n## Day\n\nTuesday\n\n## Hour\n\n18:00-19:30 CET\n\n## History\n\nMuch has happened.\n",
            {"every": "week", "on": "Tuesday", "at": "18:00", "duration": "1h30m"},
        ),
        (
            "# Kilns\n\n## Schedule\n\nMondays at 15:00 UTC\n\n## Duration\n\nOne hour\n",
            {"every": "week", "on": "Monday", "at": "15:00", "duration": "1h"},
        ),
    ],
)
def test_headings_that_are_labels(page: str, schedule: dict[str, str]) -> None:
    """Days, hour and length are of one meeting, and nothing of it is a guess."""
    table, told = group_of(page)
    assert table["schedule"] == schedule
    assert "schedule" not in told


def test_links_below_headings_that_are_labels() -> None:
    """They are those of the meeting, by the heading's words."""
    table, _ = group_of(
        "# Kilns\n\n### When\n\nMondays\n\n### Time\n\n8am Pacific\n\n### Where\n\n[Zoom](https://zoom.us/j/12345678)\n\n"
        "### Notes\n\n[Pad](https://pad.example.org/p/w)\n"
    )
    assert (table["call"]["join"], table["agenda"]["notes"]) == (
        "https://zoom.us/j/12345678",
        "https://pad.example.org/p/w",
    )


def test_labels_below_the_names_of_two_groups() -> None:
    """Each has its own."""
    form = "## {}\n\n### Day\n\n{}\n\n### Time\n\n{}\n\n"
    drafts = drafts_of(
        "# Harbour\n\n" + form.format("Hull", "Monday", "15:00 UTC") + form.format("Ropes", "Friday", "16:00 UTC")
    )
    assert [(one.name, one.table["schedule"]["on"], one.table["schedule"]["at"]) for one in drafts] == [
        ("Hull", "Monday", "15:00"),
        ("Ropes", "Friday", "16:00"),
    ]
