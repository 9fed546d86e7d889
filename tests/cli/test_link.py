"""Tests of ``ecg link``: a new link in the place of the old one, and nothing else of the file."""

import json
from pathlib import Path

import pytest

from ecgtool.__main__ import run

NEW = "https://meet.example.org/j/2?pwd=314159"
OLD = 'join = "https://meet.example.org/j/1?pwd=271828"'
JOIN = f'join = "{NEW}"'
NOTE = 'note = "x"'
GROUP = '[groups.g]\ntimezone = "UTC"\nschedule = { every = "week", on = "Monday", at = "08:00" }\n'
CALL = f"{GROUP}[groups.g.call]\n"
INLINE = '[groups]\ng = { timezone = "UTC", schedule = { every = "day", at = "08:00" }'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{CALL}{OLD} # ours\n", f"{CALL}{JOIN} # ours\n"),
        (f"{CALL}  {NOTE}\n", f"{CALL}  {NOTE}\n  {JOIN}\n"),
        (f"{CALL}{NOTE}\n\n[groups.g.agenda]\n", f"{CALL}{NOTE}\n{JOIN}\n\n[groups.g.agenda]\n"),
        (f"{GROUP}call.{NOTE}\n", f"{GROUP}call.{NOTE}\ncall.{JOIN}\n"),
        (f"{GROUP}call = {{ {NOTE} }}\n", f"{GROUP}call = {{ {NOTE}, {JOIN} }}\n"),
        (GROUP, f"{GROUP}\n[groups.g.call]\n{JOIN}\n"),
        (GROUP[:-1], f"{GROUP}\n[groups.g.call]\n{JOIN}\n"),
        (f"{INLINE} }}\n", f"{INLINE}, call = {{ {JOIN} }} }}\n"),
    ],
)
def test_the_link_is_changed_where_it_stands(folder: Path, before: str, after: str) -> None:
    """However the table is written; a table that is not there is added. A second time nothing changes."""
    path = folder / "ecg.toml"
    path.write_text(before)
    for _ in range(2):
        assert run(["link", NEW]) == 0
        assert path.read_text() == after


def test_no_pass_code_is_shown_and_what_may_be_stale_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the old link's nor the new one's; the number of the old meeting stays, and that is said."""
    (folder / "ecg.toml").write_text(f'{CALL}{OLD}\nmeeting_id = "555 0100"\n')
    assert run(["link", NEW, "-f", "json"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["changed"] is True
    assert "271828" not in shown.out
    assert "314159" not in shown.out
    assert "[groups.g.call] still holds meeting_id of the old call" in shown.err


def test_the_page_is_thought_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that a person typed there stays, which is said where the group has a page."""
    (folder / "ecg.toml").write_text(f"{CALL}{OLD}\n")
    assert run(["link", NEW]) == 0
    assert capsys.readouterr().err == ""
    (folder / "ecg.toml").write_text(f'{CALL}{OLD}\n[groups.g.wiki]\nfile = "page.wiki"\n')
    assert run(["link", NEW]) == 0
    assert "where the page itself has the old link, change it there as well" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "code"), [(["not a link"], 2), ([NEW, "--dry-run"], 0)])
def test_nothing_is_written(folder: Path, arguments: list[str], code: int) -> None:
    """Of what is no link, and in a dry run."""
    (folder / "ecg.toml").write_text(f"{CALL}{OLD}\n")
    assert run(["link", *arguments]) == code
    assert (folder / "ecg.toml").read_text() == f"{CALL}{OLD}\n"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/x"]
)
def test_a_link_that_joins_no_call_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], link: str) -> None:
    """A slip of the clipboard, or worse, goes neither into the file nor into what everybody reads."""
    (folder / "ecg.toml").write_text(f"{CALL}{OLD}\n")
    assert run(["link", link]) == 2
    said = capsys.readouterr().err
    assert said.startswith(
        f"ecg: a link that begins with “{link.partition(':')[0]}:” joins no call: give one of https"
    )
    assert said.count("\n") == 1
    assert (folder / "ecg.toml").read_text() == f"{CALL}{OLD}\n"


@pytest.mark.parametrize(
    "link",
    [
        "http://meet.example.org/j",
        "tel:+12025550101",
        "sip:lab@example.org",
        "mailto:lab@example.org",
        "zoommtg://example.org/join?confno=1",
    ],
)
def test_a_call_is_not_always_on_the_web(folder: Path, link: str) -> None:
    """It may be joined by telephone or in a program, or asked for by mail."""
    (folder / "ecg.toml").write_text(f"{CALL}{OLD}\n")
    assert run(["link", link]) == 0
    assert (folder / "ecg.toml").read_text() == f'{CALL}join = "{link}"\n'
