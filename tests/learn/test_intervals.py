"""How often a group meets, in the words of each language; a unit of time that no reading has used is told."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of

_ODD = "FREQ=YEARLY;BYWEEKNO=" + ",".join(map(str, range(1, 54, 2)))
_EVEN = "FREQ=YEARLY;BYWEEKNO=" + ",".join(map(str, range(2, 53, 2)))


@pytest.mark.parametrize(
    "text",
    [
        "Às quintas-feiras, de quinze em quinze dias, 20h (horário de Brasília).",
        "Encontro a cada quinze dias, às quintas, às 19h (horário de Brasília).",
        "Ogni quindici giorni, di giovedì, ore 21 (ora italiana).",
        "Chaque quinzaine, jeudi 18h (Paris).",
        "Cada catorce días, los jueves a las 19 h (Madrid).",
        "Om de veertien dagen op donderdag, 19.30 uur (Nederlandse tijd).",
        "Donnerstags im Zwei-Wochen-Rhythmus um 19 Uhr, Berliner Zeit.",
    ],
)
def test_every_two_weeks(text: str) -> None:
    """Fifteen days, a fortnight and a rhythm of two weeks are the same."""
    schedule, told = lesson_of(text)
    assert (schedule["every"], schedule["on"]) == ("2 weeks", "Thursday")
    assert "not used" not in told


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Elke oneven week op maandag 19.30 uur (Nederlandse tijd).", f"{_ODD};BYDAY=MO"),
        ("Semaine paire, le lundi à 18h (Paris).", f"{_EVEN};BYDAY=MO"),
        ("Jede ungerade Woche montags um 19 Uhr, Berliner Zeit.", f"{_ODD};BYDAY=MO"),
        ("单周周二下午3点(北京时间)。", f"{_ODD};BYDAY=TU"),
        ("奇数週の水曜日 20:00(日本時間)", f"{_ODD};BYDAY=WE"),
    ],
)
def test_odd_and_even_weeks(text: str, rule: str) -> None:
    """One week of a sort is named for all of them."""
    schedule, _ = lesson_of(text)
    assert schedule["rrule"] == rule


@pytest.mark.parametrize(
    "text",
    ["第1火曜日を除く毎週火曜日 18:30(日本時間)", "每周二 18:30(北京时间),每月第一个周二除外"],
)
def test_what_is_excepted_before_or_behind_its_rule(text: str) -> None:
    """Every Tuesday but the first of the month."""
    schedule, _ = lesson_of(text)
    assert schedule["on"] == ["second Tuesday", "third Tuesday", "fourth Tuesday", "fifth Tuesday"]


def test_alternate_months() -> None:
    """They are every two months, from the date that is called the next."""
    schedule, _ = lesson_of(
        "In alternate months, on the second Saturday, at 10:30 ET; the next meeting is on 14 March 2026."
    )
    assert (schedule["every"], schedule["start"]) == ("2 months", date(2026, 3, 14))


def test_hours_in_turn_in_spanish() -> None:
    """They are one meeting."""
    schedule, _ = lesson_of(
        "Las reuniones son cada semana, los miércoles, de forma alterna a las 0900 UTC y a las 1800 UTC."
    )
    assert schedule["at"] == ["09:00", "18:00"]


def test_midnight_on_two_days_is_one() -> None:
    """The bracket says on which day it is."""
    (draft,) = drafts_of("Every Saturday at midnight UTC (i.e. 00:00 on Sunday)")
    assert draft.table["schedule"]["on"] == "Sunday"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Tuesday in the week of the 15th, 17:00 UTC.", "week"),
        ("Mid-month Tuesday, 17:00 UTC.", "Mid-month"),
        ("Segundas, a cada vinte dias, 20h (horário de Brasília).", "dias"),
        ("Montags, im Dreiwochenrhythmus, um 19 Uhr, Berliner Zeit.", "Dreiwochenrhythmus"),
        ("Every odd Tuesday of the month, 17:00 UTC.", "odd"),
    ],
)
def test_a_unit_of_time_that_is_not_read_is_told(text: str, word: str) -> None:
    """It may name an interval that no grammar foresees, and the rule would be one of every week in silence."""
    _, told = lesson_of(text)
    assert f"“{word}”" in told


@pytest.mark.parametrize(
    "text",
    ["Twice a week, Tuesday and Friday, 17:00 UTC.", "Twice a month, on the first and third Monday, 17:00 UTC."],
)
def test_two_days_are_what_twice_says(text: str) -> None:
    """Nothing is left to doubt where as many days stand beside it."""
    _, told = lesson_of(text)
    assert "Twice" not in told


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("We meet Monday 15:00 UTC (build), Tuesday 15:00 UTC (tests, biweekly).", ["week", "2 weeks"]),
        ("Monday 15:00 UTC (biweekly, build), Tuesday 15:00 UTC (tests).", ["2 weeks", "week"]),
        ("We meet on alternating weeks between Tuesday 09:00 UTC and Wednesday 08:00 UTC.", ["2 weeks", "2 weeks"]),
    ],
)
def test_each_of_two_meetings_has_its_interval(text: str, every: list[str]) -> None:
    """A bracket's is that of its meeting alone; weeks that take turns are those of both."""
    assert [draft.table["schedule"]["every"] for draft in drafts_of(text)] == every


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (
            "The fourth Thursday of the month and the second Thursday of alternate months at 15:00 UTC.",
            [("month", "fourth Thursday"), ("2 months", "second Thursday")],
        ),
        (
            "Every Monday and on the first Friday of each quarter, 15:00 UTC.",
            [("week", "Monday"), ("3 months", "first Friday")],
        ),
        ("Mondays weekly and Thursdays biweekly at 15:00 UTC.", [("week", "Monday"), ("2 weeks", "Thursday")]),
        ("Weekly on Mondays and fortnightly on Fridays at 15:00 UTC.", [("week", "Monday"), ("2 weeks", "Friday")]),
        ("First and third Monday every other month, 15:00 UTC.", [("2 months", ["first Monday", "third Monday"])]),
    ],
)
def test_days_with_an_interval_each(text: str, rules: list[tuple[str, object]]) -> None:
    """Where each of several days has how often beside it, none takes that of another."""
    found = [draft.table["schedule"] for draft in drafts_of(text)]
    assert [(one["every"], one["on"]) for one in found] == rules


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("Every tenth Thursday at 12:00 UTC.", "10 weeks"),
        ("We meet every seventh Monday at 18:00 UTC.", "7 weeks"),
        ("Every 12th Friday at 18:00 UTC.", "12 weeks"),
    ],
)
def test_every_tenth_thursday(text: str, every: str) -> None:
    """A number above five before a weekday counts weeks, and is no day of the month."""
    (draft,) = drafts_of(text)
    assert draft.table["schedule"]["every"] == every


def test_triweekly_is_told() -> None:
    """It may be every three weeks or three times a week."""
    schedule, told = lesson_of("Wednesdays at 15:30 (Beijing Time)(biweekly/triweekly).")
    assert schedule["every"] == "2 weeks"
    assert "schedule.every: line 3: " in told
    assert "“triweekly” is not understood" in told


@pytest.mark.parametrize(
    "words",
    ["at intervals of four weeks", "with four weeks between meetings", "four weeks apart", "every 4 weeks"],
)
def test_words_for_four_weeks(words: str) -> None:
    """A distance between meetings is how often they are."""
    assert lesson_of(f"Thursday, 20:00 UK time, {words}")[0]["every"] == "4 weeks"


def test_a_date_in_figures_is_read_by_its_rule() -> None:
    """Of its two readings, one is on the weekday of the rule."""
    schedule, told = lesson_of("Every 2 weeks on Tuesday, 4:00 PM - 4:30 PM ET (next: 3/10/2026)")
    assert schedule["start"] == date(2026, 3, 10)
    assert "only this reading" in told


@pytest.mark.parametrize(
    "text",
    [
        "Weekly on Mondays at 16:00 UTC; fortnightly from 6 April 2026.",
        "Mondays 16:00 UTC, weekly; every two weeks from 6 April 2026.",
    ],
)
def test_an_interval_before_the_date_it_holds_from(text: str) -> None:
    """The rule holds until then; the date is no beginning of it."""
    (draft,) = drafts_of(text)
    schedule = draft.table["schedule"]
    assert (schedule["every"], schedule.get("start")) == ("week", None)
    assert schedule["change"] == [{"from": date(2026, 4, 6), "every": "2 weeks"}]


def test_a_length_from_a_date_on_begins_nothing() -> None:
    """The meeting is held before it, too."""
    schedule, told = lesson_of("Mondays at 16:00 UTC. With effect from 4 May 2026 the call lasts 90 minutes.")
    assert "start" not in schedule
    assert "may say “90 minutes”" in told


@pytest.mark.parametrize(
    "text",
    [
        "On alternative Saturdays at 18:00 UTC.",
        "Los sábados alternos a las 18:00 (Madrid).",
        "Aos sábados alternados, 18h (Lisboa).",
        "Ci incontriamo a sabati alterni alle ore 18:00 (Roma).",
        "Les samedis alternés à 18h (Paris).",
        "An alternierenden Samstagen um 18 Uhr (Berlin).",
        "Alternerende zaterdagen om 18.00 uur (Amsterdam).",
    ],
)
def test_an_adjective_beside_a_weekday_is_every_second_one(text: str) -> None:
    """It stands before or behind the weekday, as the language has it."""
    schedule, _ = lesson_of(text)
    assert (schedule["every"], schedule["on"]) == ("2 weeks", "Saturday")


@pytest.mark.parametrize(
    "text",
    [
        "In odd weeks on Monday, Thursdays always, at 15:00 UTC each.",
        "Mondays in odd weeks, Thursdays weekly, 15:00 UTC.",
        "Thursdays always, in odd weeks Mondays too, 15:00 UTC.",
    ],
)
def test_a_comma_parts_days_of_several_rhythms(text: str) -> None:
    """Each of the days has its own."""
    schedules = [draft.table["schedule"] for draft in drafts_of(text)]
    assert {(one.get("rrule", ""), one.get("on", "")) for one in schedules} == {
        (f"{_ODD};BYDAY=MO", ""),
        ("", "Thursday"),
    }


def test_a_longer_call_at_times_is_not_the_length() -> None:
    """The others are not so long."""
    schedule, told = lesson_of("We meet Thursdays at 15:00 UTC; on alternate Thursdays a longer call (two hours).")
    assert schedule["duration"] == "1h"
    assert "two hours" in told
