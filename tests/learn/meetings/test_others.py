"""A meeting beside the group's own that its sentence gives to others may be none of the group's, and is told."""

import pytest

from tests.learn.test_rules_in_words import drafts_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Members talk on Thursdays at 19:00 UTC.\n\nRadio Kiln sends its English hour on Fridays at 18:00 UTC.",
            "its",
        ),
        (
            "We have a call on Tuesdays at 10:00 UTC. The lock is worked for visitors on Saturdays at 11:00 UTC.",
            "The lock is worked",
        ),
        (
            "We meet on Mondays at 9:00 UTC. Updates of group work will be given in office hours, Fridays 9:00 UTC.",
            "Updates of group work will be given",
        ),
        ("- Our call: Wednesdays 16:00 UTC\n- Setters' call: Fridays 18:00 UTC (a group of its own)", "of its own"),
        (
            "Call on Thursdays, 18:00 UTC. The pinhole people next door meet on Fridays at 18:00 UTC.",
            "next door",
        ),
        (
            "We meet on Tuesdays at 10:00 UTC. Our friends of the moss have their evening on Thursdays at 20:00 UTC.",
            "Our friends of",
        ),
        (
            "Nos reunimos los martes a las 18:00 (Madrid). El club vecino queda los jueves a las 20:00 (Madrid).",
            "club vecino",
        ),
        (
            "Nous nous réunissons le mardi à 18 h (Paris). Nos voisins ont leur soirée le jeudi à 20 h (Paris).",
            "Nos voisins",
        ),
    ],
)
def test_what_others_have_or_is_done_for_them_is_told(text: str, words: str) -> None:
    """By a word for them, or by what a thing is, though a word for a gathering stands beside it."""
    _, other = drafts_of(text)
    assert f"which may be no meeting, by “{words}" in other.guesses["schedule.on"]


@pytest.mark.parametrize(
    "text",
    [
        "Everyone brings their tea on Fridays at 10:00 UTC.",
        "The board meeting is on Fridays at 10:00 UTC.",
        "Office hours are held on Fridays at 10:00 UTC.",
        "Open hours are offered on Fridays at 10:00 UTC.",
        "- Readers: Fridays at 10:00 UTC, bring their books",
    ],
)
def test_what_people_of_the_group_do_is_not_told(text: str) -> None:
    """Nor what is done to a meeting."""
    told = [
        guess
        for draft in drafts_of(f"We meet on Tuesdays at 10:00 UTC.\n\n{text}")
        for guess in draft.guesses.values()
    ]
    assert not any("may be no meeting" in guess for guess in told)


@pytest.mark.parametrize(
    "other",
    [
        "The forum closes at 22:00 UTC on weekdays.",
        "The clinic opens at 9:00 UTC on weekdays.",
        "- The weekly post: Sundays, 12:00 UTC",
        "- Mailing of the bulletin: Sundays, 12:00 UTC",
        "- Mondays at 12:00 UTC (maybe)",
        "- Idea: Mondays at 12:00 UTC",
        "- Slip: probably Mondays at 19:00 UTC",
        "| Mondays | 12:00 UTC | perhaps |\n|---|---|---|",
    ],
)
def test_what_is_open_sent_or_only_thought_of_is_none(other: str) -> None:
    """Though its subject may be one that meets."""
    (draft,) = drafts_of(f"We meet on the first Wednesday at 20:00 UTC.\n\n{other}")
    assert draft.table["schedule"]["on"] == "first Wednesday"
    assert "is taken for no meeting" in " ".join(draft.unknown)


@pytest.mark.parametrize(
    "other",
    [
        "## Backups\n\n- Every Thursday 18:00 UTC",
        "## Opening hours\n\n- Mon-Fri 17:30-19:30 UTC",
        "## Maintenance\n\n- Queue server: Thursdays 08:00-10:00 UTC",
        "- Deliveries: every Thursday 18:00 UTC",
        "## Fahrzeiten\n\n- Fähre Steg: samstags und sonntags 10-17 Uhr UTC",
    ],
)
def test_a_heading_of_a_job_is_that_of_no_meeting(other: str) -> None:
    """As its label is, where the line below it says no more."""
    (draft,) = drafts_of(f"## Meetings\n\n- Tuesdays 19:30 UTC\n\n{other}")
    assert draft.table["schedule"]["on"] == "Tuesday"
    assert "is taken for no meeting" in " ".join(draft.unknown)


@pytest.mark.parametrize("title", ["Opening hours", "When are we open?"])
def test_a_page_of_opening_hours_alone_is_told(title: str) -> None:
    """The meeting may be called so after all."""
    (draft,) = drafts_of(f"## {title}\n\nMondays 17:30-19:30 UTC")
    assert f"which may be no meeting, by “{title}”" in draft.guesses["schedule.on"]


@pytest.mark.parametrize("title", ["Release team", "Market group", "Writing", "Office hours"])
def test_a_heading_of_people_is_that_of_a_meeting(title: str) -> None:
    """Whatever they do."""
    first, second = drafts_of(f"## Meetings\n\nTuesdays 19:30 UTC\n\n## {title}\n\nThursdays 18:00 UTC")
    assert not any("no meeting" in guess for one in (first, second) for guess in one.guesses.values())
