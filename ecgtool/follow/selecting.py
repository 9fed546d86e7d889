"""Find the series of a group in an organisation's calendar: by UID, or by words in their names."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from ecgtool.group import FollowSettings
from ecgtool.ical.reading.expansion import expand
from ecgtool.ical.reading.series import Series

_GOES_ON = re.compile(r"_R\d{8}(?:T\d{6}Z?)?(?=@|$)")
"""What Google adds to the UID of a series that goes on after "this and following events" were changed."""


def select(
    calendar: Iterable[Series], settings: FollowSettings, planned: set[datetime], after: datetime, before: datetime
) -> list[Series]:
    """Return the group's series. ``planned`` are the instants of its meetings between ``after`` and ``before``.

    By words, a series whose name is exactly these words is the group's. One that has them among other words may
    belong to another group. It is taken only if it meets at an instant that the group plans, and at which no exact
    one meets. Where nothing is found so, all series with the words are taken, so that the difference shows.
    """
    if settings.uids:
        wanted = {*settings.uids}
        return [one for one in calendar if one.uid in wanted or _GOES_ON.sub("", one.uid) in wanted]
    words = _words(settings.match)
    found = [one for one in calendar if _holds(_words(one.name), words)]
    exact = [one for one in found if _words(one.name) == words]
    unexplained = planned - _instants(exact, after, before)
    names = {one.name for one in found if unexplained & _instants([one], after, before)}
    return [one for one in found if one in exact or one.name in names] or found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Return whether the ``wanted`` words follow one another in ``words``."""
    places = range(len(words) - len(wanted) + 1)
    return bool(wanted) and any(list(words[place : place + len(wanted)]) == list(wanted) for place in places)


def _instants(series: Iterable[Series], after: datetime, before: datetime) -> set[datetime]:
    found = (meeting for one in series for meeting in expand(one, after, before))
    return {moment for meeting in found for moment in (meeting.original, meeting.start)}
