"""Tests of ``ecgtool.upkeep.feed``: reading MediaWiki's contributions feed, friendly and hostile."""

import html
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecgtool.errors import PageError, UsageError
from ecgtool.upkeep import feed

HEAD = '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Contributions</title>'


def entry(text: str, page: str = "Lab Group", when: str = "2026-01-05T02:00:18Z", number: int = 7) -> str:
    """An entry as MediaWiki 1.28 writes it."""
    body = html.escape(text).replace("\n", "<br />\n")
    summary = f"<p>Chair: /* Agenda */ a &amp; b</p>\n<hr />\n<div>{body}</div>"
    link = f"https://wiki.example.org/w/index.php?title={page}&amp;diff={number}"
    return (
        f"\n<entry>\n\t<id>{link}</id>\n\t<title>{escape(page)}</title>\n\t<updated>{when}</updated>\n"
        f'\t<summary type="html">{escape(summary)}</summary>\n\t<author><name>Chair</name></author></entry>'
    )


def write(folder: Path, text: str | bytes) -> Path:
    """A feed file with that content."""
    path = folder / "feed.atom"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_an_entry_becomes_a_revision(tmp_path: Path) -> None:
    """Page, time, user, number, edit summary and the page's text are taken from where MediaWiki puts them."""
    text = "== A & B ==\n* <nowiki>'''x'''</nowiki> &nbsp; <br /> \"q\"\n"
    source = write(tmp_path, HEAD + entry(text) + entry("other", "Other", number=9) + "</feed>")
    assert feed.page_titles(source) == ["Lab Group", "Other"]
    assert list(feed.feed_revisions(source, "Lab Group")) == [
        feed.Revision(
            page="Lab Group",
            timestamp=datetime(2026, 1, 5, 2, 0, 18, tzinfo=UTC),
            user="Chair",
            text=text,
            comment="Chair: /* Agenda */ a & b",
            number=7,
        )
    ]


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n<>&;'\"")))
def test_the_text_of_a_page_comes_through_whole(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever a page holds, escaping by the wiki and reading here are each other's inverse."""
    source = write(tmp_path_factory.mktemp("feed"), HEAD + entry(text) + "</feed>")
    assert [revision.text for revision in feed.feed_revisions(source, "Lab Group")] == [text]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&b;</title></entry></feed>'
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BOMB, "declares a document type"),
        ('<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed/>', "declares a document type"),
        ("<!DOCTYPE html><html><p>Wiki", "declares a document type"),
        ("<rss version='2.0'></rss>", "begins with <rss>"),
        ("<feed></feed>", "begins with <feed>"),
        (HEAD + entry("x"), "may be cut off"),
        (HEAD + entry("x").replace("</author>", "") + "</feed>", "mismatched tag"),
        (HEAD + "&nbsp;</feed>", "undefined entity"),
        (HEAD + "<a>" * 100, "nested too deeply"),
        ("", "no element found"),
        ("just words", "syntax error"),
        (b"\x89PNG\r\n\x00", "not well-formed"),
        ('<?xml version="1.0" encoding="no-such"?><feed/>', "encoding"),
        ('<?xml version="1.0" encoding="utf-7"?><feed/>', "encoding"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_line(tmp_path: Path, content: str | bytes, reason: str) -> None:
    """Entity bombs, other formats, cut-off and broken files each end in an error that says why."""
    with pytest.raises(PageError, match=reason) as caught:
        feed.page_titles(write(tmp_path, content))
    assert len(caught.value.lines) == 1
    assert len(caught.value.lines[0]) < 300


def test_an_entry_without_the_text_is_refused(tmp_path: Path) -> None:
    """A page's history feed holds differences; reading them as a page would tell nonsense."""
    diff = entry("x").replace("hr /", "table").replace("&lt;div", "&lt;td")
    with pytest.raises(PageError, match=r"2026-01-05T02:00:18Z .*does not hold the page's text"):
        list(feed.feed_revisions(write(tmp_path, HEAD + diff + "</feed>"), "Lab Group"))


@pytest.mark.parametrize("when", ["", "yesterday", "2026-02-30T00:00:00Z"])
def test_an_entry_without_a_time_is_refused(tmp_path: Path, when: str) -> None:
    """A revision of no known time has no place in a history."""
    with pytest.raises(PageError, match="no time"):
        list(feed.feed_revisions(write(tmp_path, HEAD + entry("x", when=when) + "</feed>"), "Lab Group"))


def test_a_file_that_cannot_be_read_is_a_usage_error(tmp_path: Path) -> None:
    """Naming a file that is not there is the command line's fault."""
    with pytest.raises(UsageError, match=r"cannot read .*none\.atom.*: name another file"):
        feed.page_titles(tmp_path / "none.atom")


@pytest.mark.parametrize(
    ("piece", "reason"),
    [
        (entry("x" * 17_000_000), "larger than any page"),
        (f'<entry a="{"x" * 5_000_000}"/>', "has no end"),
    ],
)
def test_an_oversized_piece_is_refused(tmp_path: Path, piece: str, reason: str) -> None:
    """A single entry or tag that no wiki would send is not taken into memory."""
    with pytest.raises(PageError, match=reason):
        feed.page_titles(write(tmp_path, HEAD + piece + "</feed>"))


def test_memory_does_not_grow_with_the_feed(tmp_path: Path) -> None:
    """A feed of 30 MB is read within a tenth of that, one entry at a time."""
    with (tmp_path / "feed.atom").open("w") as stream:
        stream.write(HEAD)
        for _ in range(60):
            stream.write(entry("x" * 500_000))
        stream.write("</feed>")
    tracemalloc.start()
    count = sum(1 for _ in feed.feed_revisions(tmp_path / "feed.atom", "Lab Group"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 60
    assert peak < 6_000_000
