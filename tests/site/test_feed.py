"""Tests of ``ecgtool.site.feed``: Atom that parsers take, ids that last, entries updated when they change."""

from datetime import timedelta
from xml.etree import ElementTree as ET

from ecgtool.group import SiteSettings
from tests.site.groups import CONFIG, NOW, built

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = SiteSettings(base="https://meet.example.org")


def _entries(feed: bytes) -> dict[str, dict[str, str]]:
    root = ET.fromstring(feed)
    return {
        entry.findtext(f"{ATOM}id", ""): {child.tag.removeprefix(ATOM): "".join(child.itertext()) for child in entry}
        for entry in root.iter(f"{ATOM}entry")
    }


def test_the_feed_has_what_atom_asks_for() -> None:
    """Each entry an id of its own, a title, an author, when it was updated and a link (RFC 4287, section 4.1)."""
    root = ET.fromstring(built(settings=BASE)["feed.atom"])
    assert {"title", "id", "updated", "link"} <= {child.tag.removeprefix(ATOM) for child in root}
    entries = list(root.iter(f"{ATOM}entry"))
    for entry in entries:
        assert {child.tag.removeprefix(ATOM) for child in entry} == {
            "id", "updated", "title", "author", "link", "content",
        }  # fmt: skip
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 25


def test_names_and_topics_are_text() -> None:
    """Whatever they hold is read back as it is, but for what no XML can hold."""
    hostile = CONFIG.replace('name = "Radio"', 'name = "]]> <b> \\ufffe \\" &amp;"')
    titles = [entry["title"] for entry in _entries(built(hostile)["feed.atom"]).values()]
    assert any(title.startswith(']]> <b> \ufffd " &amp;,') for title in titles)


def test_an_entry_is_updated_when_what_it_says_changes() -> None:
    """Its id stays, also where the meeting moves; the others keep the time that they had."""
    files = built()
    later = NOW + timedelta(hours=5)
    moved = CONFIG.replace("to = 2026-03-31T09:00", "to = 2026-04-01T09:00")
    before, after = _entries(files["feed.atom"]), _entries(built(moved, now=later, previous=files)["feed.atom"])
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name]["updated"] != after[name]["updated"]}
    assert [after[name]["updated"] for name in changed] == ["2026-03-02T23:00:00Z"]
    assert {name for name in before if before[name]["content"] != after[name]["content"]} == changed


def test_a_feed_that_was_not_written_by_us_is_forgotten() -> None:
    """Whatever stands in the file before."""
    assert built(previous={"feed.atom": b"\xff<entry><id>x"})["feed.atom"] == built()["feed.atom"]
