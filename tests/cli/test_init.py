"""``ecg init`` as a chair runs it: from a page, a calendar or answers; never over what is there."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ecgtool.__main__ import run
from ecgtool.cli.prompts import read_typed_rule
from tests.cli.processes import talk
from tests.served import served
from tests.targets.mediawiki.hostile import saying, serving

ECG = Path(sys.executable).parent / "ecg"
PAGE = """\
Mondays at 8am PDT / 1500 UTC
=== Next meeting: Monday (June 08, 2026), 8am PDT / 1500 UTC ===
* Join: https://meet.example.org/lab
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, on June 2, 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECG_NOW", "2026-06-02T12:00:00Z")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("ECG_CONFIG", raising=False)
    return tmp_path


def test_from_a_page_to_a_bump(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page becomes a file that says the same; the report has three meetings, and a bump has nothing to do."""
    (folder / "lab.wiki").write_text(PAGE)
    assert run(["init", "--page", "lab.wiki"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("written: ecg.toml, group lab\n")
    assert [line.split("\t")[1] for line in told.splitlines() if line.startswith("next:")] == [
        "Monday 2026-06-08", "Monday 2026-06-15", "Monday 2026-06-22",
    ]  # fmt: skip
    assert "guessed: schedule.duration" in told
    assert run(["wiki", "bump", "--check"]) == 0
    assert run(["config", "check"]) == 0


def test_a_dry_run_shows_the_file_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output has the file as it would be, standard error what the report says of it."""
    (folder / "lab.wiki").write_text(PAGE)
    assert run(["init", "--page", "lab.wiki", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert [path.name for path in folder.iterdir()] == ["lab.wiki"]
    assert "ecg: next: Monday 2026-06-08" in " ".join(err.split())
    assert "guessed: schedule.duration" in err
    assert "written" not in err
    (folder / "ecg.toml").write_text(out)
    assert run(["wiki", "bump", "--check"]) == 0


def test_what_is_there_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No file and no link is ever written over, and no trace of the attempt is left."""
    (folder / "lab.wiki").write_text(PAGE)
    (folder / "ecg.toml").write_text("mine")
    assert run(["init", "--page", "lab.wiki"]) == 2
    assert (folder / "ecg.toml").read_text() == "mine"
    (folder / "other.toml").symlink_to(folder / "nowhere")
    assert run(["init", "--page", "lab.wiki", "-c", "other.toml"]) == 2
    assert not (folder / "nowhere").exists()
    assert run(["init", "--page", "lab.wiki", "-c", "third.toml", "-g", "mine"]) == 0
    assert "[groups.mine]" in (folder / "third.toml").read_text()
    assert sorted(path.name for path in folder.iterdir()) == ["ecg.toml", "lab.wiki", "other.toml", "third.toml"]
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("/w", "/wiki/Lab_group"),
        ("/w", "/w/index.php?title=Lab_group&action=edit"),
        ("/w", "/w/index.php/Lab_group"),
        ("/w", "/w/api.php?action=query&titles=Lab%20group"),
        ("", "/wiki/Lab_group#Agenda"),
        ("/team", "/team/index.php?title=Lab_group"),
        ("/team/w", "/team/wiki/Lab_group"),
        ("/mediawiki", "/mediawiki/index.php/Lab_group"),
    ],
)
def test_from_a_wiki(place: str, address: str, folder: Path) -> None:
    """The address from the browser is enough, wherever the wiki has its API; nothing is written there."""
    with served(place) as (wiki, base, _):
        wiki.put("Lab group", PAGE)
        assert run(["init", "--from-wiki", base + address]) == 0
        assert len(wiki.pages["Lab group"]) == 1
    text = (folder / "ecg.toml").read_text()
    assert f'api = "{base}{place}/api.php"' in text
    assert 'page = "Lab group"' in text


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("/wiki/Lab_group?oldid=101&diff=prev#Agenda", "/wiki/Lab_group"),
        ("/wiki/Lab_group?action=edit&section=2", "/wiki/Lab_group"),
        ("/w/index.php?title=Lab_group&oldid=101&action=history#x", "/w/index.php?title=Lab_group"),
        ("/w/index.php?oldid=5&title=Lab_group", "/w/index.php?title=Lab_group"),
    ],
)
def test_the_page_s_lasting_address_is_kept(shown: str, kept: str, folder: Path) -> None:
    """Neither a revision nor a difference, an action or a place on the page."""
    with served() as (wiki, base, _):
        wiki.put("Lab group", PAGE)
        assert run(["init", "--from-wiki", base + shown]) == 0
        assert f'homepage = "{base}{kept}"' in (folder / "ecg.toml").read_text()


@pytest.mark.parametrize(
    ("server", "kept"),
    [
        ("http://lab.example.org", "http://lab.example.org/wiki/Lab_group"),
        ("http://intranet", "{base}/wiki/Lab_group"),
        ("http://127.0.0.2", "{base}/wiki/Lab_group"),
        ("", "{base}/wiki/Lab_group"),
    ],
)
def test_the_wiki_s_own_host_is_kept(server: str, kept: str, folder: Path) -> None:
    """The wiki knows at which host its pages are at home; one that only its own network knows is no address."""
    with served() as (wiki, base, _):
        wiki.server = server
        wiki.put("Lab group", PAGE)
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab_group?oldid=101"]) == 0
        text = (folder / "ecg.toml").read_text()
    assert f'homepage = "{kept.format(base=base)}"' in text
    assert f'api = "{base}/w/api.php"' in text


HEAD = '<link rel="stylesheet" href="/x"><link href="{}/odd/api.php?action=rsd" type="application/x" rel=EditURI>'


def test_a_page_names_its_api(folder: Path) -> None:
    """Where it is in no usual place."""
    with served("/odd", page=f"<html><head>{HEAD.format('')}", status=200) as (wiki, base, _):
        wiki.put("Lab group", PAGE)
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab_group"]) == 0
    assert f'api = "{base}/odd/api.php"' in (folder / "ecg.toml").read_text()


def test_a_page_names_no_other_host(folder: Path) -> None:
    """Whoever typed the address meant that one: what the page says of another is not asked."""
    with (
        served("/odd") as (_, other, asked),
        served("/nowhere", page=HEAD.format(other.removeprefix("http:")), status=200) as (_, base, tried),
    ):
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab_group"]) == 2
    assert tried
    assert asked == []
    assert list(folder.iterdir()) == []


def test_a_host_that_fails_is_asked_no_further(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bot check, or nobody there: the first place tells, and no hint names a key of the file that is not there."""
    with served("/nowhere", page="<title>Just a moment...</title>", status=403) as (_, base, asked):
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab"]) == 4
        assert len(asked) == 2
    assert "Cloudflare" in capsys.readouterr().err
    for address, code in (("http://wiki.example.org/wiki/Lab", 2), (f"{base}/wiki/Lab", 5)):
        assert run(["init", "--from-wiki", address]) == code
        assert "wiki.api" not in capsys.readouterr().err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("blocked", "this computer's address is blocked (blocked), it says “An open proxy.”"),
        ("readapidenied", "reading here needs an account that may (readapidenied), it says “An open proxy.”"),
        ("notloggedin", "reading here needs an account that may (notloggedin), it says “An open proxy.”"),
    ],
)
def test_a_page_that_nobody_may_read(folder: Path, capsys: pytest.CaptureFixture[str], code: str, words: str) -> None:
    """It is told why, and that a saved page will do; no password is asked for, nor a key of the file named."""
    body = json.dumps({"error": {"code": code, "info": "An open proxy."}}).encode()
    with serving(saying("Content-Type: application/json", body)) as base:
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab"]) == 4
    assert capsys.readouterr().err == f"ecg: {words}: save the page as a file, and take `ecg init --page`\n"
    assert list(folder.iterdir()) == []


def test_earlier_revisions_tell_the_rhythm(folder: Path) -> None:
    """Where the page does not say how often, its own past does."""
    with served() as (wiki, base, _):
        for day in ("March 17", "April 21", "May 19", "June 16"):
            wiki.put("Lab", f"'''Next meeting: {day}, 2026 at 1300 UTC'''")
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab"]) == 0
    assert 'on = "third Tuesday"' in (folder / "ecg.toml").read_text()


def test_a_page_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing page is exit 3, an address that is none 2, and nothing is written."""
    with served() as (_, base, _):
        assert run(["init", "--from-wiki", f"{base}/wiki/Nowhere"]) == 3
    assert run(["init", "--from-wiki", "ftp://x.example.org/wiki/Lab"]) == 2
    assert run(["init", "--from-wiki", "https://chair:secret@x.example.org/wiki/Lab"]) == 2
    assert "secret" not in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_a_page_without_the_line_offers_the_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the rhythm the file is written and the place said; without, nothing is, and the place is said too."""
    (folder / "lab.wiki").write_text("== Meetings ==\nMondays at 8am PDT / 1500 UTC\n")
    assert run(["init", "--page", "lab.wiki"]) == 0
    out = capsys.readouterr().out
    assert "to do: no line on the page says the next meeting: add “=== Next meeting: TBD ===” after line 2" in out
    assert "or let `ecg wiki embed next --section Meetings` put a block on it that says it" in out
    assert run(["wiki", "embed", "next", "--section", "Meetings"]) == 0
    assert run(["wiki", "check"]) == 0
    capsys.readouterr()
    (folder / "bare.md").write_text("# Lab\n")
    assert run(["init", "--page", "bare.md", "-c", "b.toml"]) == 3
    assert "## Next meeting: TBD" in capsys.readouterr().err
    assert not (folder / "b.toml").exists()


def test_without_a_terminal_nothing_is_asked(folder: Path) -> None:
    """Neither without a source nor where it leaves something open: exit 2 or 3 at once."""
    (folder / "bare.wiki").write_text("Lab.\n")
    for arguments in (["init"], ["init", "--page", "bare.wiki"], ["init", "--page", "x", "--ics", "y"]):
        done = subprocess.run(
            [str(ECG), *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=20
        )
        assert done.returncode in {2, 3}
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1


def test_the_dialogue(folder: Path) -> None:
    """On a terminal the answers make the file; one that makes no sense is asked for again, with the reason."""
    answers = [
        "",
        "Lab group",
        "https://meet.example.org/lab",
        "Mondays except August",
        "last Friday of the month",
        "25:00",
        "14h00",
        "Berlin",
        "",
        "",
    ]
    said = talk([str(ECG), "init"], answers)
    assert "written: ecg.toml" in said
    assert "“except” names no day" in said
    assert "[Europe/Berlin]" in said
    assert said.count("14:00 CE") >= 5
    text = (folder / "ecg.toml").read_text()
    for line in (
        'on = "last Friday"',
        'at = "14:00"',
        'timezone = "Europe/Berlin"',
        'join = "https://meet.example.org/lab"',
    ):
        assert line in text


def test_what_is_not_right_is_not_written(folder: Path) -> None:
    """The next meetings are shown before: who says no finds no file."""
    said = talk([str(ECG), "init"], ["", "Lab", "", "biweekly on Mondays", "2026-06-09", "June 8", "8am", "UTC", "n"])
    assert "2026-06-09 (Tuesday) is not one of “Mondays”" in said
    assert "not confirmed, so nothing was written" in said
    assert not (folder / "ecg.toml").exists()


def test_nothing_of_an_answer_is_lost(folder: Path) -> None:
    """A file that is not there, a bad link and a day off the rule are asked for again; hours and zones are kept."""
    answers = [
        "none.wiki", "", "", "Tea", "zoom", "https://meet.example.org/tea", "every other Tuesday at 9am", "June 3",
        "9 June", "9.30 PST", "", "maybe", "",
    ]  # fmt: skip
    said = talk([str(ECG), "init"], answers)
    for reason in (
        "“none.wiki” is not taken: there is no such file",
        "an answer is needed",
        "“zoom” is not taken: ",
        "2026-06-03 (Wednesday) is not one of “Tuesday”",
        "[9am]",
        "[America/Los_Angeles]",
        "“maybe” is not understood: answer y or n",
        "Tea would meet next, 1h each time:",
    ):
        assert reason in said
    text = (folder / "ecg.toml").read_text()
    for line in ('every = "2 weeks"', "start = 2026-06-09", 'at = "09:30"', 'join = "https://meet.example.org/tea"'):
        assert line in text


def test_what_was_answered_is_shown_where_it_is_not_written(folder: Path) -> None:
    """Who says that it is not right has it to mend; and a control character is no part of a name."""
    said = talk([str(ECG), "init"], ["", "T\x01ea", "", "2nd Monday", "8am", "UTC", "no"])
    assert 'name = "T ea"' in said
    assert 'on = "2nd Monday"' in said
    assert not (folder / "ecg.toml").exists()


def test_answers_in_another_language(folder: Path) -> None:
    """Days are offered in English; a yes takes what is offered, and says that all is right."""
    said = talk([str(ECG), "init"], ["", "Tee", "", "segunda-feira", "sim", "8 Uhr", "Berlin", "ja", "oui"])
    assert "“segunda-feira”: did you mean " in said
    assert "written: ecg.toml" in said
    assert 'on = "Monday"' in (folder / "ecg.toml").read_text()
    (folder / "ecg.toml").unlink()
    assert "not confirmed" in talk([str(ECG), "init"], ["", "Tee", "", "lundi", "", "8h00", "Paris", "", "non"])


def test_one_group_more(folder: Path) -> None:
    """By the same questions; what the file has stays as it is, and a name that it has is refused."""
    (folder / "lab.wiki").write_text(PAGE)
    assert run(["init", "--page", "lab.wiki"]) == 0
    before = (folder / "ecg.toml").read_text()
    answers = ["", "Tea", "", "Tuesdays", "9.00", "New York", "", ""]
    said = talk([str(ECG), "add", "tea"], answers)
    assert "name one with --group" in said
    text = (folder / "ecg.toml").read_text()
    assert text.startswith(before)
    assert "[groups.tea]" in text
    assert run(["next", "--all"]) == 0
    assert run(["next", "-g", "tea"]) == 0
    assert "there is a group 'tea' already" in talk([str(ECG), "add", "tea"], answers)
    assert (folder / "ecg.toml").read_text() == text


def test_one_key_is_not_for_several_groups(folder: Path) -> None:
    """A page with two groups: neither gets the key that was typed unless one alone is chosen."""
    (folder / "lab.wiki").write_text(PAGE)
    assert run(["init", "--page", "lab.wiki"]) == 0
    before = (folder / "ecg.toml").read_text()
    (folder / "both.md").write_text(
        "# Groups\n\n| Name | When | Time zone |\n|---|---|---|\n"
        "| Tea | Mondays at 8:00 | Europe/Berlin |\n| Coffee | Tuesdays at 9:00 | Europe/Berlin |\n"
    )
    said = talk([str(ECG), "add", "cups"], ["both.md", ""])
    assert "'cups' names one group, and these are 2: choose one, or leave out the name" in said
    assert (folder / "ecg.toml").read_text() == before
    assert "written" in talk([str(ECG), "add", "cups"], ["both.md", "2", ""])
    assert (folder / "ecg.toml").read_text().count("[groups.cups]") == 1


def test_a_group_is_not_added_without_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without anybody to ask, ``ecg add`` is refused, and says where it would ask."""
    (folder / "lab.wiki").write_text(PAGE)
    assert run(["init", "--page", "lab.wiki"]) == 0
    assert run(["add", "tea"]) == 2
    assert "run it on a terminal" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "every", "on"),
    [
        ("Mondays", "week", "Mondays"),
        ("every Monday", "week", "Monday"),
        ("Mon/Thu", "week", "Mon/Thu"),
        ("penultimate Friday", "month", "penultimate Friday"),
        ("first and third Tuesday of the month", "month", "first and third Tuesday"),
        ("15th", "month", "15th"),
        ("biweekly", "2 weeks", ""),
        ("every other week on Mondays", "2 weeks", "Mondays"),
        ("every 2 weeks on Monday", "2 weeks", "Monday"),
        ("quarterly", "3 months", ""),
        ("every other Tuesday", "2 weeks", "Tuesday"),
        ("alternate Thursdays", "2 weeks", "Thursdays"),
        ("daily", "day", ""),
    ],
)
def test_answers_that_say_when(answer: str, every: str, on: str) -> None:
    """As people say it; what they mean is what the file's own keys mean."""
    assert read_typed_rule(answer) == (every, on)


@pytest.mark.parametrize("answer", ["Mondays except August", "every second Tuesday", "whenever", "twice a month", ""])
def test_no_word_of_an_answer_is_ignored(answer: str) -> None:
    """What is not understood is refused, with the reason."""
    with pytest.raises(ValueError, match=r"\S|^$"):
        read_typed_rule(answer)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("Mondays except August", "“except” names no day; give the rule alone, and `ecg cancel` afterwards"),
        ("bimonthly", "that can be read in two ways: say “every 2 months on the first Monday”"),
        ("every second Tuesday", "say “every 2 weeks on Tuesday” or “second Tuesday of the month”"),
        ("monthly on Monday", "say which of them in the month, such as “first Monday”"),
        ("lundi", 'did you mean "Monday"?'),
        ("erster Montag im Monat", 'did you mean "first Monday"?'),
        ("jeden zweiten Dienstag", 'did you mean "every 2 weeks on Tuesday"?'),
        ("jeden Montag außer im August", "“jeden” names no day"),
    ],
)
def test_the_reason_says_what_to_answer(answer: str, reason: str) -> None:
    """In the words of an answer, not of the file."""
    with pytest.raises(ValueError, match=re.escape(reason)):
        read_typed_rule(answer)
