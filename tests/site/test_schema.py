"""Tests of ``docs/static/meetings.schema.json``: it takes what site and ``next-meeting`` write, and nothing less."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ecgtool.render.meeting import GroupMeeting, meetings_json
from ecgtool.schedule.occurrences import meetings
from tests.site.groups import CONFIG, NOW, built, site_groups

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/static/meetings.schema.json").read_text("utf-8"))
SLOTS = """
[groups.lab]
timezone = "Africa/Monrovia"
zones = ["America/Sao_Paulo"]
[groups.lab.schedule]
every = "week"
on = "Wednesday"
at = "08:00"
slot = [{ name = "APAC", at = "17:00", timezone = "Asia/Kathmandu", start = 2026-03-04 }]
"""


def _told() -> list[dict[str, Any]]:
    found = json.loads(built(CONFIG + SLOTS)["meetings.json"])
    assert not list(Draft202012Validator(SCHEMA).iter_errors(found))
    told: list[dict[str, Any]] = found["meetings"]
    return told


def test_the_schema_takes_what_the_site_writes() -> None:
    """With slots, and meetings that are moved, cancelled or extra; and where a clock changes."""
    Draft202012Validator.check_schema(SCHEMA)
    told = _told()
    assert {meeting["status"] for meeting in told} == {"scheduled", "moved", "extra"}
    assert {meeting["slot"] for meeting in told} == {None, "APAC"}
    assert any(meeting["skipped"] for meeting in told)
    assert any(meeting["clock_change"] for meeting in told)


def test_the_schema_takes_the_answer_of_next_meeting() -> None:
    """Which has the instant of asking besides."""
    group = site_groups()[0].group
    one = GroupMeeting(group, next(meetings(group.schedule, NOW)), group.zones, NOW)
    Draft202012Validator(SCHEMA).validate(meetings_json([one], NOW))


def test_the_schema_names_every_field() -> None:
    """A field that is added to the output is described too."""
    described = SCHEMA["$defs"]["meeting"]["properties"]
    for meeting in _told():
        assert meeting.keys() == described.keys()
        for name in ("skipped", "clock_change", "zones"):
            for part in meeting[name] or ():
                assert part.keys() == described[name]["items"]["properties"].keys()


def _faults() -> Iterator[dict[str, Any]]:
    meeting = _told()[0]
    yield {"meetings": {}}
    yield {"now": "today", "meetings": []}
    for name in meeting:
        yield {"meetings": [{key: value for key, value in meeting.items() if key != name}]}
        yield {"meetings": [meeting | {name: 7}]}


@pytest.mark.parametrize("fault", list(_faults()))
def test_the_schema_refuses_anything_else(fault: dict[str, Any]) -> None:
    """A field that is missing, or of another kind."""
    assert list(Draft202012Validator(SCHEMA).iter_errors(fault))
