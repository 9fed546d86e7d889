"""The calendars that groups follow, and what was fetched of them: each once in a run, and all at the same time."""

import time
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ecgtool.cli.at_once import Answers
from ecgtool.cli.wikis import TO_READ
from ecgtool.errors import EcgError, UsageError
from ecgtool.follow.fetching import FetchSettings, fetch, shown_address
from ecgtool.group import FollowSettings, Group

if TYPE_CHECKING:
    from ecgtool.cli.session import Session


class Calendars:
    """The calendars of the run's groups; ``fresh`` asks for each even where it was asked for within the hour."""

    def __init__(self, session: "Session", *, fresh: bool) -> None:
        self._session = session
        self._bodies = Answers(partial(fetched, session, cache=session.state_folder / "calendars", fresh=fresh))

    def begin(self, groups: Iterable[Group]) -> None:
        """Begin to fetch the calendars of ``groups``; where that fails, the group's own turn says why."""
        for group in groups:
            if group.follow:
                with suppress(EcgError):
                    self._bodies.begin([self._address(group.key, group.follow)])

    def followed(self, key: str, settings: FollowSettings) -> tuple[str, bytes]:
        """Return the calendar that the group ``key`` follows, after what may be shown of its address.

        Raises:
            UsageError: its address is no address.
            EcgError: as fetching it does.
        """
        address = self._address(key, settings)
        return shown_address(address), self._bodies[address]

    def _address(self, key: str, settings: FollowSettings) -> str:
        if not settings.ics_variable:
            return settings.ics
        address = self._session.environ.get(settings.ics_variable, "")
        if "://" not in address:
            raise UsageError(f"{key}: ${settings.ics_variable} holds no address", "set it to an address")
        return address


def fetched(session: "Session", address: str, *, cache: Path | None, fresh: bool) -> bytes:
    """Return the calendar at ``address``, waited for as long as for a page; raises as ``fetch``."""
    patience = TO_READ if session.patience is None else session.patience
    source = FetchSettings(
        now=session.now,
        cache=cache,
        fresh=fresh,
        longest=(patience or TO_READ).total_seconds(),
        wait=partial(session.waiting, shown_address(address)),
        seconds=time.monotonic,
    )
    return fetch(address, source)
