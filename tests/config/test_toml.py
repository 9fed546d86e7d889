"""Tests of ``ecgtool.config.toml``: a date that there is not is a fault of its key and not of the whole file."""

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.config.toml import parse


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-02-30T09:00",
        "2026-02-28 25:00",
        "2026-02-30T09:00:00.5+02:00",
        "24:00",
        "08:61:00",
    ],
)
def test_what_is_no_date_comes_as_text(value: str) -> None:
    """Wherever it stands: alone, in an array, in an inline table, before a comment."""
    assert parse(f"a = {value}") == {"a": value}
    assert parse(f"a = [{value}, {value}] # {value}\nb = {{ c = {value} }}\n") == {
        "a": [value, value],
        "b": {"c": value},
    }


def test_what_stands_in_quotes_stays() -> None:
    """A text that looks like an impossible date is not touched, nor is the rest of its line."""
    assert parse('a = "2026-02-30"\nb = ["2026-02-30", 2026-02-30]') == {
        "a": "2026-02-30",
        "b": ["2026-02-30", "2026-02-30"],
    }


@pytest.mark.parametrize("text", ["a = 2026-1-1", "a = 'x", "2026-02-30", "a = 2026-02-30 2026-02-30", "= 08:61"])
def test_what_is_no_toml_is_told_with_its_place(text: str) -> None:
    """The error tells line and column."""
    with pytest.raises(tomli.TOMLDecodeError, match=r"\(at (line 1, column \d+|end of document)\)"):
        parse(text)


@given(st.text(alphabet=st.sampled_from("ab=[]{}\"'\n .,-:T0123456789#\\_Z+"), max_size=60))
def test_any_text_is_a_table_or_an_error(text: str) -> None:
    """However often something looks like a date, reading ends."""
    try:
        assert isinstance(parse(text), dict)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - either is fine
