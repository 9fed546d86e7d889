"""An entry of a dated list or table is off only where it says nothing but that, and not by the words of its topic."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import lesson_of

_RULE = {"en": "Every Tuesday at 19:00 UTC.", "de": "Jeden Dienstag um 19 Uhr (Berlin)."}
_OFF = [
    ("en", "No meeting"),
    ("en", "cancelled, Easter"),
    ("en", "cancelled due to a conference"),
    ("en", "No call this week"),
    ("en", "no seminar"),
    ("en", "no talk"),
    ("en", "we do not meet"),
    ("en", "we do not sit"),
    ("en", "the choir does not sing"),
    ("en", "nobody meets"),
    ("en", "everyone is away"),
    ("en", "Spring break"),
    ("en", "CANCELED - US holiday"),
    ("en", "the meeting is cancelled"),
    ("de", "entfällt (Ostern)"),
    ("de", "Osterferien"),
]
_HELD = [
    ("en", "off-site planning"),
    ("en", "cut-off dates"),
    ("en", "cancelled flights (talk)"),
    ("en", "Holiday planning"),
    ("en", "Skipping tests"),
    ("en", "No-code tools"),
    ("en", "no chair yet"),
    ("en", "Ada is away"),
    ("en", "we do not record"),
    ("en", "Canceled orders API"),
    ("de", "Ausfallsichere Server"),
    ("de", "kein Thema"),
]


def skips_of(language: str, said: str) -> list[date]:
    """The dates that are skipped where an entry of a table, and one of a list, says something of its date."""
    found = []
    for text in (f"| Date | Topic |\n|--|--|\n| 2026-03-10 | {said} |", f"* 2026-03-10: {said}"):
        schedule, _ = lesson_of(f"{_RULE[language]}\n\n{text}")
        found += [skip["date"] for skip in schedule.get("skip", [])]
    return found


@pytest.mark.parametrize(("language", "said"), _OFF)
def test_an_entry_that_says_that_it_is_off(language: str, said: str) -> None:
    """A reason may follow, and words that tell of no topic."""
    assert skips_of(language, said) == [date(2026, 3, 10)] * 2


@pytest.mark.parametrize(("language", "said"), _HELD)
def test_an_entry_with_such_a_word_in_its_topic_is_held(language: str, said: str) -> None:
    """The words are about the topic, the chair or the notes."""
    assert skips_of(language, said) == []


def test_an_entry_that_begins_with_no_is_told() -> None:
    """It may say that there is no meeting after all; a word with a hyphen does not."""
    told = lesson_of(f"{_RULE['en']}\n\n* 2026-03-10: no takers yet\n* 2026-03-17: No-code tools")[1]
    assert ("takers yet”, it may say that there is no meeting" in told, "No-code" in told) == (True, False)


def test_a_chair_who_is_free_cancels_no_meeting() -> None:
    """Nothing is said of the meeting, and its topic is not known yet."""
    rows = "| Date | Topic | Chair |\n|--|--|--|\n| 2026-03-10 | | free |\n| 2026-03-17 | lids | nobody |"
    assert "skip" not in lesson_of(f"{_RULE['en']}\n\n{rows}")[0]


@pytest.mark.parametrize(
    "text", ["The party on 17 March 2026 is cancelled.", "No beginners' session on 17 March 2026."]
)
def test_what_may_be_another_meeting_is_told(text: str) -> None:
    """The date is skipped, and told; one of another thing is only told, and a call of any name is the group's own."""
    schedule, told = lesson_of(f"{_RULE['en']}\n\n{text}")
    assert (len(schedule["skip"]), "it may be another meeting" in told) == (1, True)
    schedule, told = lesson_of(f"{_RULE['en']}\n\nThe printer on 17 March 2026 is cancelled.")
    assert ("skip" in schedule, "it may be the date of another thing" in told) == (False, True)
    schedule, told = lesson_of(f"{_RULE['en']}\n\nThe weekly call on 17 March 2026 is cancelled.")
    assert (len(schedule["skip"]), "it may be" in told) == (1, False)


def test_a_meeting_off_in_a_section_of_events() -> None:
    """The bracket says that there is none."""
    text = f"{_RULE['en']}\n\n## Events\n\n- 17 March 2026: conference in Ghent (no meeting)"
    assert [skip["date"] for skip in lesson_of(text)[0]["skip"]] == [date(2026, 3, 17)]


def test_none_and_a_reason_behind_a_date_of_a_list_is_off() -> None:
    """The first word of the entry says that there is no meeting, and the rest why."""
    entries = "- 6 March 2026, 14:00 UTC\n- 20 March 2026, 14:00 UTC\n- 3 April 2026: none, Good Friday"
    schedule = lesson_of(f"## Meetings\n\n{entries}\n- 17 April 2026, 14:00 UTC")[0]
    assert [skip["date"] for skip in schedule["skip"]] == [date(2026, 4, 3)]


def test_a_list_in_which_one_entry_has_no_call_is_about_the_calls() -> None:
    """The next entry of a rota says "skipped" alone, and nobody's name."""
    rota = "- 2026-03-10: Bob\n- 2026-03-17: no call\n- 2026-03-24: skipped"
    schedule = lesson_of(f"Every Tuesday, 16:00 UTC.\n\n## Rota\n\n{rota}")[0]
    assert [skip["date"] for skip in schedule["skip"]] == [date(2026, 3, 17), date(2026, 3, 24)]


@pytest.mark.parametrize(
    "text",
    [
        "There will be no recording on 10 March.",
        "No chair on 10 March yet.",
        "- 3 March: dyes\n- 10 March: free",
        "The library is closed on 10 March.",
    ],
)
def test_what_there_is_none_of_is_told(text: str) -> None:
    """A meeting without a recording is held, a free slot may be one, and another place is not the meeting's."""
    schedule, told = lesson_of(f"{_RULE['en']}\n\n{text}")
    assert "skip" not in schedule
    assert "it may" in told


@pytest.mark.parametrize(
    "titles", ["| No class on | Why |", "| Date | Reason for no meeting |", "| Termin | No meeting |"]
)
def test_a_column_may_say_that_its_dates_are_off(titles: str) -> None:
    """All dates of the table are skipped, whatever stands beside them."""
    schedule, _ = lesson_of(
        f"{_RULE['en']}\n\n{titles}\n|---|---|\n| 10 March 2026 | festival |\n| 17 March 2026 | fair |"
    )
    assert [skip["date"] for skip in schedule["skip"]] == [date(2026, 3, 10), date(2026, 3, 17)]


@pytest.mark.parametrize(
    "text",
    [
        "Closed on:\n- 10 March 2026\n- 17 March 2026",
        "We are closed on: 10 March 2026, 17 March 2026",
        "No meetings on:\n- 10 March\n- 17 March",
        "No call on March 10 and 17 (fair).",
        "No call on March 10 + 17 - fair.",
    ],
)
def test_all_dates_behind_words_for_off_are_skipped(text: str) -> None:
    """Whether they are a list below, a list behind a label, or days of one month."""
    schedule = lesson_of(f"{_RULE['en']}\n\n{text}")[0]
    assert [skip["date"] for skip in schedule["skip"]] == [date(2026, 3, 10), date(2026, 3, 17)]
    assert "closed" not in str(schedule)


@pytest.mark.parametrize(
    "text",
    [
        "If 10 March 2026 is a holiday where you live, do not come.",
        "Ada cannot come on 10 March 2026.",
        "On 10 March 2026 we do not record.",
        "No recording of the meeting on 10 March 2026.",
        "The trains do not stop here on 10 March 2026.",
        "Last year's market was cancelled on 10 March 2026.",
        "The election is postponed from 10 March to 12 March 2026.",
    ],
)
def test_a_date_on_which_something_else_is_not_is_told(text: str) -> None:
    """A sentence with a subject or a verb of its own, and no word for a meeting."""
    for page in (f"{_RULE['en']}\n\n{text}", f"{_RULE['en']} {text}"):
        assert "it may be the date of another thing" in lesson_of(page)[1]


@pytest.mark.parametrize(
    "text",
    [
        "On 10 March 2026 without Ada.",
        "On 10 March 2026 Ada talks about a life without clocks.",
        "10 March 2026: no speaker yet.",
        "10 March 2026: Ada, on a life without clocks.",
        "- March 10: Photographs without names",
        "- March 10: Closed systems",
        "- March 10: Holiday planning",
        "- Tue 10 March: Names, no thanks",
        "- Tuesday, 10 March 2026: Not a paper",
        "- March 10, 2026 (Ada): Not a paper",
        "- On March 10: no gears",
    ],
)
def test_a_topic_with_a_word_for_no_calls_nothing_off(text: str) -> None:
    """Whichever way its date is written, and whether it stands in a list or in a line."""
    assert "skip" not in lesson_of(f"{_RULE['en']}\n\n{text}")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Jeden Dienstag um 19 Uhr (Berlin). Am 10. März 2026 spricht Ada über ein Leben ohne Uhren.",
        "Los martes a las 19 h (Madrid). El 10 de marzo de 2026 Ada habla de una vida sin relojes.",
        "Le mardi à 19h (Paris). Le 10 mars 2026 Ada parle d'une vie sans horloges.",
        "Elke dinsdag om 19 uur (Amsterdam). Op 10 maart 2026 spreekt Ada over een leven zonder klokken.",
        "Ogni martedì alle 19 (Roma). Il 10 marzo 2026 Ada parla di una vita senza orologi.",
        "Às terças, 19h (Lisboa). No dia 10 de março de 2026 Ada fala de uma vida sem relógios.",
    ],
)
def test_what_a_talk_is_without_calls_nothing_off(text: str) -> None:
    """In each language that has a word for it."""
    assert "skip" not in lesson_of(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "- March 10: no meeting",
        "- Tue 10 March: cancelled",
        "- March 10, 2026: none",
        "- March 10 (no call)",
        "10 March 2026: no meeting.",
        "On 10 March 2026 - no meeting.",
        "10 March passes without a meeting.",
    ],
)
def test_an_entry_that_says_only_that_is_off(text: str) -> None:
    """As before a topic, its date may be written in any way."""
    assert [skip["date"] for skip in lesson_of(f"{_RULE['en']}\n\n{text}")[0]["skip"]] == [date(2026, 3, 10)]


@pytest.mark.parametrize(
    "text",
    [
        "No call on 10 March 2026 because of the fair.",
        "We do not sing on 10 March 2026.",
        "We skip 10 March 2026, most of us are away.",
        "The one of 10 March 2026 is cancelled (Ada is away).",
        "We skip 10 March 2026 since the hall is closed.",
        "Spring break from 10 to 24 March 2026.",
    ],
)
def test_a_date_without_a_meeting_is_not_doubted(text: str) -> None:
    """Its reason may name anything."""
    keys, told = lesson_of(f"{_RULE['en']}\n\n{text}")
    assert keys["skip"]
    assert "another thing" not in told
