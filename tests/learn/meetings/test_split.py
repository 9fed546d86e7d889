"""Two meetings out of one sentence are sure only where its words are plain; else the second one is a guess."""

import pytest

from tests.learn.test_rules_in_words import drafts_of


@pytest.mark.parametrize(
    "text",
    [
        "Thursdays at 16:00 Oslo time, afterwards supper at 19:00.",
        "Thursdays at 16:00 Oslo time (late joiners: 16:30).",
        "Thursdays at 16:00 Oslo time, 16:15 for the impatient.",
        "Thursdays at 16:00 Oslo time; supper in town on Fridays at 16:00 Oslo time.",
    ],
)
def test_a_second_hour_among_other_words_is_a_guess(text: str) -> None:
    """The report names the sentence, so that nobody takes supper for a meeting."""
    first, second = drafts_of(text)
    assert "schedule.on" not in first.guesses
    assert second.guesses["schedule.on"].startswith("line 3")


@pytest.mark.parametrize(
    "text",
    [
        "Mondays 9:00 and Thursdays 14:00 UTC",
        "We meet on Mondays at 9:00 and 17:00 UTC.",
        "Every other Monday at 9:00 UTC; the first Friday of the month at 14:00 UTC.",
        "- Mondays at 9:00 UTC for makers\n- Thursdays at 14:00 UTC for owners",
    ],
)
def test_plain_halves_are_two_meetings(text: str) -> None:
    """Days and hours with nothing but their rhythm and zone between them are no guess, nor are items of a list."""
    assert [dict(draft.guesses).get("schedule.on") for draft in drafts_of(text)] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "Thursdays at 16:00 Oslo time, or 16:30 if it snows.",
        "Thursdays at 16:00 Oslo time, in the week of Easter on Tuesday.",
        "Thursdays at 16:00 Oslo time, or Tuesdays if Thursday is a holiday.",
        "Thursdays at 16:00 Oslo time and if needed Tuesdays 17:00 Oslo time.",
        "Tuesdays at 17:00 Oslo time if needed, and Thursdays at 16:00 Oslo time.",
        "Thursdays at 16:00 Oslo time. In release weeks there is a second one on Tuesdays at 17:00 Oslo time.",
    ],
)
def test_what_is_held_on_a_condition_is_told(text: str) -> None:
    """It makes no group beside the meeting that is always held, whichever comes first."""
    (draft,) = drafts_of(text)
    assert (draft.table["schedule"]["on"], draft.table["schedule"]["at"]) == ("Thursday", "16:00")
    assert any("on a condition alone" in told for told in draft.unknown)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The team meets on Tuesdays and the board on Thursdays, both at 10:00 UTC.", ["Tuesday", "Thursday"]),
        ("At 10:00 UTC the team meets on Tuesdays and our Cooks on Fridays.", ["Tuesday", "Friday"]),
        (
            "Das Team trifft sich dienstags und der Vorstand donnerstags, jeweils um 10:00 UTC.",
            ["Tuesday", "Thursday"],
        ),
        ("Users: 1st Tuesday, developers: 3rd Tuesday, all at 10:00 UTC.", ["first Tuesday", "third Tuesday"]),
        ("Tuesdays for newcomers and Thursdays for all at 10:00 UTC.", [["Tuesday", "Thursday"]]),
        ("Online on Tuesdays and in Teams on Thursdays, 10:00 UTC.", [["Tuesday", "Thursday"]]),
        ("Tuesdays, Wednesdays and the following Thursday at 10:00 UTC.", [["Tuesday", "Wednesday", "Thursday"]]),
    ],
)
def test_days_of_several_who_share_an_hour_are_meetings_of_each(text: str, days: list[str | list[str]]) -> None:
    """Who meets stands before the day; words behind it, and places, leave the days together."""
    assert [draft.table["schedule"]["on"] for draft in drafts_of(text)] == days
