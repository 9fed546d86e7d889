"""Tests of ``ecgtool.cli.progress``: nothing at first, then one line that goes before anything else is said."""

import io
import os
import pty
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ecgtool.cli.progress import Progress
from tests.cli.processes import ECG, environment

CONFIG = """
[groups.tidal]
timezone = "UTC"
schedule = { every = "week", on = "Monday", at = "08:00" }
wiki = { api = "http://127.0.0.1:%d/api.php", page = "Tidal", patience = "0s" }
"""


@contextmanager
def slow_wiki(seconds: float) -> Iterator[int]:
    """The port of a server that takes its time, and then hangs up."""

    def hang_up() -> None:
        connection, _ = listening.accept()
        with connection:
            time.sleep(seconds)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=hang_up, daemon=True).start()
        yield listening.getsockname()[1]


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


def test_a_terminal_shows_what_a_run_waits_for(tmp_path: Path) -> None:
    """Once two seconds are over, and not a word of it where standard error is no terminal."""
    leader, follower = pty.openpty()
    for stream in (follower, subprocess.PIPE):
        with slow_wiki(2.5) as port:
            (tmp_path / "ecg.toml").write_text(CONFIG % port)
            command = [*ECG, "wiki", "show"]
            done = subprocess.run(
                command,
                cwd=tmp_path,
                env=environment(),
                stdout=subprocess.PIPE,
                stderr=stream,
                timeout=60,
                check=False,
            )
            assert done.returncode == 5
    os.close(follower)
    assert b"asking 127.0.0.1" in os.read(leader, 4096)
    os.close(leader)
    assert b"asking" not in done.stderr


def test_nothing_is_shown_while_somebody_is_asked() -> None:
    """Neither at once nor later, when the first seconds are over: the question would be written over."""
    stream = io.StringIO()
    progress = Progress(stream, 80, patience=0.05)
    progress.at("reading ecg.toml")
    progress.forget()
    time.sleep(0.2)
    assert stream.getvalue() == ""
    progress.at("asking the wiki")
    assert "asking the wiki" in told(stream, "asking")
    progress.forget()
    assert stream.getvalue().endswith("\r\x1b[K")
