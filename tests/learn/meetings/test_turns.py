"""Hours that take turns are learnt from any sentence that says so, and are counted from the date it names."""

from datetime import date, timedelta

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    ("text", "at", "start"),
    [
        (
            "We meet every Thursday, alternating between 15:00 UTC and 01:00 UTC. 12 March 2026 is the 15:00 one.",
            ["15:00", "01:00"],
            date(2026, 2, 26),  # two weeks before, so that the call of 5 March is held
        ),
        (
            "Every Wednesday, one week at 08:00 UTC, the other at 16:00 UTC. 4 March 2026 is a 16:00 week.",
            ["16:00", "08:00"],
            date(2026, 3, 4),
        ),
        (
            "Every two weeks on Friday. They take turns: 07:00 UTC, 22:00 UTC; that of 13 March 2026 is at 07:00.",
            ["07:00", "22:00"],
            date(2026, 3, 13),
        ),
        (
            "Every other Monday: at 06:00 UTC (9 March 2026), then at 18:00 UTC (23 March 2026), and so on.",
            ["06:00", "18:00"],
            date(2026, 3, 9),
        ),
        (
            "Biweekly on Monday, in rotation:\n\n* 18:00 UTC (next: 23 March 2026)\n* 06:00 UTC (next: 9 March 2026)",
            ["06:00", "18:00"],
            date(2026, 3, 9),
        ),
        (
            "Every other Monday: one time at 06:00 UTC (9 March 2026 is such a one), the next time at 18:00 UTC.",
            ["06:00", "18:00"],
            date(2026, 3, 9),
        ),
        (
            "Every Monday, alternating between 06:00 UTC (from 9 March 2026) and 18:00 UTC (from 16 March 2026).",
            ["06:00", "18:00"],
            date(2026, 3, 9),
        ),
        (
            "Alternate Mondays:\n\n- 09:00 UTC, first on 9 March 2026\n- 21:00 UTC, first on 16 March 2026",
            ["09:00", "21:00"],
            date(2026, 3, 9),
        ),
        (
            "Biweekly, Fridays: 06:00 UTC on 6 March 2026, 16:00 UTC on 20 March 2026.",
            ["06:00", "16:00"],
            date(2026, 3, 6),
        ),
        (
            "Every second Monday. 9 March 2026: 09:00 UTC. 23 March 2026: 21:00 UTC.",
            ["09:00", "21:00"],
            date(2026, 3, 9),
        ),
        (
            "Biweekly on Mondays. 16 March 2026: 10:00 UTC. 30 March 2026: 22:00 UTC.",
            ["10:00", "22:00"],
            date(2026, 2, 16),
        ),
        (
            "Every other Thursday. 5 March 2026: 06:00 UTC, the next one 18:00 UTC, and so on.",
            ["06:00", "18:00"],
            date(2026, 3, 5),
        ),
        (
            "- Every two weeks on Wednesday\n- It swaps between 10:00 UTC and 18:00 UTC\n- 4 March 2026: 18:00 UTC",
            ["18:00", "10:00"],
            date(2026, 3, 4),
        ),
        (
            "We alternate: one Friday at 06:00 UTC (next: 6 March 2026), the following Friday at 18:00 UTC.",
            ["06:00", "18:00"],
            date(2026, 3, 6),
        ),
        (
            "Every second Monday. The first of the pair is at 07:00 UTC (9 March 2026), the other at 19:00 UTC.",
            ["07:00", "19:00"],
            date(2026, 3, 9),
        ),
        (
            "Every other Monday: first at 07:00 UTC (9 March 2026), two weeks later at 19:00 UTC, then at 07:00 UTC.",
            ["07:00", "19:00"],
            date(2026, 3, 9),
        ),
        (
            "Biweekly, Monday; the hour changes each time: 07:00 UTC on 9 March 2026, 19:00 UTC on 23 March 2026.",
            ["07:00", "19:00"],
            date(2026, 3, 9),
        ),
        (
            "Wednesdays. In one week we meet at 08:00 UTC, in the next at 20:00 UTC. Next: 4 March 2026, 20:00 UTC",
            ["20:00", "08:00"],
            date(2026, 3, 4),
        ),
        (
            "Every Monday, switching between 9:00 AM and 5:00 PM UTC. The meeting on March 9 is at 5:00 PM.",
            ["17:00", "09:00"],
            date(2026, 2, 23),
        ),
        (
            "Weekly, Tuesdays. Week A: 06:00 UTC. Week B: 18:00 UTC. Week A starts on 3 March 2026.",
            ["06:00", "18:00"],
            date(2026, 3, 3),
        ),
    ],
)
def test_hours_in_turn_are_counted_from_a_date(text: str, at: list[str], start: date) -> None:
    """The first of the hours is that of the date, which is no guess."""
    schedule, told = lesson_of(text)
    assert (schedule["at"], schedule["start"]) == (at, start)
    assert "schedule.start" not in told


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Every other Monday. Odd turns are at 07:00 UTC, even turns at 19:00 UTC; 9 March 2026 is an even one.",
            "19:00",
        ),
        (
            "Every other Monday. Odd-numbered calls are at 07:00 UTC, even ones at 19:00 UTC. Call 14: 9 March 2026.",
            "19:00",
        ),
        (
            "Every Monday. The hour alternates: 07:00 UTC for APAC, 19:00 UTC for EMEA. 9 March 2026 is EMEA's.",
            "19:00",
        ),
        (
            "Every Monday, alternating: one for Asia (07:00 UTC), one for Europe (19:00 UTC). 9 March 2026: Europe.",
            "19:00",
        ),
        ("Mondays: APAC weeks 07:00 UTC, EMEA weeks 19:00 UTC. 9 March 2026 is an APAC week.", "07:00"),
    ],
)
def test_a_word_beside_one_of_the_hours_tells_whose_date_it_is(text: str, first: str) -> None:
    """Where the date's sentence gives no hour, it has a word that stands beside one of them."""
    schedule, told = lesson_of(text)
    assert (date(2026, 3, 9) - schedule["start"]).days % 28 in {0, 14}
    turn = (date(2026, 3, 9) - schedule["start"]).days // (14 if "other" in text else 7)
    assert schedule["at"][turn % 2] == first
    assert "schedule.start" not in told


@pytest.mark.parametrize(
    "text",
    [
        "One week Wednesday 22:00 UTC, the other week 10:00 UTC.",
        "Every week: one week Wednesday 22:00 UTC, the other week Wednesday 10:00 UTC.",
        "Alternates between Wednesday 22:00 UTC and Wednesday 10:00 UTC.",
        "Wednesdays, 22:00 UTC one week and 10:00 UTC the next.",
        "Wednesdays, at 22:00 UTC in one week and at 10:00 UTC in the other.",
    ],
)
def test_one_week_and_the_other_are_turns(text: str) -> None:
    """Neither of the hours is held in each week."""
    schedule, _ = lesson_of(text)
    assert (schedule["every"], schedule["on"], schedule["at"]) == ("week", "Wednesday", ["22:00", "10:00"])


def test_alternating_days_with_two_hours_may_be_every_other_week() -> None:
    """How often they are held is told as a guess, since the words may mean both."""
    schedule, told = lesson_of("Alternating Wednesdays at 11am Pacific or 3pm Pacific.")
    assert (schedule["every"], schedule["at"]) == ("week", ["11:00", "15:00"])
    assert "schedule.every: since" in told


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("Every other Monday at 09:00 UTC (9 March 2026) or 21:00 UTC (16 March 2026).", "week"),
        ("Every other Monday at 09:00 UTC (9 March 2026) or 21:00 UTC (23 March 2026).", "2 weeks"),
    ],
)
def test_the_distance_of_their_dates_says_how_often_one_of_the_hours_comes(text: str, every: str) -> None:
    """Two hours a week apart are held each week in turn, though each of them is every two weeks."""
    assert lesson_of(text)[0]["every"] == every


def test_a_date_beside_the_rule_tells_its_weeks_before_a_mere_guess() -> None:
    """A date that is one of the days and has no other meaning is taken for a meeting, and told as a guess."""
    schedule, told = lesson_of("Every 2 weeks, Thursday 14:00 UTC. There is a cake on 2026-03-12.")
    assert schedule["start"] == date(2026, 3, 12)
    assert "schedule.start: by 2026-03-12" in told


def test_dated_hours_in_turn_are_not_moved() -> None:
    """A list of the dates of hours that take turns says nothing new."""
    schedule, _ = lesson_of("Alternating Tuesdays 07:00 UTC and 15:00 UTC:\n\n- 2026-03-03 07:00\n- 2026-03-10 15:00")
    assert (schedule["at"], schedule.get("move")) == (["07:00", "15:00"], None)


@pytest.mark.parametrize(
    ("rhythm", "starts"),
    [
        ("every other Tuesday at", [date(2026, 3, 3), date(2026, 3, 10)]),
        ("every 2 months, first Tuesday", [date(2026, 3, 3), date(2026, 4, 7)]),
    ],
)
def test_items_below_alternate_sessions_begin_a_turn_apart(rhythm: str, starts: list[date]) -> None:
    """Two of them are never held in the same week or month."""
    drafts = drafts_of(f"We host alternate sessions:\n\n- Asia {rhythm} 03:00 UTC\n- Europe {rhythm} 15:00 UTC")
    assert [draft.table["schedule"]["start"] for draft in drafts] == starts


def test_items_below_any_other_line_begin_together() -> None:
    """Without a word of turns, both are guessed to begin with the next of their days."""
    drafts = drafts_of("We host:\n\n- Asia every other Tuesday 03:00 UTC\n- Europe every other Tuesday 15:00 UTC")
    assert {draft.table["schedule"]["start"] for draft in drafts} == {date(2026, 3, 3)}


def test_hours_in_turn_of_the_next_sentence() -> None:
    """They are those of the days before. The first is that of the date, by the word that both stand beside."""
    hours = "The hour alternates: 06:00 UTC (east), 18:00 UTC (west); 9 March 2026 is an eastern one."
    schedule, told = lesson_of(f"Fortnightly on Mondays. {hours}")
    assert (schedule["every"], schedule["at"], schedule["start"]) == ("2 weeks", ["06:00", "18:00"], date(2026, 3, 9))
    assert "schedule.start" not in told


@pytest.mark.parametrize(
    "text",
    [
        "**Kettle call** Wed 8am PT | Thu 1am JST; alternating w/ **Lid call**, Wed 8am PT",
        "- Kettle call: Wednesdays 8am PT\n- Lid call: Wednesdays 8am PT (alternating with the kettle call)",
        "|||\n|--|--|\n| Kettle call | Wed 8am PT |\n| Lid call | Wed 8am PT, in alternation with kettle |",
    ],
)
def test_a_meeting_that_alternates_with_another_is_a_week_after_it(text: str) -> None:
    """Each is every two weeks, has a name of its own, and the first date of each is told as a guess."""
    drafts = drafts_of(text)
    assert [draft.name for draft in drafts] == ["Kettle call", "Lid call"]
    assert [draft.table["schedule"]["every"] for draft in drafts] == ["2 weeks", "2 weeks"]
    first, second = (draft.table["schedule"]["start"] for draft in drafts)
    assert second - first == timedelta(days=7)
    assert all("schedule.start" in draft.guesses for draft in drafts)


def test_an_opposite_meeting_that_a_table_names_too() -> None:
    """The list below says which of two meetings is in the other weeks; the table's rows are the same two."""
    rows = "| Fen Kettles | Every other Tuesday 17:00 UTC |\n| Fen Standards | Every other Tuesday 15:00 UTC |"
    items = "* Fen Kettles SIG: Every other Tuesday at 17:00 UTC\n"
    items += "* Fen Standardization SIG: Every other Tuesday (opposite Kettles SIG) 15:00 UTC"
    drafts = drafts_of(f"| Effort | Time |\n| -- | -- |\n{rows}\n\nOther meetings:\n\n{items}")
    starts = [draft.table["schedule"]["start"] for draft in drafts]
    assert len(starts) == 2
    assert starts[1] - starts[0] == timedelta(days=7)


@pytest.mark.parametrize(
    "text",
    [
        "Starting 12 March 2026 every second Thursday at 06:00 UTC and on the Thursdays in between at 19:00 UTC.",
        "Every other Thursday at 06:00 UTC, starting 12 March 2026; on the Thursdays between at 19:00 UTC.",
        "Biweekly on Thursdays at 06:00 UTC from 12 March 2026. On the other Thursdays we meet at 19:00 UTC.",
        "- Every other Thursday at 06:00 UTC from 12 March 2026\n- On the remaining Thursdays at 19:00 UTC",
    ],
)
def test_the_weeks_between(text: str) -> None:
    """A meeting on the days between those of another is a week from it, and as seldom."""
    rules = [draft.table["schedule"] for draft in drafts_of(text)]
    assert [(one["every"], one["start"].day, one["at"]) for one in rules] == [
        ("2 weeks", 12, "06:00"),
        ("2 weeks", 19, "19:00"),
    ]


def test_a_date_that_turns_are_counted_from_is_used() -> None:
    """It is told of no more, whatever its sentence calls it."""
    text = "Mondays, in turn: 07:30 UTC (Indian Ocean) and 21:30 UTC (Atlantic). 9 March 2026 is an Indian Ocean day."
    schedule, told = lesson_of(text)
    assert (schedule["at"], schedule["start"]) == (["07:30", "21:30"], date(2026, 2, 23))
    assert "9 March" not in told


def test_once_and_once() -> None:
    """Hours of which each is "once" take turns, from the date that is named with the first."""
    schedule, _ = lesson_of(
        "Thursdays, once at 03:00 UTC, once at 15:00 UTC, beginning with 03:00 UTC on 5 March 2026."
    )
    assert (schedule["at"], schedule["start"]) == (["03:00", "15:00"], date(2026, 3, 5))


@pytest.mark.parametrize(
    "text",
    [
        "Meetings rotate through two hours, on Mondays: 06:00 UTC, 14:00 UTC.",
        "Mondays at two hours in turn: 06:00 UTC and 14:00 UTC.",
    ],
)
def test_the_number_of_hours_in_turn_is_no_length(text: str) -> None:
    """Beside two hours in turn, "two hours" counts them."""
    assert lesson_of(text)[0]["duration"] == "1h"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Tuesdays at 08:00 UTC or 20:00 UTC, alternately, starting with 20:00 UTC on 3 March 2026", "20:00"),
        ("Tuesdays, alternating 08:00 UTC and 20:00 UTC, from 3 March 2026 (20:00 UTC).", "20:00"),
        ("Tuesdays, alternating 08:00 UTC and 20:00 UTC, from 3 March 2026 (08:00 UTC).", "08:00"),
    ],
)
def test_the_hour_that_is_named_with_the_first_date_comes_first(text: str, at: str) -> None:
    """In whatever order the hours are named before."""
    schedule, _ = lesson_of(text)
    assert (schedule["at"][0], schedule["start"]) == (at, date(2026, 3, 3))


def test_a_week_is_counted_from_any_of_its_days() -> None:
    """The rule's own day in "the week of 9 March" is that of the first hour."""
    schedule, told = lesson_of(
        "Tuesdays: week A 08:00 UTC, week B 20:00 UTC. The week of 9 March 2026 is a week B.",
    )
    assert (schedule["at"], schedule["start"]) == (["20:00", "08:00"], date(2026, 2, 24))
    assert "9 March" not in told


def test_turns_in_another_sentence_doubt_the_rule() -> None:
    """Where they became part of nothing, the rule is a guess."""
    _, told = lesson_of("The hour flips each time: 08:00 UTC, then 20:00 UTC. Fortnightly on Tuesdays at 08:00 UTC.")
    assert "schedule.every: although line 3: “The hour flips" in told


def test_the_weeks_between_begin_before_a_next_date() -> None:
    """Where a date is only the next one, there is a meeting between a week earlier."""
    drafts = drafts_of(
        "Every other Thursday at 06:00 UTC (next: 12 March 2026); on the Thursdays between at 19:00 UTC."
    )
    assert drafts[-1].table["schedule"]["start"] == date(2026, 3, 5)
