"""Tests of ``ecgtool.wording.spelling``: what a wiki would store otherwise is known beforehand."""

import pytest

from ecgtool.wording.spelling import composed, replaced_on_saving


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
