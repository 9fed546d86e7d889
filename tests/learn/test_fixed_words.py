"""What a bump would write again though it is true of one meeting only is told, or its line is left alone."""

import re

import pytest

from tests.learn.test_rules_in_words import group_of


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("**Next meeting: March 5, 2026, 17:00-18:00 CET (16:00-17:00 UTC)**", ["16:00-17:00"]),
        ("**Next meeting: March 5, 2026 at 17:00 CET / 12:00 EST**", ["12:00", "EST"]),
        ("**Next meeting:** 2026-03-05T17:00+01:00", ["+01:00"]),
        ("**Next meeting: March 5, 2026, 17:00 - topic: release 2.0**", ["topic: release 2.0"]),
        ("## Next meeting: 12th session, March 5, 2026, 17:00", ["12th session"]),
        ("**Next meeting: [March 5, 2026](agendas/2026-03-05.md), 17:00**", ["agendas/2026-03-05.md"]),
    ],
)
def test_words_of_one_meeting_are_told(line: str, words: list[str]) -> None:
    """The end of a range, the letters of another clock, an offset, a topic, a number and an address stay."""
    _, told = group_of(f"Thursdays 17:00 Berlin\n\n{line}")
    assert [one for one in words if f"no field writes “{one}”" not in told] == []


def test_what_is_true_of_any_meeting_is_not_told() -> None:
    """A line of fields, small words and zones has nothing that stays."""
    _, told = group_of("Thursdays 17:00 Berlin\n\n## Next meeting: Thursday, March 5, 2026 at 17:00 CET / 16:00 UTC")
    assert "no field writes" not in told


def test_an_offset_beside_letters_keeps_its_line_from_being_managed() -> None:
    """Letters with an offset, "CET (UTC+1)", are true in winter only; of the two no field writes the offset."""
    table, told = group_of("Mondays 16:00 CET (UTC+1)")
    assert "schedule_line" not in table["wiki"]
    assert "no field writes “UTC+1”" in told


@pytest.mark.parametrize(
    ("line", "template"),
    [
        ("Mondays 10am EST/3pm UTC", "Mondays {time} {tz}/{time:UTC} UTC"),
        ("| Tea | Mondays 3pm CET/9am EST |", "Mondays {time} {tz}/{time:America/New_York} {tz:America/New_York}"),
        ("Mondays from 5PM PST to 6PM PST", "Mondays from 5PM {tz} to 6PM {tz}"),
        ("Mondays 9am PST - 12pm EST", "Mondays {time} {tz} - {time:America/New_York} {tz:America/New_York}"),
        ("Mondays 11am ET (EST), 4pm UTC", "Mondays {time} ET ({tz}), {time:UTC} UTC"),
        ("Mondays 3pm CET/CEST (14:00 UTC)", "Mondays {time} CET/CEST ({utc_colon} UTC)"),
        ("Mondays 10am EST (UTC-5/-4) / 15:00 UTC", "Mondays {time} {tz} (UTC-5/-4) / {utc_colon} UTC"),
        ("Mondays 3pm UK time (15:00 GMT)", "Mondays {time} UK time ({utc_colon} GMT)"),
        ("Mondays 6am UK time / 8am GMT+2", "Mondays {time} UK time / {time:Etc/GMT-2} GMT+2"),
        ("Mondays 3pm GMT/BST (10am EST)", "Mondays {time} GMT/BST ({time:America/New_York} {tz:America/New_York})"),
        (
            "| Tea | Mondays 9am PST / 17:00 UTC | Soup | Fridays 9am EST / 14:00 UTC |",
            "Mondays {time} {tz} / {utc_colon} UTC",
        ),
        ("Jeden Montag um 15:00 MEZ/14:00 UTC", None),
        ("Mondays 9am pst/5pm utc", None),
        ("Mondays 9am UTC-8 (PST)", None),
        ("Mondays 9am Pacific Standard Time/17:00 UTC", None),
    ],
)
def test_every_zone_of_one_season_is_a_field(line: str, template: str | None) -> None:
    """Letters that change are a field wherever they stand; where no field writes a zone, the line is left alone."""
    table, told = group_of(line)
    assert table["wiki"].get("schedule_line") == template
    assert template or "so the line is left alone" in told


def test_a_zone_of_one_season_behind_the_rule_is_told() -> None:
    """What a bump does not reach stays, and is told: "All hours are PST" is no part of the rule."""
    table, told = group_of("Mondays at 9am PST / 17:00 UTC, all welcome. Written in PST.")
    assert table["wiki"]["schedule_line"] == "Mondays at {time} {tz} / {utc_colon} UTC"
    assert "no field writes “PST”, which stays" in told


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("Mondays, 10-11am PST", "“10-11am” stays as it is written: change it"),
        ("Mondays at 10:00-11:00 PST", "“10:00-11:00” stays as it is written: change it"),
        ("Mondays 17h UTC (12:00 EST)", "“17h” stays as it is written: change it"),
        ("Mondays at noon Eastern (EST)", "“noon” stays as it is written: change it"),
        ("Mondays at 9.30 CET", "“9.30” stays as it is written: change it"),
        (
            "Mondays at 9:00 AM PST, room open from 8:30 AM (17:00 UTC)",
            "“9:00 AM” and “8:30 AM” stay as they are written: change them",
        ),
        ("Mondays at 9am PST / 17:00 UTC", ""),
        ("Mondays at 9:00 AM PT", ""),
        ("Mondays, 10:00 AM PST / 18:00-19:00 UTC", ""),
    ],
)
def test_an_hour_that_stays_in_the_line_is_named_once(rule: str, kept: str) -> None:
    """Where the page has another hour to come. On a line that no bump writes none is named, since there all stay."""
    table, told = group_of(f"{rule}. From 1 September 2026 at 13:00.")
    assert table["schedule"]["change"]
    assert [one for one in told.splitlines() if " stay" in one] == (
        [f"line 3: {kept} by hand when the hour changes"] if kept else []
    )
    assert not kept or "schedule_line" in table["wiki"]


def test_a_line_whose_form_another_has_is_left_for_that_reason() -> None:
    """Each part of it could be written; a bump would find the other line first."""
    page = "- Bees: First Tuesday at 15:00 PT\n- Ants: First Tuesday at 15:00 BST"
    _, told = group_of(page)
    assert "no field writes “BST”" not in told


def test_letters_of_both_seasons_keep_a_line_true() -> None:
    """No field is needed for "CET and CEST", as for "CET/CEST"; two zones in one season each need theirs."""
    assert "left alone" not in group_of("Mondays at 16:00 CET and CEST")[1]
    assert "left alone" in group_of("Mondays at 9am PST and EST / 17:00 UTC")[1]


def test_an_hour_that_stays_is_not_named_where_it_is_always_true() -> None:
    """On the clock that rules the meeting it changes with the schedule alone."""
    assert " stay" not in group_of("Mondays, 10-11am PST")[1]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Mon, 9 March 2026, 16:00 UTC", []),
        ("Wed, 11 March 2026, 16:00 UTC", ["Wed"]),
        ("Monday the 9th of March 2026, 16:00 UTC", []),
        ("9 March 2026, 16:00 UTC (round 9 of this spring)", ["round 9 of this spring"]),
    ],
)
def test_only_what_is_not_true_of_each_meeting_is_named(line: str, told: list[str]) -> None:
    """The weekday of all meetings cut short is, and so are small words."""
    _, found = group_of(f"**Next meeting: {line}**\n\nMondays at 16:00 UTC.")
    assert re.findall("no field writes “([^”]*)”", found) == told
