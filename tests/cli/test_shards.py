"""Parts of all groups: each group is in one, and groups that are written to one place are together."""

from pathlib import Path

import pytest

from ecgtool.__main__ import run
from ecgtool.cli.shards import part_of
from ecgtool.config.load import load_text

GROUP = """[groups.{key}]
timezone = "UTC"
schedule = {{ every = "week", on = "Monday", at = "08:00", start = 2026-01-05 }}
"""
WIKI = 'wiki = {{ api = "https://{host}/w/api.php", page = "{key}" }}\n'


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve groups on three wikis, of which one is written in two ways, four in files, and four nowhere."""
    hosts = ("wiki.example.org", "WIKI.example.org:443", "other.example.org", "third.example.org") * 3
    texts = [GROUP.format(key=f"w{n}") + WIKI.format(host=host, key=n) for n, host in enumerate(hosts)]
    texts += [
        GROUP.format(key=f"f{n}") + f'wiki = {{ file = "{"./" * n}page.md", heading = "{n}: {{date}}" }}\n'
        for n in range(4)
    ]
    texts += [GROUP.format(key=f"n{n}") for n in range(4)]
    (folder / "ecg.toml").write_text("".join(texts))
    monkeypatch.setenv("ECG_NOW", "2026-06-01T12:00:00Z")
    return folder


def _keys(capsys: pytest.CaptureFixture[str], shard: str) -> list[str]:
    assert run(["next-meeting", "--all", "--shard", shard]) == 0
    return [line.split("\t")[3] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("parts", [1, 2, 5])
def test_each_group_is_in_one_part(folder: Path, capsys: pytest.CaptureFixture[str], parts: int) -> None:
    """All parts together are all groups."""
    assert (folder / "ecg.toml").exists()
    found = [key for number in range(parts) for key in _keys(capsys, f"{number}/{parts}")]
    assert sorted(found) == sorted([f"w{n}" for n in range(12)] + [f"{kind}{n}" for kind in "fn" for n in range(4)])


def test_one_place_is_in_one_part(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wiki under whatever port and capitals, a file by whatever path."""
    assert (folder / "ecg.toml").exists()
    part = {key: number for number in range(7) for key in _keys(capsys, f"{number}/7")}
    assert len({part[f"w{n}"] for n in range(12) if n % 4 < 2}) == 1
    assert len({part[f"f{n}"] for n in range(4)}) == 1


def test_a_part_without_groups_is_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For every kind of command, and without a word."""
    assert (folder / "ecg.toml").exists()
    empty = next(f"{number}/999" for number in range(999) if not _keys(capsys, f"{number}/999"))
    for command in (["ical", "export", "-o", "x.ics"], ["status"], ["wiki", "bump"], ["site", "build", "-o", "x"]):
        assert run([*command, "--all", "--shard", empty]) == 0
    assert capsys.readouterr() == ("", "")
    assert not (folder / "x.ics").exists()


def test_a_fault_stops_its_own_part_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No group of another part is made, which would take most of the time of a run with very many groups."""
    file = folder / "ecg.toml"
    file.write_text(file.read_text() + GROUP.format(key="wrong").replace("UTC", "Mars"))
    codes = []
    for number in range(5):
        codes.append(run(["next-meeting", "--all", "--shard", f"{number}/5"]))
        assert ("groups.wrong.timezone" in capsys.readouterr().err) == (codes[-1] == 2)
    assert sorted(codes) == [0, 0, 0, 0, 2]


@pytest.mark.parametrize("shard", ["4/4", "1", "-1/4", "a/b", "0/0", "1/2/3"])
def test_what_is_no_part_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], shard: str) -> None:
    """In one line with an example."""
    assert (folder / "ecg.toml").exists()
    assert run(["next-meeting", "--all", "--shard", shard]) == 2
    assert "such as 0/4" in capsys.readouterr().err
    assert run(["next-meeting", "-g", "w1", "--shard", "0/2"]) == 2


def test_hosts_that_are_counted_are_spread_over_the_parts() -> None:
    """Forty wikis whose names differ in a number leave hardly one of sixteen parts without work."""
    text = "".join(GROUP.format(key=f"w{n}") + WIKI.format(host=f"wiki{n}.example.org", key=n) for n in range(40))
    groups = load_text(text, None, {}).groups
    assert sum(bool(part_of(groups, f"{number}/16")) for number in range(16)) >= 12
