"""``ecg status`` through a group's weeks: what is off, and what has not run, is told and is exit 1."""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ecgtool.__main__ import run
from tests.served import served

ECG = Path(sys.executable).parent / "ecg"
CONFIG = """\
[groups.lab]
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "08:00" }
wiki = { file = "page.wiki" }
"""
PAGE = "=== Next meeting: Monday (June 08, 2026), 8am PDT / 1500 UTC ===\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    """A group with a page in a file, and a state of its own."""
    (folder / "ecg.toml").write_text(CONFIG)
    (folder / "page.wiki").write_text(PAGE)
    return folder


def at(moment: str, *arguments: str) -> int:
    """The exit code of a run at ``moment``."""
    return run([*arguments, "--now", moment])


def problems(capsys: pytest.CaptureFixture[str], moment: str) -> dict[str, str]:
    """What ``status -f json`` says is wrong at ``moment``, by part; its exit code says the same."""
    capsys.readouterr()
    code = at(moment, "status", "-f", "json")
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    (group,) = answer["groups"]
    assert code == (0 if group["ok"] else 1)
    return {part["what"]: part["problem"] for part in group["parts"] if not part["ok"]}


def test_a_group_s_weeks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Never run, run, stale page, a missed week, a changed plan, a lost calendar: each is told when it is so."""
    assert list(problems(capsys, "2026-06-08T17:00")) == ["page", "bump"]
    assert at("2026-06-08T17:00", "wiki", "bump") == 0
    assert at("2026-06-08T17:00", "ical", "export", "-o", "lab.ics") == 0
    assert problems(capsys, "2026-06-15T14:00") == {}
    assert list(problems(capsys, "2026-06-15T16:30")) == ["page"]
    assert problems(capsys, "2026-06-16T16:30")["bump"] == "has not succeeded since the meeting of 2026-06-15"
    assert at("2026-06-16T17:00", "wiki", "bump") == 0
    assert problems(capsys, "2026-06-16T17:00") == {}
    (folder / "ecg.toml").write_text(CONFIG.replace("08:00", "09:00"))
    assert list(problems(capsys, "2026-06-16T17:00")) == ["page", "calendar"]
    (folder / "lab.ics").unlink()
    assert "cannot be read" in problems(capsys, "2026-06-16T17:00")["calendar"]


def test_of_many_groups_what_is_wrong_comes_first_and_the_rest_is_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In text; JSON has every group. Those that have nothing to watch are told together."""
    others = (
        f'[groups.g{number:02}]\ntimezone = "UTC"\nschedule = {{ every = "week", on = "Monday", at = "08:00" }}\n'
        for number in range(12)
    )
    (folder / "ecg.toml").write_text("".join(others) + CONFIG)
    assert at("2026-06-08T17:00", "status", "--all") == 1
    out, err = capsys.readouterr()
    assert [line.split("\t")[:2] for line in out.splitlines()] == [
        ["lab", "page page.wiki"], ["lab", "bump"], ["the other 12", "everything"],
    ]  # fmt: skip
    assert "g00, g01, g02, g03, g04, g05, g06, g07 and 4 more have nothing to watch" in err
    assert "not all is well with lab" in err
    assert at("2026-06-08T17:00", "wiki", "bump", "-g", "lab") == 0
    assert at("2026-06-08T17:00", "status", "--all", "-q") == 0
    assert capsys.readouterr().out.endswith("all 13\teverything\tok\t\n")
    assert at("2026-06-08T17:00", "status", "--all", "-f", "json") == 0
    assert len(json.loads(capsys.readouterr().out)["groups"]) == 13


def test_nothing_to_watch(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is said, with what could be; it is no fault."""
    (folder / "ecg.toml").write_text(CONFIG.partition("wiki")[0])
    assert at("2026-06-08T17:00", "status") == 0
    out, err = capsys.readouterr()
    assert out == "lab\tnothing to watch\tok\t\n"
    assert "lab has nothing to watch: name its page under wiki" in err


def test_a_wiki_out_of_reach(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is exit 5 with a remedy that is true; where something else is wrong, that counts."""
    monkeypatch.setattr("ecgtool.cli.wikis.TO_READ", timedelta(0))
    wiki = 'wiki = { api = "http://127.0.0.1:1/api.php", page = "Lab" }'
    (folder / "ecg.toml").write_text(CONFIG.replace('wiki = { file = "page.wiki" }', wiki))
    assert at("2026-06-08T17:00", "status") == 5
    assert "run it again later" in capsys.readouterr().err.splitlines()[-1]
    assert at("2026-06-08T17:00", "ical", "export", "-o", "lab.ics") == 0
    (folder / "lab.ics").write_text("")
    assert at("2026-06-08T17:00", "status") == 1
    assert "`ecg ical export -o lab.ics` mend" in capsys.readouterr().err.splitlines()[-1]


def test_the_options_of_an_export_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """A calendar with an alarm and a span is compared with one made alike; a single meeting is none to keep."""
    assert at("2026-06-02", "wiki", "bump") == 0
    assert at("2026-06-02", "ical", "export", "-o", "a.ics", "--alarm", "15m", "--from", "2026-01-01") == 0
    assert at("2026-06-02", "ical", "export", "-o", "b.ics", "--next") == 0
    assert problems(capsys, "2026-06-02") == {}
    assert at("2026-06-02", "status") == 0
    out = capsys.readouterr().out
    assert "a.ics" in out
    assert "b.ics" not in out


def test_what_to_type_writes_the_same_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file, the groups in it and the options of the run that wrote it, whichever groups are asked for."""
    group = '[groups.{}]\ntimezone = "UTC"\nschedule = {{ every = "week", on = "Monday", at = "08:00" }}\n'
    (folder / "ecg.toml").write_text("".join(map(group.format, ("lab", "fog", "mist"))))
    at("2026-06-02", "ical", "export", "--all", "-o", "all.ics", "--hide-passcode")
    at(
        "2026-06-02",
        "ical",
        "export",
        "-g",
        "lab",
        "-g",
        "fog",
        "-o",
        "two.ics",
        "--alarm",
        "90m",
        "--from",
        "2026-01-01",
    )
    (folder / "ecg.toml").write_text((folder / "ecg.toml").read_text().replace("08:00", "09:00"))
    capsys.readouterr()
    assert at("2026-06-02", "status", "-g", "lab") == 1
    commands = re.findall("`ecg (ical export[^`]*)`", capsys.readouterr().err)
    assert commands == [
        "ical export -o all.ics --all --hide-passcode",
        "ical export -o two.ics -g lab -g fog --from 2026-01-01 --alarm 90m",
    ]
    for command in commands:
        assert at("2026-06-02", *command.split()) == 0
    assert at("2026-06-02", "status", "--all") == 0


def test_looking_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run, a check and a run that a person's word stopped do not count as having run."""
    at("2026-06-08T17:00", "wiki", "bump", "--dry-run")
    at("2026-06-08T17:00", "wiki", "bump", "--check")
    Path("page.wiki").write_text("=== Next meeting: TBD ===\n")
    assert at("2026-06-08T17:00", "wiki", "bump") == 1
    assert "bump" in problems(capsys, "2026-06-08T17:00")


def test_the_log_tells_each_run(folder: Path, state: Path) -> None:
    """A line for each run that a person can read, those that stopped with the reason."""
    at("2026-06-08T17:00", "wiki", "bump")
    (folder / "page.wiki").write_text("no such line\n")
    at("2026-06-08T18:00", "wiki", "bump")
    first, second = (state / "ecg" / "log").read_text().splitlines()
    assert first == "2026-06-08T17:00:00Z wiki bump lab: the page is up to date"
    assert second.startswith("2026-06-08T18:00:00Z wiki bump lab: failed: no heading")


def test_the_ping_follows_success_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The watcher is asked for after a run that ended in 0, and its silence is only a note without its address."""
    with served() as (_, base, asked):
        (folder / "ecg.toml").write_text(CONFIG.replace('"page.wiki"', f'"page.wiki", ping = "{base}/secret-path"'))
        assert at("2026-06-08T17:00", "wiki", "bump", "--dry-run") == 0
        assert asked == []
        assert at("2026-06-08T17:00", "wiki", "bump") == 0
        assert asked == ["/secret-path"]
        (folder / "page.wiki").write_text("no such line\n")
        assert at("2026-06-08T18:00", "wiki", "bump") == 3
        assert asked == ["/secret-path"]
    err = capsys.readouterr().err
    assert "the ping was not taken: HTTP 404" in err
    assert "secret-path" not in err


def test_a_state_that_cannot_be_written_stops_nothing(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a folder to remember in, a bump and an export do their work all the same, and say so once."""
    state.rmdir()
    state.write_text("a file in the way")
    for command in (("wiki", "bump"), ("ical", "export", "-o", "lab.ics")):
        assert at("2026-06-08T17:00", *command) == 0
        assert capsys.readouterr().err.count("the run is not remembered: ") == 1
        assert at("2026-06-08T17:00", *command, "--quiet") == 0
        assert capsys.readouterr().err == ""


def test_a_run_without_a_home_remembers_in_the_system_s(folder: Path) -> None:
    """``env -i`` leaves no HOME; the account's own home is where the state is then."""
    command = ["/usr/bin/env", "-i", "XDG_STATE_HOME=" + os.fspath(folder / "s"), str(ECG), "wiki", "bump", "-q"]
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "s" / "ecg" / "log").exists()
