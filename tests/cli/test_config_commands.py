"""`ecg config`, `ecg conflicts`, and the word on holidays of `ecg next-meeting`."""

import json
import re
from pathlib import Path

import pytest

from ecgtool.__main__ import run

NOW = "2026-06-08T16:30:00Z"
FILE = """\
default_group = "tidal"
[groups.tidal]
timezone = "America/Los_Angeles"
call.join = "https://meet.example.org/j/5550142"
call.passcode = "271828"
schedule = { every = "week", on = "Monday", at = "08:00" }
[groups.radio]
timezone = "Europe/Berlin"
call.join = "https://meet.example.org/j/5550142?pwd=c2FtcGxl"
schedule = { every = "week", on = "Monday", at = "17:00" }
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration file in the working folder."""
    monkeypatch.setenv("ECG_NOW", NOW)
    path = tmp_path / "ecg.toml"
    path.write_text(FILE)
    return path


def test_config_check_tells_what_is_hardly_meant_of_every_group(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 and a line each; a group that is named alone is checked alone."""
    assert config.exists()
    assert run(["config", "check"]) == 1
    assert capsys.readouterr().out.startswith("ecg.toml:9: groups.radio.call.join: the link holds a pass code")
    assert run(["config", "check", "-g", "tidal"]) == 0


def test_config_check_tells_what_no_mail_can_go_to(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first mail is due: an address that is none, and a login where it does not belong."""
    mail = 'to = "nobody"\nsender = "Chairs <chairs@example.org>"\nsmtp = "smtp://me:x@mail.example.org"\n'
    config.write_text(f"{FILE}[groups.radio.announce]\n{mail}")
    assert run(["config", "check", "-g", "radio"]) == 1
    _, to, smtp = capsys.readouterr().out.splitlines()[:3]
    assert to.startswith("ecg.toml:12: groups.radio.announce.to: 'nobody' is no address that mail can go to: ")
    assert smtp.startswith("ecg.toml:14: groups.radio.announce.smtp: holds a login: ")


def test_config_check_tells_of_templates_that_are_not_there(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a bump or a reminder fails for it."""
    monkeypatch.chdir(config.parent)
    (config.parent / "next.j2").write_text("x")
    blocks = '[groups.radio.wiki.blocks]\nnext.template = "next.j2"\ncall.template = "call.j2"\n'
    config.write_text(f'{FILE}[groups.radio.wiki]\nfile = "page.md"\n{blocks}')
    assert run(["config", "check", "-g", "radio"]) == 1
    told = "ecg.toml:15: groups.radio.wiki.blocks.call.template: there is no file call.j2"
    assert told in capsys.readouterr().out.splitlines()


def test_config_check_tells_all_faults_at_once(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, on standard error, and in JSON on standard output as well."""
    config.write_text(FILE.replace('"week"', '"wek"'))
    assert run(["config", "check", "-f", "json"]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 2
    assert len(json.loads(captured.out)["faults"]) == 2


def test_a_coming_holiday_is_mentioned_and_no_finding(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is there for the chair to decide."""
    config.write_text(FILE.replace('"17:00" }', '"09:00", until = 2027-12-31 }\nzones = ["Asia/Tokyo"]'))
    assert run(["config", "check", "-f", "json"]) == 1
    shown = capsys.readouterr()
    answer = json.loads(shown.out)
    assert len(answer["findings"]) == 1
    assert "1 thing to look at, besides the holidays: " in shown.err
    assert any("Marine Day in JP: `ecg cancel 2026-07-20 -g radio`?" in one["message"] for one in answer["holidays"])


def test_a_remark_names_its_line_in_the_file_that_it_is_about(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also in a file that is taken in, and of a key that is missing the table's."""
    config.write_text(f'include = ["more.toml"]\n{FILE}')
    own = '[groups.tea]\ntimezone = "EST"\nschedule = { every = "week", on = "Monday", at = "20:00" }\n'
    (config.parent / "more.toml").write_text(own)
    assert run(["config", "check"]) == 1
    told = [line.partition(": ")[::2] for line in capsys.readouterr().out.splitlines()]
    assert [(place, words.partition(": ")[0]) for place, words in told] == [
        ("ecg.toml:10", "groups.radio.call.join"),
        ("more.toml:2", "groups.tea.timezone"),
        ("more.toml:1", "groups.tea.call"),
    ]
    assert run(["config", "check", "-f", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["file"], one["line"]) for one in found] == [("ecg.toml", 10), ("more.toml", 2), ("more.toml", 1)]


def test_a_holiday_of_several_groups_is_told_once(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its date, with how many meet and the first of them; JSON has each meeting, with what to type."""
    one = 'schedule = { every = "week", on = "Friday", at = "08:00" }\nholidays_hint = ["US"]\ntimezone = "UTC"\n'
    link = 'call.join = "https://meet.example.org/j/5550142"\n'
    text = "".join(f"[groups.g{number}]\n{one}{link}" for number in range(8))
    config.write_text(text.replace('["US"]', '["DE"]', 1))
    assert run(["config", "check", "--now", "2026-12-01T00:00Z"]) == 0
    told = capsys.readouterr().out.splitlines()
    named = "8 groups meet: g0, g1, g2, g3, g4 and 3 more: `ecg cancel 2026-12-25 -g GROUP`?"
    assert told[0] == f"2026-12-25: Christmas Day in DE, US: {named}"
    assert run(["config", "check", "--now", "2026-12-01T00:00Z", "-f", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["holidays"]
    christmas = [one for one in found if "December 25" in one["message"]]
    assert [one["path"] for one in christmas] == [f"groups.g{number}" for number in range(8)]


def test_config_show_in_its_three_forms(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each says where a value comes from, none a pass code."""
    assert config.exists()
    outputs = []
    for form in ("text", "json", "toml"):
        assert run(["config", "show", "-f", form]) == 0
        outputs.append(capsys.readouterr().out)
    text, as_json, toml = outputs
    assert 'groups.tidal.timezone\t"America/Los_Angeles"\tecg.toml:3\n' in text
    row = {"key": "groups.tidal.timezone", "value": "America/Los_Angeles", "origin": "ecg.toml:3"}
    assert row in json.loads(as_json)["settings"]
    assert 'timezone = "America/Los_Angeles"  # ecg.toml:3\n' in toml
    assert "271828" not in "".join(outputs)
    assert "c2FtcGxl" not in "".join(outputs)


def test_config_schema_is_json(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says which draft it follows."""
    assert config.exists()
    assert run(["config", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("draft/2020-12/schema")


def test_conflicts_are_pairs_with_their_dates(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for all the weeks, and exit code 1; JSON has each of them."""
    assert config.exists()
    assert run(["conflicts"]) == 1
    captured = capsys.readouterr()
    first_three = "2026-06-15 15:00, 2026-06-22 15:00, 2026-06-29 15:00 UTC"
    dates = f"{first_three} and 46 more until 2027-06-07"
    assert captured.out == f"tidal\tradio\t49 times\t{dates}\tin the same call\n"
    assert "1 pair of groups" in captured.err
    assert run(["conflicts", "--until", "2026-06-15", "-f", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    overlap = {"start": "2026-06-15T15:00:00Z", "end": "2026-06-15T16:00:00Z"}
    assert (answer["conflicts"][0]["groups"], answer["conflicts"][0]["overlaps"]) == (["tidal", "radio"], [overlap])


def test_the_remedy_for_a_conflict_can_be_typed(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what its words in capitals stand for put in, and with the file that was named."""
    assert run(["-c", str(config), "conflicts"]) == 1
    [typed] = re.findall("`ecg (.*?)`", capsys.readouterr().err)
    meant = {"DATE": "2026-06-15", "DATETIME": "2026-06-16", "GROUP": "tidal"}
    assert run([meant.get(word, word) for word in typed.split()]) == 0
    assert "move" in config.read_text("utf-8")


def test_without_conflicts_nothing_is_found(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, and standard output stays empty."""
    assert config.exists()
    assert run(["conflicts", "--until", "Jun 14"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "no meetings overlap until 2026-06-14" in captured.err


@pytest.mark.parametrize(
    ("keys", "form", "mentioned"),
    [
        ('holidays_hint = ["US", "DE"]', "text", True),
        ('holidays_hint = ["US", "DE"]', "terminal", True),
        ('zones = ["Europe/Berlin"]', "terminal", True),
        ('zones = ["Europe/Berlin"]', "text", False),
        ('holidays_hint = ["JP"]', "text", False),
        ('zones = ["Asia/Tokyo"]\nholidays_hint = []', "terminal", False),
    ],
)
def test_next_meeting_says_that_it_falls_on_a_holiday(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, keys: str, form: str, *,
    mentioned: bool,
) -> None:  # fmt: skip
    """In the forms for people, with what to type."""
    monkeypatch.setenv("COLUMNS", "200")
    config.write_text(FILE.replace('"Monday"', '"Friday"').replace("call.join", f"{keys}\ncall.join", 1))
    assert run(["next-meeting", "--now", "2026-12-20T00:00Z", "-f", form]) == 0
    words = "December 25: Christmas Day in US, DE: `ecg cancel 2026-12-25`?"
    assert (words in capsys.readouterr().out) == mentioned
