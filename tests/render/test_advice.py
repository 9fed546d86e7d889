"""Tests of ``ecgtool.render.advice``: what to type about what the core found, and that it works as it is typed."""

import re
import shlex
from datetime import date, time
from pathlib import Path

import pytest

from ecgtool.__main__ import run
from ecgtool.render.advice import holiday_words, other_date_words, shared_holiday_words
from ecgtool.upkeep.bump import OtherDate
from tests.plans import group_of

TEXT = """
[groups.tea]
timezone = "UTC"
holidays_hint = ["DE"]
schedule = { every = "week", on = "Friday", at = "08:00", start = 2026-01-02 }
wiki = { file = "page.wiki" }
announce = { to = "tea@example.org", sender = "chairs@example.org", smtp = "smtp://localhost" }
[groups.oat]
timezone = "UTC"
schedule = { every = "week", on = "Friday", at = "08:00", start = 2026-01-02 }
"""
LINE = "== Next meeting: Friday (December 18, 2026), 8am UTC / 0800 UTC ==\n"
NOW = "2026-12-16T12:00Z"


def test_another_date_on_the_page_may_mean_three_things() -> None:
    """Its meetings are off, the first is moved, or the page is wrong; a move only to a date that is free."""
    week = (date(2026, 2, 9), date(2026, 2, 16))
    found = OtherDate("another date", "tea", (week[0], week[0]), (date(2026, 2, 10), time(9, 30)))
    assert other_date_words(found) == (
        "if 2026-02-09 is off, `ecg cancel 2026-02-09 -g tea`, "
        "if it is moved, `ecg move 2026-02-09 2026-02-10T09:30 -g tea`, else `ecg wiki bump --force -g tea`"
    )
    assert other_date_words(OtherDate("another date", "tea", week, None)) == (
        "if 2026-02-09 is off, `ecg cancel 2026-02-09 --to 2026-02-16 -g tea`, else `ecg wiki bump --force -g tea`"
    )


def test_a_holiday_names_the_group_that_is_not_the_default() -> None:
    """What is to be typed hits the right group; where several meet, one of them is to be chosen."""
    day, tea = date(2026, 12, 25), group_of(TEXT.partition("[groups.oat]")[0])
    assert holiday_words(day, "Noel in FR", tea, "tea") == "December 25: Noel in FR: `ecg cancel 2026-12-25`?"
    assert holiday_words(day, "Noel in FR", tea, None).endswith("`ecg cancel 2026-12-25 -g tea`?")
    words = shared_holiday_words(day, "Noel in FR", list("abcdefg"))
    assert words == "Noel in FR: 7 groups meet: a, b, c, d, e and 2 more: `ecg cancel 2026-12-25 -g GROUP`?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside that of the configuration, which no run finds by itself."""
    (tmp_path / "my groups").mkdir()
    (tmp_path / "my groups" / "g.toml").write_text(TEXT)
    (tmp_path / "my groups" / "page.wiki").write_text(LINE)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "my groups"


@pytest.mark.parametrize(
    ("arguments", "page", "now", "told"),
    [
        ("wiki bump -g tea", LINE.replace("18", "23"), NOW, 3),
        ("wiki bump -g tea --check", LINE.replace("18", "11"), NOW, 1),
        ("wiki check -g tea", f"{LINE}== Upcoming topics ==\n* December 25: cancelled\n", NOW, 1),
        ("status -g tea", LINE.replace("18", "23"), NOW, 3),
        ("next-meeting -g tea -f text", LINE, "2026-12-20T12:00Z", 1),
        ("config check -g tea", LINE, NOW, 1),
        ("announce render -g tea --kind cancelled --date 2026-12-18", LINE, NOW, 1),
    ],
)
def test_each_command_in_a_hint_can_be_typed_as_it_stands(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: str, page: str, now: str, told: int
) -> None:
    """It names the file and the group of its run, wherever it was made."""
    (folder / "page.wiki").write_text(page)
    run([*shlex.split(arguments), "-c", str(folder / "g.toml"), "--now", now])
    output = capsys.readouterr()
    commands = re.findall(r"`(ecg [^`]+)`", output.out + output.err)
    assert len(commands) >= told, output
    for command in commands:
        words = shlex.split(command)
        assert words[words.index("-c") + 1] == str(folder / "g.toml"), command
        assert words[words.index("-g") + 1] == "tea", command


def test_a_file_that_is_not_there_can_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command that is named, into the file that was named."""
    assert run(["status", "-c", str(folder / "new.toml")]) == 2
    assert f"write one with `ecg init -c '{folder}/new.toml'`" in capsys.readouterr().err


def test_of_many_groups_the_rest_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command that is named, from the file that was named."""
    table = '[groups.g{}]\ntimezone = "UTC"\nschedule = {{ every = "day", at = "08:00" }}\n'
    (folder / "g.toml").write_text("".join(map(table.format, range(9))))
    for arguments in (["status"], ["status", "-g", "unknown"]):
        assert run([*arguments, "-c", str(folder / "g.toml")]) == 2
        assert "g7 and 1 more, see `ecg list -c " in capsys.readouterr().err
