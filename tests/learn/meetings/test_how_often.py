"""How often a group meets is taken from the words about its meetings, and from those about nothing else."""

import pytest

from tests.learn.test_rules_in_words import group_of, lesson_of

_RULE = "Tuesdays at 15:00 UTC."


@pytest.mark.parametrize(
    "sentence",
    [
        "Releases are cut every two weeks.",
        "We publish a release every two weeks.",
        "The triage rota changes every two weeks.",
        "Members have to attend at least one session per month.",
        "The chair reports at the quarterly meeting of the board.",
        "Notes of the calls are sent every two weeks.",
        "Every two weeks we print the notes of the calls.",
        "Our goals are set quarterly.",
    ],
)
@pytest.mark.parametrize("apart", [" ", "\n\n", "\n\n## Work\n\n"])
def test_how_often_something_else_is_changes_no_rule(sentence: str, apart: str) -> None:
    """In the paragraph of the rule, in the next one, and in another section."""
    assert lesson_of(f"{_RULE}{apart}{sentence}")[0]["every"] == "week"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (_RULE, "Meetings are bi-weekly."),
        (_RULE, "We meet every two weeks to talk about the monthly letter."),
        (_RULE, "The EMEA group meets biweekly on the video bridge."),
        (_RULE, "The community call is usually held every two weeks."),
        (_RULE, "Every two weeks the EMEA group meets."),
        (_RULE, "It takes place every second week."),
        (_RULE, "Frequency: bi-weekly"),
        (_RULE, "There is a biweekly EMEA call."),
        ("Dienstags um 15:00 Uhr (Berlin).", "Wir treffen uns alle zwei Wochen."),
        ("Le mardi à 15h (Paris).", "Les réunions ont lieu toutes les deux semaines."),
        ("Los martes a las 15:00 (Madrid).", "Nos reunimos cada dos semanas."),
    ],
)
def test_how_often_the_meetings_are_is_taken(rule: str, sentence: str) -> None:
    """Where they are what the sentence is about, or it says nothing else."""
    assert lesson_of(f"{rule}\n\n{sentence}")[0]["every"] == "2 weeks"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("Dienstags um 15:00 Uhr (Berlin).", "Alle zwei Wochen erscheint eine neue Version."),
        ("Le mardi à 15h (Paris).", "Le bulletin paraît toutes les deux semaines."),
        ("Los martes a las 15:00 (Madrid).", "El boletín sale cada dos semanas."),
    ],
)
def test_so_it_is_in_other_languages(rule: str, sentence: str) -> None:
    """A letter of news and a release are no meetings."""
    assert lesson_of(f"{rule}\n\n{sentence}")[0]["every"] == "week"


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("The first Tuesday of each month at 15:00 UTC.\n\nWe meet quarterly.", "month"),
        ("Every Tuesday at 15:00 UTC. Meetings are bi-weekly.", "week"),
        ("- Frequency: weekly\n- Day: every other Tuesday\n- Time: 15:00 UTC", "2 weeks"),
    ],
)
def test_two_words_for_how_often_are_told(text: str, every: str) -> None:
    """The rule's own is taken."""
    schedule, told = lesson_of(text)
    assert schedule["every"] == every
    assert "says another interval than the rule" in told


@pytest.mark.parametrize(
    ("text", "every", "why"),
    [
        (
            "## Biweekly call\n\nEvery Tuesday at 15:00 UTC.",
            "week",
            "although the title “Biweekly call” says otherwise",
        ),
        ("## Quarterly call\n\nFirst Tuesday of the month, 15:00 UTC.", "month", "although the title"),
        ("## Quarterly call\n\nFirst Tuesday, 15:00 UTC.", "3 months", "by the title “Quarterly call”"),
        ("## Biweekly call\n\nTuesday, 15:00 UTC.", "2 weeks", "by the title “Biweekly call”"),
    ],
)
def test_a_title_with_how_often_makes_it_a_guess(text: str, every: str, why: str) -> None:
    """It is taken where the rule does not say how often, and told where it does."""
    table, told = group_of(text)
    assert table["schedule"]["every"] == every
    assert why in told


def test_a_daily_call_on_some_days_is_no_guess() -> None:
    """From Monday to Friday is daily enough."""
    table, told = group_of("## Daily call\n\nMon-Fri at 15:00 UTC.")
    assert len(table["schedule"]["on"]) == 5
    assert "title" not in told


def test_a_rule_goes_on_about_the_meeting_of_the_sentence_before() -> None:
    """What "it" is that sentence names, and how often it is held."""
    schedule, _ = lesson_of("The Kiln project has a biweekly meeting. It takes place Mondays at 10:00 US/Eastern.")
    assert (schedule["every"], schedule["on"]) == ("2 weeks", "Monday")
