"""What holds from a date on: other days with effect from it, and another length."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import lesson_of


@pytest.mark.parametrize(
    ("usual", "later"),
    [
        ("Wednesdays, 8:00 UTC.", "With effect from 1 July 2026 we meet on Thursdays, 8:00 UTC."),
        ("Wednesdays, 8:00 UTC.", "With effect from July 2026 we meet on Thursdays, 8:00 UTC."),
        ("Wednesdays, 8:00 UTC.", "With effect from 1 July 2026: Thursdays, 8:00 UTC."),
        (
            "Mittwochs, 8:00 Uhr UTC.",
            "Mit Wirkung vom 1. Juli 2026 treffen wir uns donnerstags, 8:00 Uhr UTC.",
        ),
        ("Tous les mercredis à 8h00 UTC.", "Avec effet au 1er juillet 2026, tous les jeudis à 8h00 UTC."),
        (
            "Nos reunimos los miércoles a las 8:00 UTC.",
            "Con efecto desde el 1 de julio de 2026 nos reunimos los jueves a las 8:00 UTC.",
        ),
        (
            "Ci riuniamo il mercoledì alle 8:00 UTC.",
            "A decorrere dal 1 luglio 2026 ci riuniamo il giovedì alle 8:00 UTC.",
        ),
        (
            "We vergaderen op woensdag om 8:00 UTC.",
            "Met ingang van 1 juli 2026 vergaderen we op donderdag om 8:00 UTC.",
        ),
        (
            "Reunimos às quartas-feiras às 8:00 UTC.",
            "Com efeito a partir de 1 de julho de 2026 reunimos às quintas-feiras às 8:00 UTC.",
        ),
    ],
)
def test_other_days_with_effect_from_a_date_are_a_change(usual: str, later: str) -> None:
    """The words for it are those for "from", in each language."""
    schedule, _ = lesson_of(f"{usual}\n\n{later}")
    assert (schedule["on"], schedule["change"]) == ("Wednesday", [{"from": date(2026, 7, 1), "on": "Thursday"}])


@pytest.mark.parametrize(
    "later",
    [
        "From 1 July 2026 for an hour.",
        "With effect from 1 July 2026: 60 minutes.",
        "From 1 July 2026, meetings last 60 minutes.",
        "From 1 July 2026 it takes an hour.",
    ],
)
def test_another_length_from_a_date_on_is_told_and_no_first_date(later: str) -> None:
    """The series goes on with its own length, as no change has one."""
    schedule, told = lesson_of(f"Wednesdays, 8:00 UTC for half an hour.\n\n{later}")
    assert (schedule.get("start"), schedule["duration"]) == (None, "30m")
    assert f"“{later}”, which is not used" in told
