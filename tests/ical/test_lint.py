"""Every calendar keeps the rules; and each rule can be broken, which is found."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings

from ecgtool import ical
from ecgtool.errors import Finding
from tests.day_by_day import Plan
from tests.ical.groups import HIDDEN, NOW, SHOWN, exported, planned, tea
from tests.ical.lint import findings
from tests.plans import plans

EVERYTHING = """
until = 2027-12-27
holidays = ["US"]
skip = [{ date = 2026-02-02, reason = "snow" }, { from = 2026-08-01, to = 2026-08-31 }]
move = [{ date = 2026-05-18, to = 2026-05-19T09:00:00, reason = "a fair; or two, \\\\n" }]
extra = [{ at = 2026-03-10T09:00:00 }]
change = [{ from = 2027-01-04, on = "Tuesday" }]
[groups.tea.call]
join = "https://meet.example.org/j/91370675993?pwd=a,b;c"
note = "Knock;\\ntwice, \\\\ please"
passcode = "123456"
[groups.tea.agenda]
items = ["日本語 and 🍵 for all who come from near and far, with or without a cup of their own", "AoB"]
topics = [{ date = 2026-06-15, title = "Cups" }]
"""
SAMPLE = exported(tea(EVERYTHING)).encode()


@given(plan=plans())
@settings(max_examples=60)
def test_any_plan_keeps_the_rules(plan: Plan) -> None:
    """Whatever is planned, in whatever zone."""
    group = planned(plan)
    try:
        text = ical.export([group], NOW, ical.Options())
    except Finding:
        assume(False)
    assert not findings(text.encode())


@pytest.mark.parametrize("shown", [False, True])
def test_a_group_with_everything_keeps_the_rules(shown: bool) -> None:
    """Exceptions, links, long lines and characters of four octets."""
    assert not findings(exported(tea(EVERYTHING)._replace(ical=SHOWN if shown else HIDDEN)).encode())


def _swap(old: str, new: str) -> Callable[[bytes], bytes]:
    def mutant(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), 1)

    return mutant


MUTANTS = {
    "_octets": [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: data[:-2],
        _swap("SUMMARY:T", "SUMMARY:\x07T"),
        _swap("SUMMARY:T", "SUMMARY:\u2028T"),
    ],
    "_lines": [
        lambda data: data.replace(b"\r\n ", b"", 1),
        lambda data: data.replace("日".encode(), b"\xe6\r\n \x97\xa5", 1),
        _swap("SUMMARY:Tea", "SUMMARY:Tea, or coffee"),
        _swap("SUMMARY:Tea", "SUMMARY:C:\\tea"),
        _swap("STATUS:CONFIRMED", "STATUS CONFIRMED"),
    ],
    "_zones": [
        _swap("TZID:America/Los_Angeles", "TZID:Pacific"),
        _swap("CALSCALE:GREGORIAN", "X-WR-TIMEZONE:America/Los_Angeles\r\nDTSTART:20260105T080000Z"),
        _swap("DTSTART:20251102T020000", "DTSTART:20251102T090000Z"),
        _swap("DTSTART:20251102T020000", "DTSTART:20251103T020000"),
        _swap("TZOFFSETFROM:-0700\r\n", ""),
        _swap("BYMONTH=11;BYDAY=1SU", "BYMONTH=11;BYDAY=1SU;UNTIL=20301103T020000"),
    ],
    "_required": [
        _swap("SEQUENCE:", "X-SEQUENCE:"),
        _swap("STATUS:CONFIRMED", "STATUS:CONFIRMED\r\nSTATUS:CONFIRMED"),
    ],
    "_one_form": [
        _swap("EXDATE;TZID=America/Los_Angeles:20260202T080000", "EXDATE:20260202T160000Z"),
        _swap("EXDATE;TZID=America/Los_Angeles:20260202T080000", "EXDATE;VALUE=DATE:20260202"),
    ],
    "_until": [_swap("UNTIL=20261228T160000Z", "UNTIL=20261228T080000"), _swap("UNTIL=20261228T160000Z", "COUNT=52")],
    "_on_the_rule": [_swap("DTSTART;TZID=America/Los_Angeles:20260105", "DTSTART;TZID=America/Los_Angeles:20260106")],
    "_links": [
        _swap("URL:https://meet.example.org/j/91370675993?pwd=a,", "URL:https://meet.example.org/j/9?pwd=a\\,")
    ],
    "_private": [_swap("STATUS:CONFIRMED", "ATTENDEE:mailto:a@example.org\r\nSTATUS:CONFIRMED")],
    "_identity": [
        _swap("UID:tea.from-20270104@", "UID:tea@"),
        _swap(
            "RECURRENCE-ID;TZID=America/Los_Angeles:20260518T080000",
            "RECURRENCE-ID;TZID=America/Los_Angeles:20260202T080000",
        ),
        _swap("SEQUENCE:", "SEQUENCE:1"),
        _swap("UID:tea@ecgtool", "UID:coffee@ecgtool"),
    ],
}


@pytest.mark.parametrize(
    ("rule", "mutant"), [(rule, mutant) for rule, mutants in MUTANTS.items() for mutant in mutants]
)
def test_each_rule_can_fail(rule: str, mutant: Callable[[bytes], bytes]) -> None:
    """A calendar with that one fault is found out by that rule."""
    assert any(found.startswith(f"{rule}:") for found in findings(mutant(SAMPLE)))
