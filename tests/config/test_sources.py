"""Tests of ``ecgtool.config.sources``: where the file is found, and which dates in it are faults of their keys."""

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.config.source import locate
from ecgtool.config.sources import find, parse_toml
from ecgtool.errors import UsageError


def touched(path: Path) -> Path:
    """An empty file at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_the_places_in_their_order(tmp_path: Path) -> None:
    """``--config``, ``$ECG_CONFIG``, the folder, one above it, ``$XDG_CONFIG_HOME``: the first that is there."""
    folder, home = tmp_path / "a" / "b", tmp_path / "home"
    folder.mkdir(parents=True)
    user = touched(home / "xdg" / "ecg" / "ecg.toml")
    assert find(None, {}, folder, lambda: user.parent) == user
    above = touched(tmp_path / "ecg.toml")
    assert find(None, {}, folder, lambda: user.parent) == above
    here = touched(folder / "ecg.toml")
    assert find(None, {}, folder, lambda: user.parent) == here
    named = touched(tmp_path / "other.toml")
    assert find(None, {"ECG_CONFIG": str(named)}, folder) == named
    assert find(above, {"ECG_CONFIG": str(named)}, folder) == above


def test_a_user_without_a_folder(tmp_path: Path) -> None:
    """There is nothing to find then, nor where the folder is not there."""

    def homeless() -> Path:
        raise RuntimeError

    for own in (None, homeless, lambda: tmp_path / "none"):
        assert find(None, {}, Path("/"), own) is None


@pytest.mark.parametrize("name", ["nothing.toml", "x" * 300, "a/b/c.toml"])
def test_a_file_that_is_named_and_not_there(tmp_path: Path, name: str) -> None:
    """Nothing else is taken in its place; the variable that is empty names none."""
    touched(tmp_path / "ecg.toml")
    for named, environ in ((tmp_path / name, {}), (None, {"ECG_CONFIG": str(tmp_path / name)})):
        with pytest.raises(UsageError, match=r"no such file: name one with --config$"):
            find(named, environ, tmp_path)
    assert find(None, {"ECG_CONFIG": ""}, tmp_path) == tmp_path / "ecg.toml"


def test_a_folder_of_that_name_is_passed_over(tmp_path: Path) -> None:
    """Only a file is a configuration."""
    (tmp_path / "a" / "ecg.toml").mkdir(parents=True)
    above = touched(tmp_path / "ecg.toml")
    assert find(None, {}, tmp_path / "a") == above


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-02-30T09:00",
        "2026-02-28 25:00",
        "2026-02-30T09:00:00.5+02:00",
        "24:00",
        "08:61:00",
    ],
)
def test_what_is_no_date_comes_as_text(value: str) -> None:
    """Wherever it stands: alone, in an array, in an inline table, before a comment."""
    assert parse_toml(f"a = {value}") == {"a": value}
    assert parse_toml(f"a = [{value}, {value}] # {value}\nb = {{ c = {value} }}\n") == {
        "a": [value, value],
        "b": {"c": value},
    }


def test_what_stands_in_quotes_stays() -> None:
    """A text that looks like an impossible date is not touched, nor is the rest of its line."""
    assert parse_toml('a = "2026-02-30"\nb = ["2026-02-30", 2026-02-30]') == {
        "a": "2026-02-30",
        "b": ["2026-02-30", "2026-02-30"],
    }


@pytest.mark.parametrize("text", ["a = 2026-1-1", "a = 'x", "2026-02-30", "a = 2026-02-30 2026-02-30", "= 08:61"])
def test_what_is_no_toml_is_told_with_its_place(text: str) -> None:
    """The error tells line and column."""
    with pytest.raises(tomli.TOMLDecodeError, match=r"\(at (line 1, column \d+|end of document)\)"):
        parse_toml(text)


@given(st.text(alphabet=st.sampled_from("ab=[]{}\"'\n .,-:T0123456789#\\_Z+"), max_size=60))
def test_any_text_is_a_table_or_an_error(text: str) -> None:
    """However often something looks like a date, reading ends."""
    try:
        assert isinstance(parse_toml(text), dict)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either is fine


def test_places_of_some_groups_are_those_of_the_whole_file() -> None:
    """Of a file is read what lies in the way to them: headers of every form, and none in texts and arrays."""
    text = """
default_group = "a"
[groups.a]
name = "A"
list = [
  ["groups", "x"],
  [1.5],
]
[groups.b]   # [groups.c]
note = '''
[groups.c]
name = "no"
'''
  [ groups . "c" ]
name = "C"
[[groups.c.skip]]
date = 2026-01-01
[groups.d]
name = "D"
[["groups".c.skip]]
date = 2026-01-02
[site]
base = "https://example.org"
"""
    whole = locate(text)
    for key in "abcd":
        some = locate(text, {key})
        paths = [node.path for node in whole.nodes if node.path[1:2] == (key,) or node.path[0] != "groups"]
        assert paths
        assert [some.line_of(path) for path in paths] == [whole.line_of(path) for path in paths]
    assert len(locate(text, {"c"}).nodes) < len(whole.nodes)
