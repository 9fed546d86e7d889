"""A configuration that was found runs no program and touches no file, unless it can only be the user's own."""

import os
from pathlib import Path

import pytest

from ecgtool.__main__ import run

GROUP = """
[groups.lab]
timezone = "UTC"
schedule = { every = "week", on = "Monday", at = "08:00" }
"""
IN_A_FILE = f'{GROUP}wiki = {{ file = "page.wiki" }}\n'
WITH_A_PROGRAM = (
    f'{GROUP}wiki = {{ api = "http://127.0.0.1:1/api.php", page = "P", username = "a@b", patience = "0s",'
    ' password_command = ["touch", "ran"] }\n'
)


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page, to work in."""
    (folder / "page.wiki").write_text("== Next meeting: Monday (June 01, 2026), 8am UTC / 0800 UTC ==\n")
    for name, value in {"ECG_NOW": "2026-06-02T12:00Z", "ECG_WIKI_HOST": "127.0.0.1"}.items():
        monkeypatch.setenv(name, value)
    return folder


def exposed(folder: Path, how: str) -> Path:
    """The configuration, as others could have it."""
    path = folder / "ecg.toml"
    match how:
        case "file that others write":
            path.chmod(0o666)
        case "file that a group writes":
            os.chown(path, os.geteuid(), 54321)
            path.chmod(0o664)
        case "folder that others write":
            folder.chmod(0o1777)
        case "somebody's file":
            os.chown(path, 12345, 12345)
        case "somebody's folder":
            os.chown(folder, 12345, 12345)
        case "link to somebody's file":
            other = folder / "other"
            other.mkdir()
            path.rename(other / "ecg.toml")
            path.symlink_to(other / "ecg.toml")
            os.chown(other / "ecg.toml", 12345, 12345)
    return path


ALL = pytest.mark.parametrize(
    "how",
    [
        "file that others write", "folder that others write",
        *(
            pytest.param(how, marks=pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away"))
            for how in (
                "file that a group writes", "somebody's file", "somebody's folder", "link to somebody's file"
            )
        ),
    ],
)  # fmt: skip


@ALL
@pytest.mark.parametrize("command", ["wiki bump", "wiki show", "agenda add x", "wiki check"])
def test_a_page_in_a_file(folder: Path, how: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is read or written by a configuration of somebody else's; ``-c`` is the user's own word."""
    (folder / "ecg.toml").write_text(IN_A_FILE + 'agenda = { source = "page" }\n')
    path = exposed(folder, how)
    before = (folder / "page.wiki").read_text()
    assert run(command.split()) == 2
    out, err = capsys.readouterr()
    assert "wiki.file is not used" in err
    assert "-c ecg.toml" in err
    assert (out, (folder / "page.wiki").read_text()) == ("", before)
    assert run([*command.split(), "-c", str(path)]) in {0, 1, 3}


@ALL
def test_a_program(folder: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not run, not even to log in."""
    (folder / "ecg.toml").write_text(WITH_A_PROGRAM)
    exposed(folder, how)
    for command in (["wiki", "bump"], ["wiki", "login"]):
        assert run(command) == 2
        assert "wiki.password_command is not used" in capsys.readouterr().err
    assert not (folder / "ran").exists()


@ALL
@pytest.mark.parametrize("command", ["cancel 2026-06-08", "extra 2026-06-10", "link https://meet.example.org/j/1"])
def test_the_configuration_itself(folder: Path, how: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not changed, and not put into a crontab, where it may be somebody else's; a dry run shows the change."""
    (folder / "ecg.toml").write_text(IN_A_FILE)
    path = exposed(folder, how)
    before = path.read_text()
    assert run(command.split()) == run(["cron", "install"]) == 2
    assert capsys.readouterr().err.count("it is left as it is") == 2
    assert path.read_text() == before
    assert run([*command.split(), "--dry-run"]) == 0
    assert run([*command.split(), "-c", str(path)]) == 0


def test_a_file_that_is_taken_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By a file of the user's own, from a folder that others may write."""
    (folder / "groups").mkdir()
    (folder / "ecg.toml").write_text('include = ["groups/*.toml"]\n')
    (folder / "groups" / "lab.toml").write_text(IN_A_FILE.replace('"page.wiki"', '"../page.wiki"'))
    assert run(["wiki", "check"]) == 1
    (folder / "groups").chmod(0o777)
    assert run(["wiki", "check"]) == 2
    assert "lab.toml was found, and others may write in its folder" in capsys.readouterr().err
    assert run(["wiki", "check", "-c", "ecg.toml"]) == 1


def test_what_is_the_users_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that only the user may write, in a folder likewise, needs no option; nor one that $ECG_CONFIG names."""
    path = folder / "ecg.toml"
    path.write_text(IN_A_FILE)
    path.chmod(0o644)
    folder.chmod(0o755)
    assert run(["wiki", "bump"]) == 0
    folder.chmod(0o777)
    monkeypatch.setenv("ECG_CONFIG", str(path))
    assert run(["wiki", "bump"]) == 0


def test_reading_needs_no_trust(folder: Path) -> None:
    """What only tells the schedule works on anybody's file."""
    (folder / "ecg.toml").write_text(IN_A_FILE)
    exposed(folder, "folder that others write")
    assert run(["next-meeting"]) == 0
