"""Tests of ``ecgtool.cli.usage``, and of options before the command: what is typed is understood, or put right."""

from pathlib import Path
from typing import Any

import pytest
from typer import Context
from typer.main import get_command

from ecgtool.__main__ import run
from ecgtool.cli.app import WITH_VALUE, WITHOUT_VALUE, app
from ecgtool.cli.options import SHARED_NAMES

TWO = """
default_group = "ebb"
[groups.ebb]
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "08:00" }
[groups.flow]
timezone = "Asia/Tokyo"
schedule = { every = "week", on = "Friday", at = "09:00" }
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two groups."""
    (tmp_path / "ecg.toml").write_text(TWO)
    monkeypatch.delenv("ECG_CONFIG", raising=False)
    monkeypatch.setenv("ECG_NOW", "2026-06-08T16:30:00Z")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nxt", "no command 'nxt': did you mean `ecg next`?"),
        ("statsu", "no command 'statsu': did you mean `ecg status`?"),
        ("cancle 2026-06-15", "no command 'cancle': did you mean `ecg cancel`?"),
        ("bump", "no command 'bump': did you mean `ecg wiki bump`?"),
        ("wiki-bump", "no command 'wiki-bump': did you mean `ecg wiki bump`?"),
        ("exprot", "no command 'exprot': did you mean `ecg ical export`?"),
        ("wiki bmup", "no command 'bmup': did you mean `ecg wiki bump`?"),
        ("wiki qqq", "no command 'qqq': see `ecg wiki --help`"),
        ("qqq", "no command 'qqq': see `ecg --help`"),
        ("next-meeting --json", "no option --json: write `-f json`"),
        ("wiki bump --dryrun", "no option --dryrun: did you mean --dry-run?"),
        ("wiki bump --qqq", "no option --qqq: see `ecg wiki bump --help`"),
        ("next flow", "flow is a group: write `-g flow`"),
        ("next flw", "unexpected 'flw': put words that belong together in quotes, or see `ecg next-meeting --help`"),
        ("next -n x", "-n: 'x' is not a number that it takes: see `ecg next-meeting --help`"),
        ("next -f xml", "--format: 'xml' is not one of 'terminal', 'text', 'json', 'heading'"),
        ("move", "Missing argument 'D': see `ecg move --help`"),
    ],
)
def test_a_usage_error_says_what_to_type(capsys: pytest.CaptureFixture[str], typed: str, said: str) -> None:
    """Exit code 2 and one line: the nearest command or option, or where the help on this command is."""
    assert run(typed.split()) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"ecg: {said}")
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("-g flow next", "next -g flow"),
        ("-gflow next", "next -g flow"),
        ("--group=flow -f json next-meeting", "next-meeting -f json --group=flow"),
        ("--all next -n 2", "next -n 2 --all"),
        ("--all -f json wiki -q check --page a.wiki", "wiki check --page a.wiki --all -f json -q"),
    ],
)
def test_shared_options_may_stand_before_the_command(
    folder: Path, capsys: pytest.CaptureFixture[str], before: str, after: str
) -> None:
    """Of the program and of a noun; the answer and the exit code are the same."""
    (folder / "a.wiki").write_text("== Next meeting: TBD ==\n")
    codes = (run(before.split()), capsys.readouterr(), run(after.split()), capsys.readouterr())
    assert codes[:2] == codes[2:]
    assert codes[0] in {0, 1}


def test_options_alone_are_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The list of commands is shown, as without them."""
    assert run(["-g", "flow"]) == 2
    assert "Usage: ecg" in capsys.readouterr().out


def test_the_names_of_the_shared_options_are_those_of_the_commands() -> None:
    """They are written twice, since to make the options takes time that the list of commands does not have."""
    root: Any = get_command(app)
    _, command, _ = root.resolve_command(Context(root, info_name="ecg"), ["next-meeting"])
    named = {name for one in command.params if one.name in SHARED_NAMES for name in one.opts}
    assert named | {"--format", "-f"} == WITH_VALUE | WITHOUT_VALUE
