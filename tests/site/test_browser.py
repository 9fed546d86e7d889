"""The pages in a browser: in the visitor's zone and by the visitor's clock, for everybody's eyes, hands and ears."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any, cast

import pytest

from tests.site.browser import at_time, document, npm_file, seen, told
from tests.site.groups import CONFIG, NOW, built
from tests.support import missing

SHOWN = """
const text = (item) => item ? item.textContent.trim() : "";
document.title = JSON.stringify({
  rows: [...document.querySelectorAll(".meeting")].filter((item) => !item.hidden).map((item) => ({
    here: text(item.querySelector(".here")), change: text(item.querySelector(".change")),
    next: item.classList.contains("next"), id: item.id })),
  countdown: text(document.querySelector(".countdown")),
  over: !document.querySelector(".run-out").hidden,
  groups: [...document.querySelectorAll(".groups > li")].map((item) => text(item)),
});
"""


def _shown(page: bytes, folder: Path, zone: str, now: datetime = NOW) -> dict[str, Any]:
    found = told(seen(page, folder, zone=zone, now=now, script=SHOWN))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("zone", "here"),
    [
        ("Asia/Tokyo", "Tuesday, March 10, 2026, 00:00\u201301:00 your time, Tokyo (GMT+9)"),
        ("Europe/Berlin", "Monday, March 9, 2026, 16:00\u201317:00 your time, Berlin (GMT+1)"),
        ("America/Los_Angeles", "Monday, March 9, 2026, 08:00\u201309:00 your time, Los Angeles (PDT)"),
        ("Asia/Kathmandu", "Monday, March 9, 2026, 20:45\u201321:45 your time, Kathmandu (GMT+5:45)"),
    ],
)
def test_times_are_the_visitors(tmp_path: Path, zone: str, here: str) -> None:
    """With the day on which the meeting is for them, and the zone named by its place."""
    rows = _shown(built()["tidal.html"], tmp_path, zone)["rows"]
    assert rows[0] == {"here": here, "change": rows[0]["change"], "next": True, "id": "20260309T1500Z"}


@pytest.mark.parametrize(
    ("now", "countdown"),
    [
        (NOW, "in 7 days"),
        (datetime(2026, 3, 8, 14, tzinfo=UTC), "tomorrow"),
        (datetime(2026, 3, 9, 12, tzinfo=UTC), "in 3 hours"),
        (datetime(2026, 3, 9, 14, 48, tzinfo=UTC), "in 12 minutes"),
        (datetime(2026, 3, 9, 15, 30, tzinfo=UTC), "now, until 17:00"),
    ],
)
def test_the_countdown_speaks_plainly(tmp_path: Path, now: datetime, countdown: str) -> None:
    """Days, hours and minutes, and until when a meeting goes that has begun."""
    assert _shown(built()["tidal.html"], tmp_path, "Europe/Berlin", now)["countdown"] == countdown


def test_what_is_over_is_left_out_weeks_later(tmp_path: Path) -> None:
    """By the visitor's clock: the next one is marked, and when none is left the page says so."""
    page = built()["tidal.html"]
    later = _shown(page, tmp_path, "UTC", datetime(2026, 4, 7, tzinfo=UTC))
    assert later["rows"][0]["id"] == "20260413T1500Z"
    assert later["rows"][0]["next"]
    assert not later["over"]
    assert _shown(page, tmp_path, "UTC", NOW + timedelta(days=400))["over"]
    index = _shown(built()["index.html"], tmp_path, "UTC", NOW + timedelta(days=900))
    assert all("every meeting listed here is over" in group for group in index["groups"])


def test_a_clock_change_of_the_visitors_own_zone_is_told(tmp_path: Path) -> None:
    """Where the group names no such zone: Sydney's clocks change in April."""
    config = CONFIG.replace('zones = ["UTC", "Europe/Berlin"]', "")
    rows = _shown(built(config)["tidal.html"], tmp_path, "Australia/Sydney")["rows"]
    changes = {row["id"]: row["change"] for row in rows if row["change"]}
    assert changes["20260406T1500Z"] == "for you at 01:00 instead of 02:00"


def test_the_change_of_the_visitors_clock_is_told_beside_the_groups(tmp_path: Path) -> None:
    """Where the group's page tells of Berlin: who is in London reads of their own hour as well."""
    config = CONFIG.replace("move = ", "# ").replace("skip = ", "# ")
    page = built(config, now=datetime(2026, 3, 17, tzinfo=UTC))["tidal.html"]
    rows = _shown(page, tmp_path, "Europe/London", datetime(2026, 3, 17, tzinfo=UTC))["rows"]
    assert rows[1]["change"] == "for you at 16:00 instead of 15:00"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "Europe/Kyiv"])
def test_a_clock_of_which_the_group_tells_is_told_once(tmp_path: Path, zone: str) -> None:
    """Who is where the group says what the clock shows reads it there, with its date, and not again."""
    config = CONFIG.replace('"Europe/Berlin"', '"Europe/Berlin", "Europe/Kyiv"').replace("skip = ", "# ")
    changed = """
const changes = document.querySelectorAll(".meeting")[0].querySelectorAll(".change");
document.title = JSON.stringify([...changes].map((one) => one.textContent));
"""
    told_once = told(seen(built(config)["tidal.html"], tmp_path, zone=zone, now=NOW, script=changed))
    assert isinstance(told_once, list)
    assert len(told_once) == 1
    assert told_once[0].startswith(
        "from March 8 this meeting is 1500 UTC, it was 1600; in Berlin 16:00 instead of 17:00"
    )
    assert "in Kyiv 17:00 instead of 18:00" in told_once[0]


def test_the_first_meeting_of_a_page_tells_of_the_visitors_clock_too(tmp_path: Path) -> None:
    """Against the one before, which is on no page; on the index as well. A move or an extra meeting is no change."""
    config = CONFIG.replace('zones = ["UTC", "Europe/Berlin"]', "").replace("skip = ", "# ")
    site, now = built(config, now=datetime(2026, 4, 1, tzinfo=UTC)), datetime(2026, 4, 1, tzinfo=UTC)
    rows = _shown(site["tidal.html"], tmp_path, "Europe/London", now)["rows"]
    assert rows[0] == {"here": rows[0]["here"], "change": "", "next": True, "id": "20260402T1700Z-extra"}
    assert [row["change"] for row in rows[1:3]] == ["", ""]
    held = config.replace("move = ", "# ").replace("extra = ", "# ")
    now = datetime(2026, 3, 29, tzinfo=UTC)
    for name in ("tidal.html", "index.html"):
        rows = _shown(built(held, now=now)[name], tmp_path, "Europe/London", now)["rows"]
        assert rows[0]["change"] == "for you at 16:00 instead of 15:00"


def test_the_groups_are_in_order_of_their_next_meeting(tmp_path: Path) -> None:
    """Also later, when another group is the next to meet."""
    page = built()["index.html"]
    assert _shown(page, tmp_path, "UTC")["groups"][0].startswith("Tidal")
    later = _shown(page, tmp_path, "UTC", datetime(2026, 3, 24, tzinfo=UTC))["groups"]
    assert later[0].startswith("Radio")
    assert "Friday, March 27, 2026, 04:00" in later[0]


@pytest.mark.parametrize("words", ["RADIO", "r\u00e4dio", "  march thursday "])
def test_the_groups_can_be_searched(tmp_path: Path, words: str) -> None:
    """Every word has to be in the row as the visitor sees it, whatever its accents; how many are found is told."""
    typed = """
const field = document.querySelector("#filter");
field.value = WORDS; field.dispatchEvent(new Event("input"));
document.title = JSON.stringify([[...document.querySelectorAll(".groups > li")].filter((one) => !one.hidden).length,
  document.querySelector("output").textContent]);
"""
    page = built(CONFIG.replace('"Radio"', '"R\u00e1dio"'))["index.html"]
    script = typed.replace("WORDS", json.dumps(words))
    assert told(seen(page, tmp_path, zone="America/Los_Angeles", now=NOW, script=script)) == [1, "1 of 2 groups"]


@pytest.mark.parametrize("script", ["", "stripped"])
@pytest.mark.parametrize("name", ["index.html", "rtl.html"])
def test_the_direction_of_a_text_turns_no_time_beside_it(tmp_path: Path, name: str, script: str) -> None:
    """After a weekday in Arabic, or a name that would turn what follows: the start stands to the left of the end."""
    text = """
[groups.rtl]
name = "\u202eseitraP"
language = "ar"
timezone = "Asia/Kolkata"
schedule = { every = "week", on = "Wednesday", at = "01:30", start = 2026-01-07 }
agenda = { items = ["\u202etxet 12"] }
"""
    places = """
const left = (node, from) => {
  const range = document.createRange();
  range.setStart(node, from); range.setEnd(node, from + 5);
  return range.getBoundingClientRect().left;
};
document.title = JSON.stringify([...document.querySelectorAll(".clock")].map((one) => one.firstChild)
  .filter((node) => node.length > 10).map((node) => left(node, 0) < left(node, 6)));
"""
    page = built(text)[name]
    shown = re.sub(rb"<script>.*?</script>", b"", page, flags=re.DOTALL) if script else page
    in_order = told(seen(shown, tmp_path, zone="Asia/Kolkata", now=NOW, script=places))
    assert isinstance(in_order, list)
    assert in_order
    assert all(in_order)


def test_the_policy_lets_the_script_run(tmp_path: Path) -> None:
    """The page as it is published shows the visitor's time: its hash is right."""
    page = built(now=datetime.now(UTC))["tidal.html"]
    assert "your time, Tokyo (GMT+9)" in document(page, tmp_path, zone="Asia/Tokyo")


@pytest.mark.parametrize("name", ["index.html", "tidal.html"])
@pytest.mark.parametrize("look", [(), ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")])
def test_nothing_bars_a_visitor(tmp_path: Path, name: str, look: tuple[str, ...]) -> None:
    """Axe finds nothing: names, headings, landmarks, contrast in light and dark, keyboard."""
    axe = npm_file("axe-core/axe.min.js")
    run = "axe.run().then((found) => { document.title = JSON.stringify(found.violations.map((one) => one.id)); });"
    page = built()[name].decode().replace('http-equiv="Content-Security-Policy"', 'name="policy"')
    page = page.replace("</body>", f"<script>{axe}</script><script>{run}</script></body>")
    assert told(document(page.encode(), tmp_path, options=look)) == []


@pytest.mark.parametrize("width", [320, 768, 1600])
@pytest.mark.parametrize("name", ["index.html", "tidal.html"])
def test_nothing_is_cut_off_at_any_width(tmp_path: Path, name: str, width: int) -> None:
    """No page is wider than the screen, however long a word is. A frame is narrower than a window can be.

    It is measured once its own script has put the visitor's times in, at a time at which nothing of it is over.
    """
    page = built(CONFIG.replace("holiday", "holiday" * 30).replace('"Radio"', f'"{"Radio" * 30}"'))[name]
    inside = escape(at_time(page, NOW))
    framed = f"""<!doctype html><title></title><iframe width="{width}" height="9000" srcdoc="{inside}"></iframe>
<script>
onload = async () => {{
  const framed = document.querySelector("iframe").contentDocument, shown = framed.documentElement;
  await framed.fonts.ready;
  const times = framed.querySelectorAll(".meeting:not([hidden]) .here").length;
  document.title = JSON.stringify([times, shown.clientWidth, shown.scrollWidth]);
}};
</script>"""
    times, client, scrolled = cast(list[int], told(document(framed.encode(), tmp_path)))
    assert times > 3
    assert (client, scrolled) == (width, width)


@pytest.mark.parametrize(
    ("name", "addresses"),
    [
        ("tidal.html", ["https://meet.example.org/j/5550142", "https://wiki.example.org/wiki/Tidal"]),
        ("index.html", ["https://meet.example.org/j/5550142"]),
    ],
)
def test_on_paper_a_link_tells_its_address(tmp_path: Path, name: str, addresses: list[str]) -> None:
    """Dark looks are not printed, nothing is left that only a screen can do, and no meeting is torn apart.

    Nor is there a margin at the end, which would make a sheet of its own.
    """
    shown = """
const style = (item, part) => getComputedStyle(item, part);
const links = [...document.querySelectorAll(".actions a, .join-small")];
document.title = JSON.stringify({
  addresses: links.map((link) => style(link, "::after").content),
  ground: style(document.documentElement).backgroundColor,
  gone: [".filter", ".countdown", ".skip", ".subscribe"].filter((one) => document.querySelector(one))
    .every((one) => style(document.querySelector(one)).display === "none"),
  end: style(document.body).paddingBottom,
  whole: [...document.querySelectorAll("li")].every((item) => style(item).breakInside === "avoid"),
});
"""
    page = built()[name].replace(b"@media print", b"@media all")
    dark = page.replace(b"(prefers-color-scheme: dark)", b"all")
    found = told(seen(dark, tmp_path, zone="UTC", now=NOW, script=shown))
    assert found == {
        "addresses": [f'" ({address})"' for address in addresses],
        "ground": "rgb(255, 255, 255)",
        "gone": True,
        "end": "0px",
        "whole": True,
    }


def test_the_pages_are_valid_html(tmp_path: Path) -> None:
    """html-validate's standard rules, for every kind of page."""
    checker = shutil.which("html-validate")
    if not checker:
        missing("npm install --global html-validate")
    for name in ("index.html", "tidal.html"):
        (tmp_path / name).write_bytes(built()[name])
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({"extends": ["html-validate:standard"], "root": True}))
    done = subprocess.run(
        [checker, "index.html", "tidal.html"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
