"""Words beside a rule that bend it are told, unless a reading has used them or they are about something else."""

import pytest

from ecgtool.learn.page import learn_page
from tests.learn.test_rules_in_words import lesson_of, source_of

_RULE = "Thursdays at 15:00 UTC."


@pytest.mark.parametrize(
    "sentence",
    [
        "In July we meet an hour later.",
        "In winter the call starts at noon.",
        "When Monday is a holiday, we meet on Tuesday.",
        "Unless the agenda is empty, that is.",
        "Every other one is for members only.",
        "Every fourth one is held in the evening.",
        "The hour alternates.",
        "Odd turns are for the east.",
        "We swap the days in May.",
        "The May meeting takes place a week later.",
        "Next time an hour earlier.",
        "Season: October to March.",
        "Only in term time.",
        "We resume after Easter.",
        "Except in the week of the summit.",
        "As needed.",
        "When there are topics.",
        "Closed in July.",
        "In Lent an hour later.",
        "This is during the release cycle.",
        "On even weeks online, on odd weeks in the hall.",
    ],
)
@pytest.mark.parametrize("place", ["{rule} {sentence}", "{rule}\n\n{sentence}", "- When: {rule}\n- Then: {sentence}"])
def test_a_word_that_bends_the_rule_is_told(sentence: str, place: str) -> None:
    """Behind the rule, in the next paragraph, and in the same list: its line is named, and the rule stays."""
    schedule, told = lesson_of(place.format(rule=_RULE, sentence=sentence))
    assert (schedule["every"], schedule["on"], schedule["at"]) == ("week", "Thursday", "15:00")
    assert f"“{sentence.removesuffix('.')}" in told or sentence.partition(":")[2].strip(" .") in told


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# Runde\n\nJeden Donnerstag um 19 Uhr (Berlin).\n\n{}", "Es sei denn, es ist Ostern."),
        ("# Runde\n\nJeden Donnerstag um 19 Uhr (Berlin).\n\n{}", "Nur in der Vorlesungszeit."),
        ("# Cercle\n\nChaque jeudi à 19 h, heure de Paris.\n\n{}", "Seulement pendant le semestre."),
        ("# Cercle\n\nChaque jeudi à 19 h, heure de Paris.\n\n{}", "À moins que ce soit férié."),
        ("# Kring\n\nElke donderdag om 19 uur (Amsterdam).\n\n{}", "In de zomer een uur later."),
    ],
)
def test_a_word_of_another_language_is_told(text: str, sentence: str) -> None:
    """The table of words is each language's own."""
    draft = learn_page(source_of(text.format(sentence))).drafts[0]
    assert sentence in " ".join((*draft.unknown, *draft.guesses.values()))


@pytest.mark.parametrize(
    "sentence",
    [
        "We take turns in writing the notes.",
        "If you would like to join, write to the list.",
        "Scribes rotate.",
        "Chairs are there 15 minutes earlier.",
        "Swap day is a day to come by with books.",
        "All times are in UTC unless stated otherwise.",
        "The wiki has moved to another host.",
        "We use one room instead of two.",
    ],
)
def test_the_same_words_about_other_things_are_not_told(sentence: str) -> None:
    """Duties that are taken in turns, conditions for readers, things that move."""
    assert "not used" not in lesson_of(f"{_RULE} {sentence}")[1]


def test_words_that_were_used_are_not_told() -> None:
    """A move by an hour, hours in turn, alternating weeks, a season of a clock."""
    for text in (
        f"{_RULE} On 12 March 2026 we start an hour later.",
        "Thursdays, by turns at 10:00 UTC and at 22:00 UTC.",
        "On alternating Thursdays at 15:00 UTC, from 5 March 2026.",
        "Thursdays 15:00 UTC when the US is on daylight time, 16:00 UTC when it is not.",
    ):
        assert "not used" not in lesson_of(text)[1], text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "We alternate between the third Friday at 15:00 UTC and the third Tuesday at 19:30 UTC.",
            "alternate between",
        ),
        ("Every 1-2 months, on the third Friday at 15:00 UTC.", "Every 1-2 months"),
        ("# Runde\n\nAlle 2 bis 3 Wochen dienstags um 19 Uhr (Berlin).", "Alle 2 bis 3 Wochen"),
    ],
)
def test_what_may_be_less_often_than_it_reads_is_told(text: str, words: str) -> None:
    """Days at one place of the month that take turns, and an interval between two numbers."""
    drafts = learn_page(source_of(text)).drafts
    told = [sentence for draft in drafts for sentence in (*draft.guesses.values(), *draft.unknown)]
    assert any(words in sentence.partition("”")[2] for sentence in told)


@pytest.mark.parametrize(
    "sentence",
    [
        "We use milestones of 6 to 8 weeks.",
        "We release twice a year. Each release is tested for 6 weeks.",
        "Sometimes you will disagree with someone.",
        "A community that offers occasional help.",
        "The meeting notes (sometimes rough) are kept in the pad.",
        "General updates from each team, and sometimes guests.",
        "Folks meet at fairs and other events, including but not limited to workshops.",
        "You can also read weekly updates on This Week in Kilns.",
        "If members cannot attend the weekly meeting, they send a deputy.",
        "Do not drop errors except in tests.",
        "For those without a phone, news of each week are in the chat.",
        "- Time of the teams (guesstimated 2-3 months a kiln)",
    ],
)
@pytest.mark.parametrize("place", ["{rule}\n\n{sentence}", "# A\n\n{rule}\n\n## B\n\n{sentence}"])
def test_how_often_something_else_is_bends_no_rule(sentence: str, place: str) -> None:
    """A vague word, an interval or a condition beside a word for no meeting leaves nothing of the rule open."""
    schedule, told = lesson_of(place.format(rule=f"We meet every {_RULE}", sentence=sentence))
    assert (schedule["every"], schedule["on"], schedule["at"]) == ("week", "Thursday", "15:00")
    assert "although" not in told
    assert "not used" not in told


@pytest.mark.parametrize(
    "sentence",
    ["Sometimes twice.", "We meet every 6 to 8 weeks in the library.", "In summer it is every other week."],
)
def test_how_often_meetings_are_in_vague_words_is_a_guess(sentence: str) -> None:
    """Where a word for them is near, or nothing else is said."""
    _, told = lesson_of(f"We meet on {_RULE}\n\n{sentence}")
    assert sentence.removesuffix(".") in told
