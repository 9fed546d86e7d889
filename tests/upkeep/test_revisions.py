"""Tests of ``ecgtool.upkeep.revisions``: where a page's revisions are looked for."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ecgtool.errors import PageError, UsageError
from ecgtool.upkeep import revisions

HEAD = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'


def entry(text: str, page: str = "Lab Group") -> str:
    """An entry of a feed."""
    summary = f"&lt;p&gt;&lt;/p&gt;&lt;hr /&gt;&lt;div&gt;{text}&lt;/div&gt;"
    return f"<entry><title>{page}</title><updated>2026-01-05</updated><summary>{summary}</summary></entry>"


def times(found: revisions.PageRevisions) -> list[str]:
    """The revisions' times, to the second."""
    return [f"{revision.timestamp:%Y-%m-%d %H:%M:%S}" for revision in found.revisions]


@pytest.mark.parametrize(
    ("name", "time"),
    [
        ("2026-01-05T02:00:18Z.wiki", "2026-01-05 02:00:18"),
        ("2026-01-05T020018.wiki", "2026-01-05 02:00:18"),
        ("page-20260105020018.txt", "2026-01-05 02:00:18"),
        ("2026-01-05_02-00.wiki", "2026-01-05 02:00:00"),
        ("2026-01-05", "2026-01-05 00:00:00"),
        ("187273.wiki", "2026-03-01 12:00:00"),
    ],
)
def test_a_files_name_says_its_time(tmp_path: Path, name: str, time: str) -> None:
    """ISO forms and MediaWiki's own count in UTC; without one in the name the file's time does."""
    path = tmp_path / name
    path.write_text("text")
    os.utime(path, (datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp(),) * 2)
    assert times(revisions.read_revisions(tmp_path)) == [time]


def test_a_folder_is_a_page(tmp_path: Path) -> None:
    """Every file but the hidden ones is a revision; the page has the name asked for, else the folder's."""
    for name in ("20260106.md", "20260105.md", ".hidden"):
        (tmp_path / name).write_text(name)
    found = revisions.read_revisions(tmp_path, "Lab Group")
    assert (found.page, found.syntax) == ("Lab Group", "markdown")
    assert [revision.text for revision in found.revisions] == ["20260105.md", "20260106.md"]
    assert revisions.read_revisions(tmp_path).page == tmp_path.name


def test_a_single_file_is_one_revision(tmp_path: Path) -> None:
    """A page's text that is no feed is its only revision."""
    path = tmp_path / "2026-01-05.wiki"
    path.write_text("== Agenda ==", encoding="utf-8-sig")
    found = revisions.read_revisions(path)
    assert found.syntax == "wikitext"
    assert [revision.text for revision in found.revisions] == ["== Agenda =="]


@pytest.mark.parametrize("asked", ["Lab Group", "lab_Group", " Lab  Group"])
def test_the_groups_page_is_found_in_a_feed_of_several(tmp_path: Path, asked: str) -> None:
    """Titles are compared as MediaWiki does."""
    path = tmp_path / "contributions"
    path.write_text(HEAD + entry("a", "Other") + entry("b") + "</feed>")
    assert [revision.text for revision in revisions.read_revisions(path, asked).revisions] == ["b"]


@pytest.mark.parametrize("asked", ["", "Third"])
def test_a_feed_of_several_pages_names_them(tmp_path: Path, asked: str) -> None:
    """Where none is chosen, or one that is not there, the error says what there is."""
    path = tmp_path / "feed.xml"
    path.write_text(HEAD + entry("a", "Other") + entry("b") + "</feed>")
    with pytest.raises(UsageError, match='holds 2 pages: "Other", "Lab Group"'):
        revisions.read_revisions(path, asked)


def test_many_pages_are_not_all_named(tmp_path: Path) -> None:
    """The error stays a line that one can read."""
    path = tmp_path / "feed.xml"
    path.write_text(HEAD + "".join(entry("a", f"P{number}") for number in range(50)) + "</feed>")
    with pytest.raises(UsageError, match='"P9" and 40 more'):
        revisions.read_revisions(path)


def test_the_only_page_of_a_feed_is_taken(tmp_path: Path) -> None:
    """The only page of a feed is taken, whatever page was asked for."""
    path = tmp_path / "feed.xml"
    path.write_text(HEAD + entry("a", "Other") + "</feed>")
    assert revisions.read_revisions(path, "Third").page == "Other"


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\xff\xfe\x00", "not a text in UTF-8"), (b"x" * 20_000_001, "larger than 20 MB")],
    ids=["binary", "huge"],
)
def test_a_file_that_is_no_page_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    """Pictures and dumps are not read as pages."""
    (tmp_path / "20260105").write_bytes(content)
    with pytest.raises((PageError, UsageError), match=reason):
        list(revisions.read_revisions(tmp_path).revisions)


def test_an_empty_source_is_refused(tmp_path: Path) -> None:
    """An empty folder, an empty feed and an impossible time each have their own line."""
    with pytest.raises(PageError, match="holds no files"):
        revisions.read_revisions(tmp_path)
    (tmp_path / "2026-13-45.wiki").write_text("x")
    with pytest.raises(PageError, match="of no time"):
        list(revisions.read_revisions(tmp_path).revisions)
    (tmp_path / "feed.atom").write_text(HEAD + "</feed>")
    with pytest.raises(PageError, match="holds no entries"):
        revisions.read_revisions(tmp_path / "feed.atom")
    with pytest.raises(UsageError, match=r"cannot be read: .*: name another file"):
        revisions.read_revisions(tmp_path / "none")
