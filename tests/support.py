"""What every test may need: a stranger's machine may lack something, the project's own CI may not."""

import os
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import pytest

from ecgtool.group import Recurrence, Schedule, Slot


def missing(reason: str) -> NoReturn:
    """Skip a test that needs what is not there, and say how to get it; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"missing in CI: {reason}")
    pytest.skip(reason)


def one_slot(zone: ZoneInfo, recurrences: tuple[Recurrence, ...], *exceptions: Any, **others: Any) -> Schedule:
    """The schedule of a group that meets in one slot, as most do; the exceptions as ``Schedule`` has them."""
    return Schedule(zone, (Slot(zone, recurrences),), *exceptions, **others)
