"""Tests of the tool as a process: pipes, signals, terminals, encodings and poor surroundings."""

import json
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.processes import ECG, ecg, environment

NAME = "Gruppe Gezeiten \N{WATER WAVE} \N{LATIN SMALL LETTER U WITH DIAERESIS}"
CONFIG = f"""
[groups.tide]
name = "{NAME}"
timezone = "America/Los_Angeles"
zones = ["UTC", "Europe/Berlin"]
schedule = {{ every = "week", on = "Monday", at = "08:00" }}
call = {{ join = "https://meet.example.org/j/1" }}
"""
NOW = "2026-06-09T12:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an ``ecg.toml``."""
    (tmp_path / "ecg.toml").write_text(CONFIG, "utf-8")
    return tmp_path


def test_a_reader_that_goes_away_ends_the_run_without_a_word(folder: Path) -> None:
    """``| head -1`` has its line, standard error stays empty, and the exit code is a pipe's."""
    script = '"$@" | head -1; echo "${PIPESTATUS[0]}"'
    done = ecg("next-meeting", "-n", "3000", "--now", NOW, folder=folder, through=[script])
    first, status = done.stdout.decode().splitlines()
    assert first.startswith("Monday 2026-06-15\t")
    assert status in {"0", "141"}
    assert done.stderr == b""


def test_an_answer_that_is_cut_off_is_no_success(folder: Path) -> None:
    """Nor where Python has no buffer of its own, as in most containers, and forgets what a pipe did not take."""
    script = 'PYTHONUNBUFFERED=1 "$@" | head -1 >/dev/null; echo "${PIPESTATUS[0]}"'
    done = ecg("next-meeting", "-n", "3000", "-f", "json", "--now", NOW, folder=folder, through=[script])
    assert done.stdout.decode() == "141\n"


def test_help_to_a_closed_pipe_is_quiet() -> None:
    """The same for what is not an answer of ours."""
    done = ecg("--help", through=['"$@" | true'])
    assert done.stderr == b""


@pytest.mark.parametrize("arguments", [["next-meeting"], ["--help"], ["next-meeting", "--help"]])
def test_a_full_disk_is_one_line(folder: Path, arguments: list[str]) -> None:
    """What could not be written is not a success, and not a traceback."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = ecg(*arguments, folder=folder, through=['"$@" > /dev/full'])
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "No space left on device" in done.stderr.decode()


def test_closed_streams_swallow(folder: Path) -> None:
    """A daemon may have neither; what belongs on the one never shows on the other."""
    assert ecg("next-meeting", folder=folder, through=['"$@" >&-']).returncode == 0
    wrong = ecg("next-meeting", "-g", "no", folder=folder, through=['"$@" 2>&-'])
    assert (wrong.returncode, wrong.stdout) == (2, b"")


def test_ctrl_c_is_130_and_silent(folder: Path) -> None:
    """While it computes without end, as a shell has it: 128 and the number of the signal."""
    command = [*ECG, "next-meeting", "-n", "100000000", "--now", NOW]
    process = subprocess.Popen(command, env=environment(), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, b"")


def test_a_traceback_only_where_it_is_asked_for(folder: Path) -> None:
    """``ECG_DEBUG=1`` shows where it came from, above the same one line."""
    plain = ecg("next-meeting", "-g", "nobody", folder=folder)
    assert plain.stderr.decode() == "ecg: no group 'nobody': there are: tide\n"
    debug = ecg("next-meeting", "-g", "nobody", folder=folder, environ=environment(ECG_DEBUG="1"))
    assert debug.stderr.decode().startswith("Traceback")
    assert debug.stderr.decode().endswith(plain.stderr.decode())


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "utf-16"])
def test_what_an_encoding_lacks_is_a_question_mark(folder: Path, encoding: str) -> None:
    """The answer comes in any encoding; nothing is an error."""
    done = ecg("next-meeting", "--now", NOW, folder=folder, environ=environment(PYTHONIOENCODING=encoding))
    assert (done.returncode, done.stderr) == (0, b"")
    assert NAME.encode(encoding, "replace").decode(encoding) in done.stdout.decode(encoding)


def test_the_c_locale_has_every_character(folder: Path) -> None:
    """Cron's surroundings: no locale, no home, no terminal."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": environment()["PYTHONPATH"], "LC_ALL": "C"}
    done = ecg("next-meeting", "--now", NOW, folder=folder, environ=bare)
    assert NAME in done.stdout.decode()
    assert ecg("next-meeting", folder=Path("/"), environ=bare).returncode == 0


@pytest.mark.parametrize("zone", ["Mars/Base", ":/nowhere", "", "UTC-3", "EST5EDT,M3.2.0,M11.1.0"])
def test_an_odd_zone_of_the_reader_is_no_error(folder: Path, zone: str) -> None:
    """Whatever ``TZ`` says, the group's own time is right."""
    done = ecg("next-meeting", "--now", NOW, "-f", "terminal", folder=folder, environ=environment(TZ=zone))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "08:00 to 09:00 PDT" in done.stdout.decode()


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """Nothing can be looked for there: one line says so."""
    gone = tmp_path / "gone"
    gone.mkdir()
    done = ecg("next-meeting", folder=gone, through=['rmdir "$PWD"; "$@"'])
    assert done.returncode == 2
    assert "the working folder is gone" in done.stderr.decode()


def on_a_terminal(folder: Path, **changed: str) -> str:
    """What ``ecg next-meeting`` writes to a terminal."""
    leader, follower = pty.openpty()
    command = [*ECG, "next-meeting", "--now", NOW]
    environ = environment(**{"TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "Asia/Tokyo", **changed})
    subprocess.run(command, env=environ, cwd=folder, stdout=follower, stderr=subprocess.PIPE, check=True, timeout=60)
    os.close(follower)
    written = b""
    while chunk := _chunk(leader):
        written += chunk
    os.close(leader)
    return written.decode()


def _chunk(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # what Linux says at the end of a terminal
        return b""


def test_a_terminal_shows_panels_and_colours(folder: Path) -> None:
    """Name, day, times here and there and on the reader's own clock, how long until, the link to click."""
    shown = on_a_terminal(folder)
    for text in (
        NAME,
        "Monday, June 15, 2026",
        "in 6 days 3 hours",
        "08:00 to 09:00 PDT",
        "15:00 UTC",
        "17:00 CEST",
        "╭",
    ):
        assert text in shown
    assert "00:00 JST" in shown
    assert "Tuesday" in shown
    assert "\x1b[1;32m" in shown
    assert "\x1b]8;" in shown


def test_no_color_and_columns_are_obeyed(folder: Path) -> None:
    """No colour where none is wanted, and no line wider than the terminal."""
    shown = on_a_terminal(folder, NO_COLOR="1", COLUMNS="40")
    assert "\x1b[1;32m" not in shown
    assert max(len(line) for line in shown.splitlines() if "\x1b]8" not in line and "\x1b[" not in line) <= 40


@pytest.mark.parametrize("name", ["dumb", "unknown"])
def test_a_terminal_that_draws_nothing_gets_what_a_pipe_gets(folder: Path, name: str) -> None:
    """An editor's shell, say: no panel, no colour, no link; in colour where that is forced."""
    piped = ecg("next-meeting", "--now", NOW, folder=folder).stdout.decode()
    assert on_a_terminal(folder, TERM=name).replace("\r\n", "\n") == piped
    assert "\u256d" in on_a_terminal(folder, TERM=name, FORCE_COLOR="1")


def test_piped_it_is_plain_unless_colour_is_forced(folder: Path) -> None:
    """``FORCE_COLOR`` makes a pipe a terminal, nothing else does."""
    assert b"\x1b" not in ecg("next-meeting", "--now", NOW, folder=folder).stdout
    forced = ecg("next-meeting", "--now", NOW, folder=folder, environ=environment(FORCE_COLOR="1"))
    assert b"\x1b[1;32m" in forced.stdout


@pytest.mark.parametrize(
    ("typed", "changed", "said"),
    [
        ("nxt", {}, "\x1b[1;31mecg:\x1b[0m no command 'nxt': did you mean \x1b[1m`ecg next`\x1b[0m?"),
        ("next --after 9999-01-01", {}, "\x1b[1;33mecg:\x1b[0m no meeting to come: "),
        ("nxt", {"NO_COLOR": "1"}, "ecg: no command 'nxt'"),
        ("nxt", {"TERM": "dumb"}, "ecg: no command 'nxt'"),
    ],
)
def test_an_error_on_a_terminal_is_in_colour(folder: Path, typed: str, changed: dict[str, str], said: str) -> None:
    """What is wrong in red, what was found in yellow, what is to be typed in bold; NO_COLOR and TERM are obeyed."""
    leader, follower = pty.openpty()
    environ = environment(**{"TERM": "xterm-256color", **changed})
    command = [*ECG, *typed.split()]
    subprocess.run(
        command, env=environ, cwd=folder, stdout=subprocess.DEVNULL, stderr=follower, timeout=60, check=False
    )
    os.close(follower)
    assert _chunk(leader).decode().startswith(said)
    os.close(leader)


def test_an_error_wider_than_the_terminal_is_broken_between_words(folder: Path) -> None:
    """And indented; what is to be typed stays whole. Piped, it is one line."""
    leader, follower = pty.openpty()
    environ = environment(TERM="xterm", NO_COLOR="1", COLUMNS="44")
    subprocess.run([*ECG, "next", "June 9"], env=environ, cwd=folder, stderr=follower, timeout=60, check=False)
    os.close(follower)
    assert _chunk(leader).decode().splitlines() == [
        "ecg: unexpected 'June 9': put words that",
        "     belong together in quotes, or see",
        "     `ecg next-meeting --help`",
    ]
    os.close(leader)
    assert ecg("next", "June 9", folder=folder).stderr.count(b"\n") == 1


def test_a_file_may_come_through_a_pipe(folder: Path) -> None:
    """``-c <(...)`` and ``-c /dev/stdin`` are files as good as any."""
    script = 'cat ecg.toml | "$@"'
    done = ecg("next-meeting", "-c", "/dev/stdin", "--now", NOW, "-f", "json", folder=folder, through=[script])
    assert json.loads(done.stdout)["meetings"][0]["name"] == NAME
