"""A later slot of the same meeting, on a line of its own, is a change of its schedule."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import drafts_of


@pytest.mark.parametrize(
    "text",
    [
        "* Present slot: Mondays 14:00 UTC\n* New slot (from 6 April 2026): Mondays 15:00 UTC",
        "Current slot: Mondays 14:00 UTC.\n\nNew slot (as of 6 April 2026): Mondays 15:00 UTC.",
        "- Meeting: Mondays 14:00 UTC\n- Meeting from 6 April 2026: Mondays 15:00 UTC",
        "| Slot | When |\n|---|---|\n| current | Mondays 14:00 UTC |\n| new, from 6 April 2026 | Mondays 15:00 UTC |",
        "Up to and including 5 April 2026: Mondays 14:00 UTC\nThereafter: Mondays 15:00 UTC",
        "|a|b|c|\n|-|-|-|\n| until 5 April 2026 | Monday | 14:00 UTC |\n| from 6 April 2026 | Monday | 15:00 UTC |",
        "| | |\n|-|-|\n| to 30 March 2026 | Mondays 14:00 UTC |\n| 6 April 2026 and later | Mondays 15:00 UTC |",
        "Mondays at 14:00 PST (22:00 UTC). From 6 April 2026: Mondays at 15:00 PST.",
        (
            "|Period|Day|Time|\n|-|-|-|\n| until 5 April 2026 | Monday | 14:00 UTC |\n"
            "| 6 April 2026 onwards | Monday | 15:00 UTC |"
        ),
        "Every Monday; until 5 April 2026 at 14:00 UTC, from 6 April 2026 at 15:00 UTC.",
        "* Bisheriger Termin: montags 14 Uhr (Berlin)\n* Neuer Termin (ab 6. April 2026): montags 15 Uhr (Berlin)",
    ],
)
def test_a_later_slot_of_the_same_meeting_is_a_change(text: str) -> None:
    """Labels that only tell an earlier slot from a later one, and limits of one after another, name no meetings."""
    (draft,) = drafts_of(text)
    schedule = draft.table["schedule"]
    assert (schedule["at"], schedule["change"]) == ("14:00", [{"from": date(2026, 4, 6), "at": "15:00"}])
    assert "may be no meeting" not in "".join(draft.guesses.values())


@pytest.mark.parametrize(
    "text",
    [
        "We meet on Tuesdays at 10:00 UTC until the end of May 2026, and on Wednesdays after that.",
        "Tuesdays at 10:00 UTC until 31 May 2026. Afterwards we meet on Wednesdays.",
        "Tuesdays until 31 May 2026, Wednesdays afterwards, at 10:00 UTC.",
        "Tuesdays until 31 May 2026, Wednesdays from 1 June 2026, at 10:00 UTC.",
        "Dienstags um 10:00 Uhr (Berlin) bis 31. Mai 2026, mittwochs danach.",
        "Le mardi à 10h00 (Paris) jusqu'au 31 mai 2026, et le mercredi après.",
    ],
)
def test_other_days_after_an_end_are_a_change(text: str) -> None:
    """They have the hour of those before, and are none of the days until then."""
    (draft,) = drafts_of(text)
    schedule = draft.table["schedule"]
    assert (schedule["on"], schedule["change"]) == ("Tuesday", [{"from": date(2026, 6, 1), "on": "Wednesday"}])
    assert "until" not in schedule


def test_a_later_slot_with_a_name_is_another_meeting() -> None:
    """Its label names it."""
    assert len(drafts_of("- Americas: Mondays 14:00 UTC\n- Asia (from 6 April 2026): Mondays 06:00 UTC")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "- Old slot: Mondays 14:00 UTC\n- New slot from 6 April 2026: Mondays 15:00 UTC",
        "|Slot|Time|\n|-|-|\n| Old | Mondays 14:00 UTC |\n| New, as of 6 April 2026 | Mondays 15:00 UTC |",
    ],
)
def test_an_old_slot_holds_until_the_new_one_perhaps(text: str) -> None:
    """Where the new one is to come, the old one is the rule till then; that it may be over already is a guess."""
    (draft,) = drafts_of(text)
    schedule = draft.table["schedule"]
    assert (schedule["at"], schedule["change"]) == ("14:00", [{"from": date(2026, 4, 6), "at": "15:00"}])
    assert "over already" in draft.guesses["schedule.on"]


def test_a_former_rule_doubts_a_start_to_come() -> None:
    """It may hold until then."""
    (draft,) = drafts_of(
        "We used to meet on Mondays at 15:00 UTC. From 7 April 2026 we meet on Tuesdays at 12:00 UTC."
    )
    assert "may hold until then" in draft.guesses["schedule.start"]


def test_another_day_from_a_date_on_keeps_the_hour() -> None:
    """The day in the bracket is a change, at the hour of the next line."""
    (draft,) = drafts_of("- Day: Monday (Thursday as of 16 April 2026)\n- Time: 15:00 UTC")
    schedule = draft.table["schedule"]
    assert (schedule["on"], schedule["change"]) == ("Monday", [{"from": date(2026, 4, 16), "on": "Thursday"}])


def test_a_month_from_which_a_row_holds() -> None:
    """In "May 2026 onwards", it is the first of May."""
    (draft,) = drafts_of(
        "|Period|Day|Time|\n|-|-|-|\n| until 30 April 2026 | Monday | 14:00 UTC |\n"
        "| May 2026 onwards | Monday | 15:00 UTC |"
    )
    assert draft.table["schedule"]["change"] == [{"from": date(2026, 5, 1), "at": "15:00"}]


def test_a_later_start_of_something_else_is_a_guess() -> None:
    """The meetings before it may be held; a date with no other words is their first."""
    (draft,) = drafts_of("Mondays 18:00 UTC.\n\nAs from 13 April 2026 the meetings are held by Ada.")
    assert "may be of another thing" in draft.guesses["schedule.start"]
    (draft,) = drafts_of("Mondays 18:00 UTC.\n\nOur first call is on 13 April 2026.")
    assert "schedule.start" not in draft.guesses


@pytest.mark.parametrize(
    "second",
    [
        "The board meets on the first Monday at 15:00 UTC.",
        "We also meet every Friday at 06:00 UTC.",
        "There is a second call on Fridays at 06:00 UTC.",
    ],
)
def test_a_meeting_without_a_date_behind_one_with_a_first_date_goes_on(second: str) -> None:
    """What stands behind is no earlier slot of it unless it says so: both are held."""
    first = "Every other Thursday at 18:00 UTC, starting 5 March 2027."
    drafts = drafts_of(f"{first}\n\n{second}")
    assert len(drafts) == 2
    assert not any("change" in draft.table["schedule"] for draft in drafts)


def test_a_later_slot_of_a_meeting_that_is_still_to_begin() -> None:
    """It replaces the first one, whose own first date is to come as well."""
    text = "Every other Thursday at 18:00 UTC, starting 5 March 2027.\n\nFrom 7 May 2027 on, Tuesdays at 17:00 UTC."
    (draft,) = drafts_of(text)
    change = {"from": date(2027, 5, 7), "every": "week", "on": "Tuesday", "at": "17:00"}
    assert draft.table["schedule"]["change"] == [change]


@pytest.mark.parametrize(
    "text",
    [
        "Every other Wednesday, 17:00 UTC, from 4 March 2026.\n\nThe stewards meet on the last Monday at 16:00 UTC.",
        "The stewards meet on the last Monday at 16:00 UTC.\n\nWe meet Wednesdays, 17:00 UTC, from 4 March 2026.",
        "Thursdays at 18:00 UTC from 5 March 2026.\n\nWe also meet every Friday at 06:00 UTC.",
        "Every other Thursday at 18:00 UTC, starting 5 March 2026. Beginners meet on Fridays at 06:00 UTC.",
    ],
)
def test_a_rule_beside_one_from_a_date_on_is_another_meeting(text: str) -> None:
    """It does not end where the other one begins, unless it says so."""
    drafts = drafts_of(text)
    assert len(drafts) == 2
    assert not any("change" in draft.table["schedule"] for draft in drafts)


def test_a_change_may_be_said_before_the_rule() -> None:
    """By "instead", or where it is on the same days."""
    rule = "We meet on Mondays at 16:00 UTC."
    (draft,) = drafts_of(f"From 6 April 2026 we meet on Mondays at 15:00 UTC.\n\n{rule}")
    assert draft.table["schedule"]["change"] == [{"from": date(2026, 4, 6), "at": "15:00"}]


@pytest.mark.parametrize(
    "text",
    [
        "Mondays at 18:00 UTC; from 1 June to 31 August 2026 at 19:00 UTC.",
        "Mondays at 18:00 UTC.\n\nFrom 1 June to 31 August 2026 we meet at 19:00 UTC.",
    ],
)
def test_an_hour_for_some_weeks_ends_with_them(text: str) -> None:
    """After them it is as it was before."""
    changes = drafts_of(text)[0].table["schedule"]["change"]
    assert changes == [{"from": date(2026, 6, 1), "at": "19:00"}, {"from": date(2026, 9, 1), "at": "18:00"}]


def test_a_break_between_two_dates_is_no_move() -> None:
    """One of them is a date of the rule and the other is not, and all between them is off."""
    schedule = drafts_of("Mondays at 19:00 UTC. We do not meet from 2 April to 13 April 2026.")[0].table["schedule"]
    assert schedule["skip"] == [{"from": date(2026, 4, 2), "to": date(2026, 4, 13)}]
    assert "move" not in schedule


@pytest.mark.parametrize(
    "text",
    [
        "Mondays at 18:00 UTC.\n\nThere is no call on the last Monday of March.",
        "Montags um 18 Uhr (Berlin).\n\nAm letzten Montag im März fällt das Treffen aus.",
    ],
)
def test_a_place_in_one_month_is_not_left_out_of_all(text: str) -> None:
    """It is told."""
    (draft,) = drafts_of(text)
    assert "rrule" not in draft.table["schedule"]
    assert "which is not used" in draft.guesses["schedule.every"]
