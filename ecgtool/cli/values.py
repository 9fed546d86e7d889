"""Values on the command line that need more than their type to be read."""

from zoneinfo import ZoneInfo

from ecgtool.config import read_zone
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
