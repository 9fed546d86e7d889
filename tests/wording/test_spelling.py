"""Tests of ``ecgtool.wording.spelling``: what a wiki would store otherwise is known beforehand."""

import pytest

from ecgtool.wording.spelling import composed, near_misses, replaced_on_saving


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at ~~~~", "~~~~"), ("~~~", "~~~"), ("~~~~~", "~~~~~"), ("{{subst:date}}", "{{subst:"),
        ("{{ SafeSubst: x}}", "{{ SafeSubst:"), ("[[Help:Lab (a)|]]", "[[Help:Lab (a)|]]"), ("[[|Lab]]", "[[|Lab]]"),
        ("~~ a", ""), ("{{date}}", ""), ("[[Lab|lab]]", ""), ("<nowiki>~~~~</nowiki>", ""), ("<!-- ~~~~ -->", ""),
    ],
)  # fmt: skip
def test_what_saving_replaces(text: str, found: str) -> None:
    """Signatures, substitutions and the pipe trick, but not where they are shown as they are."""
    assert replaced_on_saving(text) == found


def test_letters_are_composed() -> None:
    """An accent of its own joins its letter, and the sign for angstrom is a letter."""
    assert composed("cafe\u0301 \u212b") == "caf\u00e9 \u00c5"


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
