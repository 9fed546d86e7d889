"""Tests of what is due: when a reminder goes out, and what is told of a change after it."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.announce.due import about, due, why_outdated
from ecgtool.announce.mail import mail_of
from ecgtool.announce.sent import Mailing, SentMail
from ecgtool.errors import UsageError
from ecgtool.upkeep.content import configured
from tests.announce.groups import lab, utc

JUNE_15 = '[[groups.lab.schedule.skip]]\ndate = 2026-06-15\nreason = "fair"'
TO_TUESDAY = "[[groups.lab.schedule.move]]\ndate = 2026-06-15\nto = 2026-06-16T09:00"
TO_MORNING = "[[groups.lab.schedule.move]]\ndate = 2026-06-15\nto = 2026-06-15T07:00"
TO_JUNE_12 = "[[groups.lab.schedule.move]]\ndate = 2026-06-15\nto = 2026-06-12T08:00"
EXTRA = "[[groups.lab.schedule.extra]]\nat = 2026-06-18T10:00"


def found(
    now: str, schedule: str = "", sent: SentMail | None = None, announce: str = ""
) -> list[tuple[str, str, int]]:
    """What is due of the group with more lines in its tables: kind, start in UTC, and SEQUENCE."""
    group, settings = lab(schedule, announce)
    notices = due(group, settings, sent or SentMail(), utc(now))
    return [(one.kind, f"{one.occurrence.start:%m-%d %H:%M}", one.sequence) for one in notices]


def told(*steps: tuple[str, str]) -> SentMail:
    """What was sent when all that was due was sent at each moment, with the lines that the schedule had then."""
    sent = SentMail()
    for now, schedule in steps:
        group, settings = lab(schedule)
        for notice in due(group, settings, sent, utc(now)):
            mail = mail_of(notice, settings, configured(group), utc(now))
            sent = sent.noted(replace(mail.mailing, standing="sent"))
    return sent


def reminded() -> SentMail:
    """What was sent when the reminder of June 15 went out."""
    return told(("2026-06-14 15:00", ""))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-06-14 14:59", []),
        ("2026-06-14 15:00", [("reminder", "06-15 15:00", 0)]),
        ("2026-06-15 14:59", [("reminder", "06-15 15:00", 0)]),
        ("2026-06-15 15:00", []),
        ("2026-06-15 15:30", []),
    ],
)
def test_a_reminder_is_due_from_before_its_meeting_until_it_begins(now: str, expected: list[object]) -> None:
    """A day before, to the minute; nothing once people are there."""
    assert found(now) == expected


@pytest.mark.parametrize(
    ("before", "now", "starts"),
    [
        ("30m", "2026-06-15 14:29", []),
        ("30m", "2026-06-15 14:30", ["06-15 15:00"]),
        ("8d", "2026-06-08 16:00", ["06-15 15:00"]),
        ("8d", "2026-06-14 16:00", ["06-15 15:00", "06-22 15:00"]),
        ("24h", "2026-03-07 14:59", []),
        ("24h", "2026-03-08 14:59", []),
        ("24h", "2026-03-08 15:00", ["03-09 15:00"]),
        ("24h", "2026-11-01 15:59", []),
        ("24h", "2026-11-01 16:00", ["11-02 16:00"]),
    ],
)
def test_before_is_a_length_of_time(before: str, now: str, starts: list[str]) -> None:
    """Shorter than a day, longer than a week, and across both changes of the clock."""
    assert [start for _, start, _ in found(now, announce=f'before = "{before}"')] == starts


def test_a_reminder_is_due_once() -> None:
    """Sent, or perhaps sent, it is not due again; started and not come through, it is."""
    [mailing] = reminded().mailings
    for standing, due_again in (("sent", False), ("unsettled", False), ("started", True)):
        # a tuple of plain strings is no Literal to mypy
        sent = SentMail(mailings=(replace(mailing, standing=standing),))  # type: ignore[arg-type]
        assert bool(found("2026-06-14 16:00", sent=sent)) is due_again


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (JUNE_15, [("cancelled", "06-15 15:00", 1)]),
        (TO_TUESDAY, [("moved", "06-16 16:00", 1)]),
        (TO_MORNING, [("moved", "06-15 14:00", 1)]),
        ('[[groups.lab.schedule.change]]\nfrom = 2026-06-09\nat = "10:00"', [("moved", "06-15 17:00", 1)]),
        ('[[groups.lab.schedule.change]]\nfrom = 2026-06-09\non = "Friday"', [("cancelled", "06-15 15:00", 1)]),
        ("", []),
    ],
)
def test_a_change_is_told_to_those_who_were_reminded(schedule: str, expected: list[object]) -> None:
    """Also one of the rule itself; without a reminder nobody needs to know."""
    assert found("2026-06-14 16:00", schedule, reminded()) == expected
    assert not [kind for kind, _, _ in found("2026-06-14 14:00", schedule) if kind != "reminder"]


def test_a_change_is_told_once_and_each_with_a_higher_sequence() -> None:
    """Cancelled, restored, moved, cancelled again: four mails more, and none of them twice."""
    steps = [("2026-06-14 15:00", ""), ("2026-06-14 16:00", JUNE_15), ("2026-06-14 17:00", "")]
    steps += [("2026-06-14 18:00", TO_TUESDAY), ("2026-06-14 19:00", JUNE_15)]
    sent = told(*(step for step in steps for _ in range(2)))
    assert [(one.kind, one.sequence) for one in sent.mailings] == [
        ("reminder", 0), ("cancelled", 1), ("moved", 2), ("moved", 3), ("cancelled", 4),
    ]  # fmt: skip
    assert len({one.message_id for one in sent.mailings}) == 5
    assert len({one.uid for one in sent.mailings}) == 1


def test_a_meeting_that_is_moved_after_its_cancellation_was_told() -> None:
    """It is moved, not reminded of anew, and nothing is cancelled that is cancelled."""
    sent = told(("2026-06-14 15:00", ""), ("2026-06-14 16:00", JUNE_15))
    assert found("2026-06-14 17:00", JUNE_15, sent) == []
    assert found("2026-06-14 17:00", TO_TUESDAY, sent) == [("moved", "06-16 16:00", 2)]


def test_a_meeting_moved_into_the_window_is_reminded_of() -> None:
    """Where no reminder went out yet; one moved out of it waits for its new time."""
    assert found("2026-06-11 16:00", TO_JUNE_12) == [("reminder", "06-12 15:00", 1)]
    assert found("2026-06-14 15:30", TO_TUESDAY) == []
    assert found("2026-06-15 16:00", TO_TUESDAY) == [("reminder", "06-16 16:00", 1)]


def test_a_meeting_cancelled_before_its_reminder_is_passed_over() -> None:
    """Who was never reminded of a meeting gets no mail that it is off."""
    assert found("2026-06-14 16:00", JUNE_15) == []


def test_an_extra_meeting_is_reminded_of_and_withdrawn() -> None:
    """It stands in the plan as a line of its own, and is gone with it."""
    sent = told(("2026-06-17 17:00", EXTRA))
    assert [one.kind for one in sent.mailings] == ["reminder"]
    assert found("2026-06-17 18:00", "", sent) == [("cancelled", "06-18 17:00", 1)]


@pytest.mark.parametrize(
    ("now", "schedule"),
    [
        ("2026-06-15 16:00", JUNE_15),
        ("2026-06-15 16:00", TO_MORNING),
        ("2026-06-15 15:30", TO_MORNING),
        ("2026-06-17 16:00", TO_TUESDAY),
        ("2026-09-01 16:00", JUNE_15),
    ],
)
def test_nothing_is_told_of_what_is_over(now: str, schedule: str) -> None:
    """Neither of a meeting that was to be over by now, nor of one that is."""
    assert "06-15" not in str(found(now, schedule, reminded()))
    assert "06-16" not in str(found(now, schedule, reminded()))


def test_kinds_that_are_turned_off() -> None:
    """What is not told does not count as told: the next change is told against what members know."""
    assert found("2026-06-14 16:00", JUNE_15, reminded(), "cancelled = false") == []
    assert found("2026-06-14 16:00", TO_TUESDAY, reminded(), "moved = false") == []
    assert found("2026-06-14 16:00", JUNE_15, reminded(), "moved = false") == [("cancelled", "06-15 15:00", 1)]


def test_of_a_meeting_with_an_unsettled_mail_nothing_is_due() -> None:
    """Until a person says whether that mail went out, no other about the meeting is due."""
    [mailing] = reminded().mailings
    sent = SentMail(mailings=(replace(mailing, standing="unsettled"),))
    assert found("2026-06-14 16:00", JUNE_15, sent) == []


@pytest.mark.parametrize(
    ("now", "schedule", "why"),
    [
        ("2026-06-14 16:00", "", ""),
        ("2026-06-14 16:00", JUNE_15, "the meeting is cancelled by now"),
        ("2026-06-14 16:00", TO_TUESDAY, "the meeting is at another time by now"),
        ("2026-06-15 16:00", "", "the meeting is over"),
    ],
)
def test_a_mail_that_may_have_been_sent_goes_out_again_only_where_it_is_true(
    now: str, schedule: str, why: str
) -> None:
    """Nobody is reminded of what is cancelled, moved or over."""
    group, _ = lab(schedule)
    assert why_outdated(group, reminded().mailings[0], utc(now)) == why


def test_what_would_be_told_of_a_date() -> None:
    """Its reminder, its cancellation or its move, as its state is; a kind that it cannot have is refused."""
    day = datetime(2026, 6, 15, tzinfo=UTC).date()
    whole = (day, None)
    assert about(lab()[0], None, whole, SentMail()).kind == "reminder"
    assert about(lab()[0], None, whole, reminded()).sequence == 0
    off = about(lab(JUNE_15)[0], None, whole, reminded())
    assert (off.kind, off.reason, off.sequence) == ("cancelled", "fair", 1)
    assert about(lab(JUNE_15)[0], None, whole, SentMail()).kind == "cancelled"
    assert about(lab(TO_TUESDAY)[0], None, whole, reminded()).kind == "moved"
    for schedule, kind in (("", "cancelled"), (JUNE_15, "reminder")):
        with pytest.raises(UsageError):
            # a tuple of plain strings is no Literal to mypy
            about(lab(schedule)[0], kind, whole, SentMail())  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="2026-06-15"):
        about(lab()[0], None, (day + timedelta(days=1), None), SentMail())


@given(st.lists(st.sampled_from(["", JUNE_15, TO_TUESDAY, TO_MORNING, EXTRA]), max_size=6), st.integers(1, 300))
def test_no_mail_goes_out_twice(plans: list[str], minutes: int) -> None:
    """Whatever the plan is at each run: no two mails share an identity, and SEQUENCE rises with each of a meeting."""
    start = utc("2026-06-14 13:00")
    moments = [f"{start + timedelta(minutes=minutes * number):%Y-%m-%d %H:%M}" for number in range(len(plans))]
    mailings: tuple[Mailing, ...] = told(*zip(moments, plans, strict=True)).mailings
    assert len({one.message_id for one in mailings}) == len(mailings)
    for uid in {one.uid for one in mailings}:
        of_meeting = [one for one in mailings if one.uid == uid]
        assert of_meeting[0].kind == "reminder"
        assert [one.kind for one in of_meeting].count("reminder") == 1
        assert all(later.sequence > one.sequence for one, later in itertools.pairwise(of_meeting))


def test_a_meeting_keeps_the_uid_that_it_was_told_with() -> None:
    """A second meeting more on its day, which changes what its UID would be, is no reason to tell of it again."""
    sent = told(("2026-06-17 17:00", EXTRA))
    second = f"{EXTRA}\n[[groups.lab.schedule.extra]]\nat = 2026-06-18T12:00"
    assert found("2026-06-17 18:00", second, sent) == []
    assert found("2026-06-17 20:00", second, sent) == [("reminder", "06-18 19:00", 0)]
