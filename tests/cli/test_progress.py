"""Tests of ``ecgtool.cli.progress``: nothing at first, then one line that goes before anything else is said."""

import io
import time

from ecgtool.cli.progress import Progress


def told(stream: io.StringIO, words: str) -> str:
    """What was written once it holds ``words``; a thread writes it."""
    end = time.monotonic() + 10
    while words not in stream.getvalue() and time.monotonic() < end:
        time.sleep(0.01)
    return stream.getvalue()


def test_a_short_run_says_nothing() -> None:
    """Neither while it runs nor at its end."""
    stream = io.StringIO()
    progress = Progress(stream, 80, patience=60)
    progress.at("tidal, 1 of 2")
    progress.clear()
    progress.at("radio, 2 of 2")
    progress.end()
    assert stream.getvalue() == ""


def test_a_long_run_says_what_it_is_at() -> None:
    """From then on each step at once, on the same line, cut to it with a sign; at the end the line is empty."""
    stream = io.StringIO()
    progress = Progress(stream, 20, patience=0.01)
    progress.at("tidal, 1 of 2")
    assert told(stream, "tidal") == "\r\x1b[Ktidal, 1 of 2"
    progress.at("a group of a long name, 2 of 2")
    assert stream.getvalue().endswith("\r\x1b[Ka group of a long …")
    progress.clear()
    assert stream.getvalue().endswith("…\r\x1b[K")
    progress.end()
    assert stream.getvalue().count("\x1b[K") == 3


def test_what_is_asked_for_before_is_shown_when_its_time_has_come() -> None:
    """Also where nothing new comes: one long step is a wait as well."""
    stream = io.StringIO()
    progress = Progress(stream, 80, patience=0.2)
    progress.at("reading the history")
    assert stream.getvalue() == ""
    assert "reading the history" in told(stream, "reading")
    progress.end()
