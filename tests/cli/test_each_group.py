"""Tests of ``ecgtool.cli.each_group``: each group's failure is told once, under its own name."""

import socket
from pathlib import Path

import pytest

from ecgtool.__main__ import run

GROUP = """
[groups.{key}]
timezone = "UTC"
schedule = {{ every = "week", on = "Monday", at = "08:00" }}
[groups.{key}.wiki]
{page}
patience = "0s"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the state folder too."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("ECG_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configured(folder: Path, *pages: str) -> None:
    """An ``ecg.toml`` of groups a, b, ... that have these pages."""
    groups = (GROUP.format(key=key, page=page) for key, page in zip("abcdef", pages, strict=False))
    (folder / "ecg.toml").write_text("".join(groups))


def nowhere() -> str:
    """The address of a wiki on this computer that does not answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/api.php"


def test_a_wiki_that_is_out_of_reach_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line names the wiki and how many groups; each group's run is logged under its own name alone."""
    api = nowhere()
    configured(folder, *(f'api = "{api}"\npage = "Page {number}"' for number in range(3)))
    assert run(["wiki", "bump", "--all"]) == 5
    (line,) = capsys.readouterr().err.splitlines()
    host = api.removeprefix("http://").removesuffix("/api.php")
    assert line.startswith(f"ecg: {host}, 3 groups: ")
    (log,) = (folder / "state").rglob("log")
    logged = [entry.split(maxsplit=1)[1] for entry in log.read_text().splitlines()]
    assert [entry[: len("wiki bump a: failed: ")] for entry in logged] == [
        f"wiki bump {key}: failed: " for key in "abc"
    ]
    assert len({entry[len("wiki bump a: failed: ") :] for entry in logged}) == 1


def test_failures_that_differ_have_a_line_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each under its group's name; the run ends in the exit code of the worst."""
    (folder / "b.wiki").write_text("no such line\n")
    configured(folder, 'file = "a.wiki"', 'file = "b.wiki"', f'api = "{nowhere()}"\npage = "Page"')
    assert run(["wiki", "bump", "--all"]) == 5
    lines = capsys.readouterr().err.splitlines()
    assert [line[:7] for line in lines] == ["ecg: a:", "ecg: b:", "ecg: c:"]
