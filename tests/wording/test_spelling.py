"""Tests of ``ecgtool.wording.spelling``: what a mistyped word may be meant for, and lists in a sentence."""

import pytest

from ecgtool.wording.spelling import first_of, listed, near_misses


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("statsu", ["status"]), ("STATUS", ["status"]), ("conf", ["conflicts", "config"]), ("cal", ["call", "ical"]),
        ("mv", []), ("co", []), ("confgi", ["config"]), ("remind", []), ("", []),
    ],
)  # fmt: skip
def test_the_nearest_are_those_that_a_slip_of_the_finger_makes(typed: str, near: list[str]) -> None:
    """A letter or two that differ, are left out or change places; or a beginning; nothing that is only alike."""
    known = ["status", "render", "conflicts", "config", "call", "ical", "move"]
    assert near_misses(typed, known) == near


@pytest.mark.parametrize(("words", "said"), [("", ""), ("a", "a"), ("a b", "a and b"), ("a b c", "a, b and c")])
def test_a_list_in_a_sentence(words: str, said: str) -> None:
    """Commas, and an "and" before the last of several."""
    assert listed(words.split()) == said


@pytest.mark.parametrize(("words", "said"), [("", ""), ("a b", "a, b"), ("a b c", "a, b and 1 more")])
def test_of_many_names_the_first(words: str, said: str) -> None:
    """As many as are wanted, and the number of those that are left."""
    assert first_of(words.split(), 2) == said
