"""Find the regular meetings on a page, from its sentences, labelled lines, lists and table rows.

Days of one sentence never take the clock time of another. Labelled lines ("Day: ...", "Time: ...") of one list or
section do. What is past, struck out, negated or no meeting is left out. Where it may be a meeting after all, it is
reported.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ecgtool.learn.meetings.belonging import has_limits_of, is_clock_of_all
from ecgtool.learn.meetings.dated import follow_lists, set_apart
from ecgtool.learn.meetings.joining import (
    at_once,
    join_what_stands_apart,
    on_the_clock_of_dates,
    on_the_former_clock,
)
from ecgtool.learn.meetings.merging import attach_rest, by_item_above, by_places, by_title, by_title_of_page, merged
from ecgtool.learn.meetings.names import Outline
from ecgtool.learn.meetings.no_meeting import why_no_meeting
from ecgtool.learn.meetings.on_several_days import on_several_days
from ecgtool.learn.meetings.seasons_beside import join_seasons
from ecgtool.learn.meetings.things import doubt_next_alone, says_none, without_things
from ecgtool.learn.meetings.turn_terms import term_words
from ecgtool.learn.meetings.turns import is_about_turns, tell_turns, turns_in
from ecgtool.learn.meetings.whole import meetings_in
from ecgtool.learn.text.clauses import said_in
from ecgtool.learn.text.columns import is_end, with_end
from ecgtool.learn.text.found import Found, PlacedClause, Survey
from ecgtool.learn.text.labels import is_field, name_words
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.past import held_until_changed, tells_date, without_old_news
from ecgtool.page import Page
from ecgtool.page.model import OPAQUE
from ecgtool.wording.grammar.clause import ClauseDays, ClausePart
from ecgtool.wording.page_words import begins_with, is_only


def survey(page: Page, passages: Sequence[Passage], near: date, language: str) -> Survey:
    """Return what the passages say. A date without a year is the one nearest to ``near``."""
    result = Survey(language=language)
    bundles = _bundles(said_in(passages, near, language), near, result)
    result.turning = [said for bundle in bundles.values() for said in bundle if is_about_turns(said, language)]
    for bundle in bundles.values():
        _assemble(bundle, result, near)
    join_what_stands_apart(result, near)
    tell_turns(result, near)
    set_apart(result, near)
    follow_lists(result, near)
    by_item_above(result)
    attach_rest(result)
    join_seasons([said for bundle in bundles.values() for said in bundle], result)
    for one in result.meetings:
        by_title(one, near, language)
    by_title_of_page(result.meetings, page.title(page.headings[0]) if page.headings else "", near, language)
    on_the_former_clock(result)
    on_the_clock_of_dates(result, result.dated)
    by_places(result)
    result.meetings.sort(key=lambda one: page.mask.startswith(OPAQUE, one.said[0].passage.start))  # front matter last
    held = on_several_days(merged(result, Outline(page=page, near=near, language=language)), language)
    doubt_next_alone(held)
    at_no_time = [*result.arranged, *(said for said in result.asides if says_none(said, language))]
    coming = [one for one in held if not (one.terms.until and one.terms.until.day < near)]
    result.over += [said for one in held if one not in coming for said in one.said]
    titles = [page.title(heading) for heading in page.headings]
    result.meetings, none = without_things(coming, at_no_time, titles, near, language)
    result.doubts += none
    return result


def _bundles(found: Iterable[PlacedClause], near: date, result: Survey) -> dict[object, list[PlacedClause]]:
    """Return the clauses that may be of meetings by what they are read together with; add others to ``result``."""
    bundles: dict[object, list[PlacedClause]] = {}
    for said in without_old_news(list(found), near, result):
        is_past = said.passage.is_past and not is_clock_of_all(said, result.language)
        if is_past and (said.passage.record or not said.passage.is_heading):
            (result.dated if tells_date(said, near) else result.over).append(said)
        elif reason := why_no_meeting(said, near, result):
            if reason != "-":
                result.doubts.append((said, reason))
        else:
            bundles.setdefault(_bundle(said), []).append(said)
    for said in held_until_changed(result, [said for bundle in bundles.values() for said in bundle], near):
        bundles.setdefault(_bundle(said), []).insert(0, said)
    return bundles


def _bundle(said: PlacedClause) -> object:
    """Return the key of what a clause is read together with.

    A table's row is read by itself, list items with their list, and labelled lines with their section.
    """
    passage = said.passage
    if len(passage.cells) == 2 and is_field(passage.cells[0].partition("(")[0]):
        return ("fields", passage.block)
    if passage.cells or not said.is_loose:
        return id(passage)
    if passage.depth > 1 and passage.above:
        return id(passage.above)
    if passage.depth:
        return ("list", passage.block)
    return ("section", passage.section.start if passage.section else 0)


def _assemble(bundle: list[PlacedClause], result: Survey, near: date) -> None:
    """Make meetings of the clauses that are read together."""
    found: list[Found] = []
    open_one: Found | None = None
    facts: list[PlacedClause] = []
    labelled = any(_is_labelled(said) for said in bundle)
    for said in bundle:
        if found and _is_end_of(said, found[-1], result.language):
            found[-1].hours = with_end(found[-1].hours, said.clause.parts[0].hours[0])
            found[-1].take(said)
        elif made := turns_in(at_once(meetings_in(said), said, near), said) or _after_end(said, found):
            found += made
        elif said.clause.parts and (said.is_loose or labelled) and not _is_season(said, found):
            open_one = _continued(open_one, said, found, result.language)
        elif said.clause.parts:
            (result.unread if said.passage.templates else result.loose).append(said)
            facts.append(said)
        elif said.clause.terms.says_something:
            facts.append(said)
    found += _on_later_days(open_one, bundle)
    _share_last_hour(found)
    if open_one and not open_one.complete and not _completed(open_one, facts):
        found = [one for one in found if one is not open_one]
        result.loose += open_one.said
    _share(facts, found, result)
    result.loose += [said for one in found if not one.complete for said in one.said]
    result.meetings += [one for one in found if one.complete]


def _is_later_day(said: PlacedClause, open_one: Found) -> bool:
    """Return whether a clause says on which day, and at no hour, a labelled meeting is from a date on."""
    parts = said.clause.parts
    is_day = said.is_loose and said.clause.terms.first and len(parts) == 1 and parts[0].days and not parts[0].hours
    return bool(is_day and open_one.days) and said not in open_one.said


def _on_later_days(open_one: Found | None, bundle: Sequence[PlacedClause]) -> Iterator[Found]:
    """Yield a meeting at the hours of a labelled one for each other day that a clause names from a date on."""
    for said in bundle:
        if open_one and open_one.complete and _is_later_day(said, open_one):
            one = Found(days=said.clause.parts[0].days, hours=open_one.hours)
            one.take(said)
            yield one


def _after_end(said: PlacedClause, found: Sequence[Found]) -> list[Found]:
    """Return a meeting on the days on which one that ends goes on: "Tuesdays until May, Wednesdays after that"."""
    parts, first, before = said.clause.parts, said.clause.terms.first, found[-1] if found else Found()
    is_of_days = len(parts) == 1 and parts[0].days and not parts[0].hours and before.complete
    if not (is_of_days and first and before.terms.until and first.day - before.terms.until.day == timedelta(days=1)):
        return []
    later = Found(days=parts[0].days, hours=before.hours)
    later.take(said)
    return [later]


def _share_last_hour(found: Sequence[Found]) -> None:
    """Give the hour behind several days to all of them: "1st Monday: talks; 3rd Monday: walks. Always at 18:30"."""
    *before, last = found or [Found()]
    hour = last.said[-1] if len(last.said) > 1 else None
    is_all = not any(said.clause.unused for one in before for said in one.said)
    if (
        hour
        and is_all
        and before
        and last.complete
        and all(part.hours and not part.days for part in hour.clause.parts)
    ):
        for one in before if all(one.days and not one.hours for one in before) else ():
            one.hours, one.is_joined = last.hours, True
            one.take(hour)


def _completed(one: Found, facts: Sequence[PlacedClause]) -> bool:
    """Return whether an hour is a meeting's by lines that say how often, and from which date."""
    interval = [said for said in facts if said.is_loose and said.clause.terms.interval]
    first = [said for said in facts if said.is_loose and said.clause.terms.first]
    if one.hours and len(interval) == len(first) == 1:
        for said in (*interval, *first):
            one.take(said)
    return one.complete


def _is_end_of(said: PlacedClause, one: Found, language: str) -> bool:
    """Return whether a clause says when a meeting ends that day: "Opens Tuesday 17:00. Closes Tuesday 19:00.".

    "The library closes at 13:00" is about something else.
    """
    first = said.clause.parts[0] if len(said.clause.parts) == 1 else ClausePart()
    if len(first.hours) != 1 or len(one.hours) != 1 or one.hours[0].lasts:
        return False
    if first.days is None:
        is_beside = said.passage is one.said[0].passage and not _is_end_of_else(said, language)
        return is_beside and said.clause.tokens_before("until", "clock")
    return begins_with("end-title", said.text) is not None and one.days is not None and first.days.on == one.days.on


def _is_end_of_else(said: PlacedClause, language: str) -> bool:
    """Return whether it is something else than a meeting that ends: "The library closes at 13:00"."""
    ends = next((n for n, token in enumerate(said.clause.tokens) if is_only("ends", token.text, language)), 0)
    before = [token.text for token in said.clause.tokens[:ends] if token.kind == "word"][-1:]
    return not all(
        any(is_only(kind, word, language) for kind in ("small", "gatherings", "people")) for word in before
    )


def _is_season(said: PlacedClause, found: Sequence[Found]) -> bool:
    """Whether a clause says the hour of a season, for a meeting of its own passage."""
    hours = [hour for part in said.clause.parts if not part.days for hour in part.hours]
    return bool(hours and hours[0].season) and any(one.said[0].passage is said.passage for one in found)


def _is_labelled(said: PlacedClause) -> bool:
    """Return whether a sentence has the hour of the sentences before it: "On Mondays. Time: 20:00 UTC"."""
    label = said.text.partition(":")
    return bool(label[1] and is_field(label[0])) and not any(part.days for part in said.clause.parts)


def _share(facts: Sequence[PlacedClause], found: Sequence[Found], result: Survey) -> None:
    """Add further facts to the one meeting that they can be about."""
    for said in facts:
        own = [one for one in found if one.said[0].passage is said.passage] or found
        own = [one for one in own if has_limits_of(said, one, result.language)]
        if len(own) == 1 and said.clause.terms.says_something and not _is_of_later(said, own[0]):
            own[0].take(said)
        elif not said.clause.parts:
            result.loose.append(said)


def _is_of_later(said: PlacedClause, found: Found) -> bool:
    """Return whether a clause says what holds from a date on: another hour, or other days."""
    parts = said.clause.parts
    days = next((part.days for part in parts if part.days), None)
    others = days and found.days and (days.every, days.on) != (found.days.every, found.days.on)
    hours = any(part.hours and not part.days for part in parts)
    return said.clause.shift is not None or (said.clause.terms.first is not None and bool(hours or others))


def _places(days: ClauseDays, others: ClauseDays) -> bool:
    """Whether days are others with their place in the month: "Frequency: second Friday" beside "Day: Friday"."""
    named = {str(day).rpartition(" ")[2] for day in days.on if " " in str(day)}
    return others.every == "week" and named == set(others.on)


def _are_named_apart(one: PlacedClause, other: PlacedClause) -> bool:
    """Return whether the labels of two lines are two names: "Tests: at 00:30 UTC", "Fuzzing: Saturdays"."""
    if all(hour.season for said in (one, other) for part in said.clause.parts for hour in part.hours):
        return False  # "Time (summer): 17:00 UTC", "Time (winter): 18:00 UTC"
    names, others = name_words(one.passage.label), name_words(other.passage.label)
    return bool(names and others) and names.isdisjoint(others)


def _continued(open_one: Found | None, said: PlacedClause, found: list[Found], language: str) -> Found:
    """Return the meeting that labelled lines are about. A new one begins where a line repeats what it has already."""
    if open_one and _is_later_day(said, open_one):
        return open_one
    part = said.clause.parts[0]
    label = said.passage.cells[0] if len(said.passage.cells) == 2 else said.passage.label
    if open_one and open_one.hours and part.hours and is_end(label):
        open_one.hours = with_end(open_one.hours, part.hours[0])
        open_one.take(said)
        return open_one
    if open_one and part.days and open_one.days and _places(part.days, open_one.days):
        open_one.days = None
    seasons = [hour.season for hour in (*(open_one.hours if open_one else ()), *part.hours)]
    taken = open_one is not None and bool(
        (part.days and open_one.days)
        or (
            part.hours
            and open_one.hours
            and not all(seasons)
            and (open_one.days or said.clause.terms.parity or said.clause.terms.places)
        )
        or _are_named_apart(open_one.said[-1], said)
    )
    if open_one is None or taken:
        is_sort = said.clause.terms.parity or term_words(said.passage.label, language)
        shared = open_one.days if open_one and is_sort and not part.days else None
        open_one = Found(days=shared)  # "Thursdays", "Odd weeks: 9:00", "Even weeks: 17:00"
        found.append(open_one)
    open_one.days = open_one.days or part.days
    open_one.hours = (*open_one.hours, *part.hours)
    open_one.take(said)
    return open_one
