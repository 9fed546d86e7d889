"""Tests of ``ecgtool.render.tables``: at every width all words are there, and no line is wider than the terminal."""

import re

import pytest
from rich.cells import cell_len

from ecgtool.render.tables import columns_table
from ecgtool.render.terminal import drawn

ROWS = (
    "tidal\tpage Tidal Sensors\tsays “Next meeting: Monday (March 02, 2026), 8am PST / 1600 UTC”, not the next\t\n"
    "radio\tbump\tok\tlast 2026-03-02 18:00 UTC"
)
HEADS = ("group", "what", "is it well", "when")


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100, 140, 200])
def test_nothing_is_cut(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit goes on below, in its column, or with little room below the others, without heads."""
    monkeypatch.setenv("NO_COLOR", "1")
    picture = drawn(columns_table(ROWS, HEADS), width=width)
    assert max(map(len, picture.splitlines())) <= width
    words = re.findall(r"\S+", picture)
    heads = " ".join(HEADS) if words[0] == "group" else ""
    assert sorted(words) == sorted(re.findall(r"\S+", f"{heads} {ROWS}"))
    assert (width < 100) == (heads == "")


@pytest.mark.parametrize("width", [30, 60, 100])
def test_links_and_commands_stay_whole(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is wider than the terminal has a line of its own, which a terminal goes on with below."""
    monkeypatch.setenv("NO_COLOR", "1")
    link = f"https://meet.example.org/{'x' * 70}"
    picture = drawn(
        columns_table(f"call\tjoin at {link} now\nday\tor `ecg cancel 2026-06-08 -g tidal`?", ("a", "b")), width=width
    )
    lines = [line.strip() for line in picture.splitlines()]
    assert link in lines
    assert any("`ecg cancel 2026-06-08 -g tidal`?" in line for line in lines)


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_a_wide_script_takes_its_room(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Characters of two columns are counted as two."""
    monkeypatch.setenv("NO_COLOR", "1")
    picture = drawn(columns_table(f"{'会議' * 5}\t{'海の作業部会 ' * 12}", ("group", "about")), width=width)
    assert max(map(cell_len, picture.splitlines())) <= width
    assert picture.count("海の作業部会") == 12


def test_a_column_that_says_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column that is empty in every row is left out with its head."""
    monkeypatch.setenv("NO_COLOR", "1")
    picture = drawn(columns_table("a\tpage\tok\t\nb\tpage\tok\t", HEADS), width=80)
    assert [line.split() for line in picture.splitlines()] == [
        ["group", "what", "is", "it", "well"], ["a", "page", "ok"], ["b", "page", "ok"],
    ]  # fmt: skip


def test_what_is_well_is_green_and_what_is_not_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal with colours, "ok" is green and a problem red."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    picture = drawn(columns_table("a\tpage\tok\t\nb\tpage\tstale\t", HEADS), width=80)
    assert "\x1b[32mok" in picture
    assert "\x1b[31mstale" in picture
