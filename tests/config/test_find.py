"""Tests of ``ecgtool.config.find``: the file is named, in the folder or one above it, or the user's own."""

from pathlib import Path

import pytest

from ecgtool.config.find import find
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
        with pytest.raises(UsageError, match="no such file: name one with --config, or write one with `ecg init`"):
            find(named, environ, tmp_path)
    assert find(None, {"ECG_CONFIG": ""}, tmp_path) == tmp_path / "ecg.toml"


def test_a_folder_of_that_name_is_passed_over(tmp_path: Path) -> None:
    """Only a file is a configuration."""
    (tmp_path / "a" / "ecg.toml").mkdir(parents=True)
    above = touched(tmp_path / "ecg.toml")
    assert find(None, {}, tmp_path / "a") == above
