"""Values on the command line that need more than their type to be read."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from ecgtool.config import read_zone
from ecgtool.config.scalars import DURATION
from ecgtool.errors import UsageError


def parse_zone(text: str) -> ZoneInfo:
    """The IANA zone of that name.

    Raises:
        UsageError: there is none; the nearest is named.
    """
    try:
        return read_zone(text)
    except ValueError as error:
        raise UsageError(
            f"--zone: no zone {text!r}", str(error).removeprefix("; ") or "such as Europe/Berlin"
        ) from error


def parse_duration(text: str, option: str) -> timedelta:
    """The length of time that a text such as ``1h30m`` names.

    Raises:
        UsageError: it names none.
    """
    try:
        length: timedelta = DURATION.convert(text)
    except ValueError as error:
        raise UsageError(f"{option}: {text!r} is no length of time", "write it like 15m or 1h30m") from error
    return length
