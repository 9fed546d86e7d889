"""The clocks of a line over a year: which hours they show for its meetings, and by which letters they go."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.zone_data import abbreviation


@dataclass(frozen=True, kw_only=True)
class LineClocks:
    """The ``zones`` whose clocks a line has, the meeting's own first, and its meetings of a year and more."""

    zones: tuple[ZoneInfo, ...]
    held: tuple[Occurrence, ...]

    @property
    def own(self) -> ZoneInfo:
        """The zone of the meeting."""
        return self.zones[0]

    @cached_property
    def seasons(self) -> tuple[datetime, ...]:
        """A moment in each part of a year."""
        return tuple(self.held[0].start + timedelta(days=91 * n) for n in range(4))

    def letters(self, zone: ZoneInfo) -> frozenset[str]:
        """Return what a zone is called over the year: "PST" and "PDT"."""
        return frozenset(abbreviation(moment.astimezone(zone)) for moment in self.seasons)

    def letters_of_one_season(self) -> frozenset[str]:
        """Return the letters that its clocks have for a part of the year alone."""
        named = (self.letters(zone) for zone in self.zones)
        return frozenset().union(*(letters for letters in named if len(letters) > 1))

    def is_offset_of_one_season(self, offset: timedelta) -> bool:
        """Return whether one of its clocks has an offset for a part of the year, and none has it for the whole."""
        had = [{moment.astimezone(zone).utcoffset() for moment in self.seasons} for zone in self.zones]
        return any(offset in one for one in had) and {offset} not in had

    def hours(self, zone: ZoneInfo) -> frozenset[str]:
        """Return the hours at which its meetings begin on the clock of a zone: "0900"."""
        return frozenset(f"{one.start.astimezone(zone):%H%M}" for one in self.held)
