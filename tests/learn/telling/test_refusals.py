"""Tests of ``ecgtool.learn.telling.refusals``: a refusal names what is missing, and nothing that the page says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.page import parse_page
from tests.learn.test_rules_in_words import group_of, lesson_of, source_of


@pytest.mark.parametrize(
    "text",
    ["2023年之前每周一18:00(北京时间)开会,现已停止。", "本小组已停止活动。原会议时间:每周一18:00(北京时间)。"],
)
def test_what_was_in_chinese_is_no_meeting(text: str) -> None:
    """Words for what came before, and that it has stopped."""
    assert learn_page(source_of(text)).refusal


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Every two weeks, at 16.00 hours (4 pm) Europe/Stockholm time.", "says how often, and not on which day"),
        ("Every two weeks at 16:00.", "says how often, and neither on which day nor in which zone"),
        ("Every Tuesday at 16:00.", "names no zone"),
        ("The group meets biweekly, and all are welcome.", "how often, and neither on which day nor at which hour"),
        ("We have a monthly call to plan the work.", "how often, and neither on which day nor at which hour"),
        ("The group never met monthly.", "it says no regular meeting"),
        ("Our meetings on Thursdays at 15:00 UTC are discontinued.", "says that it does not meet"),
        ("- Closed: 2022\n- Meetings: Thursdays, 15:00 UTC", "says that it does not meet"),
        ("| Kind | Fire |\n| --- | --- |\n| Dissolved | 2022 |\n| Call | Fridays, 15:00 UTC |", "it does not meet"),
        ("RIP 2015 \u2013 2024.\n\n- Thursdays, 15:00 UTC", "says that it does not meet"),
        ("Our weekly calls (Thursdays, 15:00 UTC) petered out in 2022.", "it tells of what was"),
        ("We have left Fridays and gone to Wednesdays: 18:00 UTC.", "it tells of what was"),
        ("Thursdays 15:00 UTC is one of the candidates.", "it is only proposed"),
        ("Proposed slots (please comment):\n\n- Mondays 16:00 UTC\n- Thursdays 9:00 UTC", "it is only proposed"),
        ("## Suggested times\n\n- Mondays 16:00 UTC\n- Thursdays 9:00 UTC", "it is only proposed"),
        ("Which one suits you best?\n\n- Mondays 16:00 UTC\n- Thursdays 9:00 UTC", "it is only proposed"),
        ("We are still deciding between:\n\n* Mondays 16:00 UTC\n* Fridays 9:00 UTC", "it is only proposed"),
        ("How about Mondays 16:00 UTC?", "it is only proposed"),
        ("Our dates come out of a vote: see the list, closing Friday at 18:00 UTC.", "something else than a meeting"),
        ("Votes are counted on Friday at 18:00 UTC, and the date is told then.", "something else than a meeting"),
        ("The day is picked by poll. The poll is open until Friday 18:00 UTC.", "something else than a meeting"),
        ("Releases are cut every Thursday at 15:00 UTC.", "it tells of something else than a meeting"),
        ("The next meeting is set for 15:00 UTC on Tuesday March 1, 2022.", "it says no regular meeting"),
        ("The regular Tuesday 16:00 UTC meeting has been cancelled for good.", "says that it does not meet"),
        ("Meetings are paused until further notice. (Thursdays, 17:00 UTC)", "says that it does not meet"),
        ("Regular meeting: 1st Mon, 8p", "names no zone"),
        ("We'd like to meet on Wednesdays at 20:00 UTC, if enough people come.", "it is only proposed"),
        ("Tuesdays and Thursdays; the hour is 19:00 UTC on the former and 20:00 UTC on the latter.", "hour apart"),
        ("We meet whenever there are enough cases, on a Thursday at 16:00 UTC.", "meets at no fixed time"),
        ("We meet when called by the chair, at 16:00 UTC on a Thursday.", "meets at no fixed time"),
        ("There are no more meetings.\n\nTuesdays at 16:00 UTC.", "says that it does not meet"),
        ("This SIG has been retired.\n\n- Tuesdays at 16:00 UTC", "says that it does not meet"),
        ("> Retired in 2025.\n\nTuesdays at 16:00 UTC.", "says that it does not meet"),
        ("The task force has finished its work.\n\nTuesdays at 16:00 UTC.", "says that it does not meet"),
        ("*Ended December 2025.*\n\nTuesdays at 16:00 UTC.", "says that it does not meet"),
        ("The group has come to its end.\n\nTuesdays at 16:00 UTC.", "says that it does not meet"),
        ("Tuesdays at 16:00 UTC. (Closed since 2024.)", "says that it does not meet"),
        ("There is no tea circle any more.\n\nTuesdays at 16:00 UTC.", "says that it does not meet"),
        ("Tuesdays at 16:00 UTC. (Not since 2022.)", "says that it does not meet"),
        ("Tuesdays at 16:00 UTC.\n\nStatus: ended", "says that it does not meet"),
        ("We completed our work in 2025 and do not meet.\n\nTuesdays at 16:00 UTC.", "says that it does not meet"),
        ("Tuesdays, as soon as the swifts come back in the evening (Zurich).", "says the days, and no hour"),
        (
            "We go out on the second Saturday of each month (Europe/Prague). The hour depends on the bus.",
            "says the days, and no line beside it an hour",
        ),
    ],
)
def test_a_refusal_names_what_is_missing(text: str, words: str) -> None:
    """The day, the zone or any fixed time at all."""
    keys, told = lesson_of(text)
    assert (words in told, keys) == (True, keys)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Date: March 5, 2026\n\nTime: 16:00 UTC\n\nRhythm: weekly", {"on": "Thursday", "every": "week"}),
        ("- Date: March 5, 2026\n- Time: 16:00 UTC\n- Frequency: every two weeks", {"start": date(2026, 3, 5)}),
        ("When\n: Every weekday: 17:00 to 19:00 UTC", {"at": "17:00", "duration": "2h"}),
        ("Tuesdays at 16:00 UTC (lasts up to 2 h).", {"duration": "2h"}),
        ("We gave up our Sunday slot at 15:00 UTC. Tuesdays at 16:00 UTC.", {"on": "Tuesday"}),
        ("We gave up Sundays (10:00 UTC) and meet on Saturdays at 11:00 UTC.", {"on": "Saturday", "at": "11:00"}),
        ("Time: 4:00 p.m. Day: Thursday. Zone: Eastern. Every week.", {"on": "Thursday", "at": "16:00"}),
        ("On the 25th of every month, 19:00 Berlin time, weekend or not.", {"every": "month", "on": 25}),
        ("4th Thursday, 12:00-13:00 EST5EDT", {"on": "fourth Thursday", "at": "12:00", "duration": "1h"}),
        ("Thursdays, 15:00 UTC. The duration will be limited to 30 minutes.", {"duration": "30m"}),
        ("On Wednesdays (2nd, 4th) we meet. 11:00 UTC.", {"on": ["second Wednesday", "fourth Wednesday"]}),
        ("The call day is Thursday; the call hour is 15:00 UTC.", {"on": "Thursday", "at": "15:00"}),
        ("We gather on the 15th at 18:00 UTC.", {"every": "month", "on": 15}),
        (
            "Wednesdays, every 2nd and 4th week of the month, 11 am UTC.",
            {"on": ["second Wednesday", "fourth Wednesday"]},
        ),
        ("Alternate Weds, 12:30pm ET starting Weds Mar 4, 2026", {"every": "2 weeks", "start": date(2026, 3, 4)}),
        ("On the last Wednesday, 4pm EDT, after the 3 o'clock tea.", {"at": "16:00"}),
        ("From 7 April 2026: Wednesdays, 15:00 UTC.", {"start": date(2026, 4, 8)}),
        ("Every other Tuesday, 15:00 UTC, starting 03/10/2026.", {"start": date(2026, 3, 10)}),
    ],
)
def test_what_the_page_says_is_learnt(text: str, keys: dict[str, Any]) -> None:
    """A day in a date, a length with a bound, a first date between two meetings; not what was, nor another hour."""
    assert group_of(text)[0]["schedule"].items() >= keys.items()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Tuesdays at 16:00.\n\n## Builds\n\nThey start at 14:00 UTC.",
            "and line 7 a zone: do they belong together?",
        ),
        (
            "We meet on Tuesdays.\n\n## Room\n\nIt opens 14:00 UTC.",
            "say days and an hour apart: do they belong together?",
        ),
        (
            "Every two weeks at 14:00 UTC.\n\n## Room\n\nClosed on Mondays.",
            "and line 7 a day: do they belong together?",
        ),
        (
            "Tuesdays at 16:00 UTC.\n\n## Talks\n\nTalks are for 20 minutes.",
            "line 7 may say “20 minutes” of something",
        ),
    ],
)
def test_nothing_is_called_missing_that_stands_elsewhere(text: str, told: str) -> None:
    """The line that has it is named: a zone, an hour, a day, a length."""
    assert told in lesson_of(text)[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The call is for all who grow or break flax. Mondays at 15:00 UTC.", "exception"),
        ("Mondays at 15:00 UTC. It takes no more than an hour.", "exception"),
        ("Maintenance team: Thursdays at 15:00 UTC", "something else"),
        ("Thursdays 15:00 UTC (the digest is sent afterwards)", "something else"),
        ("Status update: every Thursday, 15:00 UTC", "something else"),
        ("Coffee break: Thursdays 15:00 UTC", "exception"),
        ("It works roughly as follows. Mondays at 15:00 UTC.", "roughly"),
        (
            "Every 4th Wednesday of the month, 11:00 ET\n\n## Work\n\n* Widgets\n  * On hiatus for now",
            "does not meet",
        ),
    ],
)
def test_what_is_said_of_something_else(text: str, words: str) -> None:
    """A verb that looks like a break, how it works, and what an item of a list is about."""
    table, told = group_of(text)
    assert table["schedule"]
    assert words not in told


@pytest.mark.parametrize(
    "text",
    ["These minutes are kept for historical purposes.", "This page is no longer maintained."],
)
def test_a_page_kept_for_its_history_makes_its_rule_a_guess(text: str) -> None:
    """The page may be old, and the group may meet all the same."""
    told = lesson_of(f"{text}\n\nMeetings: every Tuesday, 16:00 UTC.")[1]
    assert f"“{text}”" in told


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays at 16:00.\n\n## Talks\n\n* Matt: configuration files and AST transformations",
        "Tuesdays at 16:00.\n\n## Members\n\nMost come from Boulder and Denver, Colorado, USA",
    ],
)
def test_letters_of_a_zone_that_are_of_no_hour(text: str) -> None:
    """A talk on syntax trees and the name of a country say nothing of the clock."""
    assert "names no zone" in lesson_of(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "<section>\n<p>Temos um encontro semanal aos domingos às 15h (horário de Brasília).</p>\n</section>",
        "<div>\nUnd wir treffen uns jeden Donnerstag um 19:00 Uhr.\n</div>\n\nWir sind eine Gruppe und für alle da.",
    ],
)
def test_a_rule_in_a_part_that_is_not_read(text: str) -> None:
    """HTML, in the language that it is in."""
    assert "which is not read" in lesson_of(text)[1]


@pytest.mark.parametrize(("years", "is_over"), [("2012\u20132025", True), ("2012-2026", False)])
def test_years_behind_the_page_s_title(years: str, *, is_over: bool) -> None:
    """A group that was until a year before this one is over."""
    page = parse_page(f"# Tea circle ({years})\n\nTuesdays at 16:00 UTC.\n", "markdown")
    lesson = learn_page(replace(source_of(""), page=page))
    assert ("says that it does not meet" in lesson.refusal) == is_over


@pytest.mark.parametrize(
    "text",
    [
        "Meetings: every six weeks; the exact date is voted on.\n\n**Last meeting:** 12 January 2026, 15:00 UTC",
        "The panel meets when a case comes in.\n\n## Cases\n\n- 2026-04-02, opened 15:00 UTC\n- 2026-02-11, closed",
        "Meeting times: by arrangement.\n\n## Deadlines\n\n- 1 May 2026: entries\n- 15 May 2026: votes, 23:59 UTC",
    ],
)
def test_what_is_arranged_each_time_has_no_fixed_time(text: str) -> None:
    """The dates of what is due, and of the last meeting, make no rule."""
    assert "the group meets at no fixed time" in learn_page(source_of(text)).refusal
