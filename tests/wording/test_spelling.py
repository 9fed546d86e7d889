"""Tests of ``ecgtool.wording.spelling``: what a mistyped word may be meant for."""

import pytest

from ecgtool.wording.spelling import near_misses


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
