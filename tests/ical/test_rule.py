"""Rules of every form that a person may write: what is exported is read alike, by programs that read them apart."""

import json
import os
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, takewhile
from pathlib import Path

import pytest

from ecgtool.group import Recurrence
from ecgtool.ical.rule import pieces, weekly_runs
from ecgtool.schedule import recurrence
from tests.ical.groups import exported, tea
from tests.ical.readers import READERS, Reader, node_modules
from tests.support import missing

START, END = datetime(2026, 1, 3, tzinfo=UTC), datetime(2031, 12, 29, tzinfo=UTC)
ODD = ",".join(map(str, range(1, 54, 2)))
RULES = (
    "FREQ=MONTHLY;BYDAY=1TU,3TU", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,3", "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYDAY=4FR,-1FR", "FREQ=MONTHLY;BYMONTHDAY=30,-1", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,3MO",
    "FREQ=DAILY;BYDAY=MO,TH", "FREQ=DAILY;INTERVAL=2;BYDAY=MO,TH", "FREQ=DAILY;BYMONTH=6",
    "FREQ=DAILY;BYMONTHDAY=13;BYDAY=FR", f"FREQ=YEARLY;BYWEEKNO={ODD};BYDAY=MO",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU,WE",
    "FREQ=YEARLY;BYDAY=2MO", "FREQ=YEARLY;BYDAY=20MO", "FREQ=YEARLY;BYDAY=-2FR", "FREQ=YEARLY;BYDAY=1MO,3MO",
    "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO", "FREQ=YEARLY;BYMONTH=3;BYDAY=MO", "FREQ=YEARLY;BYMONTHDAY=5",
    "FREQ=YEARLY;BYYEARDAY=100,200", "FREQ=YEARLY;BYMONTH=2,8", "FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=1,2,3,4,5,6,7",
    "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1MO", "FREQ=MONTHLY;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=TU",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU;BYMONTHDAY=1,2,3,4;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=-2FR", "FREQ=MONTHLY;BYDAY=MO", "FREQ=WEEKLY;BYMONTH=9;BYDAY=WE",
    "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=2",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=9",
)  # fmt: skip
FORMS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}


def part(rule: str) -> Recurrence:
    """The rule, from January 5, 2026 at 8."""
    return Recurrence(rule, time(8), timedelta(hours=1), date(2026, 1, 5), date(2026, 1, 5))


def schedule(rule: str) -> str:
    """The same as a group's."""
    return f'[groups.tea.schedule]\nrrule = "{rule}"\nat = "08:00"\nstart = 2026-01-05\n'


def days(one: Recurrence, last: date) -> list[date]:
    """Its dates to ``last``."""
    return list(takewhile(lambda day: day <= last, recurrence.dates(one, one.first)))


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_finds_the_dates_of_any_rule(reader: Reader, tmp_path: Path) -> None:
    """Six years of thirty rules, most of which some program reads as every day or week, or not at all."""
    found = reader([exported(tea(schedule=schedule(rule))) for rule in RULES], START, END, tmp_path)
    for rule, meetings in zip(RULES, found, strict=True):
        local = [start.astimezone(tea().schedule.zone).date() for start, _ in meetings]
        assert local == days(part(rule), date(2031, 12, 28)), rule


@pytest.mark.parametrize("rule", RULES)
def test_the_pieces_of_a_rule_have_its_dates(rule: str) -> None:
    """And each is of a form that the dialogues of calendars have: one ordinal, one day, one month."""
    last = date(2040, 1, 1)
    found = [piece.part for piece in pieces(part(rule))]
    for one in found:
        parts = dict(value.split("=") for value in one.rule.split(";"))
        assert parts.keys() <= FORMS
        assert parts["FREQ"] == "WEEKLY" or "BYSETPOS" in parts or not any("," in value for value in parts.values())
    assert not found or sorted({day for one in found for day in days(one, last)}) == days(part(rule), last)


def test_dates_are_taken_apart_into_runs_and_single_ones() -> None:
    """Each date once; a run has one distance, and at least four dates."""
    listed = days(part(f"FREQ=YEARLY;BYWEEKNO={ODD};BYDAY=MO"), date(2040, 1, 1))
    runs = list(weekly_runs(listed))
    assert sorted(day for run in runs for day in run) == listed
    assert all(len(run) == 1 or len({b - a for a, b in pairwise(run)}) == 1 < len(run) - 2 for run in runs)


def test_rrule_js_steps_through_what_is_written(tmp_path: Path) -> None:
    """As the web calendars that use it do."""
    written = {piece.part.rule: piece.part for rule in RULES[:-1] for piece in pieces(part(rule))}
    start, end = (int(datetime(year, 1, 5, 8, tzinfo=UTC).timestamp()) for year in (2026, 2032))
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps([[start, rule, end] for rule in written]), encoding="utf-8")
    done = subprocess.run(
        ["node", Path(__file__).with_name("rrule.cjs"), cases],
        env=os.environ | {"NODE_PATH": node_modules()},
        capture_output=True,
        text=True,
        check=False,
    )
    if "Cannot find module" in done.stderr:
        missing("rrule is not installed (npm install --global rrule)")
    assert done.returncode == 0, done.stderr
    for one, found in zip(written.values(), json.loads(done.stdout), strict=True):
        assert [datetime.fromtimestamp(at, UTC).date() for at in found] == days(one, date(2032, 1, 5)), one.rule
