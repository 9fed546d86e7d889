"""Rules as sentences say them become keys of the schedule, or are told where no key holds them."""

from datetime import date
from typing import Any

import pytest

from ecgtool.learn.draft import Draft
from ecgtool.learn.page import learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import Syntax, parse_page

TODAY = date(2026, 3, 2)


def source_of(text: str, syntax: Syntax = "markdown") -> PageSource:
    """A page with a heading and a text."""
    page = parse_page(f"{'# Group' if syntax == 'markdown' else '= Group ='}\n\n{text}\n", syntax)
    return PageSource(page=page, title="Group", target={"file": "page.md"}, today=TODAY, syntax=syntax)


def drafts_of(text: str) -> list[Draft]:
    """All groups on a page with a text."""
    return list(learn_page(source_of(text)).drafts)


def lesson_of(text: str) -> tuple[dict[str, Any], str]:
    """The first group's schedule on a page with a text, if any, and all that is told of it."""
    table, told = group_of(text)
    return table.get("schedule", {}), told


def group_of(text: str, syntax: Syntax = "markdown") -> tuple[dict[str, Any], str]:
    """The first group on a page with a text, and all that is told of it."""
    lesson = learn_page(source_of(text, syntax))
    draft = next(iter(lesson.drafts), Draft(table={}))
    told = [*draft.unknown, *(f"{key}: {why}" for key, why in draft.guesses.items()), lesson.refusal]
    return dict(draft.table), "\n".join(told)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Every ten days at 17:00 UTC, beginning 2026-03-05.", {"every": "10 days", "start": date(2026, 3, 5)}),
        ("Mondays 18:00 CET, from 2 March to 27 April 2026.", {"on": "Monday", "until": date(2026, 4, 27)}),
        ("Mondays at 18:00 UTC, 2 March 2026 \u2013 27 April 2026.", {"on": "Monday", "until": date(2026, 4, 27)}),
        ("On the last day of every month, 18:00 UTC.", {"rrule": "FREQ=MONTHLY;BYMONTHDAY=-1"}),
        (
            "The day after Patch Tuesday (second Tuesday), 10:00 PT.",
            {"rrule": "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=9,10,11,12,13,14,15"},
        ),
        (
            "The day before the third Monday, 10:00 UTC.",
            {"rrule": "FREQ=MONTHLY;BYDAY=SU;BYMONTHDAY=14,15,16,17,18,19,20"},
        ),
        (
            "Two days after the second Tuesday: 16:00 UTC",
            {"rrule": "FREQ=MONTHLY;BYDAY=TH;BYMONTHDAY=10,11,12,13,14,15,16"},
        ),
        (
            "A week after the first Monday, 16:00 UTC",
            {"rrule": "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=8,9,10,11,12,13,14"},
        ),
        (
            "The Wednesday that follows the second Tuesday, 15:00 UTC",
            {"rrule": "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=9,10,11,12,13,14,15"},
        ),
        ("On the 25th of each month at 8 pm Prague time, whatever the weekday.", {"every": "month", "on": 25}),
        (
            "Wednesdays, 10:00 Paris time\n\n**Change**: from May 6, 2026, Wednesdays, 11:00 Paris time",
            {"at": "10:00", "change": [{"from": date(2026, 5, 6), "at": "11:00"}]},
        ),
        (
            "Once every 2 weeks (Tuesday), 5 PM Sydney time. The first call of the year was on 2026-01-13.",
            {"every": "2 weeks", "start": date(2026, 1, 13)},
        ),
        (
            "Every 3 weeks, Thursday 10:30 UTC. First reading after the holidays: 2026-03-12.",
            {"every": "3 weeks", "start": date(2026, 3, 12)},
        ),
        (
            "Tuesdays at 9:00 ET (10:00 ET from April 14, 2026).",
            {"at": "09:00", "change": [{"from": date(2026, 4, 14), "at": "10:00"}]},
        ),
        ("Each 2 weeks on Monday at 3:30 PM Eastern; we began on 2026-02-09.", {"start": date(2026, 2, 9)}),
        ("Thursdays 14:00 UTC (1.5 h).", {"duration": "1h30m"}),
        ("Every 3 weeks, Thursday 13:00 UTC\n\nDates: 5 Mar, 26 Mar, 16 Apr 2026", {"start": date(2026, 3, 5)}),
        ("We no longer meet on Mondays at 15:00 UTC but on Tuesdays at 15:30 UTC.", {"on": "Tuesday", "at": "15:30"}),
        (
            "Tuesdays 14:00 UTC\n\n| Date | Topic |\n|---|---|\n| 10 Mar 2026 | tides |\n| 24 Mar 2026 | — none — |",
            {"skip": [{"date": date(2026, 3, 24)}]},
        ),
        (
            "- Now: Wednesdays, 18:00 Berlin time\n- From 15 April 2026: Wednesdays, 19:00 Berlin time",
            {"at": "18:00", "change": [{"from": date(2026, 4, 15), "at": "19:00"}]},
        ),
        ("Thursdays, by turns at 10:00 UTC (east) and at 22:00 UTC (west).", {"at": ["10:00", "22:00"]}),
        ("Every Tuesday, 15:00 UTC (PDT) / 16:00 UTC (PST)", {"on": "Tuesday", "at": "08:00"}),
        (
            "Tuesdays (not the third of the month), 16:00 UTC",
            {"on": ["first Tuesday", "second Tuesday", "fourth Tuesday", "fifth Tuesday"]},
        ),
        (
            "Every day at 09:00 UTC except on Saturdays and Sundays.",
            {"every": "week", "on": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]},
        ),
        ("Mondays 15:00 UTC; we keep it to 20 minutes.", {"duration": "20m"}),
        ("Mondays 15:00 UTC (an hour and a quarter)", {"duration": "1h15m"}),
        (
            "Fridays at 3 pm Berlin time (until 27 March 2026), then Fridays at 4 pm Berlin time.",
            {"at": "15:00", "change": [{"from": date(2026, 3, 28), "at": "16:00"}]},
        ),
        (
            "Every quarter (January, April, July, October) on the first Thursday, 10:00 UTC.",
            {"every": "3 months", "on": "first Thursday", "start": date(2026, 4, 2)},
        ),
        (
            "Third Monday, quarterly (Feb, May, Aug, Nov), 15:00 UTC.",
            {"every": "3 months", "on": "third Monday", "start": date(2026, 5, 18)},
        ),
        ("Since 2019 the 4 of us have met Tuesdays at 2 PM Central, room 118.", {"every": "week", "on": "Tuesday"}),
        (
            "Every third Saturday starting 7 March 2026 (that is, every three weeks), 15:00 Dublin time.",
            {"every": "3 weeks", "on": "Saturday", "start": date(2026, 3, 7)},
        ),
        (
            "Mondays, 18:00 UTC.\n\nEffective 6 April 2026: Mondays, 17:00 UTC.",
            {"at": "18:00", "change": [{"from": date(2026, 4, 6), "at": "17:00"}]},
        ),
        (
            "Each Monday, save the first one of a month, at 9 am Eastern.",
            {"on": ["second Monday", "third Monday", "fourth Monday", "fifth Monday"]},
        ),
        ("Mondays 9 am Eastern, barring the last Monday.", {"rrule": "FREQ=MONTHLY;BYDAY=-2MO,-3MO,-4MO,-5MO"}),
        (
            "Every second Monday (9, 23 March and 6 April 2026), 19:00 UTC.",
            {"every": "2 weeks", "on": "Monday", "start": date(2026, 3, 9)},
        ),
        (
            "Wednesdays at 16:00 UTC, or 17:00 UTC when North America is off daylight saving time.",
            {"on": "Wednesday", "at": "09:00"},
        ),
        ("At 20:00 UTC on the first Sunday of odd months.", {"every": "2 months", "start": date(2026, 3, 1)}),
        ("Every second month, on the first Monday, 18:00 UTC, next in April 2026.", {"start": date(2026, 4, 6)}),
        ("Monthly, on day 5, at 19:00 UTC.", {"every": "month", "on": 5}),
        (
            "**Every**: 2 weeks\n\n**On**: Thursdays\n\n**At**: 10:00 UTC\n\n**Since**: 26 February 2026",
            {"every": "2 weeks", "on": "Thursday", "start": date(2026, 2, 26)},
        ),
        (
            "Every 2 weeks, Wednesday 9:00 AM Eastern Time. First round in the new room: 2026-06-17.",
            {"every": "2 weeks", "start": date(2026, 6, 17)},
        ),
        ("Mondays, fortnightly at 10:00 UTC.", {"every": "2 weeks", "at": "10:00"}),
        (
            "Every second Wednesday: at 06:00 UTC (4 March 2026), then at 18:00 UTC (18 March 2026), and so on.",
            {"every": "2 weeks", "at": ["06:00", "18:00"], "start": date(2026, 3, 4)},
        ),
        ("Every month, on the 25th, 18:00 Tokyo time.", {"every": "month", "on": 25}),
        ("Every Thursday: one week at 06:00 UTC, the next at 19:00 UTC.", {"at": ["06:00", "19:00"]}),
        (
            "Fridays 15:00 UTC\n\n| Off | Why |\n|---|---|\n| 3 April 2026 | Good Friday |",
            {"skip": [{"date": date(2026, 4, 3), "reason": "Good Friday"}]},
        ),
        (
            "| Call | How often | Day | Hour |\n|---|---|---|---|\n| Talk | monthly (2nd) | Thu | 10am PT |",
            {"every": "month", "on": "second Thursday"},
        ),
        (
            "## Next meeting\n\nTuesday 24 March 2026, 4pm Dublin time\n\nLast Tuesday of each month.",
            {"every": "month", "on": "last Tuesday", "at": "16:00"},
        ),
        ("Every Friday 11:00 CET. From 10 April 2026 every second Friday only.", {"every": "week", "start": None}),
        ("On Patch Tuesday at 10:00 PT", {"every": "month", "on": "second Tuesday"}),
        ("Every four (4) weeks on Tuesday, 14:00 UTC, starting 24 February 2026", {"every": "4 weeks"}),
        ("Monthly: the 1st, 20:00 Athens time", {"every": "month", "on": 1}),
        ("On day 28 of each month, 9:00 UTC", {"every": "month", "on": 28}),
        ("Open evening: 3rd Thursday, 19:00 London", {"every": "month", "on": "third Thursday"}),
        ("Tuesdays (monthly, the third), 14:00 London", {"every": "month", "on": "third Tuesday"}),
        (
            "Every Monday at 8am PT apart from the first one in a month",
            {"on": ["second Monday", "third Monday", "fourth Monday", "fifth Monday"]},
        ),
        ("Cada dos martes a las 18h (hora de Lima), a partir del 10 de marzo", {"every": "2 weeks"}),
        ("Ogni due martedì alle 18:00 (ora di Roma), dal 10 marzo 2026", {"every": "2 weeks"}),
        (
            "* Weekday: last Thursday of the month\n* Start: 18:30\n* Time zone: Europe/Lisbon",
            {"on": "last Thursday"},
        ),
        (
            "2-weekly, Fridays 11:00 AM Eastern Time. Restart: 2026-03-13.",
            {"every": "2 weeks", "on": "Friday", "start": date(2026, 3, 13)},
        ),
        ("**Before 2026:** Fridays, 14:00 UTC\n\n**Now:** Fridays, 13:00 UTC", {"on": "Friday", "at": "13:00"}),
        (
            "* Every: second week\n* Weekday: Tuesday\n* Hour: 15:00 UTC\n* First: 10 March 2026",
            {"every": "2 weeks", "on": "Tuesday", "start": date(2026, 3, 10)},
        ),
        ("Sundays, fortnightly, 11:00 Zurich time.", {"every": "2 weeks", "on": "Sunday", "at": "11:00"}),
        ("Weekday: 3 (Wednesday). Hour: 15 UTC.", {"on": "Wednesday"}),
        (
            "| Cadence | Biweekly |\n|---|---|\n| Day | Wednesday |\n| Time | 15:00 UTC |\n| First | 2026-02-25 |",
            {"every": "2 weeks", "on": "Wednesday", "start": date(2026, 2, 25)},
        ),
    ],
)
def test_a_rule_in_words(text: str, keys: dict[str, Any]) -> None:
    """The words become the keys that mean the same."""
    schedule, _ = lesson_of(text)
    assert {key: schedule.get(key) for key in keys} == keys
    assert ("every" in schedule and "on" not in schedule) == (keys.get("every") == "10 days")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Tuesdays at 4pm (London) in term: 12 January \u2013 20 March 2026 and 27 April \u2013 12 June 2026.",
            "12 June 2026",
        ),
        ("10 sessions, Wednesdays at 19:00 UTC, starting March 4, 2026.", "“10” is not used"),
        ("Every Friday 11:00 CET. From 10 April 2026 every second Friday only.", "“From 10 April 2026 every second"),
        ("Office: Monday to Friday, 9:00-17:00 UTC, on chat.", "it reads as opening hours"),
        ("Bi-Weekly At 10am Eastern, 7am Pacific, 2pm UTC", "not on which day"),
        (
            "Archived in 2025. We do not meet any longer.\n\n- When: Thursdays 12:00 UTC",
            "schedule.every: although line 3",
        ),
        ("Six Thursdays, 18:00 UTC, starting 5 March 2026.", "“Six” is not used"),
        ("Release weeks: Tuesday 15:00 UTC. Other weeks: none.", "“Release weeks” is not understood"),
        ("The Tuesday before each release, 15:00 UTC.", "Tuesday before each release"),
        ("The server restarts every Monday at 06:00 UTC. We meet on Fridays, 11:00 UTC.", "something else"),
        ("Archived in 2025.\n\n- When: Thursdays 12:00 UTC", "although line 3"),
        ("Mondays 15:00 UTC. The archive is packed each Sunday at 01:00 UTC.", "something else than a meeting"),
        ("> The group was closed in January 2026.\n\nMeetings: Mondays 19:00 UTC", "although line 3"),
        ("The group does not meet any more.\n\nMeetings: Mondays 19:00 UTC", "although line 3"),
        ("**Next meeting (113th): Thursday 5 March 2026, 17:00 UTC**\n\nThursdays 17:00 UTC", "writes “113th”"),
        ("## Next (41st) meeting: Thursday 5 March 2026, 17:00 UTC\n\nThursdays 17:00 UTC", "writes “41st”"),
        ("The day after the Monday call, 15:00 UTC.", "day after the Monday"),
        ("The Wednesday of the first full week of the month, 15:00 UTC.", "may not always mean those"),
    ],
)
def test_what_no_key_holds_is_told(text: str, words: str) -> None:
    """A limit or a day that is not learnt is named by its words."""
    assert words in lesson_of(text)[1]


def test_a_date_called_the_next_beside_the_rule() -> None:
    """The rule starts on it, as it does where a line of its own names the next meeting."""
    schedule, told = lesson_of("Mondays at 20:00 UTC. Next meeting: March 9, 2026.")
    assert (schedule["start"], "schedule.start" in told) == (date(2026, 3, 9), True)


def test_a_day_over_twelve_tells_the_order_of_all_dates() -> None:
    """With 5/13 on a page, 4/8 is April 8."""
    schedule, _ = lesson_of("Meetings (11:00 AM ET):\n\n* 3/11/2026\n* 4/8/2026\n* 5/13/2026\n* 6/10/2026")
    assert (schedule["on"], schedule["start"]) == ("second Wednesday", date(2026, 3, 11))


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Todos los martes a las 18:00, hora de la Ciudad de México.", "America/Mexico_City"),
        ("Todos los jueves a las 19:00 (horario argentino).", "America/Argentina/Buenos_Aires"),
        ("Tous les mardis à 18h (fuseau horaire de Paris).", "Europe/Paris"),
        ("Tous les jeudis à 19h (heure suisse).", "Europe/Zurich"),
        ("Mondays, 20:00 Glasgow time", "Europe/London"),
        ("Thursdays, 20:00 IST (Ireland).", "Europe/Dublin"),
        ("每週三 20:00 (臺北時間)", "Asia/Taipei"),
    ],
)
def test_a_zone_in_words(text: str, zone: str) -> None:
    """Places and peoples name the clock in each language that is read."""
    assert group_of(text)[0]["timezone"] == zone


def test_letters_of_one_season_in_another_language_are_not_written() -> None:
    """A line with a time in UTC beside them, which would be true for half a year, is left alone, and that is told."""
    table, told = group_of("Dienstags 16:00 MEZ (15:00 UTC)")
    assert "schedule_line" not in table["wiki"]
    assert "no field writes \u201cMEZ\u201d" in told


@pytest.mark.parametrize(
    ("line", "heading", "stays"),
    [
        ("## 下次会议: 2026年3月11日 周三 20:00", "下次会议: {year}年{month}{day}日 周三 {time24}", "周三"),
        ("## 次回: 2026年3月11日(水) 20:00", "次回: {year}年{month}{day}日(水) {time24}", "(水)"),
    ],
)
def test_a_line_of_the_far_east(line: str, heading: str, stays: str) -> None:
    """Its month is written as a number, and a weekday cut short stays, which is always the rule's own."""
    clock = "每周三 20:00 (北京时间)" if "会议" in line else "毎週水曜日 20:00 (日本時間)"
    table, told = group_of(f"{clock}\n\n{line}")
    assert table["wiki"]["heading"] == heading
    assert stays not in told


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (
            "Tuesdays at 15:00 UTC and alternate Thursdays at 20:00 UTC (from 5 March 2026).",
            [("week", "Tuesday"), ("2 weeks", "Thursday")],
        ),
        (
            "Weekly on Mondays at 10:00 CET and biweekly on Fridays at 14:00 CET, starting 6 March 2026.",
            [("week", "Monday"), ("2 weeks", "Friday")],
        ),
    ],
)
def test_an_interval_is_that_of_its_own_days(text: str, rules: list[tuple[str, str]]) -> None:
    """Where each of several days has its hour, an interval before one of them is about no other."""
    schedules = [draft.table["schedule"] for draft in drafts_of(text)]
    assert [(one["every"], one["on"]) for one in schedules] == rules


def test_weekdays_on_which_a_day_by_number_may_fall_are_no_rule() -> None:
    """Words such as "also on Sundays" add no second meeting to one on a day of the month."""
    drafts = drafts_of("We trade on the 1st of every month, 20:00 UTC, also on Sundays.")
    assert [draft.table["schedule"]["on"] for draft in drafts] == [1]


def test_a_length_is_that_of_its_own_hour() -> None:
    """Of two meetings in a sentence each has the length in the bracket after it."""
    drafts = drafts_of("Tuesdays 15:00 UTC (20 min) and Thursdays 15:00 UTC (1 h)")
    assert [draft.table["schedule"]["duration"] for draft in drafts] == ["20m", "1h"]


def test_letters_of_several_clocks_are_those_of_the_place_beside_them() -> None:
    """A bracket such as "CST (Beijing time)" settles which clock the letters stand for."""
    table, told = group_of("Every Thursday 15:00 CST (Beijing time)")
    assert (table["timezone"], "timezone" in told) == ("Asia/Shanghai", False)


def test_an_address_with_brackets_is_no_text() -> None:
    """What stands in the brackets of a link's address is no hour of the meeting."""
    address = "https://convert.example.org/?t=12%3A00&tz=UTC%20(Coordinated%20Universal%20Time)&"
    assert len(drafts_of(f"Mondays 12:00 UTC ([converter]({address}))")) == 1


def test_break_of_a_line_parts_words() -> None:
    """What stands on both sides of a ``<br>`` is two things, as each reader sees it."""
    drafts = drafts_of("| Team | When |\n| --- | --- |\n| Core | Mondays 9:00 PT<br>Thursdays 18:00 PT |")
    assert [(one.table["schedule"]["on"], one.table["schedule"]["at"]) for one in drafts] == [
        ("Monday", "09:00"),
        ("Thursday", "18:00"),
    ]


def test_a_row_in_another_language() -> None:
    """A row that only another language makes a rule of is a meeting like the others."""
    rows = "| 社区例会 | 每双周周三 16:00 |\n| Docs | Every Friday 10:00 |"
    drafts = drafts_of(f"| Meeting | Time (Beijing) |\n| --- | --- |\n{rows}")
    assert [one.table["schedule"]["on"] for one in drafts] == ["Wednesday", "Friday"]


def test_semicolon_in_a_bracket_parts_no_rule() -> None:
    """What stands in a bracket belongs to the days before it and the hour after it."""
    schedule, _ = lesson_of("Mondays (bi-weekly; odd weeks) at 14:00 UTC")
    assert schedule["rrule"].startswith("FREQ=YEARLY;BYWEEKNO=1,3,5,")


@pytest.mark.parametrize(
    ("words", "duration"),
    [
        ("ten minutes", "10m"),
        ("for an hour and a half", "1h30m"),
        ("one and a half hours", "1h30m"),
        ("about ninety minutes", "1h30m"),
        ("forty-five minutes", "45m"),
        ("two hours", "2h"),
    ],
)
def test_a_length_in_words(words: str, duration: str) -> None:
    """A length that is said is not claimed to be missing."""
    schedule, told = lesson_of(f"Mondays at 15:00 UTC, {words}.")
    assert (schedule["duration"], "duration" in told) == (duration, False)


def test_a_hard_break_in_a_sentence() -> None:
    """A line that goes on in small letters is of the sentence before it, wherever its writer breaks it."""
    assert lesson_of("We speak on Mondays\\\nat 12:30 UTC.")[0]["at"] == "12:30"


def test_a_zone_in_a_title_is_that_of_the_hours_below() -> None:
    """A heading that names the clock says it for all meetings of its section."""
    drafts = drafts_of("## Times (all in Europe/Prague)\n\n- Board: Mondays 9:00\n- Dev: Tuesdays 10:00")
    assert [one.table["timezone"] for one in drafts] == ["Europe/Prague", "Europe/Prague"]


def test_logs_are_no_call() -> None:
    """An address that is called that of the logs is not where the meeting is."""
    table, told = group_of("Wednesdays 09:00 UTC, on IRC (#howdah); logs at https://logs.example.org/howdah")
    assert ("call" in table and "join" in table["call"], "logs.example.org/howdah is not used" in told) == (
        False,
        True,
    )
