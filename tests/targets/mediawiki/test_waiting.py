"""Waiting within a budget: what all waits take together, and what the wiki asks for."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.targets.mediawiki.failures import Busy, Temporary, Unknown
from ecgtool.targets.mediawiki.waiting import Patience, retry_after
from tests.targets.mediawiki.bench import FakeClock

NOW = datetime(2026, 6, 9, 12, tzinfo=UTC)
seconds = st.floats(0, 1000, allow_nan=False)


def _patience(budget: float, clock: FakeClock) -> Patience:
    return Patience(timedelta(seconds=budget), clock.clock(), lambda _: None)


@given(budget=seconds, asked=st.lists(st.none() | seconds, max_size=30), lost=st.floats(0, 40))
def test_budget_holds_for_all_waits_together(budget: float, asked: list[float | None], lost: float) -> None:
    """However often a wiki is busy and whatever it asks for, the waits stay within the budget."""
    clock = FakeClock()
    answers = iter(asked)

    def request() -> str:
        clock.moment += timedelta(seconds=lost)
        for after in answers:
            raise Busy("busy", after=after)
        return "done"

    try:
        assert _patience(budget, clock).persist(request) == "done"
        assert len(clock.waits) == len(asked)
    except Temporary:
        pass
    assert sum(clock.waits) <= budget + 0.001


@given(asked=st.lists(st.floats(0, 20), min_size=1, max_size=5))
def test_wiki_gets_the_time_it_asks_for(asked: list[float]) -> None:
    """No wait is shorter than the wiki asked for."""
    clock = FakeClock()
    answers = iter(asked)

    def request() -> None:
        for after in answers:
            raise Busy("busy", after=after)

    _patience(1000, clock).persist(request)
    assert all(waited >= after for waited, after in zip(clock.waits, asked, strict=True))


def test_longer_wait_than_the_budget_is_none_at_all() -> None:
    """Asked for more than is left, a run ends at once."""
    clock = FakeClock()
    with pytest.raises(Busy):
        _patience(120, clock).persist(_raiser(Busy("busy", after=121)))
    assert clock.waits == []


def test_waits_grow() -> None:
    """Where the wiki asks for nothing, each wait is longer than the one before, to half a minute."""
    clock = FakeClock()
    with pytest.raises(Busy):
        _patience(300, clock).persist(_raiser(Busy("busy")))
    assert clock.waits[:6] == [1, 2, 4, 8, 16, 30]


def test_answer_that_makes_no_sense_is_asked_for_three_times() -> None:
    """What is probably a wrong address does not take the whole patience."""
    clock = FakeClock()
    with pytest.raises(Unknown):
        _patience(300, clock).persist(_raiser(Unknown("no API", tries=3)))
    assert len(clock.waits) == 2


def test_unknown_outcome_of_an_edit_is_not_repeated() -> None:
    """What may have been done is the caller's to find out."""
    clock = FakeClock()
    with pytest.raises(Unknown):
        _patience(300, clock).persist(_raiser(Unknown("lost")), most=1)
    assert clock.waits == []


@given(st.integers(-3000, 3000))
def test_retry_after_as_a_date(offset: int) -> None:
    """A date is the time from the answer to it, and none where that is past."""
    then = NOW + timedelta(seconds=offset)
    assert retry_after(format_datetime(then, usegmt=True), NOW) == max(0, offset)


@given(st.text(max_size=40))
def test_retry_after_of_any_kind(value: str) -> None:
    """Whatever a server writes there, it is a time not below zero, or nothing."""
    found = retry_after(value, NOW)
    assert found is None or found >= 0


def _raiser(error: Exception) -> "Raiser":
    return Raiser(error)


class Raiser:
    """A request that always fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __call__(self) -> None:
        """Fail."""
        raise self._error


def test_what_is_waited_for_is_told_without_what_to_do_later() -> None:
    """Whoever watches a wait is not told to run it again."""
    clock, told = FakeClock(), list[str]()
    patience = Patience(timedelta(seconds=20), clock.clock(), lambda _: None, show=lambda what, _: told.append(what))
    patience.pause(5, Busy("the wiki is read-only"))
    assert told == ["an end of this: the wiki is read-only"]


def test_short_waits_are_told_once_they_add_up() -> None:
    """One of a second is not noticed; a second one after it is."""
    clock, told = FakeClock(), list[str]()
    patience = Patience(timedelta(seconds=20), clock.clock(), lambda _: None, show=lambda what, _: told.append(what))
    patience.pause(1.5, Busy("the wiki is read-only"))
    assert told == []
    patience.pause(1.5, Busy("the wiki is read-only"))
    assert told == ["an end of this: the wiki is read-only"]
