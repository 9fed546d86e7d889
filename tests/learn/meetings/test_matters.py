"""What a page says of elections, releases, reviews and people is not told as what it says of its meetings."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of

_PAGE = "# Weavers\n\n## Meetings\n\nTuesdays at 17:00 UTC, for an hour.\n\n## {}\n\n{}\n"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Governance", "Elections take place each year in May."),
        ("Governance", "- Chairs are elected every two years, in the last week of November."),
        ("About", "Its charter is renewed every two years by the steering committee, which meets quarterly."),
        ("Releases", "A release is cut every six weeks, on a Tuesday."),
        ("Releases", "Release candidates are tagged on the first Monday after the freeze."),
        ("Release cadence", "| Release | Freeze | Date |\n| --- | --- | --- |\n| 3.2 | 2026-06-01 | 2026-06-15 |"),
        ("Reviews", "Reviewers should answer within five working days."),
        ("Reviews", "Every pull request gets a first review in 3 business days."),
        ("Avis", "Les réponses viennent en 3 jours ouvrés."),
        ("Antworten", "Het antwoord komt binnen vijf werkdagen."),
        ("Respuestas", "Las respuestas llegan en dos días hábiles."),
        ("Meeting 42", "- winter timetable\n- paint"),
        ("Ladders", "Ladders, and how people fall off them. Mains off before you touch anything."),
        ("Newsletter", "Sent on the 1st and 15th of the month."),
        ("Release cadence", "Point versions follow every two weeks, on Tuesdays."),
        ("Doors", "Doors open at 16:30 UTC."),
        ("Bugs", "Crashes are triaged on Mondays by whoever is on duty."),
        ("Grants", "Grants are for the summer; apply by the 1st of the month before."),
        ("Chairs", "- Sun Chen ([@sunchen](https://example.org/sunchen))\n- Fri Lund"),
        ("Talks", "- 3 March 2026: Typing, by Will Friday\n- 10 March 2026: Summer barbecue"),
        ("Members", "| Name | Since | Term |\n| --- | --- | --- |\n| Sun Li | March 2021 | until May 2027 |"),
    ],
)
def test_what_is_of_another_matter_is_not_told(title: str, text: str) -> None:
    """It is no word on the meetings, and makes nothing of their rule a guess."""
    (draft,) = drafts_of(_PAGE.format(title, text))
    assert draft.table["schedule"]["every"] == "week"
    assert not draft.guesses
    assert not draft.unknown


@pytest.mark.parametrize(
    "text",
    [
        "Elections are held in May, and there is no meeting that month.",
        "Friday Club: 12 June",
        "We are off in a fortnight.",
        "On the first Monday we sort the wool.",
        "| Name | Meeting | Term |\n| --- | --- | --- |\n| Dyers | Fridays | until May 2027 |",
    ],
)
def test_what_may_be_of_the_meetings_is_told(text: str) -> None:
    """An exception beside another matter, another meeting, and days that are no names of people."""
    assert "not used" in lesson_of(_PAGE.format("Meetings and more", text))[1]


def test_two_sentences_of_a_line_are_told_each() -> None:
    """What is told of one is not taken for what the other says."""
    told = lesson_of("Fridays at 16:00 UTC.\n\nOn Mondays we bake. The calls run from October to June only.")[1]
    assert "“On Mondays we bake.”, which is not used" in told
    assert "of which “October, June” is not used" in told
