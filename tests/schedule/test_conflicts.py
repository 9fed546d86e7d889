"""Overlaps of different groups, by real instants."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import Call, Group, Recurrence, Skip, Slot
from ecgtool.schedule.conflicts import call_address, find_conflicts
from ecgtool.schedule.occurrences import Occurrence, occurrences
from tests.support import one_slot

NOW = datetime(2026, 1, 1, tzinfo=UTC)
A_YEAR = NOW + timedelta(days=365)


def group(key: str, zone: str, at: time, *, weekday: str = "MO", minutes: int = 60, join: str = "") -> Group:
    """A group that meets once a week."""
    weekly = Recurrence(f"FREQ=WEEKLY;BYDAY={weekday}", at, timedelta(minutes=minutes))
    return Group(key, key, one_slot(ZoneInfo(zone), (weekly,)), call=Call(join=join))


def test_groups_overlap_only_in_the_weeks_between_two_clock_changes() -> None:
    """08:00 in Los Angeles and 16:00 in Berlin are an hour apart, but in three weeks of March and one of October."""
    found = find_conflicts(
        [group("a", "America/Los_Angeles", time(8)), group("b", "Europe/Berlin", time(16))], NOW, A_YEAR
    )
    starts = [overlap.start.date() for conflict in found for overlap in conflict.overlaps]
    assert starts == [date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23), date(2026, 10, 26)]


def test_meetings_that_touch_do_not_overlap() -> None:
    """One begins when the other ends."""
    assert find_conflicts([group("a", "UTC", time(8)), group("b", "UTC", time(9))], NOW, A_YEAR) == []


def test_a_cancelled_meeting_is_in_nobody_s_way() -> None:
    """Where one of the two does not take place there is no conflict."""
    free = group("a", "UTC", time(8))
    free = free._replace(schedule=free.schedule._replace(skips=(Skip(date(2026, 1, 2), date(2026, 12, 1)),)))
    found = find_conflicts([free, group("b", "UTC", time(8, 30))], NOW, A_YEAR)
    assert found[0].overlaps[0].start.date() == date(2026, 12, 7)
    assert found[0].overlaps[0].end - found[0].overlaps[0].start == timedelta(minutes=30)


def test_those_in_one_call_come_first() -> None:
    """The link is the same whatever its pass code and the case of its host; groups without one share none."""
    groups = [
        group("a", "UTC", time(8)),
        group("b", "UTC", time(8), join="https://Meet.example.org/j/1?pwd=x"),
        group("c", "UTC", time(8)),
        group("d", "UTC", time(8), weekday="TU", join="https://meet.example.org/j/2"),
        group("e", "UTC", time(8), weekday="TU", join="https://meet.example.org/j/1"),
        group("f", "UTC", time(8, 30), weekday="TU", join="https://meet.example.org/j/1/"),
    ]
    found = find_conflicts(groups, NOW, A_YEAR)
    pairs = ["".join(one.key for one in conflict.groups) for conflict in found]
    assert pairs[0] == "ef"
    assert sorted(pairs[1:]) == ["ab", "ac", "bc", "de", "df"]
    assert [conflict.same_call for conflict in found] == [True] + [False] * 5


def test_what_is_no_web_link_tells_calls_apart_too() -> None:
    """A telephone or a chat room is an address as well."""
    assert call_address(Call(join="tel:+15550142")) != call_address(Call(join="tel:+15550143"))


def test_a_room_in_the_query_tells_calls_apart() -> None:
    """Some services name the room there; the pass code beside it does not count."""
    five, again, six = (
        call_address(Call(join=f"https://meet.example.org/join?{query}"))
        for query in ("room=5", "pwd=made-up&room=5", "room=6")
    )
    assert five == again != six


_groups = st.lists(
    st.builds(
        group,
        st.just("g"),
        st.sampled_from(["America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu", "UTC"]),
        st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        weekday=st.sampled_from(["MO", "TU", "MO,TH"]),
        minutes=st.sampled_from([30, 60, 1500]),
    ),
    max_size=5,
)


@given(_groups)
def test_the_sweep_finds_what_comparing_all_with_all_finds(groups: list[Group]) -> None:
    """No overlap is missed and none is told twice."""
    named = [one._replace(key=str(place)) for place, one in enumerate(groups)]
    until = NOW + timedelta(days=30)
    expected = {
        (one.key, other.key, max(a.start, b.start))
        for one, other in combinations(named, 2)
        for a in _until(one, until)
        for b in _until(other, until)
        if a.start < b.end and b.start < a.end
    }
    found = [
        (*sorted(group.key for group in conflict.groups), overlap.start)
        for conflict in find_conflicts(named, NOW, until)
        for overlap in conflict.overlaps
    ]
    assert len(found) == len(expected)
    assert {*found} == expected


def _until(one: Group, end: datetime) -> list[Occurrence]:
    found = []
    for occurrence in occurrences(one.schedule, NOW):
        if occurrence.start >= end:
            break
        found.append(occurrence)
    return found


def test_a_group_is_in_its_own_way() -> None:
    """Two slots of one group that overlap are a pair of the group with itself; one slot alone is none."""
    alone = group("a", "UTC", time(8))
    later = Slot(alone.schedule.zone, group("", "UTC", time(8, 30)).schedule.slots[0].recurrences, "later")
    both = alone._replace(schedule=alone.schedule._replace(slots=(*alone.schedule.slots, later)))
    (found,) = find_conflicts([both, group("b", "UTC", time(12))], NOW, A_YEAR)
    assert [one.key for one in found.groups] == ["a", "a"]
    assert found.overlaps[0].end - found.overlaps[0].start == timedelta(minutes=30)
    assert find_conflicts([alone], NOW, A_YEAR) == []


def test_the_conflicts_of_some_groups_are_those_with_all() -> None:
    """One that is not asked for is compared with those that are, and not with its like."""
    groups = [group(key, "UTC", time(8)) for key in "abc"]
    pairs = ["".join(one.key for one in found.groups) for found in find_conflicts(groups, NOW, A_YEAR, {"b"})]
    assert pairs == ["ab", "bc"]
