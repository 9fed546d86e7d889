"""What takes turns is read from any words for it: terms with a name, weeks between, an hour in every other week."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from ecgtool.learn.draft import Draft, groups_of
from ecgtool.schedule.occurrences import between
from tests.learn.test_rules_in_words import TODAY, drafts_of

_A_WEEK_APART = ["03-03 08:00", "03-10 20:00", "03-17 08:00", "03-24 20:00"]
_OTHER_FIRST = ["03-03 20:00", "03-10 08:00", "03-17 20:00", "03-24 08:00"]
_TWO_DAYS = ["03-03 08:00", "03-12 20:00", "03-17 08:00", "03-26 20:00"]


def coming(drafts: list[Draft], count: int) -> list[str]:
    """The next meetings of all groups, in UTC."""
    start = datetime.combine(TODAY, time(), UTC)
    held = [
        one.start for group in groups_of(drafts) for one in between(group.schedule, start, start + timedelta(200))
    ]
    return [f"{at.astimezone(UTC):%m-%d %H:%M}" for at in sorted(held)[:count]]


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays. Week A at 08:00 UTC, Week B at 20:00 UTC. Week A: 3 March 2026.",
        "A weeks: Tuesdays 08:00 UTC. B weeks: Tuesdays 20:00 UTC. The week of 9 March 2026 is a B week.",
        "Early weeks: Tuesdays, 08:00 UTC. Late weeks: Tuesdays, 20:00 UTC. The week of 2 March is early.",
        "We have early and late weeks: Tuesday 08:00 UTC (early) and Tuesday 20:00 UTC (late). 3 March is early.",
        "The Tuesday call is at 08:00 UTC in blue weeks and 20:00 UTC in green weeks. 3 March 2026 is a blue week.",
        "Tuesdays. Europe weeks: 08:00 UTC. Asia weeks: 20:00 UTC. The next Asia week is that of 9 March.",
        "Tuesdays at 08:00 UTC and 20:00 UTC on alternate weeks, 3 March being an 08:00 week.",
        "Tuesdays, alternately at 08:00 and 20:00 UTC, the former on 3 March 2026.",
        "Tuesdays, alternately at 08:00 and 20:00 UTC; the earlier time is used on 3 March 2026.",
        "We meet on Tuesdays; we swap between 08:00 UTC and 20:00 UTC each week. 3 March 2026 is an early one.",
        "Tuesdays at 08:00 UTC, but every other week at 20:00 UTC (next on 10 March 2026).",
        "Biweekly Tuesday 08:00 UTC (next: 3 March); in the off weeks Tuesday 20:00 UTC.",
        "Every Tuesday, taking turns: 08:00 UTC for Europe; 20:00 UTC for Asia. On 3 March 2026 it is Europe's turn.",
        "Weekly on Tuesdays; the hour is 20:00 UTC and 08:00 UTC by turns, starting with 08:00 UTC on 3 March 2026.",
        "- When: every Tuesday\n- Odd weeks: 20:00 UTC\n- Even weeks: 08:00 UTC",
        "In even weeks we meet Tuesdays at 08:00 UTC, in odd ones at 20:00 UTC.",
        "Tuesdays at 08:00 UTC in even weeks. In odd weeks we meet at 20:00 UTC.",
        "- When: every Tuesday\n- Week A (from 3 March 2026): 08:00 UTC\n- Week B (from 10 March 2026): 20:00 UTC",
        "Tuesdays:\n\n- A weeks (from 3 March 2026): 08:00 UTC\n- B weeks: 20:00 UTC",
        "| Week | Time |\n|--|--|\n| A | Tuesday 08:00 UTC |\n| B | Tuesday 20:00 UTC |\n\nWeek A: 3 March 2026.",
        "| Week A | Week B |\n|--|--|\n| Tuesday 08:00 UTC | Tuesday 20:00 UTC |\n\n3 March 2026 is in week A.",
        "- **APAC**: Tuesday 08:00 UTC\n- **EMEA**: Tuesday 20:00 UTC\n\nThese alternate. 3 March 2026 is APAC.",
        "* Time: Tuesdays, 20:00 UTC and 08:00 UTC alternating\n* Next: 2026-03-03 08:00 UTC",
    ],
)
def test_a_date_of_one_term_tells_them_all(text: str) -> None:
    """Whatever words there are for the terms, and wherever the date stands."""
    drafts = drafts_of(text)
    assert coming(drafts, 4) == _A_WEEK_APART
    assert not any("schedule.start" in draft.guesses for draft in drafts)


@pytest.mark.parametrize(
    "text",
    [
        "Alternate as follows: Week A: Tuesday 08:00 UTC; Week B: Thursday 20:00 UTC. 3 March 2026 is a week A.",
        "Week 1: Tuesday 08:00 UTC\nWeek 2: Thursday 20:00 UTC\n\n(week 1 = week of 2 March 2026)",
        "Alternating Tuesdays 08:00 UTC / Thursdays 20:00 UTC. Next Tuesday call: 3 March 2026.",
        "One week it is Tuesday at 08:00 UTC, the following week Thursday at 20:00 UTC. 3 March is a Tuesday week.",
        "We alternate between Tuesday 08:00 UTC and Thursday 20:00 UTC, week by week, beginning 3 March 2026.",
        "Biweekly Tuesday 08:00 UTC (next: 3 March); in the off weeks Thursday 20:00 UTC, starting on 12 March.",
        "We use two slots in turn; 12 March is a Thursday.\n\n1. Tuesday 08:00 UTC\n2. Thursday 20:00 UTC",
    ],
)
def test_terms_on_days_of_their_own(text: str) -> None:
    """Each is held every two weeks, and a date is of the one whose day it is."""
    assert coming(drafts_of(text), 4) == _TWO_DAYS


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays at 08:00 UTC. Every other week, the call is at 20:00 UTC instead.",
        "Tuesdays at 08:00 UTC, except every second week when we meet at 20:00 UTC.",
        "Tuesdays; the time flips weekly: 08:00 / 20:00 UTC",
        "Every Tuesday, we toggle: 08:00 UTC, then 20:00 UTC the week after.",
    ],
)
def test_a_turn_without_a_date_is_begun_by_a_guess(text: str) -> None:
    """Neither hour is held each week."""
    drafts = drafts_of(text)
    assert coming(drafts, 4) == _A_WEEK_APART
    assert all("schedule.start" in draft.guesses for draft in drafts)


@pytest.mark.parametrize(
    "text",
    [
        "First Tuesday of the month; in odd months at 08:00 UTC, in even months at 20:00 UTC.",
        "First Tuesday of every month. Odd months 08:00 UTC, even months 20:00 UTC.",
    ],
)
def test_odd_and_even_months_apart_from_their_days(text: str) -> None:
    """They are those of the days before them."""
    assert coming(drafts_of(text), 3) == ["03-03 08:00", "04-07 20:00", "05-05 08:00"]


@pytest.mark.parametrize(
    "text",
    [
        "We alternate between two hours.\n\n## Europe\n\nTuesday 08:00 UTC\n\n## Asia\n\nTuesday 20:00 UTC",
        "Calls alternate weekly between two hours.\n\n* Europe: Tuesdays 08:00 UTC\n* Asia: Tuesdays 20:00 UTC",
        "* Regular: Tuesdays 08:00 UTC (biweekly).\n* Asia: Tuesdays 20:00 UTC (biweekly, interleaved with that).",
        "Every Tuesday.\n\n- A weeks (from 3 March, every other week): 08:00 UTC\n- B weeks (the others): 20:00 UTC",
    ],
)
def test_turns_that_another_line_announces(text: str) -> None:
    """It stands above the meetings, maybe in the section around theirs, or beside one of them."""
    assert coming(drafts_of(text), 4) == _A_WEEK_APART


def test_a_next_line_tells_whose_turn_it_is() -> None:
    """It names one hour of the only turn of a page."""
    text = "Tuesdays, 08:00 UTC and 20:00 UTC alternating.\n\n**Next:** 2026-03-03 20:00 UTC"
    assert coming(drafts_of(text), 4) == _OTHER_FIRST


@pytest.mark.parametrize(
    "text",
    [
        "We swap seeds on Tuesdays at 08:00 UTC and on Thursdays at 20:00 UTC.",
        "Swap meet: Tuesdays 08:00 UTC and Thursdays 20:00 UTC.",
        "Group A: Tuesdays 08:00 UTC. Group B: Thursdays 20:00 UTC.",
        "Early birds: Tuesdays 08:00 UTC. Night owls: Thursdays 20:00 UTC.",
        "Tuesdays at 08:00 UTC and Thursdays at 20:00 UTC. The hosts take turns.",
    ],
)
def test_what_takes_no_turns(text: str) -> None:
    """Words that sound alike leave both meetings weekly."""
    assert coming(drafts_of(text), 3) == ["03-03 08:00", "03-05 20:00", "03-10 08:00"]


def test_a_date_long_ago_begins_no_turn() -> None:
    """Many weeks may have been left out since."""
    (draft,) = drafts_of("Tuesdays, 08:00 UTC and 20:00 UTC alternating. 3 March 2020 was at 08:00 UTC.")
    assert draft.table["schedule"].get("start") != date(2020, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Treffen dienstags: in einer Woche um 8:00 UTC, in der nächsten um 20:00 UTC. Am 3. März 2026 um 8:00 UTC.",
        "Treffen dienstags, Woche A 8:00 UTC, Woche B 20:00 UTC. Woche A: 3. März 2026.",
        "Réunion le mardi, semaine A 8h UTC, semaine B 20h UTC. Semaine A : 3 mars 2026.",
        "Reunión, martes: una semana a las 8:00 UTC y la siguiente a las 20:00 UTC. El 3 de marzo de 2026: 8:00 UTC.",
        "Il martedì, alternando le 8:00 UTC e le 20:00 UTC. Il 3 marzo 2026 alle 8:00 UTC.",
        "De ene week dinsdag 8:00 UTC, de andere week dinsdag 20:00 UTC. 3 maart 2026: 8:00 UTC.",
        "毎週火曜日、8:00 UTCと20:00 UTCを交互に。2026年3月3日は8:00 UTC。",
    ],
)
def test_turns_in_other_languages(text: str) -> None:
    """With their words for one week and the other, and the date's sentence in the same language."""
    assert coming(drafts_of(text), 4) == _A_WEEK_APART
