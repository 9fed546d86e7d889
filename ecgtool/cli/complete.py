"""What a shell completes beside the names of commands and options: groups, and the dates of meetings."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from typer import Context

from ecgtool.cli.session import Session, SharedOptions
from ecgtool.errors import EcgError

Offer = tuple[str, str]
"""What may be typed, and a word on it for shells that show one."""
_COMING = 12


def _quiet(offers: Callable[[Session], Iterator[Offer]]) -> Callable[[Context, str], list[Offer]]:
    """``offers`` for what has been typed so far; nothing where the configuration cannot be read."""

    def complete(ctx: Context, incomplete: str) -> list[Offer]:
        try:
            return [offer for offer in offers(_session(ctx.params)) if offer[0].startswith(incomplete)]
        except (EcgError, OSError):
            return []

    complete.__doc__ = offers.__doc__
    return complete


def _session(params: Mapping[str, Any]) -> Session:
    given = params.get("config")
    groups = params.get("group") or ()
    return Session(
        SharedOptions(config=Path(given) if given else None, group=groups, now=params.get("now"), quiet=True)
    )


@_quiet
def group_names(session: Session) -> Iterator[Offer]:
    """The groups of the configuration."""
    return ((group.key, group.name) for group in session.config.groups.values())


@_quiet
def meeting_dates(session: Session) -> Iterator[Offer]:
    """The dates of the next meetings of the group."""
    from ecgtool.schedule.occurrences import occurrences

    for occurrence in islice(occurrences(session.group.schedule, session.now), _COMING):
        yield f"{occurrence.local_start.date()}", f"{occurrence.local_start:%A %H:%M}"


@_quiet
def changed_dates(session: Session) -> Iterator[Offer]:
    """The coming dates that are cancelled or moved away."""
    schedule = session.group.schedule
    today = session.now.astimezone(schedule.zone).date()
    for skip in schedule.skips:
        if skip.last >= today:
            yield f"{skip.first}", f"cancelled {skip.reason}".strip()
    for move in schedule.moves:
        if max(move.original, move.to_date) >= today:
            yield f"{move.original}", f"moved to {move.to_date}"
