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

DOCUMENTS = "'terminal', 'text', 'markdown', 'wikitext', 'html', 'json'"
JOBS = "'crontab', 'systemd', 'github-actions', 'kubernetes', 'windows'"


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two groups."""
    (folder / "ecg.toml").write_text(TWO)
    monkeypatch.setenv("ECG_NOW", "2026-06-08T16:30:00Z")
    return folder


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
        ("agenda aciton", "no command 'aciton': did you mean `ecg agenda action`?"),
        ("agenda action ad x", "no command 'ad': did you mean `ecg agenda action add`?"),
        ("histroy", "no command 'histroy': did you mean `ecg wiki history`?"),
        ("check", "no command 'check': did you mean `ecg wiki check` or `ecg config check` or `ecg follow check`?"),
        ("delete", "no command 'delete': did you mean `ecg cancel`?"),
        ("uninstall", "no command 'uninstall': did you mean `ecg cron remove`?"),
        ("cron unistall", "no command 'unistall': did you mean `ecg cron remove`?"),
        ("flow", "flow is a group: name it behind a command, such as `ecg next -g flow`"),
        ("agenda remove x", "no command 'remove': did you mean `ecg agenda done`?"),
        ("help", "no command 'help': did you mean `ecg --help`?"),
        ("next-meeting --json", "no option --json: write `-f json`"),
        ("next-meeting --josn", "no option --josn: write `-f json`"),
        ("--json next", "no option --json: write `-f json`"),
        ("ical export --json", "no option --json: see `ecg ical export --help`"),
        ("wiki bump --dryrun", "no option --dryrun: did you mean --dry-run?"),
        ("wiki bump --qqq", "no option --qqq: see `ecg wiki bump --help`"),
        ("--dry-run wiki bump", "no option --dry-run of `ecg` itself: a command's options stand behind it, see"),
        ("--gruop flow next", "no option --gruop: did you mean --group?"),
        ("next --from 2026-06-15", "no option --from: did you mean --after?"),
        ("next --to 2026-06-15", "no option --to: did you mean --until?"),
        ("next -3", "no option -3: did you mean -n 3?"),
        ("next flow", "flow is a group: write `-g flow`"),
        ("next flw", "unexpected 'flw': did you mean the group `-g flow`?"),
        (
            "next June 9",
            "unexpected 'June 9': put words that belong together in quotes, or see `ecg next-meeting --help`",
        ),
        ("cancel flow", "flow is a group, and a date is expected: write `-g flow`"),
        ("next -n x", "-n: 'x' is no whole number: see `ecg next-meeting --help`"),
        ("next -n 0", "-n: 0 is not 1 or more: see `ecg next-meeting --help`"),
        ("next -n", "-n takes a value, and none is given: see `ecg next-meeting --help`"),
        (
            "next -f JSON",
            "--format: 'JSON' is not one of 'terminal', 'text', 'json', 'heading': did you mean json?",
        ),
        ("agenda render -f md", f"--format: 'md' is not one of {DOCUMENTS}: did you mean markdown?"),
        ("call render -f TXT", f"--format: 'TXT' is not one of {DOCUMENTS}: did you mean text?"),
        ("list -f ics", "--format: 'ics' is not one of 'text', 'json': did you mean `ecg ical export`?"),
        ("list -f xyz", "--format: 'xyz' is not one of 'text', 'json': see `ecg list --help`"),
        ("cron render -f k8s", f"--format: 'k8s' is not one of {JOBS}: did you mean kubernetes?"),
        ("cron render -f gha", f"--format: 'gha' is not one of {JOBS}: did you mean github-actions?"),
        ("cron render -f yml", f"--format: 'yml' is not one of {JOBS}: did you mean github-actions or kubernetes?"),
        ("move", "the argument DATE is missing: see `ecg move --help`"),
        ("site build", "the option --output is missing: see `ecg site build --help`"),
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


def test_the_rest_of_a_date_is_no_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever types a date without quotes is told of the quotes, however short the group's key is."""
    monkeypatch.chdir(tmp_path)
    table = 'timezone = "UTC"\nschedule = { every = "week", on = "Monday", at = "08:00" }\n'
    (tmp_path / "ecg.toml").write_text(f"[groups.g]\n{table}[groups.h]\n{table}")
    assert run(["cancel", "Dec", "7"]) == 2
    assert "unexpected '7': put words that belong together in quotes" in capsys.readouterr().err
