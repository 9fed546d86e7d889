"""Groups for the site's tests: names and topics that would like to be markup, pass codes everywhere they can be."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ecgtool.config.load import load_text
from ecgtool.group import SiteSettings
from ecgtool.page.sections.logs import Log
from ecgtool.site.build import Site, site_files
from ecgtool.site.meetings import SiteGroup, without_passcode
from ecgtool.upkeep.content import configured

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
CODE = "271828"
CONFIG = f"""
[groups.tidal]
name = "Tidal <script>alert(1)</script> & Sensors"
timezone = "America/Los_Angeles"
homepage = "https://wiki.example.org/wiki/Tidal"
zones = ["UTC", "Europe/Berlin"]
[groups.tidal.schedule]
every = "week"
on = "Monday"
at = "08:00"
start = 2026-01-05
skip = [{{ date = 2026-03-16, reason = "work & <b>shop</b>" }}]
move = [{{ date = 2026-03-30, to = 2026-03-31T09:00, reason = "holiday {CODE}" }}]
extra = [{{ at = 2026-04-02T10:00 }}]
[groups.tidal.call]
join = "https://meet.example.org/j/5550142?pwd={CODE}"
note = "The code is {CODE}."
passcode = "{CODE}"
one_tap = [{{ dial = "+12025550142,,5550142#,,,,*{CODE}#" }}]
[groups.tidal.agenda]
items = ["</li><img src=x onerror=alert(1)>", "say {CODE}"]
topics = [{{ date = 2026-03-09, title = "-->]]> \\"quoted\\" {CODE}" }}]
actions = ["Tell nobody {CODE}"]
[groups.radio]
name = "Radio"
timezone = "Asia/Tokyo"
schedule = {{ every = "month", on = "last Friday", at = "13:00", start = 2026-01-30 }}
"""
LOGS = (
    Log(
        title=f"March 2: weather. Passcode: x1!{CODE}",
        links=(f"https://rec.example.org/1?pwd={CODE}", "javascript:alert(1)"),
    ),
)


def site_groups(text: str = CONFIG) -> list[SiteGroup]:
    """The groups of a configuration as the site shows them."""
    groups = load_text(text, Path("ecg.toml"), {}).groups.values()
    return [without_passcode(group, replace(configured(group), logs=LOGS)) for group in groups]


def built(
    text: str = CONFIG,
    *,
    now: datetime = NOW,
    previous: dict[str, bytes] | None = None,
    settings: SiteSettings | None = None,
) -> dict[str, bytes]:
    """The files of the site of a configuration."""
    return site_files(
        Site(groups=site_groups(text), settings=settings or SiteSettings(), now=now, previous=previous or {})
    )
