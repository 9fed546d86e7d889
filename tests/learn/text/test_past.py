"""What was is not learnt, and what only sounds like it is: names, and sentences that tell of the past besides."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    "text",
    [
        "Mondays 16:00 UTC is history: come Tuesdays at 17:00 UTC.",
        "The Monday call (16:00 UTC) is no more. We meet on Tuesdays at 17:00 UTC.",
        "Tuesdays at 17:00 UTC; the Monday 16:00 UTC call has been dropped.",
        "Mondays at 16:00 UTC were too early, so it is Tuesdays at 17:00 UTC.",
        "- 2025: Mondays at 16:00 UTC\n- 2026: Tuesdays at 17:00 UTC",
        "| Year | When |\n| --- | --- |\n| 2025 | Mondays at 16:00 UTC |\n| 2026 | Tuesdays at 17:00 UTC |",
        "## Schedule 2025\n\nMondays at 16:00 UTC\n\n## Schedule 2026\n\nTuesdays at 17:00 UTC",
        "Tuesdays at 17:00 UTC.\n\n<details><summary>Old</summary>\n\nMondays at 16:00 UTC.\n\n</details>",
        "The Monday 16:00 UTC call was cancelled for good. We meet on Tuesdays at 17:00 UTC.",
        "Our old slot: Mondays at 16:00 UTC. Our new slot: Tuesdays at 17:00 UTC.",
        "Mondays at 16:00 UTC until 2025, Tuesdays at 17:00 UTC since.",
        "Mondays at 16:00 UTC were given up for Tuesdays at 17:00 UTC.",
        "Mondays at 16:00 UTC no more: Tuesdays at 17:00 UTC.",
        "We swapped Mondays, 16:00 UTC, for Tuesdays, 17:00 UTC.",
        "The Monday call (16:00 UTC) has become a Tuesday call (17:00 UTC).",
        "Past slot: Mondays, 16:00 UTC\n\nPresent slot: Tuesdays, 17:00 UTC",
    ],
)
def test_what_is_over_makes_no_group(text: str) -> None:
    """By its words, its year, its title, or that of the part that is folded away."""
    (draft,) = drafts_of(text)
    assert (draft.table["schedule"]["on"], draft.table["schedule"]["at"]) == ("Tuesday", "17:00")


@pytest.mark.parametrize(
    "text",
    [
        "Old Town group: Tuesdays at 17:00 UTC.",
        "The group that was founded in 2019 meets on Tuesdays at 17:00 UTC.",
        "The slot on Tuesdays at 17:00 UTC was chosen by all.",
        "The call was moved to Tuesdays at 17:00 UTC.",
        "Quilters (formerly Sewers) meet Tuesdays at 17:00 UTC.",
        "We were in Lisbon, and online we meet every Tuesday at 17:00 UTC.",
        "Tuesdays at 17:00 UTC, as it was before.",
        "It always was, and is, on Tuesdays at 17:00 UTC.",
        "## Schedule 2025\n\nTuesdays at 17:00 UTC.",
    ],
)
def test_a_rule_beside_words_of_the_past_is_held(text: str) -> None:
    """They are part of a name, or tell of something else than the rule."""
    schedule, _ = lesson_of(text)
    assert (schedule["on"], schedule["at"]) == ("Tuesday", "17:00")


@pytest.mark.parametrize(
    "was",
    [
        "In those days the group gathered every Monday at 16:00 UTC.",
        "The choir sang every Monday at 16:00 UTC until the hall burnt down.",
        "Back then we'd meet every Monday at 16:00 UTC.",
        "Members came in on Mondays at 16:00 UTC.",
        "We hosted a call each Monday at 16:00 UTC till the server went away.",
        "The owners held calls every Monday at 16:00 UTC.",
        "Nobody has turned up on Mondays at 16:00 UTC since 2022.",
        "This group did its printing on Mondays at 16:00 UTC.",
    ],
)
def test_the_past_of_any_verb_makes_no_group(was: str) -> None:
    """What people did is over, whatever it was."""
    (draft,) = drafts_of(f"{was}\n\nTuesdays at 17:00 UTC.")
    assert draft.table["schedule"]["on"] == "Tuesday"


@pytest.mark.parametrize(
    "held",
    [
        "We have gathered on Tuesdays at 17:00 UTC since 2019.",
        "We wanted a fixed time and settled on Tuesdays at 17:00 UTC.",
        "A call hosted by two of us every Tuesday at 17:00 UTC.",
        "Tuesdays at 17:00 UTC, with notes gathered in the wiki.",
        "The group, founded in 2015, gathers on Tuesdays at 17:00 UTC.",
        "Everyone invited: Tuesdays at 17:00 UTC",
        "We sing songs that were lost, on Tuesdays at 17:00 UTC.",
        "Ended threads: Tuesdays at 17:00 UTC",
    ],
)
def test_what_was_settled_or_done_to_it_is_no_past(held: str) -> None:
    """A participle tells of the meeting, and what was decided holds."""
    schedule, _ = lesson_of(held)
    assert (schedule["on"], schedule["at"]) == ("Tuesday", "17:00")


@pytest.mark.parametrize("name", ["Old hands", "Former students", "Retired teachers"])
def test_a_name_that_may_mean_the_past_is_told(name: str) -> None:
    """The group is learnt, and the report has the word."""
    first, second = drafts_of(f"- Thursdays at 15:00 UTC\n- {name}: Tuesdays at 17:00 UTC")
    assert second.table["schedule"]["on"] == "Tuesday"
    assert f"“{name.partition(' ')[0]}” is not used" in " ".join(first.unknown)


def test_a_rule_that_may_be_over_is_told() -> None:
    """Behind its days, a past word may be about that call alone."""
    assert "of which “was” is not used" in lesson_of("Tuesdays 17:00 UTC. The Monday 16:00 UTC call was our best.")[1]


@pytest.mark.parametrize(
    "text",
    [
        "We watch old films on Fridays at 16:00 UTC.",
        "We meet every Friday at 16:00 UTC in the old town hall.",
        "Held at the former post office, Fridays, 16:00 UTC.",
        "Every Friday at 16:00 UTC we discuss what was merged.",
        "Every Friday at 16:00 UTC: what was done, what is next.",
        "The time was changed to Fridays at 16:00 UTC.",
        "As in previous years we meet on Fridays at 16:00 UTC.",
    ],
)
def test_what_is_old_or_was_done_may_be_something_else(text: str) -> None:
    """Films, halls and what was merged say nothing of the rule."""
    schedule, told = lesson_of(text)
    assert (schedule["on"], schedule["at"]) == ("Friday", "16:00")
    assert "schedule.every" not in told


@pytest.mark.parametrize(
    "was", ["Our former editors meeting", "In the previous term", "The old group", "The old times"]
)
def test_what_is_old_may_be_the_meeting_or_when_it_was(was: str) -> None:
    """Only the other line is learnt."""
    assert lesson_of(f"{was}: Mondays at 9:00 UTC. The call is on Fridays at 16:00 UTC.")[0]["on"] == "Friday"


@pytest.mark.parametrize(
    "ended",
    [
        "## Emeritus groups\n\n| Group | When |\n| --- | --- |\n| Print | Mondays 16:00 UTC |",
        "## Groups on hiatus\n\n- Print: Mondays 16:00 UTC",
        "## More groups\n\nThese groups are currently not meeting.\n\n- Print: Mondays 16:00 UTC",
        "## Groups\n\n- Print (inactive): Mondays 16:00 UTC, [call](https://zoom.us/j/99999999999)",
        "## Groups\n\n| Group | State | When |\n| --- | --- | --- |\n| Print | retired | Mondays 16:00 UTC |",
        "## Groups\n\n- Print, dissolved\n  - Mondays 16:00 UTC\n  - https://zoom.us/j/99999999999",
        "## Finished groups\n\n### Print\n\nMondays 16:00 UTC",
        "## Print (ended)\n\nMondays 16:00 UTC",
        "| Group | State | When |\n| --- | --- | --- |\n| Print | finished | Mondays 16:00 UTC |",
    ],
)
def test_a_group_that_has_ended_makes_none(ended: str) -> None:
    """By the title above it, by a sentence about those below it, or by a mark beside its name; nor has it a call."""
    (draft,) = drafts_of(f"We meet on Tuesdays at 17:00 UTC.\n\n{ended}")
    assert draft.table["schedule"]["on"] == "Tuesday"
    assert "call" not in draft.table


@pytest.mark.parametrize(
    "name",
    [
        "Alumni call",
        "Retired Engineers",
        "Sunset walkers",
        "On-hold queue team",
        "Tea before the call",
    ],
)
def test_a_name_with_such_a_word_is_that_of_a_group(name: str) -> None:
    """It is a mark where it stands by itself, or before a word for groups."""
    (draft,) = drafts_of(f"## {name}\n\n- {name}: Tuesdays 17:00 UTC")
    assert draft.table["schedule"]["on"] == "Tuesday"


@pytest.mark.parametrize(
    "text",
    [
        "Time (since 5 January 2026): Tuesdays, 16:00 UTC\n\nTime (before): Mondays, 14:00 UTC",
        "- Last year: Mondays, 18:00 UTC\n- This year: Tuesdays, 18:00 UTC",
        "Formerly: Mondays, 18:00 UTC\n\nTuesdays, 18:00 UTC",
        "Previous day and time: Mondays, 18:00 UTC\n\nCurrent day and time: Tuesdays, 18:00 UTC",
        "Bisheriger Termin: montags, 18 Uhr Berlin\n\nNeuer Termin: dienstags, 19 Uhr Berlin",
        "- Horario anterior: lunes a las 18:00 (Madrid)\n- Horario actual: martes a las 19:00 (Madrid)",
        "| Vorige tijd | maandag 18:00 uur (Amsterdam) |\n|---|---|\n| Tijd | dinsdag 19:00 uur (Amsterdam) |",
        "## Orario precedente\n\nlunedì ore 18:00 (Roma)\n\n## Orario\n\nmartedì ore 19:00 (Roma)",
    ],
)
def test_a_label_of_the_past_makes_no_group(text: str) -> None:
    """All of it, or what is in its brackets, says so: in any language and markup."""
    (draft,) = drafts_of(text)
    assert draft.table["schedule"]["on"] == "Tuesday"


@pytest.mark.parametrize(
    "text",
    [
        "* Glaze: Tuesdays 10:00 UTC\n* ~~Slip~~: Thursdays 11:00 UTC",
        "## Glaze\nTuesdays 10:00 UTC\n\n## ~~Slip~~\nThursdays 11:00 UTC",
        "| Group | When |\n|---|---|\n| Glaze | Tuesdays 10:00 UTC |\n| ~~Slip~~ | Thursdays 11:00 UTC |",
        "- ~~Slip~~ Glaze: Tuesdays 10:00 UTC",
        "| Day | Time |\n|---|---|\n| ~~Monday~~ Tuesday | 10:00 UTC |",
    ],
)
def test_a_struck_out_name_is_that_of_no_group(text: str) -> None:
    """Its rule is struck out with it, unless another name or day stands in its place."""
    (draft,) = drafts_of(text)
    assert draft.table["schedule"]["on"] == "Tuesday"


def test_a_row_of_a_picture_alone_is_read() -> None:
    """It has no words in which a name could be struck out."""
    row = '| A | B |\n|-|-|\n| <img src="https://example.org/a"> |'
    (draft,) = drafts_of(f"Tuesdays at 10:00 UTC.\n\n{row}")
    assert draft.table["schedule"]["on"] == "Tuesday"
