"""Places in a month that stand behind the hour are those of the weekday before it."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Tuesdays 18:00 UTC, on the first and third of the month.", ["first Tuesday", "third Tuesday"]),
        ("We meet Tuesdays, 18:00 UTC, on the second of the month.", "second Tuesday"),
        ("Tuesday, 18:00 UTC, monthly, on the 2nd of the month.", "second Tuesday"),
        ("Sundays at 18:00 UTC, the last in the month.", "last Sunday"),
        ("Mondays at 17:00 UTC, twice a month: on the 1st and the 3rd.", ["first Monday", "third Monday"]),
        ("Donnerstags um 17:00 Uhr in Berlin, am ersten und dritten im Monat.", ["first Thursday", "third Thursday"]),
        ("- Saturday\n- 10:00 UTC\n- 2nd and 4th in the month", ["second Saturday", "fourth Saturday"]),
    ],
)
def test_places_behind_the_hour_are_of_the_weekday(text: str, on: list[str] | str) -> None:
    """They are no days of the month, and no second meeting."""
    (draft,) = drafts_of(text)
    assert draft.table["schedule"]["on"] == on


def test_all_but_one_place_is_not_that_place() -> None:
    """A sentence behind the rule names the place on which there is no meeting."""
    schedule, _ = lesson_of("Wednesdays, 16:00 UTC; that is every Wednesday of the month but the third.")
    assert schedule["on"] == [f"{place} Wednesday" for place in ("first", "second", "fourth", "fifth")]


def test_all_other_days_are_all_but_those_named() -> None:
    """They are not every second one."""
    schedule, _ = lesson_of(
        "We have no meetings on the first Monday of the month. All other Mondays: 17:30 Madrid time."
    )
    assert schedule["on"] == [f"{place} Monday" for place in ("second", "third", "fourth", "fifth")]


@pytest.mark.parametrize(
    "text",
    [
        "Thursdays, 17:00 UTC (the first of the month is for newcomers).",
        "Thursdays (the first of the month: newcomers), 17:00 UTC.",
        "Weekly on Thursdays at 17:00 UTC, the first of the month open to all.",
        "Donnerstags um 17:00 Uhr (Berlin), der erste im Monat ist für Neue.",
        "Les jeudis à 17h00, heure de Paris (le premier du mois avec des invités).",
    ],
)
def test_what_one_of_the_month_is_for_makes_no_rule_of_it(text: str) -> None:
    """The meetings are weekly, and the place that is not used is told."""
    schedule, told = lesson_of(text)
    assert (schedule["every"], schedule["on"]) == ("week", "Thursday")
    assert "is not used" in told
