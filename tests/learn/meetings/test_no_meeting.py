"""Tests of ``ecgtool.learn.meetings.no_meeting``: what things do, and what is not settled."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    ("page", "thing"),
    [
        ("The pump starts on Mondays at 04:00 UTC.", "The pump starts"),
        ("The build of the tables runs every Monday at 04:00 UTC.", "The build of the tables runs"),
        ("The office is staffed Mondays 9:00 UTC.", "The office is staffed"),
        ("Hampers: Mondays 09:00 UTC.\nMeeting: Tuesdays 19:00 UTC.", "Hampers"),
        ("- sync: Mondays 02:00 UTC\n\n## Talk to us\n\nTuesdays 19:00 UTC in `#mirror`.", "sync"),
    ],
)
def test_what_may_be_no_meeting_is_a_guess(page: str, thing: str) -> None:
    """Also where it is all that a page tells of."""
    told = [why for draft in drafts_of(page) for why in draft.guesses.values() if "may be no meeting" in why]
    assert [f"by “{thing}”" in why for why in told] == [True]


@pytest.mark.parametrize(
    "page",
    [
        "- Maintenance chat: Mondays at 9:00 UTC",
        "**Backup team**: Mondays at 9:00 UTC",
        "Maintenance chat\n: Mondays, 9:00am-9:30am UTC\n: in the gauge room",
    ],
)
def test_people_with_the_name_of_a_machine_meet(page: str) -> None:
    """A label of a chat or a team is that of a meeting."""
    (draft,) = drafts_of(page)
    assert draft.table["schedule"]["at"] == "09:00"
    assert "schedule.on" not in draft.guesses


@pytest.mark.parametrize(
    ("page", "on"),
    [
        ("Reminder mail goes out Sundays 14:00 UTC, the call is on Mondays, same time.", ["Monday"]),
        ("The radio programme is on air Sundays 11:00 UTC. Helpers meet on Mondays at 10:00 UTC.", ["Monday"]),
        ("- Labels are printed: Sundays, 08:00 UTC\n- We talk: Mondays, 13:00 UTC", ["Monday"]),
        ("Reminder mail goes out Sundays 14:00 UTC, and the call is on Mondays at 15:00 UTC.", ["Monday"]),
    ],
)
def test_a_machine_beside_a_meeting_is_told(page: str, on: list[str]) -> None:
    """In another line, or in the same sentence."""
    drafts = drafts_of(page)
    assert [draft.table["schedule"]["on"] for draft in drafts] == on
    assert any("Sundays" in why for why in (*drafts[0].guesses.values(), *drafts[0].unknown))


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("- Meetings: by arrangement\n- Kiln opens: Saturdays 9:00 UTC", "the group meets at no fixed time"),
        ("Options in the poll: Mondays 16:00 UTC, Wednesdays 9:00 UTC.", "it is only proposed"),
        ("Proposed slots for the call:\n\n- Mondays 16:00 UTC\n- Thursdays 09:00 UTC", "it is only proposed"),
        ("Our dates come out of a vote, closing Friday at 18:00 UTC.", "something else than a meeting"),
        ("Put your free hours in the sheet before Wednesday 18:00 UTC.", "something else than a meeting"),
    ],
)
def test_what_has_no_fixed_time_is_refused(page: str, why: str) -> None:
    """Whatever has one beside it."""
    drafts = drafts_of(page)
    assert not drafts
    assert why in lesson_of(page)[1]


def test_meetings_by_arrangement_besides_leave_the_rule() -> None:
    """A rule that names no thing is that of the meetings all the same."""
    assert lesson_of("Mondays at 16:00 UTC. Other calls are arranged by mail.")[0]["on"] == "Monday"
