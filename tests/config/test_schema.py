"""The JSON Schema of ecg.toml: what is right passes, what is wrong does not."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from ecgtool.config.load import builtin_text, load_text
from ecgtool.config.schema import json_schema
from ecgtool.errors import ConfigError

EXAMPLES = Path(__file__).parents[2] / "examples"
RIGHT = """
[groups.tidal]
timezone = "America/Los_Angeles"
zones = ["UTC"]
[groups.tidal.schedule]
every = "2 weeks"
on = ["Monday", "thursdays"]
at = "08:00"
duration = "1h30m"
start = 2026-01-05
holidays = ["US-CA"]
skip = [{ date = 2026-01-19, reason = "x" }, { from = 2026-07-01, to = 2026-07-10 }]
move = [{ date = 2026-02-16, to = 2026-02-17T09:00 }, { date = 2026-03-02, to = 2026-03-03 }]
extra = [{ at = 2026-01-20T10:00 }]
change = [{ from = 2026-06-01, at = "07:00" }]
[groups.tidal.call]
join = "https://meet.example.org/j/1"
passcode = { env = "ECG_PASSCODE" }
[groups.tidal.agenda]
items = ["News", { title = "Buoys", links = ["https://example.org/"] }]
[groups.tidal.wiki]
file = "page.wiki"
heading = "Next: {month} {day:02} {{x}}"
"""


@lru_cache(maxsize=1)
def validator() -> Draft202012Validator:
    """The schema, itself checked."""
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_json(text: str) -> Any:
    """A file as editors see it: dates and times are strings."""
    return json.loads(json.dumps(tomli.loads(text), default=lambda value: value.isoformat()))


def valid(text: str) -> bool:
    """Whether the schema lets a file pass."""
    return validator().is_valid(as_json(text))


@pytest.mark.parametrize("text", [RIGHT, builtin_text(), (EXAMPLES / "ecg.toml").read_text("utf-8")])
def test_what_is_right_passes(text: str) -> None:
    """The samples, the built-in group, and a file with a bit of everything; they load as well."""
    load_text(text, Path("ecg.toml"), {})
    assert [error.message for error in validator().iter_errors(as_json(text))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("08:00", clock) for clock in ("8am", "8:00 AM", "17h", "17.30", "0800", "noon", "12 noon", "8 p.m.", "17h30")]
    + [("1h30m", text) for text in ("90 min", "1:30", "1h 30m", "1 hour", "PT1H30M", "1 hour and 5 min")]
    + [("2 weeks", text) for text in ("Biweekly", "every other week", "bi-weekly", "two weeks")]
    + [('["Monday", "thursdays"]', f'"{days}"') for days in ("Mon-Fri", "Weekdays", "Tues/Thurs", "Monday to Friday")]
    + [
        ('every = "2 weeks"\non = ["Monday", "thursdays"]', f'every = "monthly"\non = "{days}"')
        for days in ("second last Friday", "Second-to-last Friday", "last day", "15th", "last business day",
                     "1st/3rd Wed", "first Monday of the month", "the 1st and 15th")
    ],
)  # fmt: skip
def test_what_people_write_passes(old: str, new: str) -> None:
    """Whatever the reader understands is right for an editor."""
    text = RIGHT.partition("skip =")[0].replace(old, new)
    assert text != RIGHT.partition("skip =")[0]
    assert [error.message for error in validator().iter_errors(as_json(text))] == []
    load_text(text, Path("ecg.toml"), {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("timezone", "timezon"),
        ("Los_Angeles", "Los_Angles"),
        ('"UTC"', '"Mars"'),
        ('zones = ["UTC"]', 'zones = "UTC"'),
        ('"2 weeks"', '"2 wekks"'),
        ('"2 weeks"', '"0 weeks"'),
        ('"thursdays"', '"thirsday"'),
        ('["Monday", "thursdays"]', "32"),
        ('["Monday", "thursdays"]', "[]"),
        ('at = "08:00"\nd', 'at = "8 in the morning"\nd'),
        ('at = "08:00"\nd', "d"),
        ('"1h30m"', '"1 moment"'),
        ("start = 2026-01-05", 'start = "soon"'),
        ("date = 2026-01-19", "date = 2026-01-19, from = 2026-01-19"),
        ("date = 2026-01-19, ", ""),
        ("to = 2026-07-10", "until = 2026-07-10"),
        ("to = 2026-02-17T09:00", "too = 2026-02-17"),
        ("at = 2026-01-20T10:00", "at = 2026-01-20"),
        ("from = 2026-06-01, ", ""),
        ('every = "2 weeks"', 'every = "week"\nrrule = "FREQ=DAILY"'),
        ('every = "2 weeks"', 'rrule = "FREQ=DAILY"'),
        ('every = "2 weeks"\n', ""),
        ("https://meet", "meet"),
        ('{ env = "ECG_PASSCODE" }', "123456"),
        ('title = "Buoys"', 'name = "Buoys"'),
        ("https://example.org/", "example.org"),
        ('file = "page.wiki"', 'file = "page.wiki"\napi = "https://wiki.example.org/w/api.php"'),
        ('file = "page.wiki"', 'api = "https://wiki.example.org/w/api.php"'),
        ('file = "page.wiki"', 'file = "page.wiki"\nmanage = ["header"]'),
        ('file = "page.wiki"', 'file = "page.wiki"\nmanage = ["schedule_line"]'),
        ('file = "page.wiki"', 'file = "page.wiki"\npassword = "secret"'),
        ("{month}", "{moth}"),
        ("{{x}}", "{x"),
        ("[groups.tidal", "[group.tidal"),
    ],
)
def test_what_is_wrong_does_not_pass(old: str, new: str) -> None:
    """Each fault alone is one for the schema and for the reader."""
    text = RIGHT.replace(old, new)
    assert text != RIGHT
    assert not valid(text)
    with pytest.raises(ConfigError):
        load_text(text, Path("ecg.toml"), {})


def test_every_key_is_described() -> None:
    """An editor has something to show for each, and the default where there is one."""
    group = json_schema()["properties"]["groups"]["additionalProperties"]["properties"]
    assert all(key["description"] for key in group.values())
    assert group["schedule"]["properties"]["duration"]["default"] == "1h"
    assert "default" not in group["name"]
