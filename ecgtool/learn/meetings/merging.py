"""Make one meeting of what a page says of it in several places: facts beside it, its title, a second mention."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

from ecgtool.learn.meetings.belonging import are_called_apart, clock_named, has_limits_of
from ecgtool.learn.meetings.how_often import says_how_often
from ecgtool.learn.meetings.names import Outline, is_place
from ecgtool.learn.meetings.seasons_beside import is_an_hour_apart
from ecgtool.learn.text.found import Found, PlacedClause, Survey, is_closed
from ecgtool.learn.text.labels import is_field
from ecgtool.learn.times.one_clock import zone_text
from ecgtool.schedule.planned import instant
from ecgtool.wording.grammar.clause import Terms
from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.grammar.zone_tokens import ZoneWord, zones
from ecgtool.wording.page_words import begins_with, is_only
from ecgtool.wording.reading import WEEKDAY, WEEKDAYS
from ecgtool.wording.zone_places import place_zone

_IN_A_PLACE = re.compile(r"\b(?:in|near|à|en|em|a)\s(?P<place>[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?)")


def by_item_above(result: Survey) -> None:
    """Give meetings what the item or line above their items says of them all: "Biweekly calls, from 2 March:"."""
    for said in list(result.loose):
        below = [one for one in result.meetings if _stands_below(one.said[0], said)]
        often = said.clause.terms.interval and not said.clause.parts
        if below and often and says_how_often(said, below[0], result.language):
            for one in below:
                one.take(said)
            result.loose.remove(said)


def _stands_below(said: PlacedClause, other: PlacedClause) -> bool:
    """Return whether a clause is an item of the list below another, which is an item itself or ends in a colon."""
    above = other.passage
    return said.passage.above is above or (bool(above.text) and said.passage.announced == above.text)


def attach_rest(result: Survey) -> None:
    """Add clauses without days or hours to the only meeting of their section, or of the page. A zone is for all."""
    by_section: dict[object, list[Found]] = {}
    for one in result.meetings:
        by_section.setdefault(one.said[0].passage.section, []).append(one)
    _share_zones(result, by_section)
    for said in list(result.loose):
        terms = said.clause.terms
        if said.clause.parts or said.clause.shift:
            continue
        is_of_zone = terms.zone and not (terms.first or terms.until or terms.lasts or terms.interval)
        if is_of_zone or _attach(said, by_section.get(said.passage.section, []), result):
            result.loose.remove(said)


def _share_zones(result: Survey, by_section: Mapping[object, Sequence[Found]]) -> None:
    """Give meetings the zone that a clause of their section names, and the page that of any other, or else of these.

    "## Europe ... Zone: Berlin time", "## America ... Zone: Chicago time".
    """
    own: list[ZoneWord] = []
    for said in result.loose:
        named = None if said.clause.parts or said.clause.shift else said.clause.terms.zone
        here = by_section.get(said.passage.section, ())
        zone = clock_named(said, named, result.language, is_here=bool(here)) if named else None
        if zone is None:
            continue
        for one in here:
            one.terms = one.terms.completed_by(Terms(zone=zone))
        if here:
            own.append(zone)
        else:
            result.zone = result.zone or zone
    if own and not result.zone:
        is_one = len({one.text for one in own}) == 1
        result.zone = own[0] if is_one else replace(own[0], why=f"by “{own[0].text}” in another section")


def _attach(said: PlacedClause, here: list[Found], result: Survey) -> bool:
    """Add a clause to the meeting it is about, of those of its section, ``here``; return whether it is settled."""
    own = here or ([] if result.is_shared else result.meetings)
    if said.clause.terms.lasts and begins_with("for-all", said.text, result.language):
        for one in own:
            one.terms = one.terms.completed_by(Terms(lasts=said.clause.terms.lasts))
        return True
    named = [one for one in own if _is_named(one, said)] or own
    if named is own and not all(has_limits_of(said, one, result.language) for one in own):
        return False
    if len(named) == 1:
        named[0].take(said)
        return True
    if said.clause.terms.first and here:
        _share_first(here, said.clause.terms)
        return True
    if said.clause.terms.until and here:
        for one in here:
            one.terms = one.terms.completed_by(Terms(until=said.clause.terms.until))
        return True
    return not (said.passage.label or said.clause.terms.interval or said.clause.terms.first)


def _is_named(one: Found, said: PlacedClause) -> bool:
    """Return whether a clause names a meeting: by the first cell of its row, or its line's label."""
    passage = one.said[0].passage
    name = next(iter(passage.cells), passage.label).strip()
    return len(name) > 2 and bool(re.search(rf"\b{re.escape(name)}\b", said.text))


def _share_first(meetings: list[Found], terms: Terms) -> None:
    for one in meetings:
        one.shares_first = one.terms.first is None
        one.terms = one.terms.completed_by(Terms(first=terms.first, until=terms.until))


def by_title(one: Found, near: date, language: str) -> None:
    """Take interval, season and zone from the section's title, "Biweekly call (Berlin time)", where it has none.

    One below "Maintainers only" is closed.
    """
    own = one.said[0]
    titled = read_sentence(own.passage.title, near, language)
    one.is_private = one.is_private or any(map(is_closed, titled))
    seasons = [
        token.value
        for clause in titled
        for token, follows in pairwise((*clause.tokens, None))
        if token
        and token.kind == "season"
        and not (follows and follows.kind in {"word", "off"} and not is_field(follows.text))
    ]  # "Winter hours", but not "Winter stores" or "Summer break"
    if len(seasons) == 1 and len(one.hours) == 1 and own.passage.section:  # "Monthly call (US standard time)"
        one.hours = (replace(one.hours[0], season=one.hours[0].season or seasons[0]),)
    named = zones(own.passage.title, [], language)
    for text in (own.passage.announced, own.passage.title):  # "## Meetings (US Eastern)"
        brackets = re.findall(r"\(([^()]+)\)", text)
        named = named or [zone for one_of in brackets for zone in zones(one_of, [], language, alone=True)]
    if len(named) == 1 and not one.terms.zone and not any(hour.zone for hour in one.hours):
        one.terms = replace(one.terms, zone=named[0])
    for clause in titled:
        _take_interval(one, clause.terms.interval, own.passage.title)


def by_title_of_page(meetings: list[Found], title: str, near: date, language: str) -> None:
    """Take how often from the title of a page with one meeting, "Monthly tools call", where it has none."""
    titled = read_sentence(title, near, language) if len(meetings) == 1 else []
    for clause in titled:
        if "meet" in clause.kinds:
            _take_interval(meetings[0], clause.terms.interval, title)


def _take_interval(one: Found, interval: str, title: str) -> None:
    """Let a meeting be as often as a title says, as a guess; its own words are the guess where they say otherwise."""
    own, of_its_own = one.said[0].clause.kinds, _how_often(one)
    is_daily = interval == "day" and one.days is not None and len(one.days.on) > 1  # "Daily call", Mon-Fri
    if not one.days or interval in {"", "year", of_its_own} or is_daily:
        return
    is_bare = not one.terms.interval and of_its_own in {"week", "month"} and not own & {"every", "of-month"}
    if is_bare and interval != "week" and (of_its_own == "week" or interval.endswith("months")):
        one.terms = replace(one.terms, interval=interval, interval_doubt=f"by the title “{title}”")
    elif not one.terms.interval_doubt and one.turn[1] == 1:
        one.terms = replace(one.terms, interval_doubt=f"although the title “{title}” says otherwise")


def by_places(result: Survey) -> None:
    """Take the clock of the town where a meeting is held, as a guess, where the page names no other clock."""
    if result.zone or any(one.terms.zone or any(hour.zone for hour in one.hours) for one in result.meetings):
        return
    for one in result.meetings:
        places = (match for said in one.said for match in _IN_A_PLACE.finditer(said.text))
        zones_of = ((place_zone(match["place"], result.language), match) for match in places)
        if found := next(((zone, match) for zone, match in zones_of if zone), None):
            zone, match = found
            why = f"by “{match[0]}”, which may be where the meeting is held"
            word = ZoneWord(start=match.start(), end=match.end(), text=match[0], zone=zone, why=why)
            one.terms = replace(one.terms, zone=word)


def merged(result: Survey, outline: Outline) -> list[Found]:
    """Return the meetings, each once. A page may name one at its beginning and again below, or for several cities."""
    found: list[Found] = []
    alike: dict[object, list[Found]] = {}
    for one in result.meetings:
        keys = list(_moments(one, result.zone, outline.near))
        same = next((other for key in keys for other in alike.get(key, ()) if _is_same(other, one, outline)), None)
        season = next((other for other in found if _is_other_season(other, one)), None)
        if season:
            season.hours = (*season.hours, *one.hours)
            same = season
        if same:
            known = {zone_text(hour) for hour in same.hours} | {same.terms.zone.text if same.terms.zone else ""}
            if same is not season and not same.turns:
                zoned = [replace(hour, zone=hour.zone or one.terms.zone) for hour in one.hours]
                same.hours += tuple(hour for hour in zoned if hour.zone and hour.zone.text not in known)
            same.turn = max(same.turn, one.turn)
            _take_rhythm(same, one)
            for said in one.said:
                same.take(said)
        else:
            found.append(one)
            for key in keys:
                alike.setdefault(key, []).append(one)
    return found


def _moments(one: Found, zone: ZoneWord | None, near: date) -> Iterator[object]:
    """Yield the keys of a meeting, one of which two mentions of it share: its days and an hour.

    These are in UTC, in the middle of winter and of summer, where the clock is known. ``zone`` is the page's.
    """
    on = (one.days.on, one.days.rrule) if one.days else (one.terms.interval, "")
    weekdays = [str(name) for name in on[0]] if one.days and set(WEEKDAYS) >= set(one.days.on) else []
    for hour in one.hours:
        word = hour.zone or one.terms.zone or zone
        guess = word.guess(near) if word else None
        if guess is None:
            yield on, hour.at
            continue
        for month in (1, 7):
            day = date(near.year, month, 15)
            start = instant(day, hour.at, guess.zone)
            later = (start.date() - day).days
            shifted = [WEEKDAYS[(WEEKDAYS.index(name) + later) % 7] for name in weekdays]
            yield month, (frozenset(shifted) or (on, later)), start.time()


def _is_other_season(one: Found, other: Found) -> bool:
    """Return whether two meetings are one, with an hour for each season."""
    days = one.days and other.days and one.days.on == other.days.on
    seasons = [each.hours[0].season for each in (one, other)] if len(one.hours) == len(other.hours) == 1 else []
    is_beside = one.said[0].passage is other.said[0].passage and is_an_hour_apart(one.hours[0], other.hours[0])
    return bool(days and seasons) and (all(seasons) or (any(seasons) and is_beside))


def _are_items(one: Found, other: Found) -> bool:
    """Return whether they are two items of one list, or rows of one table.

    Those are two meetings, whatever they say, but for one link with the whole rule in its words.
    """
    mine, others = one.said[0].passage, other.said[0].passage
    links = ({(link.url, link.label) for link in passage.links} for passage in (mine, others))
    if any(re.search(rf"{WEEKDAY}.*\d", label, re.IGNORECASE) for _, label in set.intersection(*links)):
        return False
    return mine is not others and bool(mine.depth or mine.cells) and mine.block == others.block


def _is_same(one: Found, other: Found, outline: Outline) -> bool:
    """Return whether two meetings at one instant are one: nothing tells them apart."""
    first, second = one.said[0], other.said[0]
    says_otherwise = _how_often(one) != _how_often(other) and (
        (first.passage.depth and second.passage.depth and first.passage.section is second.passage.section)
        or (one.terms.interval and other.terms.interval)
        or outline.own_name(first) != outline.own_name(second)
    )
    if one.terms.parity != other.terms.parity or says_otherwise or len({one.turn, other.turn} - {(0, 1)}) > 1:
        return False
    at, others = ({zone_text(hour): hour.at for hour in each.hours if hour.zone} for each in (one, other))
    if any(at[zone] != others[zone] for zone in at.keys() & others.keys()) and not _are_of_a_row(one, other, outline):
        return False  # "10:00 PST (18:00 UTC)", "from 7 September: 11:00 PST"
    zones_of = [each.hours[0].zone or each.terms.zone for each in (one, other)]
    differ = len({zone.text for zone in zones_of if zone}) > 1
    if differ and all(_is_of_a_place(said, outline.language) for said in (first, second)):
        return True
    are_apart = outline.names_apart(first.passage, second.passage) or are_called_apart(first, second)
    if differ and outline.is_below_a_name(first.passage, second.passage):
        return False
    return not _are_items(one, other) and not are_apart


def _how_often(found: Found) -> str:
    """Return how often a meeting is, as far as its words say."""
    interval = found.terms.interval or (found.days.every if found.days else "")
    return f"{found.turn[1]} weeks" if found.turn[1] > 1 and interval == "week" else interval


def _take_rhythm(found: Found, again: Found) -> None:
    """Let a meeting be as seldom as it is where the page names it again, or tell of that where it is "every" week."""
    if found.days is None or again.days is None or (found.days.every, again.days.every) != ("week", "2 weeks"):
        return
    if found.terms.interval or "every" in found.said[0].clause.kinds:
        found.others += again.said[:1]
    else:
        found.days = replace(found.days, every=again.days.every)
        doubt = f"by “{again.said[0].text}”, which may be another meeting"
        found.terms = replace(found.terms, interval_doubt=found.terms.interval_doubt or doubt)


def _are_of_a_row(one: Found, other: Found, outline: Outline) -> bool:
    """Return whether a row of a place has two hours for one meeting: "Tokyo | 22:00 / 23:00", as clocks change."""
    row = other.said[0]
    hours = [hour for said in one.said if said.passage is row.passage for hour in one.hours]
    return _is_of_a_place(row, outline.language) and any(is_an_hour_apart(hour, other.hours[0]) for hour in hours)


def _is_of_a_place(said: PlacedClause, language: str) -> bool:
    """Return whether an item or a row says nothing but when, and for which place: "Paris, France: Wed 19:00 CET"."""
    if not (said.passage.depth or said.passage.cells):
        return False
    runs = groupby(said.clause.tokens, lambda token: token.kind == "word")
    words = [" ".join(token.text for token in run) for is_word, run in runs if is_word]
    named = [one for one in words if not all(is_only("small", word, language) for word in one.split())]
    return all(is_place(one, language) for one in named)
