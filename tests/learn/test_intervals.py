"""How often a group meets, in the words of each language; a unit of time that no reading has used is told."""

import pytest

from tests.learn.test_rules_in_words import lesson_of

_ODD = "FREQ=YEARLY;BYWEEKNO=" + ",".join(map(str, range(1, 54, 2)))
_EVEN = "FREQ=YEARLY;BYWEEKNO=" + ",".join(map(str, range(2, 53, 2)))


@pytest.mark.parametrize(
    "text",
    [
        "Às quintas-feiras, de quinze em quinze dias, 20h (horário de Brasília).",
        "Encontro a cada quinze dias, às quintas, às 19h (horário de Brasília).",
        "Ogni quindici giorni, di giovedì, ore 21 (ora italiana).",
        "Chaque quinzaine, jeudi 18h (Paris).",
        "Om de veertien dagen op donderdag, 19.30 uur (Nederlandse tijd).",
        "Donnerstags im Zwei-Wochen-Rhythmus um 19 Uhr, Berliner Zeit.",
    ],
)
def test_every_two_weeks(text: str) -> None:
    """Fifteen days, a fortnight and a rhythm of two weeks are the same."""
    schedule, told = lesson_of(text)
    assert (schedule["every"], schedule["on"]) == ("2 weeks", "Thursday")
    assert "not used" not in told


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Elke oneven week op maandag 19.30 uur (Nederlandse tijd).", f"{_ODD};BYDAY=MO"),
        ("Semaine paire, le lundi à 18h (Paris).", f"{_EVEN};BYDAY=MO"),
        ("Jede ungerade Woche montags um 19 Uhr, Berliner Zeit.", f"{_ODD};BYDAY=MO"),
        ("单周周二下午3点(北京时间)。", f"{_ODD};BYDAY=TU"),
        ("奇数週の水曜日 20:00(日本時間)", f"{_ODD};BYDAY=WE"),
    ],
)
def test_odd_and_even_weeks(text: str, rule: str) -> None:
    """One week of a sort is named for all of them."""
    schedule, _ = lesson_of(text)
    assert schedule["rrule"] == rule


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Tuesday in the week of the 15th, 17:00 UTC.", "week"),
        ("Mid-month Tuesday, 17:00 UTC.", "Mid-month"),
        ("Segundas, a cada vinte dias, 20h (horário de Brasília).", "dias"),
        ("Montags, im Dreiwochenrhythmus, um 19 Uhr, Berliner Zeit.", "Dreiwochenrhythmus"),
        ("Every odd Tuesday of the month, 17:00 UTC.", "odd"),
    ],
)
def test_a_unit_of_time_that_is_not_read_is_told(text: str, word: str) -> None:
    """It may name an interval that no grammar foresees, and the rule would be one of every week in silence."""
    _, told = lesson_of(text)
    assert f"“{word}”" in told


@pytest.mark.parametrize(
    "text",
    ["Twice a week, Tuesday and Friday, 17:00 UTC.", "Twice a month, on the first and third Monday, 17:00 UTC."],
)
def test_two_days_are_what_twice_says(text: str) -> None:
    """Nothing is left to doubt where as many days stand beside it."""
    _, told = lesson_of(text)
    assert "Twice" not in told
