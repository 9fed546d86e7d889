"""Tests of ``ecgtool.render.plain``: how an instant is written in all JSON."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ecgtool.render.plain import utc_text


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_is_read_again(moment: datetime) -> None:
    """To the second, its year with four digits in any age."""
    assert datetime.fromisoformat(utc_text(moment)) == moment.replace(microsecond=0)


def test_an_instant_is_told_in_utc() -> None:
    """An instant with any offset is written as the same instant in UTC."""
    assert utc_text(datetime(2026, 6, 8, 9, 30, tzinfo=timezone(timedelta(hours=-7)))) == "2026-06-08T16:30:00Z"
