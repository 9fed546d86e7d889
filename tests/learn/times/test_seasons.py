"""Tests of ``ecgtool.learn.times.seasons``: whose summer time it is by which a UTC time goes."""

from datetime import date, time

import pytest

from ecgtool.learn.times.seasons import seasonal_clock
from ecgtool.wording.grammar.clause import Hour
from tests.learn.test_rules_in_words import drafts_of, group_of


@pytest.mark.parametrize(
    ("where", "zone", "is_said"),
    [
        ("US", "America/Los_Angeles", True),
        ("U.S.", "America/Los_Angeles", True),
        ("United States", "America/Los_Angeles", True),
        ("North American", "America/Los_Angeles", True),
        ("UK", "Europe/London", True),
        ("British", "Europe/London", True),
        ("European", "Europe/Berlin", True),
        ("Australia", "America/Los_Angeles", False),
        ("northern", "America/Los_Angeles", False),
    ],
)
def test_a_region_is_a_whole_word(where: str, zone: str, *, is_said: bool) -> None:
    """Where no known one is named, the guess says so; "Australia" holds the letters of another one."""
    summer = Hour(at=time(15), start=0, end=9, season={"where": where, "when": "DST"})
    found = seasonal_clock([summer, Hour(at=time(16), start=20, end=29)], date(2026, 6, 1))
    assert found
    assert (found[1].zone.key, "does not say whose" not in found[1].why) == (zone, is_said)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Mondays at 15:00 UTC in summer and 16:00 UTC in winter (we follow New York's clocks).", "America/New_York"),
        ("Mondays at 18:00 UTC during British summer time, 19:00 UTC otherwise.", "Europe/London"),
        ("Mondays 17:00 UTC in winter, 16:00 UTC in summer (we follow Berlin).", "Europe/Berlin"),
        ("Mondays at 14:00 UTC in Berlin's summer, 15:00 UTC in winter.", "Europe/Berlin"),
        ("Mondays at 14:00 UTC (13:00 UTC when New York is on summer time).", "America/New_York"),
        ("Mondays 16:00 (European summer: 15:00) UTC.", "Europe/Berlin"),
        ("Mondays at 15:00 UTC (-1hr during daylight saving time in Europe).", "Europe/Berlin"),
        ("Mondays at 17:00 UTC, one hour earlier during European DST.", "Europe/Berlin"),
        ("Mondays, 14:00 UTC during PDT, 15:00 UTC during PST.", "America/Los_Angeles"),
        ("Mondays, 18:00 UTC when New York is on EDT and 19:00 UTC when it is on EST.", "America/New_York"),
        ("Mondays, 17:00 UTC in British Summer Time, 18:00 UTC else.", "Europe/London"),
        ("Mondays at 18:00 UTC in summer, 19:00 UTC in winter. We go by the clocks of London.", "Europe/London"),
        ("Mondays at 18:00 UTC (we keep London's clocks, so in summer it is 17:00).", "Europe/London"),
        ("Mondays at 18:00 UTC (19:00 UTC after US clocks fall back).", "America/Los_Angeles"),
        ("Mondays at 18:00 UTC; 19:00 UTC when US daylight saving time ends.", "America/Los_Angeles"),
        (
            (
                "Mondays at 20:00 UTC, except that from the first Sunday of November to the second Sunday of March"
                " (US winter time) it is 21:00 UTC."
            ),
            "America/Los_Angeles",
        ),
        (
            "Mondays at 20:00 UTC from the last Sunday of March to the last Sunday in October, otherwise 21:00 UTC.",
            "Europe/Berlin",
        ),
        ("Mondays at 17:00 UTC (winter) / 16:00 UTC (summer), following US daylight saving.", "America/Los_Angeles"),
        (
            "Mondays, 17:00 UTC (16:00 UTC while daylight saving is in force in the USA).",
            "America/Los_Angeles",
        ),
        (
            "Mondays, 14:00 UTC (15:00 UTC from November to March, when the US is off DST).",
            "America/Los_Angeles",
        ),
        ("Mondays at 17:00 UTC in winter, 16:00 UTC in summer. Europe sets the pace.", "Europe/Berlin"),
        ("Mondays at 17:00 UTC, except during US DST, when it is 16:00 UTC.", "America/Los_Angeles"),
        ("Mondays at 17:00 UTC except when the UK is on summer time, then 16:00 UTC.", "Europe/London"),
        ("Mondays at 17:00 UTC, except during daylight saving time in the US (16:00 UTC).", "America/Los_Angeles"),
    ],
)
def test_the_place_whose_summer_it_is(text: str, zone: str) -> None:
    """The page says it in the sentence, or in another."""
    table, told = group_of(text)
    assert table["timezone"] == zone
    assert "does not say whose" not in told


@pytest.mark.parametrize(
    "text",
    [
        "Thursdays at 10am Boston time (we observe DST).",
        "Thursdays at 10am Boston time (UTC-4 typically, but daylight saving time may make things complicated).",
        "Thursdays at 9:00 Berlin time, summer and winter.",
    ],
)
def test_a_remark_on_the_clock_is_no_season_of_an_hour(text: str) -> None:
    """An hour on a clock that people set is the same in every season."""
    assert "season" not in group_of(text)[1]
    assert "not used" not in group_of(text)[1]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Mondays at 17:00 UTC (an hour earlier in summer).", "09:00"),
        ("Mondays at 16:00 UTC (+1h in winter).", "09:00"),
        ("Mondays at 17:00 UTC, except in summer, when it is 16:00 UTC.", "09:00"),
        ("Le lundi à 17:00 UTC, sauf en été (16:00 UTC). Nous lisons des livres.", "09:00"),
        ("Montags um 17:00 UTC, außer während der Sommerzeit (16:00 UTC).", "09:00"),
        ("Montags um 16:00 UTC im Sommer und 17:00 UTC im Winter.", "09:00"),
        ("Jeden Montag um 17:00 UTC (im Sommer eine Stunde früher).", "09:00"),
        (
            "Le lundi à 17h UTC en hiver et 16h UTC en été. Nous lisons des livres, et vous êtes les bienvenus.",
            "09:00",
        ),
    ],
)
def test_an_hour_in_utc_that_is_off_by_an_hour_in_a_season(text: str, at: str) -> None:
    """It is one hour on a clock that changes; whose clock that is, is a told guess."""
    table, told = group_of(text)
    assert table["schedule"]["at"] == at
    assert "the page does not say whose" in told
    assert "not used" not in told


def test_a_season_in_two_words_is_one() -> None:
    """A label and the bracket behind it name the same season, and the two labels one meeting."""
    text = "- Summer (US daylight saving time): Tuesday 14:30 UTC\n- Winter (US standard time): Tuesday 15:30 UTC"
    (draft,) = drafts_of(text)
    assert (draft.table["timezone"], draft.table["schedule"]["at"]) == ("America/Los_Angeles", "07:30")


@pytest.mark.parametrize(
    "text",
    [
        "Mondays at 10:00 UTC, except in summer.",
        "Mondays at 10:00 UTC all year except summer.",
        "Montags um 10:00 UTC, außer im Sommer.",
        "Tous les lundis à 10:00 UTC, sauf en été. Nous lisons des livres.",
    ],
)
def test_a_season_without_meetings_is_none_of_the_hour(text: str) -> None:
    """What is told is that the season is not left out, and not that another one has no hour."""
    table, told = group_of(text)
    assert "is for one season" not in told
    assert "schedule.every" in told
    assert table["timezone"] == "UTC"


def test_a_break_in_summer_is_no_season_of_the_clock() -> None:
    """A title that tells of it says nothing of the hour below."""
    told = group_of("## Next meeting: on summer break until September\n\nElse: every Tuesday, 18:30 UTC.")[1]
    assert "for one season" not in told


def test_hours_of_seasons_below_their_day() -> None:
    """Two items of a list, one for each season, are one clock."""
    table, _ = group_of("* Mondays\n* 15:00 UTC (US DST)\n* 16:00 UTC (US standard time)")
    assert (table["timezone"], table["schedule"]["at"]) == ("America/Los_Angeles", "08:00")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Mondays at 14:00 EST all year.", "Etc/GMT+5"),
        ("Mondays at 14:00 PST, no daylight saving.", "Etc/GMT+8"),
        ("Mondays at 14:00 CET, summer and winter.", "Etc/GMT-1"),
        ("Mondays at 14:00 EST.", "America/New_York"),
    ],
)
def test_letters_of_one_season_that_hold_all_year(text: str, zone: str) -> None:
    """They are an offset then, as a told guess."""
    table, told = group_of(text)
    assert table["timezone"] == zone
    assert ("a clock that never changes" in told) is zone.startswith("Etc")
    assert "exception" not in told
