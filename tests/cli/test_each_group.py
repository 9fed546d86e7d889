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


def configured(folder: Path, *pages: str) -> None:
    """An ``ecg.toml`` of groups a, b, ... that have these pages."""
    groups = (GROUP.format(key=key, page=page) for key, page in zip("abcdef", pages, strict=False))
    (folder / "ecg.toml").write_text("".join(groups))


def nowhere() -> str:
    """The address of a wiki on this computer that does not answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/api.php"


def test_a_wiki_that_is_out_of_reach_is_told_once(
    folder: Path, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line names the wiki and how many groups; each group's run is logged under its own name alone."""
    api = nowhere()
    configured(folder, *(f'api = "{api}"\npage = "Page {number}"' for number in range(3)))
    assert run(["wiki", "bump", "--all"]) == 5
    (line,) = capsys.readouterr().err.splitlines()
    host = api.removeprefix("http://").removesuffix("/api.php")
    assert line.startswith(f"ecg: {host}, 3 groups: ")
    (log,) = state.rglob("log")
    logged = [entry.split(maxsplit=1)[1] for entry in log.read_text().splitlines()]
    assert [entry[: len("wiki bump a: failed: ")] for entry in logged] == [
        f"wiki bump {key}: failed: " for key in "abc"
    ]
    assert len({entry[len("wiki bump a: failed: ") :] for entry in logged}) == 1


def test_of_many_pages_those_that_change_are_named_and_the_rest_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a dry run, in the run and after it; up to ten groups have a line each."""
    stale = "=== Next meeting: Monday (June 01, 2026), 8am UTC ===\n"
    names = [f"p{number:02}" for number in range(12)]
    groups = (GROUP.format(key=name, page=f'file = "{name}.wiki"') for name in names)
    (folder / "ecg.toml").write_text("".join(groups))
    for name in names:
        (folder / f"{name}.wiki").write_text(stale)
    options = ["--all", "--now", "2026-06-02T12:00Z"]
    assert run(["wiki", "bump", "-g", "p00", *options[1:]]) == 0
    capsys.readouterr()
    assert run(["wiki", "bump", "--dry-run", *options]) == 0
    told = "p01.wiki, p02.wiki, p03.wiki, p04.wiki, p05.wiki, p06.wiki, p07.wiki, p08.wiki and 3 more"
    assert capsys.readouterr().err == f"ecg: 11 pages would change: {told}\necg: 1 page: nothing to change\n"
    assert run(["wiki", "bump", *options]) == 0
    assert capsys.readouterr().err == f"ecg: 11 pages changed: {told}\necg: 1 page: nothing to change\n"
    (folder / "p05.wiki").write_text(stale)
    assert run(["wiki", "bump", *options]) == 0
    assert capsys.readouterr().err == "ecg: 1 page changed: p05.wiki\necg: 11 pages: nothing to change\n"


def test_failures_that_differ_have_a_line_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each under its group's name; the run ends in the exit code of the worst."""
    (folder / "b.wiki").write_text("no such line\n")
    configured(folder, 'file = "a.wiki"', 'file = "b.wiki"', f'api = "{nowhere()}"\npage = "Page"')
    assert run(["wiki", "bump", "--all"]) == 5
    lines = capsys.readouterr().err.splitlines()
    assert [line[:7] for line in lines] == ["ecg: a:", "ecg: b:", "ecg: c:"]


def test_mails_that_fail_for_one_reason_are_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for all groups whose server does not answer, with the first of them; two groups have a line each."""
    smtp = nowhere().replace("http", "smtp").removesuffix("/api.php")
    announce = f'[groups.{{key}}.announce]\nto = "a@example.org"\nsender = "b@example.org"\nsmtp = "{smtp}"\n'
    for count in (12, 2):
        keys = [f"g{number}" for number in range(count)]
        groups = (GROUP.partition("[groups.{key}.wiki]")[0] + announce for _ in keys)
        text = "".join(group.format(key=key) for key, group in zip(keys, groups, strict=True))
        (folder / "ecg.toml").write_text(text)
        assert run(["announce", "send", "--all", "--now", "2026-06-08T07:00Z"]) == 5
        told = [line.partition(": 127.0.0.1")[0] for line in capsys.readouterr().err.splitlines()]
        gathered = "ecg: g0, g1, g2, g3, g4, g5, g6, g7 and 4 more"
        assert told == ([gathered] if count == 12 else ["ecg: g0", "ecg: g1"])
