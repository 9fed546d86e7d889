"""Rules that were, that will be, and that are only proposed, beside the one that holds."""

import re
from datetime import date, datetime
from typing import Any

import pytest

from ecgtool.learn.page import learn_page
from tests.learn.test_rules_in_words import drafts_of, lesson_of, source_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "Until 30 April 2026: Mondays 9:00 PT. From 1 May 2026: Wednesdays 8:00 PT.",
            {"on": "Monday", "change": [{"from": date(2026, 5, 1), "on": "Wednesday", "at": "08:00"}]},
        ),
        (
            "Mondays 14:00 UTC until 30 March 2026, then Tuesdays 14:00 UTC.",
            {"on": "Monday", "change": [{"from": date(2026, 3, 31), "on": "Tuesday"}]},
        ),
        (
            "Thursdays 10:00 Berlin time (from 1 May 2026 on: 11:00).",
            {"on": "Thursday", "change": [{"from": date(2026, 5, 1), "at": "11:00"}]},
        ),
        (
            "Every Thursday at 15:00 UTC until 26 March 2026; as of 2 April 2026 at 14:00 UTC.",
            {"change": [{"from": date(2026, 4, 2), "at": "14:00"}]},
        ),
        (
            "Thursdays at 14:00 UTC\n\nThe meeting of 19 March 2026 starts at 15:00 UTC.",
            {"move": [{"date": date(2026, 3, 19), "to": datetime(2026, 3, 19, 15)}]},
        ),
        (
            "Wednesdays, 18:00 UTC.\n\nException: the call of 11 March 2026 is on Thursday, 12 March at 19:00 UTC.",
            {"move": [{"date": date(2026, 3, 11), "to": datetime(2026, 3, 12, 19)}]},
        ),
        (
            "Every Tuesday at 17:00 UTC.\n\nBeginning April 7th, 2026, meetings will be every two weeks.",
            {"every": "week", "change": [{"from": date(2026, 4, 7), "every": "2 weeks"}]},
        ),
        (
            "Every Tuesday at 17:00 UTC.\n\nThe next meeting is moved from March 3 to March 5, 2026.",
            {"move": [{"date": date(2026, 3, 3), "to": date(2026, 3, 5)}]},
        ),
        (
            "We changed our meeting from Tuesdays at 17:00 UTC to Mondays at 18:00 UTC.",
            {"on": "Monday", "at": "18:00"},
        ),
        ("After years of Tuesdays at 17:00 UTC, we meet on Mondays at 18:00 UTC.", {"on": "Monday", "at": "18:00"}),
        (
            "We went from meeting on Tuesdays at 17:00 UTC to meeting on Mondays at 18:00 UTC.",
            {"on": "Monday", "at": "18:00"},
        ),
        ("Fridays, because on Thursdays Tom has choir, at 13:00 UTC", {"on": "Friday", "at": "13:00"}),
        (
            "It used to be Tuesdays at 1600 UTC; since 1 March it has been Thursdays at the same time.",
            {"on": "Thursday", "at": "16:00"},
        ),
        (
            "Tuesdays at 15:00 UTC. From April 7 on Wednesdays at the same time.",
            {"on": "Tuesday", "change": [{"from": date(2026, 4, 7), "on": "Wednesday"}]},
        ),
        (
            "Thursdays at 12:00 UTC. After 1 April 2026 we meet on Fridays instead, same time.",
            {"on": "Thursday", "change": [{"from": date(2026, 4, 2), "on": "Friday"}]},
        ),
        ("Mondays, 18:00 UTC, in the lab. Past: Tuesdays, 17:00 UTC.", {"on": "Monday", "at": "18:00"}),
        (
            "Mondays at 16:00 UTC. 6 April 2026 → 7 April 2026, 16:00 UTC.",
            {"move": [{"date": date(2026, 4, 6), "to": date(2026, 4, 7)}]},
        ),
        (
            "Mondays 17:00 UTC.\n\nInstead of Monday 6 April we talk on Tuesday 7 April 2026, an hour later.",
            {"move": [{"date": date(2026, 4, 6), "to": datetime(2026, 4, 7, 18)}]},
        ),
        (
            "Mondays 17:00 UTC. On 9 March 2026 we start half an hour earlier.",
            {"move": [{"date": date(2026, 3, 9), "to": datetime(2026, 3, 9, 16, 30)}]},
        ),
        (
            "Mondays 17:00 UTC. From 6 April 2026 on we meet an hour later.",
            {"change": [{"from": date(2026, 4, 6), "at": "18:00"}]},
        ),
        (
            "Thursdays 9:00 UTC. We move to Tuesdays at 9:00 UTC on 7 April 2026.",
            {"on": "Thursday", "change": [{"from": date(2026, 4, 7), "on": "Tuesday"}]},
        ),
        (
            "Effective 7 April 2026 the meeting moves to Tuesdays at 10:00 UTC. Currently Thursdays at 10:00 UTC.",
            {"on": "Thursday", "change": [{"from": date(2026, 4, 7), "on": "Tuesday"}]},
        ),
        (
            "Until 31 March on Mondays at 15:00 UTC, after that on Mondays at 14:00 UTC.",
            {"on": "Monday", "at": "15:00", "change": [{"from": date(2026, 4, 1), "at": "14:00"}]},
        ),
        (
            "Mondays at 15:00 UTC.\n\nUntil 17 March 2026. Then 14:00 UTC.",
            {"at": "15:00", "change": [{"from": date(2026, 3, 18), "at": "14:00"}]},
        ),
        (
            "Up to and including 30 March 2026: Mondays 15:00 UTC. After that: Mondays 16:00 UTC.",
            {"at": "15:00", "change": [{"from": date(2026, 3, 31), "at": "16:00"}]},
        ),
        (
            "Fridays at 09:00 UTC.\n\nThe 27 March 2026 meeting is the first at 10:00 UTC.",
            {"at": "09:00", "change": [{"from": date(2026, 3, 27), "at": "10:00"}]},
        ),
        (
            "> **Note** Starting 1 April 2026 the call moves to Thursdays at 15:00 UTC.\n\nWednesdays at 14:00 UTC.",
            {"on": "Wednesday", "change": [{"from": date(2026, 4, 1), "on": "Thursday", "at": "15:00"}]},
        ),
        (
            "| | |\n|---|---|\n| Time | Thursdays, 18:00 UTC |\n| From 2 April 2026 | Thursdays, 17:00 UTC |",
            {"at": "18:00", "change": [{"from": date(2026, 4, 2), "at": "17:00"}]},
        ),
        (
            "* Thursdays, 18:00 UTC\n* New time as of 2 April 2026: Thursdays, 17:00 UTC",
            {"at": "18:00", "change": [{"from": date(2026, 4, 2), "at": "17:00"}]},
        ),
        (
            "Until 31 March 2026: Tuesdays, 14:00 UTC.\n\nFrom 7 April 2026: Wednesdays, 15:00 UTC.",
            {"on": "Tuesday", "change": [{"from": date(2026, 4, 7), "on": "Wednesday", "at": "15:00"}]},
        ),
        (
            "From 1 April 2026: Sundays at 18:00 UTC. Before that: Sundays at 17:00 UTC.",
            {"at": "17:00", "change": [{"from": date(2026, 4, 1), "at": "18:00"}]},
        ),
        (
            "The time will change from Wednesdays 16:00 UTC to Tuesdays 15:00 UTC on 7 April 2026.",
            {"on": "Wednesday", "change": [{"from": date(2026, 4, 7), "on": "Tuesday", "at": "15:00"}]},
        ),
        (
            "- Thursdays, 18:00 UTC\n- From April on: Thursdays, 17:00 UTC",
            {"at": "18:00", "change": [{"from": date(2026, 4, 1), "at": "17:00"}]},
        ),
        (
            "| | Time |\n|---|---|\n| Until 31 March | Thursdays 18:00 UTC |\n| From 1 April | Thursdays 17:00 UTC |",
            {"at": "18:00", "change": [{"from": date(2026, 4, 1), "at": "17:00"}]},
        ),
        (
            "Mondays at 15:00 UTC until 31 March 2026 and on Tuesdays at 15:00 UTC from April on.",
            {"on": "Monday", "change": [{"from": date(2026, 4, 1), "on": "Tuesday"}]},
        ),
        ("Tuesdays at 19:00 UTC now, not Mondays at 18:00 UTC as before.", {"on": "Tuesday", "at": "19:00"}),
        ("We moved: from Tuesdays at 14:00 UTC to Thursdays at 15:00 UTC.", {"on": "Thursday", "at": "15:00"}),
        ("Thursdays 16:00 UTC (until last year: Tuesdays 15:00 UTC)", {"on": "Thursday", "at": "16:00"}),
        ("* 2024-05-01: Now on Tuesdays 15:00 UTC.\n* 2025-05-01: Now on Fridays 16:00 UTC.", {"on": "Friday"}),
    ],
)
def test_a_rule_that_changes_is_one_group(text: str, keys: dict[str, Any]) -> None:
    """What was is not learnt, what will be is a change from its date on, and of dated news the newest holds."""
    assert lesson_of(text)[0].items() >= keys.items()


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Tuesdays 15:00 UTC.\n\n**Skipped:** March 10, 2026; April 14, 2026",
            [date(2026, 3, 10), date(2026, 4, 14)],
        ),
        (
            "Tuesdays 15:00 UTC.\n\nCancelled meetings:\n\n- March 10 (conference)\n- April 7 (Easter)",
            [date(2026, 3, 10), date(2026, 4, 7)],
        ),
        ("Thursdays 10:00 UTC. There will be no meeting on December 24.", [date(2026, 12, 24)]),
    ],
)
def test_dates_below_a_word_for_off_are_skipped(text: str, dates: list[date]) -> None:
    """Each of several, and the next such date where it has no year."""
    assert [skip["date"] for skip in lesson_of(text)[0]["skip"]] == dates


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mondays at 17:00 UTC. (There is a proposal to move to Tuesdays at 18:00 UTC.)", "it is only proposed"),
        ("Thursdays 15:00 UTC, join from 14:50.", "of which “14:50” is not used"),
        ("Thursdays 15:00 UTC. Recording online by Friday 12:00 UTC.", "something else than a meeting"),
        ("Ad hoc: when there is something to discuss, Thursdays 17:00 UTC.", "schedule.every: although line 3"),
        ("Fridays, 14:00 UTC. On hold in summer, we resume on 3 September 2026.", "schedule.every: although line 3"),
        ("Fridays, 14:00 UTC. The wiki of the makers was archived.", "schedule.every: although line 3: “The wiki"),
        ("Fridays, 14:00 UTC. The group will be dissolved on 1 July 2026.", "schedule.every: although line 3"),
        ("Every Wednesday, three weeks at 12pm ET, fourth week at 4pm ET", "schedule.every: although line 3"),
    ],
)
def test_what_may_not_be_held_is_told(text: str, told: str) -> None:
    """A proposal, when the doors open, a poll, a group that is no more, and words that are left of a rule."""
    keys, report = lesson_of(text)
    assert told in report
    assert keys["at"] in {"17:00", "15:00", "14:00", "12:00"}


@pytest.mark.parametrize(
    "text",
    [
        "The group was disbanded on 1 February 2026. Meetings: Fridays, 14:00 UTC.",
        "Status: archived\n\nMeetings: Fridays, 14:00 UTC.",
        "Archived in 2025. We do not meet any longer.\n\n- When: Fridays, 14:00 UTC",
        "> This working group is dormant.\n\nFridays, 14:00 UTC.",
        "Fridays, 14:00 UTC. The calls are discontinued.",
        "{{Historical}}\n\nFridays, 14:00 UTC.",
        "The group has finished its work. Thank you all!\n\nFridays, 14:00 UTC.",
        "This group ended in March 2025.\n\nFridays, 14:00 UTC.",
        "In September 2024 this group was closed.\n\nFridays, 14:00 UTC.",
        "We have closed this group. Its meetings (Fridays, 14:00 UTC) are over.",
        "The working group completed its charter in 2024.\n\nFridays, 14:00 UTC.",
        "**The team stopped meeting in 2024.**\n\nFridays, 14:00 UTC.",
        "No meetings since May 2025.\n\nFridays, 14:00 UTC.",
        "We are done, thanks to everybody.\n\nFridays, 14:00 UTC.",
    ],
)
def test_a_group_that_is_no_more_is_refused(text: str) -> None:
    """A sentence about the group, its status, or a template: the refusal names the line that says so."""
    refusal = learn_page(source_of(text)).refusal
    assert re.match(r"line 3: .*says that it does not meet", refusal)


@pytest.mark.parametrize(
    "sentence",
    [
        "We finished the mill in 2024.",
        "The call is closed to guests.",
        "The work of the group is never over.",
        "The group is closed when it meets on other days.",
        "The project ended in 2024.",
    ],
)
def test_an_end_of_something_else_ends_no_group(sentence: str) -> None:
    """What the group has finished, and who may not come, leave its meetings alone."""
    assert lesson_of(f"Fridays, 14:00 UTC. {sentence}")[0]["on"] == "Friday"


@pytest.mark.parametrize(
    "text", ["The old list was discontinued.", "The wiki of the makers was archived.", "The calls are paused."]
)
def test_what_else_is_no_more_refuses_no_page(text: str) -> None:
    """A list or a wiki that is no more, and a pause."""
    assert not learn_page(source_of(f"Fridays, 14:00 UTC. {text}")).refusal


@pytest.mark.parametrize(
    "text",
    [
        "On Thursdays; odd weeks at 09:00 UTC, even weeks at 17:00 UTC.",
        "On Thursdays: odd weeks at 09:00 UTC, even weeks at 17:00 UTC.",
    ],
)
def test_odd_and_even_weeks_are_weeks_of_the_year(text: str) -> None:
    """By their numbers (ISO 8601), so that they hold over a year of 53 weeks, in which every two weeks would turn."""
    keys, _ = lesson_of(text)
    assert "BYWEEKNO=1,3,5" in keys["rrule"]
    assert keys["at"] == "09:00"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("We meet on the first Friday of every month. The call starts at 13:00 UTC.", {"at": "13:00"}),
        ("We meet each Friday at:\n\n- 1 PM GMT\n- 5:00 AM PT", {"on": "Friday", "at": "13:00"}),
        ("One Tuesday a month at 17:00 London time.", {"every": "month"}),
        ("| Tea | monthly (2nd) | Thu | 10am PT |\n|---|---|---|---|", {"on": "second Thursday"}),
        (
            "Tuesdays 15:00 UTC. The call of 17 March 2026 was moved to 18 March.",
            {"move": [{"date": date(2026, 3, 17), "to": date(2026, 3, 18)}]},
        ),
    ],
)
def test_days_and_an_hour_beside_them_are_one_rule(text: str, keys: dict[str, Any]) -> None:
    """Of the next sentence about the meetings, or listed below; and the past tense of a date to come is a plan."""
    assert lesson_of(text)[0].items() >= keys.items()


@pytest.mark.parametrize(
    "text",
    [
        "Makers: Mondays at 16:00 UTC. Owners: Tuesdays at 15:00 UTC, starting 10 March 2026.",
        "Makers meet on Mondays at 16:00 UTC; owners on every other Tuesday at 15:00 UTC, starting 10 March 2026.",
    ],
)
def test_another_meeting_that_starts_later_changes_nothing(text: str) -> None:
    """A clause with a name of its own is a second meeting, and the first one goes on."""
    first, second = drafts_of(text)
    assert "change" not in first.table["schedule"]
    assert second.table["schedule"]["on"] == "Tuesday"


def test_another_hour_on_one_of_the_days_takes_the_place_of_the_usual_one() -> None:
    """With "instead" it is learnt; without it, and without a name, it is told."""
    weekly = "We meet every Wednesday at 9:00 UTC."
    first, second = drafts_of(f"{weekly} On the 2nd Wednesday of the month it is at 17:00 UTC instead.")
    assert "second Wednesday" not in first.table["schedule"]["on"]
    assert second.table["schedule"]["on"] == "second Wednesday"
    _, second = drafts_of(f"{weekly} On the last Wednesday of the month we meet at 17:00 UTC.")
    assert "may take the place" in second.guesses["schedule.on"]
    _, second = drafts_of(f"{weekly} The board meets on the last Wednesday of the month at 17:00 UTC.")
    assert "schedule.on" not in second.guesses


@pytest.mark.parametrize("word", ["Plan B", "Fallback", "Backup slot"])
def test_what_is_held_in_reserve_is_no_meeting(word: str) -> None:
    """It is told, and makes no group."""
    (draft,) = drafts_of(f"Thursdays at 16:00 UTC.\n\n{word}: Fridays at 16:00 UTC.")
    assert f"“{word}: Fridays" in " ".join(draft.unknown)


def test_a_form_for_a_date_is_no_meeting() -> None:
    """It has no date, and its weekday is an example."""
    (draft,) = drafts_of("Tuesdays at 15:00 UTC.\n\nThursday DD MMM yyyy - 10am (US eastern) / 3pm (London)")
    assert "it is a form to be filled in" in " ".join(draft.unknown)


def test_a_bracket_that_explains_a_day_is_no_meeting() -> None:
    """The second Tuesday is what the day after is counted from."""
    lesson = learn_page(source_of("The day after Patch Tuesday (second Tuesday), 10:00 PT."))
    assert len(lesson.drafts) == 1


def test_an_hour_of_another_sentence_is_a_guess() -> None:
    """Since it may be about something else; and where it is, nothing is learnt."""
    assert "schedule.at: since line 3" in lesson_of("We meet each Friday. The call starts at 13:00 UTC.")[1]
    other = learn_page(source_of("We meet each Friday. The shop opens at 13:00 UTC."))
    assert "do they belong together?" in other.refusal


def test_a_change_below_a_labelled_line() -> None:
    """A line whose label is a date from which it holds changes the meeting of the label above it."""
    text = "**Time**: Thursdays, 18:00 Berlin time\n\n**From 26 March 2026**: Thursdays, 19:00 Berlin time"
    schedule, _ = lesson_of(text)
    assert schedule["change"] == [{"from": date(2026, 3, 26), "at": "19:00"}]


def test_what_a_meeting_is_held_instead_of_is_no_meeting() -> None:
    """Days after "instead of" are those of before."""
    drafts = learn_page(source_of("New day: Fridays 15:00 UTC instead of Thursdays 15:00 UTC.")).drafts
    assert [draft.table["schedule"]["on"] for draft in drafts] == ["Friday"]


def test_a_rule_before_another_with_its_first_date_is_no_change() -> None:
    """What replaces a rule stands behind it: "alternate Tuesdays (from 10 March) and every Thursday" are two."""
    drafts = drafts_of("Alternate Tuesdays at 15:00 UTC (from 10 March 2026) and every Thursday at 16:00 UTC.")
    assert [[*one.table["schedule"].values()][:2] for one in drafts] == [["2 weeks", "Tuesday"], ["week", "Thursday"]]


@pytest.mark.parametrize(
    "text",
    [
        "The call on Mondays at 15:00 UTC has been replaced by one on Tuesdays at 16:00 UTC.",
        "Instead of Mondays at 15:00 UTC we meet on Tuesdays at 16:00 UTC.",
    ],
)
def test_what_is_replaced_is_no_meeting(text: str) -> None:
    """Whichever of both is named first."""
    (draft,) = drafts_of(text)
    assert (draft.table["schedule"]["on"], draft.table["schedule"]["at"]) == ("Tuesday", "16:00")


def test_a_quoted_change_is_one() -> None:
    """The marks of a quotation are no part of what it says."""
    (draft,) = drafts_of("Mondays at 15:00 UTC\n\n> Edit: from 1 April it is Tuesdays, 16:00 UTC.")
    assert [(one["on"], one["at"]) for one in draft.table["schedule"]["change"]] == [("Tuesday", "16:00")]


@pytest.mark.parametrize("change", ["15:00 UTC from 6 November 2026", "as of 6 November 2026 at 15:00 UTC"])
def test_a_change_in_a_cell_is_that_of_its_row(change: str) -> None:
    """The meeting of another row goes on as it was."""
    text = (
        "| Meeting | When | Change |\n|---|---|---|\n"
        f"| Sync | Fridays 14:00 UTC | {change} |\n| Triage | Mondays 9:00 UTC | |"
    )
    sync, triage = (draft.table["schedule"] for draft in drafts_of(text))
    assert sync["change"] == [{"from": date(2026, 11, 6), "at": "15:00"}]
    assert "change" not in triage


@pytest.mark.parametrize(
    "later",
    [
        "New: as of 10 April 2026 we meet biweekly.",
        "On 10 April 2026 we change to every two weeks.",
        "From 10 April 2026: biweekly.",
    ],
)
def test_a_rhythm_from_a_coming_date_leaves_the_rule_before_it(later: str) -> None:
    """Where no word says that the group meets otherwise from then on, that is a guess."""
    keys, told = lesson_of(f"Fridays at 16:00 UTC.\n\n{later}")
    assert (keys["every"], keys["change"]) == ("week", [{"from": date(2026, 4, 10), "every": "2 weeks"}])
    assert ("may also say when the meetings begin" in told) == (later.startswith("From"))


def test_a_row_that_begins_later_changes_no_other_row() -> None:
    """A column for the first date is that of each row's own meeting, where the rows have names."""
    rows = "| Tides | biweekly | Mon | 9:00 UTC | March 9, 2026 |\n| Sands | monthly, 2nd | Fri | 13:00 UTC | |"
    drafts = drafts_of(f"| Group | Frequency | Day | Time | Starting |\n|---|---|---|---|---|\n{rows}")
    rules = [(one.table["schedule"]["every"], "change" in one.table["schedule"]) for one in drafts]
    assert rules == [("2 weeks", False), ("month", False)]
