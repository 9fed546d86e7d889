"""A page in a language of which no word is read is refused for that reason, and for no other."""

import pytest

from ecgtool.learn.text.other_languages import by_script, by_weekday
from tests.learn.test_rules_in_words import lesson_of

_ENGLISH = "Welcome to the page of the weaving circle. We keep our notes here, and we are glad of all who come.\n\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Szerdánként 18:00 CET.", "Hungarian"),
        ("Minden hónap első hétfőjén 18:00-kor, Europe/Budapest.", "Hungarian"),
        ("Щосереди, 18:00 за київським часом.", "Ukrainian"),
        ("Кожного другого вівторка, 18:00 EET", "Ukrainian"),
        ("كل أربعاء 18:00 UTC", "Arabic"),
        ("Środy, 18:00 CET", "Polish"),
        ("We wtorki o 18:00 CET", "Polish"),
        ("Každé úterý v 18:00 CET", "Czech"),
        ("Keskiviikkoisin klo 18.00 UTC", "Finnish"),
        ("Her Çarşamba 18:00 (UTC+3)", "Turkish"),
        ("Kiekvieną trečiadienį 18:00 (Europe/Vilnius).", "Lithuanian"),
        ("매주 수요일 오후 8시 (KST)", "Korean"),
        ("Τετάρτη 18:00 EET", "Greek"),
        ("ימי רביעי 18:00 UTC", "Hebrew"),
        ("เราพบกันทุกวันพุธ เวลา 20:00 น. (UTC+7)", "Thai"),
        ("Onsdagar 18:00 CET", "another language"),
        ("По средам в 18:00 MSK", "another language"),
        ("18:00 UTC ამ დღეს", "Georgian"),
    ],
)
def test_a_rule_in_a_language_that_is_not_read(text: str, language: str) -> None:
    """Days in any case, a page of one line, and a line of an English page. Several languages may share a name."""
    assert f"written in {language}, which is not read" in lesson_of(text)[1]
    assert (
        lesson_of(f"{_ENGLISH}## Meetings\n\n{text}")[1].strip()
        == f"line 7 is written in {language}, which is not read"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Join us in Lund, Salisbury or Petersfield.",
        "We meet at 18:00 UTC.",
        "Pets and jokes are welcome.",
        "Luna, Reed and Sally",
    ],
)
def test_an_english_line_is_in_no_other_language(text: str) -> None:
    """Words that begin as a weekday of another language does."""
    assert by_weekday(text) == by_script(text) == ""


@pytest.mark.parametrize(
    "text",
    ["Une session qui a lieu un mardi sur deux.", "Ogni sabato alle 18.", "We zijn er in Nederland, van 9 tot 5."],
)
def test_a_line_of_a_language_that_is_read_is_in_no_other(text: str) -> None:
    """French and Italian weekdays that are like those of Esperanto, and a Dutch word like a Slovak one."""
    told = lesson_of(f"# Club\n\n{text}")[1]
    assert "not read" not in told
