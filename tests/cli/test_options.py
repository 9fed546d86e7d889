"""What the shells complete: commands, groups and dates, by each shell's own way of asking."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.completion import FILES, FOLDER
from tests.support import missing

BIN = Path(sys.executable).parent
CONFIG = """\
[groups.docs]
name = "Docs group"
timezone = "UTC"
schedule = { every = "week", on = "Friday", at = "14:00" }
[groups.lab]
timezone = "UTC"
[groups.lab.schedule]
every = "week"
on = "Monday"
at = "15:00"
skip = [{ date = 2026-06-22, reason = "holiday" }]
move = [{ date = 2026-07-06, to = 2026-07-07 }]
"""


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two groups, on June 9, 2026; no shell is looked for."""
    (folder / "ecg.toml").write_text(CONFIG)
    monkeypatch.setenv("ECG_NOW", "2026-06-09T12:00:00Z")
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    return folder


def completed(line: str) -> list[str]:
    """What bash is offered at the end of ``line``."""
    words = f"{line}x".split()
    environ = {**os.environ, "_ECG_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(["ecg"], env=environ, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("ecg wiki bu", ["bump"]),
        ("ecg next-meeting -g ", ["docs", "lab"]),
        ("ecg wiki bump --group d", ["docs"]),
        ("ecg cancel -g lab 2026-06", ["2026-06-15", "2026-06-29"]),
        ("ecg move -g docs 2026-06-1", ["2026-06-12", "2026-06-19"]),
        ("ecg restore -g lab ", ["2026-06-22", "2026-07-06"]),
        ("ecg cron render -f ", ["crontab", "systemd", "github-actions", "kubernetes", "windows"]),
        ("ecg cancel ", []),
    ],
)
def test_groups_and_dates_are_completed(line: str, offers: list[str]) -> None:
    """Names of groups after -g, dates to cancel and move, changed ones to restore; for several groups none."""
    assert completed(line) == offers


@pytest.mark.parametrize("content", ["not toml [", "[groups.x]\ntimezone = 1\n"])
def test_a_broken_file_completes_nothing(folder: Path, content: str) -> None:
    """A shell's line is never disturbed by a fault of the file."""
    (folder / "ecg.toml").write_text(content)
    assert completed("ecg cancel ") == completed("ecg next-meeting -g ") == []


def ask(shell: str, script: str) -> str:
    """What a shell says that runs ``script``."""
    program = shutil.which(shell)
    if not program:
        missing(f"{shell}: apt-get install {shell}")
    done = subprocess.run(
        [program, "-c", script], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    return done.stdout


@pytest.mark.parametrize("shell", FILES)
def test_the_program_shows_the_script_that_is_installed(shell: str) -> None:
    """Who installs no scripts can have them from the program."""
    done = subprocess.run(["ecg", "--show-completion", shell], capture_output=True, text=True, check=True)
    assert (FOLDER / FILES[shell]).read_text().startswith(done.stdout)


def test_bash_completes() -> None:
    """The script, once it is loaded, offers the groups."""
    script = f'. "{FOLDER}/ecg.bash"; COMP_WORDS=(ecg status -g ""); COMP_CWORD=3; _ecg_completion ecg'
    assert ask("bash", f'{script}; echo "${{COMPREPLY[@]}}"') == "docs lab\n"


def test_fish_completes() -> None:
    """The script, found in its folder, offers the groups, each with its name."""
    script = f"set -p fish_complete_path '{FOLDER}'; complete -C 'ecg status -g '"
    assert ask("fish", script).splitlines() == ["docs\tDocs group", "lab\tlab"]


def test_zsh_completes() -> None:
    """The script, found in its folder, offers the groups with their names at the first Tab, and at the next."""
    script = f"fpath=('{FOLDER}' $fpath); autoload -U compinit; compinit -D -u; _arguments() {{ print -r -- $1 }}"
    tab = "words=(ecg status -g ''); CURRENT=4; $_comps[ecg]"
    first, second = ask("zsh", f"{script}; {tab}; {tab}").splitlines()
    assert first == second
    assert '"docs":"Docs group"' in first
