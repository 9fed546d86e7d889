"""Days whose hours, weeks or months stand in forms that people shorten."""

from datetime import date
from typing import Any

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import parse_page
from tests.learn.test_rules_in_words import TODAY, drafts_of, group_of, lesson_of


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("We meet Tuesdays 14-16 and Thursdays 9-11 Berlin time.", ["14:00", "09:00"]),
        ("Drop-in hours: Tue 14\u201316, Thu 9\u201311 (Eastern Time).", ["14:00", "09:00"]),
        ("Mon 10\u201312, Wed 15\u201317 (Eastern)", ["10:00", "15:00"]),
        ("Treffen: Di 14\u201316, Do 9\u201311 Uhr (Berlin).", ["14:00", "09:00"]),
    ],
)
def test_each_day_has_the_hours_behind_it(text: str, hours: list[str]) -> None:
    """They may be bare numbers, and only the last of them beside a zone."""
    assert [draft.table["schedule"]["at"] for draft in drafts_of(text)] == hours


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "On the last weekend of each month, starting Saturdays at 10:00 UTC",
            {"every": "month", "on": "last Saturday"},
        ),
        ("Every second weekend we meet on Sunday at 10:00 UTC.", {"every": "2 weeks", "on": "Sunday"}),
        (
            "Saturdays at 10:00 UTC, but not on the last weekend of the month.",
            {"rrule": "FREQ=MONTHLY;BYDAY=-2SA,-3SA,-4SA,-5SA"},
        ),
        ("every fourteen days on Mondays at 19:00 UTC", {"every": "2 weeks", "on": "Monday"}),
        ("Alle vierzehn Tage montags um 19:00 Uhr (Berlin)", {"every": "2 weeks", "on": "Monday"}),
    ],
)
def test_weekends_and_fortnights(text: str, keys: dict[str, Any]) -> None:
    """A weekend of the month is on the day that the sentence names."""
    assert keys.items() <= lesson_of(text)[0].items()


def test_a_weekend_without_a_day_is_refused() -> None:
    """It was taken for the first day of the month."""
    schedule, told = lesson_of("We meet on the first weekend of the month at 10:00 UTC.")
    assert "on" not in schedule
    assert "first weekend" in told


@pytest.mark.parametrize(
    "text",
    [
        "| Council | |\n|---|---|\n| Months | March, September |\n| Day | second Monday |\n| Hour | 15:00 UTC |",
        "- Months: March and September\n- Day: second Monday\n- Time: 15:00 UTC",
    ],
)
def test_the_months_have_a_line_of_their_own(text: str) -> None:
    """They are those of the rule, and nothing else is told of them."""
    schedule, told = lesson_of(text)
    assert schedule["every"] == "6 months"
    assert "September" not in told


def test_an_item_of_a_wiki_that_is_broken_by_hand() -> None:
    """Its lines are one sentence to who wrote them."""
    text = "== Group ==\n* Come to us, every second Tuesday of the\nmonth, at 14:00 UTC.\n"
    source = PageSource(page=parse_page(text), title="Group", target={"file": "page.wiki"}, today=TODAY)
    assert learn_page(source).drafts[0].table["schedule"]["on"] == "second Tuesday"


_MONTH_BY_MONTH = "| Group | When | Jan | Feb | Mar | Apr |\n|---|---|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        (
            "| Weekday | Time | Frequency |\n|---|---|---|\n| Tuesday | 16:00 UTC | 1st and 3rd |",
            {"every": "month", "on": ["first Tuesday", "third Tuesday"]},
        ),
        (
            "| Weekday | Time | Frequency |\n|---|---|---|\n| Tuesday | 16:00 UTC | monthly (first) |",
            {"on": "first Tuesday"},
        ),
        (
            f"{_MONTH_BY_MONTH}| A | Tuesday 16:00 UTC | x | - | x | - |",
            {"rrule": "FREQ=WEEKLY;BYMONTH=1,3;BYDAY=TU"},
        ),
        ("| When | Duration |\n|---|---|\n| Tuesday 16:00 UTC | 45 |", {"every": "week", "duration": "45m"}),
        ("| Group | When | Minutes |\n|---|---|---|\n| A | Tuesday 16:00 UTC | 90 |", {"duration": "1h30m"}),
        ("| | Build |\n|---|---|\n| Day | Monday |\n| Time (UTC) | 15:00 |", {"on": "Monday", "at": "15:00"}),
        ("- Tuesdays 16:00 UTC\n- Length: 1/2 hour", {"duration": "30m"}),
        ("**When?** Tuesdays 16:00 UTC.\n\n**How long does it take?** Two hours, with tea.", {"duration": "2h"}),
        ("We meet on Mondays at 15:00 UTC. Meetings last 90 minutes.", {"duration": "1h30m"}),
        ("We meet on Mondays at 15:00 UTC. It takes 45 minutes at most.", {"duration": "45m"}),
        ("Opens: Tuesday 17:00 UTC. Closes: Tuesday 19:00 UTC. Weekly.", {"at": "17:00", "duration": "2h"}),
        ("Tuesdays, 17:00 UTC. It ends at 19:00.", {"at": "17:00", "duration": "2h"}),
        ("- Opens: Tuesday 17:00 UTC\n- Closes: Tuesday 19:00 UTC", {"at": "17:00", "duration": "2h"}),
        ("Tuesdays, 15:00 UTC. Monthly, the second one.", {"every": "month", "on": "second Tuesday"}),
    ],
)
def test_a_part_of_the_rule_apart(text: str, schedule: dict[str, Any]) -> None:
    """A column, a label or the next sentence says how often, how long, in which months or until when."""
    learnt, told = lesson_of(text)
    assert schedule.items() <= learnt.items()
    assert "schedule.every" not in told


@pytest.mark.parametrize(
    "text",
    [
        "We meet mid-month on Tuesdays at 15:00 UTC.",
        "Tuesdays at 15:00 UTC, in the week of the 15th.",
        "We meet on Tuesdays at 15:00 UTC. A few times a year.",
        "Two Mondays a month, 15:00 UTC",
        "Wednesdays in week 10, 14, 18 and 22, 15:00 UTC",
        "The rota changes every Monday at 09:00 UTC. We meet an hour later.",
        f"{_MONTH_BY_MONTH}| A | Tuesdays 16:00 UTC | 3 | 7 | 5 | 9 |",
    ],
)
def test_what_may_say_how_often_makes_it_a_guess(text: str) -> None:
    """A rule beside words that may bend it is never sure."""
    assert "schedule.every" in lesson_of(text)[1]


def test_weeks_a_and_b_are_even_and_odd() -> None:
    """As their brackets say."""
    drafts = drafts_of("Week A (even): Monday 15:00 UTC. Week B (odd): Monday 17:00 UTC.")
    rules = [draft.table["schedule"]["rrule"][:24] for draft in drafts]
    assert rules == ["FREQ=YEARLY;BYWEEKNO=2,4", "FREQ=YEARLY;BYWEEKNO=1,3"]


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        ("Mondays 9:30 ET - 15 min stand-up\nFridays 9:30 ET - 30 min demo", ["15m", "30m"]),
        ("Weekly 30 min sync (Tue 12:30 CET), monthly 90 min review (last Thu 14:00 CET)", ["30m", "1h30m"]),
        ("Call A on Mondays at 9:00 UTC, call B on Fridays at 9:00 UTC. Both last half an hour.", ["30m", "30m"]),
        ("Each lasts 50 minutes.\n\n| A | Tuesdays 9:00 UTC |\n|---|---|\n| B | Fridays 9:00 UTC |", ["50m", "50m"]),
    ],
)
def test_each_meeting_has_its_length(text: str, schedule: list[str]) -> None:
    """It stands before or behind its day, or one sentence gives it to all."""
    assert [draft.table["schedule"]["duration"] for draft in drafts_of(text)] == schedule


@pytest.mark.parametrize(
    "text",
    [
        "- Start: Monday, 2 March 2026\n- Rhythm: every 3 weeks\n- Time: 16:30 to 17:30, Vienna time",
        "**First meeting:** 2 March 2026\n**Frequency:** every 3 weeks\n**Time:** 16:30 Vienna time",
    ],
)
def test_the_first_date_gives_the_day(text: str) -> None:
    """Where date, rhythm and hour stand on lines of their own, and no weekday."""
    schedule, told = lesson_of(text)
    assert (schedule["every"], schedule["on"], schedule["start"]) == ("3 weeks", "Monday", TODAY)
    assert "schedule.on: by 2026-03-02" in told


def test_hours_in_turn_on_two_clocks_are_two_meetings() -> None:
    """An hour in UTC is never read on the clock of the other."""
    drafts = drafts_of("Alternating between Thursday at 08:00 PT and Thursday at 05:30 UTC")
    held = [(draft.table["timezone"], draft.table["schedule"]["at"]) for draft in drafts]
    assert held == [("America/Los_Angeles", "08:00"), ("UTC", "05:30")]


@pytest.mark.parametrize(
    "text",
    [
        "Every Thursday, 15:00 UTC\n\nDates:\n\n- 2026-03-12\n- 2026-04-09\n- 2026-05-14",
        "Every Thursday, 9:00 UTC, on the dates below.\n\n| Date |\n|---|\n| 12 March |\n| 9 April |",
    ],
)
def test_fewer_dates_than_weeks_are_told(text: str) -> None:
    """A weekly rule is a guess beside a list of its dates that are further apart."""
    assert "further apart" in lesson_of(text)[1]


@pytest.mark.parametrize(
    ("text", "every"),
    [
        (
            "Sundays at 14:00 UTC\n\n| Date | Room |\n|---|---|\n| 8 March | A |\n| 12 April | B |\n| 10 May | A |",
            "month",
        ),
        (
            "**Dates** (Sundays, 14:00 to 17:00 UTC)\n\n- 8 March: hulls\n- 22 March: sails\n- 5 April: masts",
            "2 weeks",
        ),
        ("Sundays at 14:00 UTC\n\n- 8 March: no call\n- 22 March: no call\n- 5 April: no call", "week"),
        ("Sundays at 14:00 UTC\n\n- 5 October 2025: hulls\n- 2 November 2025: sails", "week"),
    ],
)
def test_dates_right_below_plain_weekdays_are_the_meetings(text: str, every: str) -> None:
    """Where they are to come and more than a week apart. Those without a meeting, and those of the past, are not."""
    assert lesson_of(text)[0]["every"] == every


def test_two_letters_in_a_cell_are_a_weekday() -> None:
    """A column may have nothing else."""
    rows = "| Weekday | Time (UTC) |\n|---|---|\n| Mo | 09:00 |\n| Th | 15:00 |"
    assert [draft.table["schedule"]["on"] for draft in drafts_of(rows)] == ["Monday", "Thursday"]


_SIGN_UP = "| Month | Topic | Hours |\n|---|---|---|\n| March | Wool | 15 |\n| April | Silk | 45 |"


def test_a_table_of_its_own_gives_no_months() -> None:
    """A rule is not without the months that a sign-up sheet leaves out."""
    assert "rrule" not in lesson_of(f"We meet every Friday at 15:00 UTC.\n\n{_SIGN_UP}")[0]


@pytest.mark.parametrize(
    "text",
    [
        ". The coffee break is 15 minutes.",
        ". Recordings are kept for 30 days; it takes 2 hours to upload one.",
        ", followed by a 30 minute Q&A.",
        ": a 20 minute talk and 40 minutes of discussion.",
        ", 3 items of 20 minutes.",
        ". Talks begin at 15:30 and take 30 minutes.",
    ],
)
def test_the_length_of_something_else_is_not_that_of_the_meeting(text: str) -> None:
    """It is told that it may be."""
    schedule, told = lesson_of(f"First Tuesday of the month, 15:00 UTC{text}")
    assert schedule["duration"] == "1h"
    assert "schedule.duration" in told


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("**Day of the week:** Friday\n**Week of the month:** third\n**Time:** 11:00 UTC", "third Friday"),
        ("- Week: third\n- Day: Friday\n- Time: 15:00 UTC", "third Friday"),
        ("- Week of month: 2 and 4\n- Day: Friday\n- Time: 15:00 UTC", ["second Friday", "fourth Friday"]),
    ],
)
def test_the_week_of_the_month_has_a_line_of_its_own(text: str, on: str | list[str]) -> None:
    """It is the place of the weekday, and no rhythm."""
    schedule, told = lesson_of(text)
    assert (schedule["every"], schedule["on"]) == ("month", on)
    assert "schedule.every" not in told


def test_a_bracket_says_when_it_ends() -> None:
    """Its hour is no other time."""
    assert lesson_of("Saturdays, 10:30 Athens time (ends at 12:00)")[0]["duration"] == "1h30m"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("第1・3土曜日 13時(日本時間)", {"on": ["first Saturday", "third Saturday"]}),
        ("毎月第1、3木曜 19時(日本時間)", {"on": ["first Thursday", "third Thursday"]}),
        ("毎月第1・3・5土曜 13時(日本時間)", {"on": ["first Saturday", "third Saturday", "fifth Saturday"]}),
        ("水 18:45 (JST)", {"on": "Wednesday"}),
        ("每月第二、四个星期三 18:30(北京时间)", {"on": ["second Wednesday", "fourth Wednesday"]}),
        ("每月第一、三、五个周日20:00(北京时间)", {"on": ["first Sunday", "third Sunday", "fifth Sunday"]}),
        ("周一至周五 9:15(北京时间),15分钟", {"at": "09:15", "duration": "15m"}),
        ("2ª e 4ª quarta-feira do mês, 18h30 (Lisboa)", {"on": ["second Wednesday", "fourth Wednesday"]}),
        ("Reunião: 2ª e 4ª, 19h (Lisboa)", {"on": ["Monday", "Wednesday"]}),
        ("Reunião toda 5ª às 19h (Lisboa)", {"on": "Thursday"}),
        ("Lunedì ore 19,30-21,00 (Roma)", {"at": "19:30", "duration": "1h30m"}),
    ],
)
def test_days_in_short_in_other_languages(text: str, keys: dict[str, Any]) -> None:
    """Places in the month in a row, of which the first alone is whole, and weekdays by one letter or by a number."""
    assert group_of(text)[0]["schedule"].items() >= keys.items()


@pytest.mark.parametrize(
    "text",
    [
        "Am ersten Dienstag im Quartal, 17 Uhr (Berlin)",
        "Le premier mardi du trimestre à 17h (Paris)",
        "El primer martes de cada trimestre a las 17 h (Madrid)",
        "Na primeira terça do trimestre, 17h (Lisboa)",
        "Il primo martedì del trimestre alle 17 (Roma)",
        "Eerste dinsdag van het kwartaal, 17 uur (Amsterdam)",
        "四半期の最初の火曜日17時(日本時間)",
        "每季度第一个星期二17:00(北京时间)",
    ],
)
def test_the_first_tuesday_of_a_quarter(text: str) -> None:
    """It is in the first month of the quarter, in each language."""
    schedule = group_of(text)[0]["schedule"]
    assert (schedule["every"], schedule["start"]) == ("3 months", date(2026, 4, 7))


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Closing: the 28th, monthly, 16:00 UTC", 28),
        ("28th, each month, 16:00 UTC", 28),
        ("Thursdays (second and fourth only) at 11:00 ET", ["second Thursday", "fourth Thursday"]),
        ("Thursday(s) at 11:00 ET", "Thursday"),
        ("Fridays at 12 (noon) Central", "Friday"),
        ("Fridays at 7pm (19:00) Eastern", "Friday"),
        ("Fridays at 12:00 (lunch) Eastern", "Friday"),
    ],
)
def test_days_and_hours_with_something_between(text: str, on: object) -> None:
    """A day before how often, a bracket behind a day, and one between an hour and its zone leave nothing untold."""
    schedule, told = lesson_of(text)
    assert schedule["on"] == on
    assert "used" not in told


def test_at_once_is_no_hour() -> None:
    """The Spanish eleven is none behind "at"."""
    _, told = lesson_of("We keep track of several sources at once.\n\nWorking Group: monthly on the fourth Thursday")
    assert "line 3" not in told


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "- Turnus: alle drei Wochen\n- Termin: dienstags, 10:00 Uhr (Berlin)\n- Erstes Treffen: 13. Januar 2026",
            {"every": "3 weeks", "start": date(2026, 1, 13)},
        ),
        (
            "- Periodicidad: cada tres semanas\n- Horario: martes, 10:00 (Madrid)\n- Primera: 13 de enero de 2026",
            {"every": "3 weeks", "start": date(2026, 1, 13)},
        ),
        ("Incontro: sabato, 19-21, ora di Roma.", {"at": "19:00", "duration": "2h"}),
        ("Dal lunedì al venerdì alle 9 (Roma), un quarto d'ora.", {"at": "09:00", "duration": "15m"}),
        ("Ahora nos reunimos los martes a las 18:00 (hora de Madrid), durante 45 minutos.", {"duration": "45m"}),
        ("Martes a las 5 de la tarde, hora del centro de México", {"at": "17:00"}),
    ],
)
def test_lines_as_groups_write_them_in_other_languages(text: str, keys: dict[str, Any]) -> None:
    """How often under its own label, hours before the words for their clock, and a word that ends as "hour" does."""
    assert group_of(text)[0]["schedule"].items() >= keys.items()


def test_odd_weeks_in_short_in_german() -> None:
    """The week of the year is "KW", beside a rhythm of two weeks."""
    schedule = group_of("14-tägig (ungerade KW), mittwochs 20:15 Uhr, Zeitzone: Mitteleuropa")[0]["schedule"]
    assert "BYWEEKNO=1,3,5" in schedule["rrule"]


@pytest.mark.parametrize(
    "text",
    ["In some meetings 30 minutes are dedicated to a paper.", "The first part of the meeting runs for 45 minutes."],
)
def test_how_long_a_part_lasts_is_no_length(text: str) -> None:
    """The meeting is longer than a part of it."""
    assert group_of(f"Thursdays 14:00 UTC.\n\n{text}")[0]["schedule"]["duration"] == "1h"
