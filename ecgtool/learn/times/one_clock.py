"""Find on which clock a meeting is held, and at which hour of it. Its other hours should be the same instant."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from ecgtool.learn.text.found import Found
from ecgtool.learn.times.seasons import seasonal_clock
from ecgtool.schedule.planned import instant
from ecgtool.wording.grammar.clause import Hour
from ecgtool.wording.grammar.zone_tokens import ZoneWord
from ecgtool.wording.zone_words import ZoneGuess

_UTC = ZoneInfo("UTC")


def zone_text(hour: Hour) -> str:
    """Return an hour's zone as it is written; "" for none."""
    return hour.zone.text if hour.zone else ""


@dataclass(kw_only=True)
class MeetingClock:
    """The time of day of a meeting, on which clock it is, and the hour that says so, with ``doubts`` in words."""

    at: time | None = None
    zone: ZoneGuess | None = None
    hour: Hour | None = None
    doubts: list[str] = field(default_factory=list)


def meeting_clock(found: Found, zone: ZoneWord | None, today: date) -> MeetingClock:
    """Return the clock time and the zone of a meeting, of its first hour that has one. ``zone`` is the page's."""
    result = MeetingClock()
    page = {zone.zone} if zone else set()
    hours = [
        replace(hour, zone=hour.zone.of_place(page) if hour.zone else found.terms.zone or zone)
        for hour in found.hours
    ]
    hours = [_by_others(hour, hours, today) for hour in hours]
    if not hours:
        return result
    named = found.terms.zone or zone
    around = " ".join(said.passage.text for said in found.said)
    if seasonal := seasonal_clock(hours, today, named.zone if named else "", around):
        result.at, result.zone = seasonal
        result.hour = hours[0]
        return result
    if len(hours) == 1 and hours[0].season:
        result.doubts.append(
            f"{hours[0].at:%H:%M} is for one season, and the page does not say what holds in the other"
        )
    utc = next((hour.at for hour in hours if hour.zone and hour.zone.is_utc), None)
    first = next((hour for hour in hours if hour.zone), hours[0])
    result.at, result.hour = first.at, first
    if first.zone is None:
        return result
    ahead = _ahead(first.at, utc) if utc and not first.zone.is_utc else None
    result.zone = first.zone.guess(today, ahead) or (ZoneGuess(zone=_UTC) if first.zone.is_utc else None)
    others = [hour for hour in hours if hour.zone and hour is not first]
    if result.zone and others:
        _compare(first, others, today, result)
    if result.zone and first is not hours[0]:
        why = f"by “{zone_text(first)}”, since the page does not say on which clock {hours[0].at:%H:%M} is"
        result.zone = replace(result.zone, why=result.zone.why or why)
    return result


def _by_others(hour: Hour, hours: Sequence[Hour], today: date) -> Hour:
    """Return an hour that may be of either half of the day as that which another tells: "4 PT / 23:00 UTC"."""
    zone = hour.zone.guess(today) if hour.zone else None
    if hour.other is None or zone is None:
        return hour
    for other in (one for one in hours if one.zone and one.other is None):
        others = other.zone.guess(today) if other.zone else None
        for at in (hour.at, hour.other):
            if others and meet_at_once(at, zone.zone, other.at, others.zone, today):
                return replace(hour, at=at, other=None)
    return hour


def _compare(first: Hour, others: Sequence[Hour], today: date, result: MeetingClock) -> None:
    """Check that the other hours are the same instant on some day of the year; else add a doubt."""
    guessed = result.zone
    at_once = instant(today, first.at, guessed.zone).time() if guessed else None
    for other in others:
        ahead = _ahead(other.at, at_once) if at_once else None
        zones = [other.zone.guess(today, ahead), other.zone.guess(today)] if other.zone else []
        meant = {one.zone for one in zones if one}  # what the letters stand for, and what fits on this day
        is_one = guessed and any(meet_at_once(first.at, guessed.zone, other.at, zone, today) for zone in meant)
        if meant and not is_one:
            result.doubts.append(
                f"{first.at:%H:%M} {zone_text(first)} and {other.at:%H:%M} {zone_text(other)} are no one instant"
            )
    local = next((hour for hour in others if hour.zone and not hour.zone.is_utc), None)
    if guessed and guessed.zone.key == "UTC" and local and not guessed.why:
        result.zone = ZoneGuess(zone=guessed.zone, why=f"since UTC stands before {zone_text(local)}")


def is_one_instant(hour: Hour, other: Hour, near: date) -> bool:
    """Return whether two hours are one instant on clocks of two zones."""
    zones = [one.zone.guess(near) if one.zone else None for one in (hour, other)]
    if not zones[0] or not zones[1] or zones[0].zone.key == zones[1].zone.key:
        return False
    return meet_at_once(hour.at, zones[0].zone, other.at, zones[1].zone, near)


def meet_at_once(at: time, zone: ZoneInfo, other_at: time, other: ZoneInfo, today: date) -> bool:
    """Return whether two clocks show these times at one instant, on any day of the year from ``today`` on."""
    days = (today + timedelta(days=7 * n) for n in range(53))
    return any(
        (instant(day, at, zone) - instant(day, other_at, other)) % timedelta(days=1) == timedelta() for day in days
    )


def _ahead(clock: time, utc: time) -> timedelta:
    minutes = (clock.hour * 60 + clock.minute - utc.hour * 60 - utc.minute) % 1440
    return timedelta(minutes=minutes if minutes <= 840 else minutes - 1440)
