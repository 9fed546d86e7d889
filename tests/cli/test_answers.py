"""Tests of ``ecgtool.cli.answers``: what a typed answer means, and why another is not understood."""

import pytest

from ecgtool.cli.answers import read_rule_and_hour


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Mondays", ("week", "Mondays", "")),
        ("Mondays at 8am", ("week", "Mondays", "8am")),
        ("Mondays 8am", ("week", "Mondays", "8am")),
        ("every 2 weeks on Tuesday at 17h30", ("2 weeks", "Tuesday", "17h30")),
        ("every second Tuesday of the month 4pm", ("month", "second Tuesday", "4pm")),
        ("second Tuesday of the month, 16:00 Berlin", ("month", "second Tuesday", "16:00 Berlin")),
        ("1st and 3rd Monday noon", ("month", "1st and 3rd Monday", "noon")),
        ("15", ("month", "15", "")),
    ],
)
def test_a_rule_may_be_typed_with_its_hour(text: str, meant: tuple[str, str, str]) -> None:
    """With "at" or without, since both are asked for in turn and people say them in one breath."""
    assert read_rule_and_hour(text) == meant


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("every second Tuesday 4pm", "say “every 2 weeks on Tuesday” or “second Tuesday of the month”"),
        ("last Friday at 8", "it can be read in two ways: 08:00 or 20:00"),
        ("Blursday 4pm", "“Blursday” names no day"),
        ("Mondays at the pier", "“at” names no day"),
    ],
)
def test_the_reason_is_about_what_is_wrong(text: str, reason: str) -> None:
    """Neither the hour is told where the rule is not clear, nor the rule where the hour is not."""
    with pytest.raises(ValueError, match=reason):
        read_rule_and_hour(text)
