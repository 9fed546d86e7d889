"""Tests of ``ecgtool.cli.session``: what a run says to type, and where a user's own files are."""

import re
from pathlib import Path

import pytest

from ecgtool.__main__ import run
from ecgtool.cli.options import SharedOptions
from ecgtool.cli.session import Session
from ecgtool.errors import UsageError

FILE = Path("my groups.toml")
GROUP = '[groups.mine]\ntimezone = "UTC"\nschedule = { every = "week", on = "Monday", at = "08:00" }\n'


@pytest.mark.parametrize(
    ("options", "said", "typed"),
    [
        (SharedOptions(), "`ecg wiki bump` mends it", "`ecg wiki bump` mends it"),
        (SharedOptions(config=FILE), "write one with `ecg init`", "write one with `ecg init -c 'my groups.toml'`"),
        (SharedOptions(group=("a",)), "write one with `ecg init`", "write one with `ecg init`"),
        (
            SharedOptions(config=FILE, group=("a",)),
            "if off, `ecg cancel 2026-02-09 -g a`, else `ecg wiki bump`",
            "if off, `ecg cancel 2026-02-09 -g a -c 'my groups.toml'`, else `ecg wiki bump -g a -c 'my groups.toml'`",
        ),
        (SharedOptions(every=True), "`ecg wiki bump` or `ecg move`", "`ecg wiki bump --all` or `ecg move`"),
        (SharedOptions(group=("a", "b")), "`ecg status`", "`ecg status -g a -g b`"),
        (SharedOptions(config=FILE), "the `page` says ecg wiki", "the `page` says ecg wiki"),
    ],
)
def test_a_command_in_a_hint_has_the_options_of_the_run(options: SharedOptions, said: str, typed: str) -> None:
    """The file and the groups that were named, quoted for a shell; what is no command stays as it is."""
    assert options.completed(said) == typed


HINTING = """
[groups.lab]
timezone = "UTC"
schedule = { every = "week", on = "Friday", at = "08:00", start = 2026-01-02, holidays_hint = ["US"] }
wiki.file = "page.wiki"
follow = { ics = "all.ics", match = "Lab" }

[groups.other]
timezone = "UTC"
schedule = { every = "week", on = "Monday", at = "08:00" }
"""
"""A group whose page cancels a meeting, and whose calendar has one on another day."""
PAGE = (
    "== Next meeting: Friday (June 05, 2026), 8am UTC / 0800 UTC ==\n\n== Upcoming topics ==\n* June 12: cancelled\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTART:20260604T080000Z\r\nDURATION:PT1H\r\n"
    "SUMMARY:Lab\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize("command", ["wiki check", "follow check", "status", "config check"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_every_answer_says_what_to_type_with_the_options_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, form: str
) -> None:
    """Whoever takes a command out of the answer, as text or as JSON, can type it as it stands."""
    for name, text in (("my groups.toml", HINTING), ("page.wiki", PAGE), ("all.ics", CALENDAR)):
        (tmp_path / name).write_text(text, newline="")
    monkeypatch.chdir(tmp_path)
    run([*command.split(), "-c", "my groups.toml", "-g", "lab", "-f", form, "--now", "2026-06-01T00:00Z"])
    typed = re.findall("`(ecg [^`]+)`", capsys.readouterr().out)
    assert typed
    assert [one for one in typed if not one.endswith("-g lab -c 'my groups.toml'")] == []


@pytest.mark.parametrize(
    ("xdg", "place"),
    [("{home}/xdg", "xdg"), ("", ".config"), ("relative", ".config")],
    ids=["set", "empty", "relative"],
)
def test_the_users_own_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], xdg: str, place: str
) -> None:
    """``$XDG_CONFIG_HOME`` where it is absolute (XDG Base Directory Specification), else ``~/.config``."""
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder, key in ((tmp_path / place, "mine"), (empty / "relative", "wrong")):
        (folder / "ecg").mkdir(parents=True)
        (folder / "ecg" / "ecg.toml").write_text(GROUP.replace("mine", key))
    monkeypatch.chdir(empty)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", xdg.format(home=tmp_path))
    assert run(["next-meeting", "-f", "text", "--now", "2026-06-08T16:30Z"]) == 0
    assert "mine" in capsys.readouterr().out


@pytest.mark.parametrize(("xdg", "folder"), [("{home}/s", "s/ecg"), ("s", ".local/state/ecg")])
def test_the_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, xdg: str, folder: str) -> None:
    """``$XDG_STATE_HOME`` where it is absolute, else the home's."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", xdg.format(home=tmp_path))
    assert Session(SharedOptions()).state_folder == tmp_path / folder


def test_no_state_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the user has no home, it is said what to set."""
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr("platformdirs.user_state_path", _homeless)
    with pytest.raises(UsageError, match="set XDG_STATE_HOME"):
        _ = Session(SharedOptions()).state_folder


def _homeless(*_arguments: object, **_options: object) -> Path:
    raise RuntimeError
