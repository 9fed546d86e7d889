"""Configurations in several files: what is included, where faults are told, and which file is edited."""

from pathlib import Path

import pytest

from ecgtool.__main__ import run
from ecgtool.config import load, open_config
from ecgtool.errors import ConfigError

GROUP = """[groups.{0}]
timezone = "UTC"
schedule = {{ every = "week", on = "Monday", at = "08:00", start = 2026-01-05 }}
"""


def files(folder: Path, **texts: str) -> Path:
    """The files of a configuration; the first is ``ecg``."""
    for name, text in texts.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(exist_ok=True)
        path.with_suffix(".toml").write_text(text)
    return folder / "ecg.toml"


def lines(path: Path) -> list[str]:
    """The faults of a configuration, with its folder left out."""
    with pytest.raises(ConfigError) as told:
        load(path, {})
    return [line.replace(f"{path.parent}/", "") for line in told.value.lines]


def test_groups_of_all_files_are_there(tmp_path: Path) -> None:
    """In the order of the files, each read once; a pattern may match nothing, and paths are relative to each file."""
    path = files(
        tmp_path,
        ecg=f'include = ["groups/*.toml", "groups/b.toml", "none-*.toml"]\n{GROUP.format("a")}',
        groups__b=GROUP.format("b") + 'wiki = { file = "b.md" }\n',
        groups__c=GROUP.format("c") + GROUP.format("d"),
    )
    config = load(path, {})
    assert list(config.groups) == ["a", "b", "c", "d"]
    wiki = config.groups["b"].wiki
    assert wiki
    assert wiki.file == tmp_path / "groups" / "b.md"
    assert config.groups.source_of("d").path == tmp_path / "groups" / "c.toml"


def test_a_file_may_have_no_groups_of_its_own(tmp_path: Path) -> None:
    """Its groups are in the files that it includes; one of them may be the default."""
    path = files(
        tmp_path,
        ecg='include = ["b.toml", "c.toml"]\ndefault_group = "c"\n',
        b=GROUP.format("b"),
        c=GROUP.format("c"),
    )
    assert [group.key for group in load(path, {}).select()] == ["c"]


def test_faults_name_the_file_that_they_are_in(tmp_path: Path) -> None:
    """A group that stands twice names both places; a file without wildcards must be there."""
    path = files(
        tmp_path,
        ecg=f'include = ["b.toml", "gone.toml"]\n{GROUP.format("a")}',
        b=f'include = ["c.toml"]\ndefault_group = "a"\n{GROUP.format("a")}{GROUP.format("b").replace("UTC", "Mars")}',
    )
    told = "\n".join(lines(path))
    assert "ecg.toml:1: include[1]: gone.toml cannot be read: No such file or directory" in told
    assert "b.toml:3: groups.a: stands at ecg.toml:2 as well" in told
    assert "b.toml:1: include" in told
    assert "b.toml:2: default_group" in told
    assert "b.toml:7: groups.b.timezone" in told


def test_two_files_may_not_manage_one_line(tmp_path: Path) -> None:
    """Each is told where it stands, also where only one of the groups is asked for."""
    page = 'wiki = { api = "https://wiki.example.org/w/api.php", page = "All" }\n'
    path = files(tmp_path, ecg=f'include = ["b.toml"]\n{GROUP.format("a")}{page}', b=GROUP.format("b") + page)
    assert [line.partition(": ")[0] for line in lines(path)] == ["ecg.toml:5", "b.toml:4"]
    with pytest.raises(ConfigError, match="the same line of the same page"):
        open_config(path, {}).select(["a"])


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    """A fault of another group stops nobody else; as soon as a faulty one is asked for, all faults are told."""
    path = files(
        tmp_path,
        ecg=GROUP.format("a") + GROUP.format("b").replace("UTC", "Mars") + GROUP.format("c").replace("08", "28"),
    )
    config = open_config(path, {})
    assert config.select(["a"])[0].key == "a"
    for asked in (["b"], ["c"]):
        with pytest.raises(ConfigError) as told:
            config.select(asked)
        assert len(told.value.lines) == 2
    with pytest.raises(ConfigError):
        config.select(every=True)


def test_a_meeting_is_cancelled_in_the_file_of_its_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing changes in the others."""
    path = files(tmp_path, ecg=f'include = ["groups/*.toml"]\n{GROUP.format("a")}', groups__b=GROUP.format("b"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECG_NOW", "2026-06-01T12:00:00Z")
    before = path.read_text()
    assert run(["cancel", "2026-06-15", "-g", "b"]) == 0
    assert path.read_text() == before
    assert "date = 2026-06-15" in (tmp_path / "groups" / "b.toml").read_text()
    assert run(["restore", "2026-06-15", "-g", "b"]) == 0
    assert (tmp_path / "groups" / "b.toml").read_text() == GROUP.format("b")


def test_what_is_in_force_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each value with the file and the line where it stands."""
    files(tmp_path, ecg='include = ["groups/b.toml"]\n', groups__b=GROUP.format("b"))
    monkeypatch.chdir(tmp_path)
    assert run(["config", "show"]) == 0
    assert 'groups.b.timezone\t"UTC"\tgroups/b.toml:2' in capsys.readouterr().out


@pytest.mark.parametrize("name", ["circle.toml", "\\u0000"])
def test_a_name_that_leads_to_no_file_is_a_fault(tmp_path: Path, name: str) -> None:
    """Links that lead in a circle, and a name that no file can have: told with the line, as any other."""
    (tmp_path / "circle.toml").symlink_to("circle.toml")
    path = files(tmp_path, ecg=f'include = ["{name}"]\n{GROUP.format("a")}')
    with pytest.raises(ConfigError) as told:
        open_config(path, {})
    assert [line for line in told.value.lines if ":1: include[0]: " in line]
