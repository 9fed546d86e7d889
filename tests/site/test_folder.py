"""Tests of ``ecgtool.site.folder``: what is written and deleted in a folder, and what is never touched."""

from pathlib import Path

import pytest

from ecgtool.errors import UsageError
from ecgtool.site.folder import MANIFEST, Changes, carry_out, changes, read_site


def _changes(folder: Path, site: dict[str, bytes]) -> Changes:
    return changes(folder, read_site(folder), site)


def _build(folder: Path, site: dict[str, bytes]) -> None:
    carry_out(_changes(folder, site))


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    """And what the site has no more is deleted, as far as it was the site's."""
    _build(tmp_path, {"a.html": b"1", "b.html": b"2"})
    (tmp_path / "mine.txt").write_text("mine")
    change = _changes(tmp_path, {"a.html": b"1", "c.html": b"3"})
    assert (list(change.written), change.deleted) == (["c.html"], ("b.html",))
    carry_out(change)
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "a.html", "c.html", "mine.txt"]
    assert not _changes(tmp_path, {"a.html": b"1", "c.html": b"3"})


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    """It is named, and nothing is written."""
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(UsageError, match=r"index\.html was not written by ecg"):
        _changes(tmp_path, {"index.html": b"ours"})


@pytest.mark.parametrize("told", ["[]", "{", '{"files": ["../outside", "/etc/x", "..", "", 7]}', '{"files": 1}'])
def test_a_damaged_manifest_gives_no_power(tmp_path: Path, told: str) -> None:
    """Names that lead out of the folder are nobody's: nothing there is read or deleted."""
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "outside").write_text("stays")
    (site / MANIFEST).write_text(told)
    assert read_site(site) == {}
    _build(site, {"a.html": b"1"})
    assert (tmp_path / "outside").read_text() == "stays"


def test_a_run_that_was_killed_is_mended_by_the_next(tmp_path: Path) -> None:
    """The manifest names what is about to be written before it is, and what is deleted until it is gone."""
    _build(tmp_path, {"a.html": b"1", "b.html": b"2"})
    (tmp_path / "a.html").unlink()
    _build(tmp_path, {"a.html": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "a.html"]


def test_an_empty_file_is_one_that_was_written(tmp_path: Path) -> None:
    """It does not differ from itself for ever."""
    _build(tmp_path, {"empty.ics": b""})
    assert not _changes(tmp_path, {"empty.ics": b""})


def test_a_file_that_cannot_be_written_leaves_nothing_beside(tmp_path: Path) -> None:
    """A folder that stands in its way; what was begun is no file of the site."""
    change = _changes(tmp_path, {"a.html": b"a"})
    (tmp_path / "a.html").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        carry_out(change)
    assert {path.name for path in tmp_path.iterdir()} == {MANIFEST, "a.html"}
