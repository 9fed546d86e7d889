"""Find what to announce of a group's meetings: what is due at an instant, or what there is to say of one meeting."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from ecgtool.announce.sent import Kind, Mailing, SentMail
from ecgtool.errors import UsageError
from ecgtool.group import Announce, Group
from ecgtool.ical import single
from ecgtool.ical.event import CalendarEvent
from ecgtool.schedule.occurrences import Occurrence, between, left_out

_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)
_FORGOTTEN = timedelta(days=60)
"""A mail about a meeting is not followed up later than this after the meeting."""


class StillHeld(UsageError):
    """The meeting of a group on the date ``asked`` is to be announced as cancelled, but is held.

    The date has the hour behind it where one was asked for.
    """

    def __init__(self, key: str, asked: str) -> None:
        super().__init__(f"the meeting of {key} on {asked} is held")
        self.asked = asked


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What to announce of one meeting. ``occurrence`` is when it is held; if cancelled, when it was to be held.

    ``last`` is the last mail about it, ``reminder`` its reminder; None where none went out.
    """

    kind: Kind
    group: Group
    occurrence: Occurrence
    event: CalendarEvent
    sequence: int
    reason: str
    last: Mailing | None
    reminder: Mailing | None

    @property
    def planned(self) -> datetime:
        """The instant that the rule has for the meeting, in UTC."""
        return self.occurrence.planned_start


def due(group: Group, announce: Announce, sent: SentMail, now: datetime) -> list[Notice]:
    """Return what is due at ``now``, the soonest meeting first.

    A reminder is due once a meeting, from ``announce.before`` before its start until its start. A change is due once
    the reminder went out, until the meeting is over. Nothing is due about a meeting with an unsettled mail.
    """
    found = [*_reminders(group, announce, sent, now), *_changes(group, announce, sent, now)]
    return sorted(found, key=lambda notice: notice.occurrence.start)


def why_outdated(group: Group, mailing: Mailing, now: datetime) -> str:
    """Return in words why ``mailing`` is no longer right; "" where it is."""
    if mailing.end <= now:
        return "the meeting is over"
    held = _held(group, mailing)
    if mailing.kind == "cancelled":
        return "the meeting is held after all" if held else ""
    if held is None:
        return "the meeting is cancelled by now"
    return "" if (held.start, held.end) == (mailing.start, mailing.end) else "the meeting is at another time by now"


def again(group: Group, mailing: Mailing, sent: SentMail) -> Notice:
    """Return the notice that ``mailing`` was about, with the same Message-ID. It must not be outdated."""
    before = sent.without(mailing)
    held = _held(group, mailing)
    notice = _cancellation(group, mailing, before) if held is None else _notice(group, mailing.kind, held, before)
    return replace(notice, sequence=mailing.sequence)


def about_next(group: Group, sent: SentMail, now: datetime) -> Notice | None:
    """Return the reminder of the next meeting that has not begun, due or not; None where none is to come."""
    coming = between(group.schedule, now, datetime.max.replace(tzinfo=UTC))
    following = next((occurrence for occurrence in coming if occurrence.start > now), None)
    return _notice(group, "reminder", following, sent) if following else None


def about(group: Group, kind: Kind | None, moment: tuple[date, time | None], sent: SentMail) -> Notice:
    """Return what to announce of the meeting at ``moment``, due or not. Without ``kind``, its state decides.

    ``moment`` is a date, and a clock time where the date has several meetings.

    Raises:
        UsageError: there is no such meeting, it is cancelled and ``kind`` says otherwise, or the other way round.
    """
    day, at = moment
    starts = {one.uid: one.occurrence.local_start for one in sent.latest}
    mailed = [one for one in sent.latest if starts[one.uid].date() == day and at in {None, starts[one.uid].time()}]
    gone = [one for one in mailed if _held(group, one) is None]
    if gone and kind in {None, "cancelled"}:
        return _cancellation(group, gone[-1], sent)
    event = single.on(group, day, at)
    start = event.start.astimezone(UTC)
    if event.status == "CANCELLED":
        if kind in {None, "cancelled"}:
            return _unannounced(group, event)
        raise UsageError(f"the meeting of {group.key} on {day} is cancelled", "use --kind cancelled")
    if kind == "cancelled":
        raise StillHeld(group.key, f"{day}T{at:%H:%M}" if at else day.isoformat())
    held = next(one for one in between(group.schedule, start, start + _MOMENT) if one.start == start)
    last = sent.last(_event(group, held, sent).uid)
    return _notice(group, kind or ("moved" if last and _differs(last, held) else "reminder"), held, sent)


def _reminders(group: Group, announce: Announce, sent: SentMail, now: datetime) -> Iterator[Notice]:
    for occurrence in between(group.schedule, now, now + announce.before + _MOMENT):
        if occurrence.start > now and not sent.last(_event(group, occurrence, sent).uid):
            yield _notice(group, "reminder", occurrence, sent)


def _changes(group: Group, announce: Announce, sent: SentMail, now: datetime) -> Iterator[Notice]:
    waiting = {mailing.uid for mailing in sent.unsettled}
    for last in sent.latest:
        if last.uid in waiting or max(last.end, last.planned) + _FORGOTTEN < now:
            continue
        held = _held(group, last)
        if held is None and last.kind != "cancelled" and announce.cancelled and last.end > now:
            yield _cancellation(group, last, sent)
        elif held and _differs(last, held) and announce.moved and held.end > now:
            yield _notice(group, "moved", held, sent)


def _differs(mailing: Mailing, held: Occurrence) -> bool:
    return mailing.kind == "cancelled" or (mailing.start, mailing.end) != (held.start, held.end)


def _held(group: Group, mailing: Mailing) -> Occurrence | None:
    """Return the meeting that ``mailing`` is about, at the time at which it is held now; None if it is not held."""
    planned = mailing.planned.date()
    days = [planned, mailing.start.date()]
    days += [move.to_date for move in group.schedule.moves if abs(move.original - planned) <= _DAY]
    first, last = (datetime.combine(day, time(), UTC) for day in (min(days), max(days)))
    near = list(between(group.schedule, first - 2 * _DAY, last + 3 * _DAY))
    same = [one for one in near if single.held(group, one).uid == mailing.uid]
    return next(iter(same), None) or next((one for one in near if one.planned_start == mailing.planned), None)


def _event(group: Group, held: Occurrence, sent: SentMail) -> CalendarEvent:
    """Return the event of a meeting, with the UID that its earlier mails had.

    Without that, a new name of its slot, or a second extra meeting on its day, would change the UID.
    """
    event = single.held(group, held)
    if sent.last(event.uid):
        return event
    earlier = next((one for one in sent.latest if one.planned == held.planned_start), None)
    return replace(event, uid=earlier.uid) if earlier else event


def _cancellation(group: Group, mailing: Mailing, sent: SentMail) -> Notice:
    """Return the notice that a meeting, no longer in the schedule, is off at the time that was announced."""
    near = left_out(group.schedule, mailing.planned - _DAY, mailing.planned + _DAY)
    reason = next((one.reason for one in near if one.start == mailing.planned), "")
    last = sent.last(mailing.uid)
    before = last or mailing
    return Notice(
        kind="cancelled",
        group=group,
        occurrence=mailing.occurrence,
        event=single.withdrawn(mailing.uid, mailing.occurrence, reason),
        sequence=before.sequence + (before.kind != "cancelled"),
        reason=reason,
        last=last,
        reminder=sent.reminder(mailing.uid),
    )


def _unannounced(group: Group, event: CalendarEvent) -> Notice:
    """Return the notice that a meeting is off which was never announced."""
    start = event.start.astimezone(UTC)
    zone = cast(ZoneInfo, event.start.tzinfo)
    near = left_out(group.schedule, start, start + _MOMENT)
    return Notice(
        kind="cancelled",
        group=group,
        occurrence=Occurrence(start, start + event.duration, zone),
        event=event,
        sequence=event.deviations,
        reason=next((one.reason for one in near if one.start == start), ""),
        last=None,
        reminder=None,
    )


def _notice(group: Group, kind: Kind, held: Occurrence, sent: SentMail) -> Notice:
    event = _event(group, held, sent)
    last, reminder = sent.last(event.uid), sent.reminder(event.uid)
    sequence = last.sequence + 1 if last else event.deviations
    if kind == "reminder" and reminder:
        sequence = reminder.sequence
    return Notice(
        kind=kind,
        group=group,
        occurrence=held,
        event=event,
        sequence=sequence,
        reason=held.reason,
        last=last,
        reminder=reminder,
    )
