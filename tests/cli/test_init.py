"""``ecg init`` as a chair runs it: from a page, a calendar or answers; never over what is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ecgtool.__main__ import run
from ecgtool.cli.answers import read_typed_rule
from tests.cli.processes import talk

ECG = Path(sys.executable).parent / "ecg"
PAGE = """\
Mondays at 8am PDT / 1500 UTC
=== Next meeting: Monday (June 08, 2026), 8am PDT / 1500 UTC ===
* Join: https://meet.example.org/lab
"""


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, on June 2, 2026."""
    monkeypatch.setenv("ECG_NOW", "2026-06-02T12:00:00Z")
    return folder


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


def test_a_page_without_the_line_offers_the_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the rhythm the file is written and the place said; without, no advice that needs the file is given."""
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
    assert "ecg wiki" not in capsys.readouterr().err
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


@pytest.mark.parametrize(("name", "markup"), [("lab.rst", "reStructuredText"), ("lab.adoc", "AsciiDoc")])
def test_a_page_in_another_markup_is_refused(folder: Path, name: str, markup: str) -> None:
    """It is not read as if it were wikitext, and nothing is written."""
    (folder / name).write_text("Lab\n===\n\nMondays at 15:00 UTC.\n")
    done = subprocess.run(
        [str(ECG), "init", "--page", name],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 3
    assert f"{name} is {markup}, which is not read" in done.stderr
    assert not (folder / "ecg.toml").exists()


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


def test_an_offer_is_refused(folder: Path) -> None:
    """A no takes the offer back; “EST” is no zone, as few mean a clock without summer time by it."""
    answers = ["", "Tea", "", "Mondays and", "Mondays", "9", "9am EST", "no", "EST", "", ""]
    said = talk([str(ECG), "init"], answers)
    assert "something is missing after “and”" in said
    assert "“9” is not understood: it can be read in two ways: 09:00 or 21:00" in said
    assert "“EST”: did you mean " in said
    assert 'timezone = "America/New_York"' in (folder / "ecg.toml").read_text()


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


def test_which_of_several_meetings_is_asked(folder: Path) -> None:
    """By number or by name, asked again until it is one of them; the first that is chosen keeps the page's line."""
    (folder / "three.md").write_text(
        "# Lab\n\n- Core: Mondays 9:00 Berlin time\n- Docs: Tuesdays 15:00 UTC\n- Infra: Thursdays 17:00 UTC\n"
    )
    said = talk([str(ECG), "init", "--page", "three.md"], ["Berlin", "7", "docs, 3, 3", ""])
    assert "1. Core: Monday 09:00 Europe/Berlin" in said
    assert said.count("is not understood: write numbers from 1 to 3, names, or all") == 2
    text = (folder / "ecg.toml").read_text()
    assert [line for line in text.splitlines() if line.startswith("manage")] == [
        line for line in text.partition("[groups.infra.wiki]")[2].splitlines() if line.startswith("manage")
    ]
    assert "[groups.core]" not in text


def test_why_a_page_is_not_learnt_is_said_before_it_is_asked(folder: Path) -> None:
    """As where there is nobody to ask."""
    (folder / "apart.md").write_text("# Club\n\nThe days are Mondays.\n")
    said = talk([str(ECG), "init", "--page", "apart.md"], ["15:00", "UTC", ""])
    assert "ecg: apart.md: line 3" in said
    assert said.index("ecg: apart.md: line 3") < said.index("At which time")


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
