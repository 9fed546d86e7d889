"""Days by their place in a month or a quarter, or counted from other days, however the sentence names them."""

from datetime import date
from typing import Any

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of

_MONDAYS = [("first Monday", "08:00"), ("third Monday", "20:00")]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "Two days after the third Tuesday, that is on a Thursday, 20:00 UTC.",
            {"rrule": "FREQ=MONTHLY;BYDAY=TH;BYMONTHDAY=17,18,19,20,21,22,23"},
        ),
        (
            "The draw is on the second Saturday, and we look at it two days later, on the Monday, at 19:00 UTC.",
            {"rrule": "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=10,11,12,13,14,15,16"},
        ),
        (
            "The council sits on the third Monday; we read its papers on the Tuesday after, 12:00 UTC.",
            {"rrule": "FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=16,17,18,19,20,21,22"},
        ),
        (
            "First Monday after the 10th of the month, 14:00 UTC.",
            {"rrule": "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=11,12,13,14,15,16,17"},
        ),
        (
            "The first Monday on or after the 10th, 14:00 UTC.",
            {"rrule": "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=10,11,12,13,14,15,16"},
        ),
        (
            "When: first weekday after the 15th of the month, 14:00 UTC",
            {"rrule": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYMONTHDAY=16,17,18;BYSETPOS=1"},
        ),
        (
            "Friday of the week of the second Monday, 12:00 UTC",
            {"rrule": "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=12,13,14,15,16,17,18"},
        ),
        (
            "Tuesdays 17:00 UTC, but only on the second and fourth of the month.",
            {"every": "month", "on": ["second Tuesday", "fourth Tuesday"]},
        ),
        (
            "Every second Tuesday, 16:00 UTC (the second Tuesday and the fourth Tuesday of the month).",
            {"every": "month", "on": ["second Tuesday", "fourth Tuesday"]},
        ),
        (
            "Every sixth Tuesday, 17:00 UTC, next on 17 March 2026.",
            {"every": "6 weeks", "on": "Tuesday", "start": date(2026, 3, 17)},
        ),
        (
            "Last Thursday of every month (except December, when it is the second Thursday), 17:00 UTC.",
            {"rrule": "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11;BYDAY=-1TH"},
        ),
        ("- Day: Tue\n- Time: 2:00pm (UK)\n- Repeats: on the 1st of the month only", {"on": "first Tuesday"}),
        ("First Tuesday of the month at 17:00 UTC (in February and August on site).", {"on": "first Tuesday"}),
        ("First Tuesday of the month at 17:00 UTC, with a guest in April and October.", {"on": "first Tuesday"}),
        ("First Tuesday of the month (February and August on site), 17:00 UTC.", {"on": "first Tuesday"}),
        ("Meetings: 2nd Wed. of every month (Dec.: 1st Wed.), 19:00 UTC.", {"on": "second Wednesday"}),
        (
            "First Tuesday of the quarter, 18:00 UTC.",
            {"every": "3 months", "on": "first Tuesday", "start": date(2026, 4, 7)},
        ),
        (
            "Second Wednesday of the last month of each quarter, 16:00 UTC.",
            {"every": "3 months", "on": "second Wednesday", "start": date(2026, 3, 11)},
        ),
        (
            "- Each Wednesday at 16:00 UTC\n- except the last of the month",
            {"rrule": "FREQ=MONTHLY;BYDAY=-2WE,-3WE,-4WE,-5WE"},
        ),
        (
            "Each Monday (the first of the month excepted) at 08:00 UTC.",
            {"on": ["second Monday", "third Monday", "fourth Monday", "fifth Monday"]},
        ),
        (
            "Wednesdays at 16:00 UTC; the last Wednesday of the month is left out.",
            {"rrule": "FREQ=MONTHLY;BYDAY=-2WE,-3WE,-4WE,-5WE"},
        ),
        (
            "In January, April, July and October we hold a call: the second Tuesday, 17:00 UTC.",
            {"every": "3 months", "on": "second Tuesday", "start": date(2026, 4, 14)},
        ),
        (
            "March to May: second Tuesday, 17:00 UTC.",
            {"rrule": "FREQ=MONTHLY;BYMONTH=3,4,5;BYDAY=2TU"},
        ),
        ("Second Tuesday, 17:00 UTC, minutes of January and March are out.", {"every": "month"}),
        (
            "As the first Thursday belongs to the choir, we play each Thursday except the first, 10:00 UTC.",
            {"on": ["second Thursday", "third Thursday", "fourth Thursday", "fifth Thursday"]},
        ),
        ("Tuesdays at 09:00 UTC took the place of Mondays at 09:00 UTC.", {"on": "Tuesday"}),
        ("Monthly calls every second Wednesday at 10:00 UTC", {"every": "month", "on": "second Wednesday"}),
        ("Every fourth Tuesday from 3 March 2026, 10:00 UTC", {"every": "4 weeks", "start": date(2026, 3, 3)}),
        ("Thursdays at 16:00 Oslo time, which is 15:00 in London and 0:00 on Friday in Tokyo.", {"on": "Thursday"}),
        ("Sundays at 17:00 PST (that is 20:00 EST, or 01:00 UTC on Monday).", {"on": "Sunday"}),
        (
            "Second Thursday (September through June), 17:30 UTC",
            {"rrule": "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=2TH"},
        ),
        ("On the 25th of every month, 19:00 Berlin time, weekend or not.", {"every": "month", "on": 25}),
    ],
)
def test_one_rule(text: str, keys: dict[str, Any]) -> None:
    """What the sentence says becomes one rule, though it names two weekdays."""
    assert len(drafts_of(text)) == 1
    schedule, _ = lesson_of(text)
    assert {key: schedule[key] for key in keys} == keys


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("On the first Monday of the month we meet at 08:00 UTC, on the third at 20:00 UTC.", _MONDAYS),
        ("The first Monday is at 08:00 UTC and the third one at 20:00 UTC.", _MONDAYS),
        ("1st Monday 08:00 UTC, 3rd 20:00 UTC", _MONDAYS),
        (
            "The first Friday is at 12:00 UTC, the last one at 19:00 UTC.",
            [("first Friday", "12:00"), ("last Friday", "19:00")],
        ),
    ],
)
def test_a_place_without_its_weekday(text: str, rules: list[tuple[str, str]]) -> None:
    """A place that stands alone before an hour is of the weekday before it."""
    assert [(one.table["schedule"]["on"], one.table["schedule"]["at"]) for one in drafts_of(text)] == rules


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("only in weeks with an odd number", 1),
        ("ISO weeks 1, 3, 5 and so on (the odd ones)", 1),
        ("weeks: even", 2),
        ("in uneven weeks", 1),
        ("our week is the even one (ISO)", 2),
    ],
)
def test_odd_and_even_weeks(words: str, first: int) -> None:
    """Any words for one sort of the calendar's weeks."""
    schedule, _ = lesson_of(f"Thursdays, 09:00 UTC, {words}.")
    assert schedule["rrule"].startswith(f"FREQ=YEARLY;BYWEEKNO={first},{first + 2},")


@pytest.mark.parametrize(
    "text",
    [
        "The next working day after the last Sunday of the month, a Monday, 09:00 UTC.",
        "After the fund meeting, which is on the first Wednesday of the month, we meet on the Thursday, 18:00 UTC.",
    ],
)
def test_one_day_that_no_key_says_is_refused(text: str) -> None:
    """It is neither each working day nor the day that it is counted from."""
    schedule, told = lesson_of(text)
    assert "every" not in schedule
    assert "no key says" in told


@pytest.mark.parametrize(
    "text",
    [
        "It's one Thursday in the month that we meet, at 19:00 UTC.",
        "Once in a month on a Thursday, 19:00 UTC.",
        "1x/month, Thursday, 19:00 UTC",
    ],
)
def test_once_a_month_on_a_day(text: str) -> None:
    """Which of the month's days it is, is a guess."""
    schedule, told = lesson_of(text)
    assert (schedule["every"], schedule["on"]) == ("month", "first Thursday")
    assert "schedule.on" in told


def test_days_after_the_last_ones_are_refused() -> None:
    """No rule has the days after the last Saturday of a month, so none is learnt: not one of the last Saturdays."""
    _, told = lesson_of("The draw is on the last Saturday; it is read two days later, on the Monday, at 19:00 UTC.")
    assert "no key says “last Saturday" in told


def test_a_number_at_the_beginning_of_a_line_is_no_item() -> None:
    """The "1." of "1. und 3. Mittwoch" is a place in the month, though it looks like a list."""
    schedule, _ = lesson_of("1. und 3. Mittwoch im Monat um 18 Uhr, Berliner Zeit. Wir treffen uns online und reden.")
    assert schedule["on"] == ["first Wednesday", "third Wednesday"]


@pytest.mark.parametrize(
    "text",
    [
        "# Fens\n\nMonthly, 2nd or 3rd Tuesday, 16:00 UTC",
        "# Fens\n\nMondays or Tuesdays at 16:00 UTC",
        "# Moore\n\nAm ersten oder zweiten Dienstag im Monat, 16 Uhr (Berlin)",
        "# Tourbières\n\nLe premier ou le troisième mardi du mois à 16h, heure de Paris",
    ],
)
def test_one_day_or_another_is_a_guess(text: str) -> None:
    """Of days with "or" between them only one may be meant, which is told."""
    assert "only one" in drafts_of(text)[0].guesses["schedule.on"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Week 1 and 3 of the month: Thursday, 16:00 UTC", ["first Thursday", "third Thursday"]),
        ("Thursdays, weeks 2 & 4, at 16:00 UTC", ["second Thursday", "fourth Thursday"]),
        ("Thursday of week 2 of the month, 16:00 UTC", "second Thursday"),
        ("Monthly, in the second week, on Thursday at 16:00 UTC", "second Thursday"),
        ("Semaines 1 et 3 du mois : le jeudi à 16h UTC", ["first Thursday", "third Thursday"]),
    ],
)
def test_weeks_of_a_month_in_figures_are_places_in_doubt(text: str, places: object) -> None:
    """A Thursday in the first week of a month is taken for its first one, and that is told."""
    draft = drafts_of(text)[0]
    assert draft.table["schedule"]["on"] == places
    assert "may not always mean those" in draft.guesses["schedule.on"]


def test_a_week_on_another_line_than_the_weekday_is_its_place() -> None:
    """The week of the month makes the place of a weekday that another line names, which is told as a guess."""
    draft = drafts_of("* Day: Thursday\n* Frequency: monthly (2nd week)\n* Time: 4-5pm UTC")[0]
    assert draft.table["schedule"]["on"] == "second Thursday"
    assert "“2nd week” may not always mean" in str(draft.guesses)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (
            "We meet on Fridays:\n\n- Week 1 and 3 of the month: 8 AM UTC\n- Week 2 and 4 of the month: 4 PM UTC",
            [(["first Friday", "third Friday"], "08:00"), (["second Friday", "fourth Friday"], "16:00")],
        ),
        ("Every Friday at 8 AM UTC in weeks 1 and 3 of the month.", [(["first Friday", "third Friday"], "08:00")]),
        (
            "In the 1st and 3rd week of the month at 8 AM UTC, on Fridays.",
            [(["first Friday", "third Friday"], "08:00")],
        ),
        ("Fridays at 9:00 UTC, in the first week of the month in the office.", [("Friday", "09:00")]),
    ],
)
def test_weeks_apart_from_their_weekday(text: str, rules: list[tuple[object, str]]) -> None:
    """The number of a week is no day of the month, wherever its weekday stands. A remark on a week is no rule."""
    found = [draft.table["schedule"] for draft in drafts_of(f"# Fens\n\n{text}")]
    assert [(one["on"], one["at"]) for one in found] == rules


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("First Tuesday of the month at 17:00 UTC (in February and August on site).", "February, August"),
        ("Jeden ersten Dienstag im Monat, 17 Uhr (Berlin), im Mai und im November mit Wahlen.", "Mai, November"),
        ("Meetings: 2nd Wed. of every month (Dec.: 1st Wed.), 19:00 UTC.", "Dec., 1st, Wed"),
        (
            "Last Thursday of the month (except December, when it is the second Thursday), 17:00 UTC.",
            "second, Thursday",
        ),
    ],
)
def test_a_remark_on_some_months_is_told(text: str, words: str) -> None:
    """It is about other things than when, or a month of its own, and the rule is that of all months."""
    _, told = lesson_of(text)
    assert f"“{words}” is not used" in told


def test_a_weekday_with_its_number_is_one_rule() -> None:
    """It is neither each Friday nor each thirteenth."""
    drafts = drafts_of("Every Friday the 13th at 13:13 UTC")
    assert [draft.table["schedule"]["rrule"] for draft in drafts] == ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"]


def test_an_hour_of_even_weeks_leaves_the_odd_ones_to_the_other() -> None:
    """Where one of two hours is that of even weeks, both are not held in them."""
    drafts = drafts_of("Every Tuesday at 16:00 UTC, in even weeks at 06:00 UTC.")
    first = {
        draft.table["schedule"]["at"]: draft.table["schedule"]["rrule"].split("BYWEEKNO=")[1][0] for draft in drafts
    }
    assert first == {"16:00": "1", "06:00": "2"}


@pytest.mark.parametrize(
    "text",
    ["First working Monday after the 10th, 14:00 UTC", "The last Friday before the 15th of the month, 14:00 UTC"],
)
def test_a_day_counted_in_another_way_is_refused(text: str) -> None:
    """No key holds it."""
    assert "no key says" in lesson_of(text)[1]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("2nd to 5th Monday of the month at 16:00 UTC", ["second", "third", "fourth", "fifth"]),
        ("First through third Monday of the month at 16:00 UTC", ["first", "second", "third"]),
        ("Mondays, 1st to 4th of the month, 15:00 UTC", ["first", "second", "third", "fourth"]),
        ("Am 1. bis 3. Montag im Monat, 18 Uhr (Berlin)", ["first", "second", "third"]),
    ],
)
def test_a_range_of_places_has_those_between(text: str, places: list[str]) -> None:
    """From the second to the fifth Monday is the third, too; a mere dash may mean only the two, which is told."""
    assert lesson_of(text)[0]["on"] == [f"{place} Monday" for place in places]
    assert "may mean only these two" in lesson_of("1st - 3rd Monday of the month, 15:00 UTC")[1]


@pytest.mark.parametrize(
    "text",
    [
        "Every Monday at 16:00 UTC. On the first Monday of the month we rest.",
        "Mondays at 16:00 UTC (first Monday: no meeting)",
        "Mondays at 16:00 UTC.\n\nThe first Monday of the month is free.",
        "- Mondays, 16:00 UTC\n- Note: the first Monday of the month is off",
        "Mondays at 16:00 UTC, but never on the first Monday of the month.",
        "Mondays at 16:00 UTC, though not ever on the first Monday.",
        "Mondays at 16:00 UTC, but no call on the first Monday of the month, because of the board.",
    ],
)
def test_a_place_in_the_month_without_a_meeting(text: str) -> None:
    """It is left out of a weekly rule, however a sentence says that there is none, before or behind the place."""
    schedule, told = lesson_of(text)
    assert schedule["on"] == ["second Monday", "third Monday", "fourth Monday", "fifth Monday"]
    assert "exception" not in told


def test_what_is_off_on_a_place_may_be_no_meeting() -> None:
    """Minutes that are skipped leave no meeting out."""
    assert lesson_of("Mondays at 16:00 UTC. On the first Monday we skip the minutes.")[0]["on"] == "Monday"


@pytest.mark.parametrize(
    "text",
    [
        "Each Monday bar the first of the month at 10 am Pacific.",
        "Mondays at 10 am Pacific unless it is the first of the month.",
        "Each Monday, 10 am Pacific. The first of each month is skipped.",
        "| Meeting | Mondays, 10 am Pacific |\n| --- | --- |\n| Except | first Monday of the month |",
        "**When**: Mondays, 10 am Pacific\n\n**Except**: the first Monday of the month",
    ],
)
def test_more_words_for_all_but_the_first(text: str) -> None:
    """Also on a line or in a row of its own."""
    assert lesson_of(text)[0]["on"] == ["second Monday", "third Monday", "fourth Monday", "fifth Monday"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Quarterly call on the second Monday of the quarter's third month, 15:00 UTC.", date(2026, 3, 9)),
        ("Quarterly, on the first Thursday of the quarter's second month at 15:00 UTC", date(2026, 5, 7)),
        (
            "How often: quarterly (March, June, September, December)\n\nWhen: second Tuesday, 11:00 UTC",
            date(2026, 3, 10),
        ),
    ],
)
def test_the_month_of_a_quarter(text: str, start: date) -> None:
    """It is said with the quarter, or in the brackets of another line."""
    schedule, _ = lesson_of(text)
    assert (schedule["every"], schedule["start"]) == ("3 months", start)


def test_a_week_of_the_month_without_a_meeting() -> None:
    """Its weekday is left out, as a guess, where an item of its own says so."""
    schedule, told = lesson_of("* Weekly, Monday, 5 pm Eastern\n* No meeting in the first week of the month")
    assert schedule["on"] == ["second Monday", "third Monday", "fourth Monday", "fifth Monday"]
    assert "may not always mean" in told


def test_days_that_follow_others() -> None:
    """In the plural they are counted as one that follows is."""
    schedule, _ = lesson_of("Wednesdays that follow the first Tuesday of a month, 13:00 UTC.")
    assert schedule["rrule"] == "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=2,3,4,5,6,7,8"


@pytest.mark.parametrize(
    "place",
    ["* Which \u2014 first of the month", "* Which ones: first of the month", "* Occurrence: first"],
)
def test_the_place_of_a_weekday_on_a_line_of_its_own(place: str) -> None:
    """It is that of the list's weekday, and no day of the month by its number; its label names no group."""
    (draft,) = drafts_of(f"* Weekday \u2014 Friday\n{place}\n* Clock \u2014 17:00\n* Timezone \u2014 Lisbon")
    assert (draft.table["name"], draft.table["schedule"]["on"]) == ("Group", "first Friday")


def test_a_sentence_with_the_days_of_all_meetings_is_none_of_them() -> None:
    """What follows says the hour of each."""
    text = "On the first and third Thursday of the month; the first Thursday at 05:00 UTC, the third at 17:00 UTC."
    first, second = drafts_of(text)
    assert (first.table["schedule"]["on"], second.table["schedule"]["on"]) == ("first Thursday", "third Thursday")
    assert not first.unknown


def test_people_who_keep_a_mirror_and_a_call_without_agenda_are_meetings() -> None:
    """No thing that a machine does, and no exception."""
    drafts = drafts_of("- **Mirror crew**: Mondays, 09:00 UTC\n- **Coffee, no agenda**: Fridays, 15:00 UTC")
    assert [draft.table["schedule"]["on"] for draft in drafts] == ["Monday", "Friday"]
    assert not any(draft.unknown for draft in drafts)
