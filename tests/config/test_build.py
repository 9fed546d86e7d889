"""Tests of ``ecgtool.config.build``: a line of a page belongs to one group."""

from pathlib import Path

import pytest

from ecgtool.config.load import load_text
from ecgtool.errors import ConfigError

GROUP = """
[groups.{key}]
timezone = "UTC"
schedule = {{ every = "week", on = "Monday", at = "{hour}:00" }}
[groups.{key}.wiki]
{wiki}
"""
API = 'api = "https://wiki.example.org/w/api.php"\n'


def faults(*wikis: str) -> list[str]:
    """The faults of a file whose groups a, b, ... have these tables."""
    groups = [
        GROUP.format(key=key, hour=10 + place, wiki=wiki)
        for place, (key, wiki) in enumerate(zip("abc", wikis, strict=False))
    ]
    try:
        load_text("".join(groups), Path("ecg.toml"), {})
    except ConfigError as error:
        return list(error.lines)
    return []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('file = "p.wiki"', 'file = "./p.wiki"'),
        (f'{API}page = "Lab group"', f'{API}page = "lab_group"'),
        (f'{API}page = "Lab"', f'{API.replace("wiki.", "WIKI.")}page = "Lab"'),
        (f'{API}page = "Lab"', f'{API.replace("https", "http").replace(".org", ".org:80")}page = " :Lab#next "'),
        (f'{API}page = "Lab group"', f'{API}page = "Lab  group_"'),
        ('file = "p.wiki"\nheading = "Next: {date}"', 'file = "p.wiki"\nheading = "Next: {month} {day}"'),
        ('file = "p.wiki"\nheading = "Next {date}"', 'file = "p.wiki"\nheading = "next meeting: {date}"'),
    ],
)
def test_two_groups_that_manage_the_same_line_are_a_fault(one: str, other: str) -> None:
    """It is told of both, each with its line; written otherwise, it is the same page and the same line."""
    first, second = faults(one, other)
    assert first.startswith("ecg.toml:")
    assert "groups.a.wiki.heading: groups.b.wiki.heading is the same line of the same page" in first
    assert "groups.b.wiki.heading: groups.a.wiki.heading is the same line of the same page" in second


def test_the_standing_line_belongs_to_one_group_too() -> None:
    """Where both manage it, and it has one form."""
    wiki = 'file = "p.wiki"\nheading = "{next}: {{date}}"\nschedule_line = "Mondays at {{time}}"\nmanage = {manage}'
    both = '["heading", "schedule_line"]'
    found = faults(wiki.format(next="Lab", manage=both), wiki.format(next="Tea", manage=both))
    assert ["wiki.schedule_line" in fault for fault in found] == [True, True]
    assert faults(wiki.format(next="Lab", manage=both), wiki.format(next="Tea", manage='["heading"]')) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('file = "p.wiki"', 'file = "q.wiki"'),
        (f'{API}page = "Lab"', f'{API}page = "Tea"'),
        ('file = "p.wiki"\nheading = "Lab: {date}"', 'file = "p.wiki"\nheading = "Tea: {date}"'),
        ('file = "p.wiki"', 'file = "p.wiki"\nmanage = []'),
    ],
)
def test_groups_may_share_a_page(one: str, other: str) -> None:
    """With a line each, or where only one manages it."""
    assert faults(one, other) == []


@pytest.mark.parametrize("hiding", ["<noinclude>", "<onlyinclude>", "<IncludeOnly>", "<!-- "])
def test_a_heading_that_hides_its_date_is_refused(hiding: str) -> None:
    """It would not be read back: each bump would write it once more."""
    (fault,) = faults(f'file = "a.wiki"\nheading = "Next meeting: {hiding}{{date}}"')
    assert "hides what it says" in fault
