"""Tests of ``ecgtool.site.build``: which files the site has, what they say, and what is on none of them."""

import json
import re
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from icalendar import Calendar

from ecgtool.errors import UsageError
from ecgtool.group import SiteSettings
from ecgtool.ical.calendar import export
from ecgtool.ical.choice import Options
from ecgtool.site.build import check_keys
from tests.site.groups import CODE, CONFIG, NOW, built, site_groups


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.words.append(data)


def test_the_files_of_the_site() -> None:
    """A page and a calendar a group, the index, the calendar of all, the feed and the JSON; nothing else."""
    names = {"index.html", "tidal.html", "radio.html", "tidal.ics", "radio.ics", "all.ics", "feed.atom"}
    assert set(built()) == {*names, "meetings.json"}


def test_the_same_input_makes_the_same_bytes() -> None:
    """Built twice, in another order of requests, or later as long as no meeting has passed."""
    assert built() == built() == built(now=NOW + timedelta(days=2))


def test_a_page_shows_twelve_meetings_that_are_held() -> None:
    """Cancelled ones stand between them and do not count; every time is an instant in UTC."""
    page = Elements(built()["tidal.html"])
    classes = [str(attrs["class"]) for tag, attrs in page.found if tag == "li" and "data-start" in attrs]
    assert len([name for name in classes if "cancelled" not in name]) == 12
    assert classes[:2] == ["meeting scheduled", "meeting cancelled"]
    times = [attrs["datetime"] for tag, attrs in page.found if tag == "time"]
    assert times[:3] == ["2026-03-09T15:00:00Z", "2026-03-16T15:00:00Z", "2026-03-23T15:00:00Z"]


def test_the_index_shows_the_next_of_all_groups() -> None:
    """In order of their starts, and lists every group, the one that meets first at the top."""
    page = Elements(built()["index.html"])
    starts = [str(attrs["data-start"]) for tag, attrs in page.found if tag == "li" and "data-start" in attrs]
    assert starts == sorted(starts)
    assert len(starts) == 13
    listed = [attrs["href"] for tag, attrs in page.found if tag == "a" and attrs.get("class") == "name"]
    assert listed == ["tidal.html", "radio.html"]


def test_words_tell_what_is_unusual() -> None:
    """Cancelled and moved with their reasons, one meeting more, and the change of the clocks."""
    words = " ".join("".join(Elements(built()["tidal.html"]).words).split())
    assert "Cancelled: work & <b>shop</b>" in words
    assert "Moved from Monday, March 30, 2026, 08:00 PDT: holiday" in words
    assert "One meeting more" in words
    assert "from March 8 this meeting is 1500 UTC, it was 1600" in words


def test_a_slot_on_another_clock_has_the_groups_beside_its_own() -> None:
    """With the weekday there where it is another; a meeting on the group's clock has that once."""
    slot = 'slot = [{ name = "APAC", on = "Tuesday", at = "10:00", timezone = "Asia/Tokyo", start = 2026-03-10 }]'
    pages = built(CONFIG.replace("move = [", f"{slot}\nmove = ["))
    for name in ("tidal.html", "index.html"):
        words = " ".join("".join(Elements(pages[name]).words).split())
        assert "March 10, 2026, 10:00\u201311:00 JST (Monday 18:00 PDT, 01:00 UTC)" in words
        assert "March 9, 2026, 08:00\u201309:00 PDT (15:00 UTC)" in words


def test_slots_have_their_own_length_and_topics() -> None:
    """A cancelled meeting too; a topic with an hour is shown at that meeting of its date alone."""
    text = """
[groups.lab]
timezone = "UTC"
agenda = { topics = [{ date = 2026-03-04, title = "17:00: Tides" }] }
[groups.lab.schedule]
every = "week"
on = "Wednesday"
at = "08:00"
duration = "30m"
slot = [{ name = "APAC", at = "17:00", duration = "2h", start = 2026-03-04 }]
skip = [{ date = 2026-03-11T17:00 }]
"""
    words = " ".join(" ".join(Elements(built(text)["lab.html"]).words).split())
    assert "March 4, 2026 , 17:00\u201319:00 UTC Tides Wednesday" in words
    assert "March 11, 2026 , 17:00\u201319:00 UTC Cancelled" in words
    assert words.count("Tides") == 1


@pytest.mark.parametrize("name", list(built()))
def test_no_pass_code_is_on_the_site(name: str) -> None:
    """Neither in links, notes, reasons, topics, items, actions and logs, nor in calendars, feed and JSON."""
    assert CODE.encode() not in built()[name]


@pytest.mark.parametrize("name", ["index.html", "tidal.html"])
def test_names_and_topics_are_data(name: str) -> None:
    """No element, attribute or address comes of them; the only script is the site's own."""
    page = Elements(built()[name])
    assert [tag for tag, _ in page.found].count("script") == 1
    assert not [tag for tag, _ in page.found if tag in {"img", "b"}]
    links = [str(attrs.get("href")) for tag, attrs in page.found if tag == "a"]
    assert not [link for link in links if link.lower().startswith("javascript:")]
    assert "Tidal <script>alert(1)</script> & Sensors" in " ".join(page.words)


@pytest.mark.parametrize("name", ["index.html", "tidal.html"])
def test_the_policy_allows_the_one_script_and_nothing_from_elsewhere(name: str) -> None:
    """Its hash is that of the text between the tags, likewise the style's; no element loads anything."""
    text = built()[name].decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    script, style = (
        re.search(r"<script>(.*?)</script>", text, re.DOTALL),
        re.search(r"<style>(.*?)</style>", text, re.DOTALL),
    )
    assert policy
    assert script
    assert style
    directives = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in directives
    for kind, found in (("script", script), ("style", style)):
        assert f"{kind}-src 'sha256-{b64encode(sha256(found[1].encode()).digest()).decode()}'" in directives
    attributes = {name for _, attrs in Elements(text.encode()).found for name in attrs}
    assert not [name for name in attributes if name in {"src", "srcset", "style"} or name.startswith("on")]


def test_links_of_the_site_need_its_address_only_for_webcal() -> None:
    """Without ``base`` links are relative; with it calendars have both an https and a webcal link."""
    plain = built()["tidal.html"].decode()
    assert 'href="tidal.ics"' in plain
    assert "webcal:" not in plain
    based = built(settings=SiteSettings(base="https://meet.example.org/site"))["tidal.html"].decode()
    assert 'href="https://meet.example.org/site/tidal.ics"' in based
    assert 'href="webcal://meet.example.org/site/tidal.ics"' in based
    assert '<link rel="canonical" href="https://meet.example.org/site/tidal.html">' in based


def test_calendars_are_those_of_the_export() -> None:
    """To the byte, on top of what was published before."""
    files = built()
    public = [about.group for about in site_groups()]
    assert files["all.ics"].decode() == export(public, NOW, Options(hide_passcode=True))
    moved = CONFIG.replace('at = "08:00"', 'at = "07:00"')
    again = built(moved, previous=files)["tidal.ics"].decode()
    before = re.search(r"SEQUENCE:(\d+)", files["tidal.ics"].decode())
    after = re.search(r"SEQUENCE:(\d+)", again)
    assert before
    assert after
    assert int(after[1]) > int(before[1])


def test_the_json_is_that_of_next_meeting() -> None:
    """With the next twelve of each group in order, and no ``now``."""
    told = json.loads(built()["meetings.json"])
    assert list(told) == ["meetings"]
    assert len(told["meetings"]) == 24
    starts = [meeting["start_utc"] for meeting in told["meetings"]]
    assert starts == sorted(starts)
    assert told["meetings"][0]["group"] == "tidal"


def test_a_group_without_meetings_has_a_page() -> None:
    """That says so, and a calendar of what was; the other groups' stay."""
    over = CONFIG.replace("start = 2026-01-30", "start = 2026-01-30, until = 2026-02-01")
    files = built(over)
    assert "No meeting is to come." in files["radio.html"].decode()
    assert b"UNTIL=20260130" in files["radio.ics"]


def test_a_group_that_never_met_has_a_calendar_without_events() -> None:
    """One that readers take, since it has a component: whoever subscribed to it goes on being served."""
    started = "start = 2026-01-30"
    never = CONFIG.replace(started, f"{started}, until = 2026-02-01, skip = [{{ date = 2026-01-30 }}]")
    calendar = Calendar.from_ical(built(never)["radio.ics"])
    assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE"]
    assert calendar["X-WR-CALNAME"] == "Radio"


@pytest.mark.parametrize("key", ["index", "ALL", "../x", "a/b", "con", ".hidden", "a:b", "x" * 130, "tab\t", ""])
def test_a_key_that_is_no_file_name_is_refused(key: str) -> None:
    """On any computer's file system, with the group named."""
    with pytest.raises(UsageError, match="no name for a file"):
        check_keys([key])


@pytest.mark.parametrize("keys", [("Edge", "edge"), ("caf\u00e9", "cafe\u0301")])
def test_keys_that_are_one_file_are_refused(keys: tuple[str, str]) -> None:
    """Where capitals do not count, or letters are composed otherwise."""
    with pytest.raises(UsageError, match="would be that of"):
        check_keys(keys)


def test_a_folder_of_templates_replaces_any_of_them(tmp_path: Path) -> None:
    """The others stay the program's; a fault in one is told by its name."""
    (tmp_path / "group.html").write_text("<h1>{{ group.name }}</h1>")
    files = built(settings=SiteSettings(templates=tmp_path))
    assert files["radio.html"] == b"<h1>Radio</h1>"
    assert b"Coming up" in files["index.html"]
    (tmp_path / "group.html").write_text("{{ group.nothing }}")
    with pytest.raises(UsageError, match=r"group\.html"):
        built(settings=SiteSettings(templates=tmp_path))
    (tmp_path / "group.html").write_text("{{ ''.__class__.__mro__ }}")
    with pytest.raises(UsageError, match=r"group\.html"):
        built(settings=SiteSettings(templates=tmp_path))


def test_a_meeting_in_the_lists_has_a_template_of_its_own(tmp_path: Path) -> None:
    """It knows its group where several groups are listed, and what it shows is data there too."""
    macro = "{% macro meeting(row) %}<li>{{ row.day }} of {{ row.group or 'this group' }}</li>\n{% endmacro %}"
    (tmp_path / "meeting.html").write_text(macro)
    files = built(settings=SiteSettings(templates=tmp_path))
    assert b"<li>Monday, March 9, 2026 of this group</li>\n<li>" in files["tidal.html"]
    assert b"<li>Monday, March 9, 2026 of Tidal &lt;script&gt;" in files["index.html"]


def test_no_element_has_the_id_of_another() -> None:
    """Two groups at one time on the index; a meeting more at the time from which another was moved."""
    text = CONFIG.replace("at = 2026-04-02T10:00", "at = 2026-03-30T08:00")
    twin = text[text.index("[groups.tidal]") :].replace("groups.tidal", "groups.twin").partition("[groups.radio]")[0]
    for name, page in built(text + twin).items():
        ids = re.findall(r'\bid="([^"]+)"', page.decode()) or re.findall("<id>([^<]+)</id>", page.decode())
        assert len(ids) == len(set(ids)), name


def test_an_address_of_a_calendar_shows_no_pass_code() -> None:
    """Also where the calendar is published is read by everybody."""
    address = f"https://calendar.example.org/radio.ics?pwd={CODE}"
    site = built(CONFIG + f'[groups.radio.ical]\nurl = "{address}"\n')
    assert b"https://calendar.example.org/radio.ics" in site["radio.html"]
    assert not [name for name, content in site.items() if CODE.encode() in content]


@pytest.mark.parametrize("template", [b"{{ 1 / 0 }}", b"{{ groups[0].nothing.x }}", b"\xff", b"{% if %}"])
def test_a_fault_of_a_users_template_is_told(tmp_path: Path, template: bytes) -> None:
    """Whatever kind of fault it is."""
    (tmp_path / "index.html").write_bytes(template)
    with pytest.raises(UsageError, match=r"index\.html has a fault"):
        built(settings=SiteSettings(templates=tmp_path))
