"""Edits of the arrays of ``ecg.toml`` that hold a schedule's exceptions, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

Values = Mapping[str, "date | datetime | str"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """Add a member to the array ``name``: after the member at ``after``, or at its end where that is None."""

    name: str
    values: Values
    after: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Removed:
    """Remove the member at ``place`` of the array ``name``."""

    name: str
    place: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """Give some keys of the member at ``place`` of the array ``name`` new values. The others stay."""

    name: str
    place: int
    values: Values


ArrayEdit = Added | Removed | Changed
"""One edit of an array. Places count from 0, as they are before any edit made together with it."""
ArrayEdits = tuple[ArrayEdit, ...]
