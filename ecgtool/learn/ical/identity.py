"""Tell which series of a calendar are of one group, and of which slot of it."""

import re

from ecgtool.ical.reading import Calendar, Series
from ecgtool.ical.uids import parts_of
from ecgtool.learn.ical.strands import SeriesOwner

_OWN = "ecgtool"
"""A word in PRODID of all that this program writes."""
_COMMON = "@ecgtool"
"""The end of UIDs of early versions. They are the same for all groups of one key, anywhere."""
_CUT = re.compile(r"_R\d{8}(?:T\d{6}Z?)?(?=@|$)")
"""What Google adds to the UID of a series that goes on after "this and following" was changed."""


class Identities:
    """Tells series apart by their UIDs where this program gave them, else by their names.

    A series that Google cut in two is one group, under the name that it has now, even if it was renamed.
    """

    def __init__(self, calendar: Calendar) -> None:
        """Take the names of the series of ``calendar``."""
        self.is_own = _OWN in calendar.product
        cut = {_CUT.sub("", one.uid) for one in calendar.series if _CUT.search(one.uid)}
        in_order = sorted((one for one in calendar.series if one.master), key=_begin)
        self._names = {_CUT.sub("", one.uid): one.name for one in in_order if _CUT.sub("", one.uid) in cut}

    def of(self, series: Series) -> SeriesOwner:
        """Return the group that a series is of, and the slot of it."""
        if self.is_own:
            return SeriesOwner(group=(parts := parts_of(series.uid)).base, slot=parts.slot)
        name = self._names.get(_CUT.sub("", series.uid), series.name)
        return SeriesOwner(group=" ".join(name.casefold().split()) or series.uid)

    def slot_name(self, series: Series) -> str:
        """Return the name that this program gave to the slot of a series; "" for none."""
        event = series.master or series.overrides[0]
        return event.component.text("X-ECG-SLOT") or self.of(series).slot if self.is_own else ""

    def lasting_uid(self, identity: SeriesOwner) -> str:
        """Return the UID that a group has to keep so that its calendar goes on; "" where it needs a new one."""
        return identity.group if self.is_own and not identity.group.endswith(_COMMON) else ""


def _begin(series: Series) -> str:
    return series.master.start.isoformat() if series.master else ""
