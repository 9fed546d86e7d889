"""Join days and hours that stand apart on a page and belong together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ecgtool.learn.meetings.belonging import is_of_nothing_else
from ecgtool.learn.meetings.seasons_beside import are_of_seasons, is_again
from ecgtool.learn.meetings.sorts_of_weeks import join_sorts_of_months, join_sorts_of_weeks
from ecgtool.learn.meetings.turn_terms import are_apart
from ecgtool.learn.meetings.turns import announced_turns
from ecgtool.learn.meetings.without import leave_out_months, leave_out_places
from ecgtool.learn.text.found import Found, PlacedClause, Survey
from ecgtool.learn.times.one_clock import is_one_instant, zone_text
from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.page_words import begins_with, find_words, is_only


def join_what_stands_apart(result: Survey, near: date) -> None:
    """Make meetings of the days and hours that no clause has together, and give rules what a sentence apart says."""
    join_sorts_of_weeks(result)
    join_sorts_of_months(result)
    _from_other_sentences(result, near)
    _on_days_of_title(result, near)
    _on_days_of_items(result)
    leave_out_places(result)
    leave_out_months(result)
    _at_places_named_behind(result)
    _at_the_same_hour(result)
    _without_summaries(result)


def _without_summaries(result: Survey) -> None:
    """Leave out a clause with all days of the meetings behind it: "The 1st and 3rd Thursday; the 1st at 9:00"."""
    for said in list(result.loose):
        held = [
            day for one in result.meetings if one.said[0].passage is said.passage and one.days for day in one.days.on
        ]
        days = [day for part in said.clause.parts if part.days for day in part.days.on]
        is_all = len(days) > 1 and sorted(map(str, days)) == sorted(map(str, held))
        is_all = is_all or any(
            one.days and tuple(days) == one.days.on and one.said[0].passage.block == said.passage.block
            for one in result.meetings
            if said.is_loose
        )
        if is_all and not any(part.hours for part in said.clause.parts) and not said.clause.dates:
            result.loose.remove(said)


def at_once(made: list[Found], said: PlacedClause, near: date) -> list[Found]:
    """Return the meetings. Two at the same instant become one: "Tuesdays 5pm PDT / Wednesdays 10:00 AEST".

    So does one with an hour before its days, "15:00 UTC on Mondays (16:00 in Lagos)", of which the first hour rules.
    """
    early = [part.hours for part in said.clause.parts[1:] if part.hours and not part.days]
    is_early = len(made) == len(early) == 1 and early[0][0].start < made[0].hours[0].start
    if is_early and is_one_instant(early[0][0], made[0].hours[0], near):
        made[0].hours = (*early[0], *made[0].hours)
    if (
        len(made) != 2
        or not (re.search(r"[/(=|]", said.text) or made[0].days == made[1].days)
        or any(len(one.hours) > 1 and are_apart(one.hours) for one in made)
    ):
        return made
    if not is_one_instant(made[0].hours[0], made[1].hours[0], near):
        return made
    made[0].hours = (*made[0].hours, *made[1].hours)
    return made[:1]


def _from_other_sentences(result: Survey, near: date) -> None:
    """Make meetings of days and the hours listed below them, or the hour of a sentence about nothing else.

    There have to be no other days and no other hours in the section.
    """
    sections = {said.passage.section for said in result.loose} - {
        one.said[0].passage.section for one in result.meetings
    }
    for section in sections:
        here = [said for said in result.loose if said.passage.section == section and said.clause.parts]
        here.sort(key=lambda said: (said.passage.start, said.at))
        days = [said for said in here if all(part.days and not part.hours for part in said.clause.parts)]
        hours = [said for said in here if all(part.hours and not part.days for part in said.clause.parts)]
        if len(hours) == 1 and len(days) > 1 and len(days) + 1 == len(here):
            _share_hour(hours[0], days, result)
            continue
        if len(days) != 1 or len(days) + len(hours) != len(here) or len(days[0].clause.parts) != 1:
            continue
        own = days[0].passage
        if turns := announced_turns(days[0], result):
            result.meetings.append(turns)
            result.loose = [said for said in result.loose if said not in turns.said]
            continue
        listed = len(hours) > 1 and all(said.passage.announced == own.text for said in hours)
        listed = listed or _are_clocks_below(days[0], hours, near) or are_of_seasons(days[0], hours)
        is_near = len(hours) == 1 and (hours[0].passage is own or _are_lines(days[0], hours[0], result.language))
        if listed or (is_near and _is_an_hour(hours[0], result.language)):
            for said in hours:
                one = Found(days=days[0].clause.parts[0].days, hours=said.clause.parts[0].hours, is_joined=not listed)
                one.take(days[0])
                one.take(said)
                if said is not hours[0] and (_are_bare_clocks(hours) or is_again(result.meetings[-1], one, near)):
                    result.meetings[-1].hours += one.hours
                    result.meetings[-1].take(said)
                else:
                    result.meetings.append(one)
            result.loose = [said for said in result.loose if said not in here]


def _are_bare_clocks(hours: Sequence[PlacedClause]) -> bool:
    """Return whether items are each but an hour on another clock, as one meeting has: "12PM GMT", "5:30 AM PT"."""
    named = [zone_text(part.hours[0]) for said in hours for part in said.clause.parts]
    is_bare = all(said.clause.kinds <= {"clock", "zone", "mark"} for said in hours)
    return is_bare and all(named) and len({*named}) == len(named)


def _are_clocks_below(days: PlacedClause, hours: Sequence[PlacedClause], near: date) -> bool:
    """Return whether the list right below a line with days has one hour on several clocks."""
    first, *others = (said.clause.parts[0].hours[0] for said in hours) if hours else (None,)
    below = all(said.passage.depth and said.passage.block == days.passage.block + 1 for said in hours)
    return bool(others) and below and all(first and is_one_instant(first, hour, near) for hour in others)


def _on_days_of_title(result: Survey, near: date) -> None:
    """Make a meeting of the only hour of a section whose title names the days: "### Weekly hangout (Wednesdays)"."""
    with_rule = {one.said[0].passage.section for one in result.meetings}
    for said in list(result.loose):
        section = said.passage.section
        here = [one for one in result.loose if one.clause.parts and one.passage.section == section]
        if here != [said] or section in with_rule or not _begins_with_hour(said, result.language):
            continue
        titled = read_sentence(said.passage.title, near, result.language)
        days = [part.days for clause in titled for part in clause.parts if part.days and not part.hours]
        if len(days) == 1 and not any(clause.dates or clause.is_past for clause in titled):
            is_joined = not is_of_nothing_else(said, result.language)
            one = Found(days=days[0], hours=said.clause.parts[0].hours, is_joined=is_joined)
            one.take(said)
            result.meetings.append(one)
            result.loose.remove(said)


def _begins_with_hour(said: PlacedClause, language: str) -> bool:
    """Return whether a clause has one hour, maybe on several clocks, and nothing but small words before it."""
    first, *others = said.clause.parts
    if others or first.days or not first.hours or (len(first.hours) > 1 and are_apart(first.hours)):
        return False
    before = [token for token in said.clause.tokens if token.start < first.hours[0].start]
    return all(token.kind != "word" or is_only("small", token.text, language) for token in before)


def _on_days_of_items(result: Survey) -> None:
    """Let the items below a rule be the meetings where each names a place in the month for its weekday.

    "We meet on Wednesdays at 16:00 UTC:", with "First Wednesday: editors" and "Third Wednesday: everybody" below.
    """
    for one in list(result.meetings):
        rule = one.said[-1]
        if one.terms.interval or one.days is None or one.days.every != "week" or "every" in rule.clause.kinds:
            continue
        below = [said for said in result.loose if _is_item_below(said, rule)]
        below.sort(key=lambda said: said.passage.start)
        days = [part.days for said in below for part in said.clause.parts if part.days and not part.hours]
        names = {str(day).rpartition(" ")[2] for each in days for day in each.on if each.every == "month"}
        if len(days) == len(below) > 1 and names <= {*one.days.on} and all(each.every == "month" for each in days):
            is_joined = not rule.passage.text.rstrip().endswith(":")
            made = [Found(days=each, hours=one.hours, terms=one.terms, is_joined=is_joined) for each in days]
            for each, said in zip(made, below, strict=True):
                each.take(said)
                each.take(rule)
            place = result.meetings.index(one)
            result.meetings[place : place + 1] = made
            result.loose = [said for said in result.loose if said not in below]


def _at_places_named_behind(result: Survey) -> None:
    """Let a weekday be at the places in the month that a later sentence names: "Tuesdays, 15:00. The second one.".

    It has to say nothing else: "The first one is in the hall" is only about some of the meetings.
    """
    for said in list(result.loose):
        words = said.clause.tokens
        numbered = [part.days for part in said.clause.parts if part.days and not part.hours]
        places = [token.value for token in words if token.kind == "ordinal"]
        rules = [one for one in result.meetings if _goes_with(said, one)]
        is_by_place = any(token.kind == "of-month" or token.value == "month" for token in words)
        says_more = any(token.kind == "word" and not is_only("small", token.text, result.language) for token in words)
        if len(rules) != 1 or not places or not is_by_place or says_more or len(numbered) != len(said.clause.parts):
            continue
        (rule,) = rules
        named = {token.value for token in words if token.kind == "weekday"}
        if rule.days and named <= {*rule.days.on} and not {"number", "clock"} & said.clause.kinds:
            rule.days = rule.days if said.clause.terms.without else rule.days.at_places(places)  # "all but the third"
            rule.take(said)
            result.loose.remove(said)


def _goes_with(said: PlacedClause, one: Found) -> bool:
    """Return whether a clause stands in the passage of a rule, or in another item of its list."""
    own = one.said[0].passage
    return own is said.passage or bool(own.depth and said.passage.depth and own.block == said.passage.block)


def _is_item_below(said: PlacedClause, rule: PlacedClause) -> bool:
    """Return whether a clause with days is an item of the list below a rule."""
    item, own = said.passage, rule.passage
    is_next = item.section == own.section and not own.depth and 0 <= item.block - own.block <= 1
    return bool(said.clause.parts and item.depth) and (is_next or (bool(own.text) and item.announced == own.text))


def _at_the_same_hour(result: Survey) -> None:
    """Make meetings of days "at the same time" as the rule before them in their passage, which may be past.

    "The call used to be Tuesdays at 16:00 UTC; now it is Thursdays at the same time."
    """
    for said in list(result.loose):
        days = [part.days for part in said.clause.parts if part.days and not part.hours]
        before = [one for one in _rules_of(said, result) if (one.at, one.clause.start) < (said.at, said.clause.start)]
        if len(days) == len(said.clause.parts) == len(before) == 1 and find_words("same-hour", said.text):
            hours = next((part.hours for part in before[0].clause.parts if part.hours), ())
            one = Found(days=days[0], hours=tuple(replace(hour, season=None) for hour in hours), is_joined=True)
            one.take(said)
            result.meetings.append(one)
            result.loose.remove(said)


def _rules_of(said: PlacedClause, result: Survey) -> list[PlacedClause]:
    """Return the clauses with days and an hour in the passage of another one, also those that are past."""
    found = (*result.over, *(own for one in result.meetings for own in one.said))
    return [one for one in found if one.passage is said.passage and any(p.days and p.hours for p in one.clause.parts)]


def on_the_clock_of_dates(result: Survey, dated_lines: Sequence[PlacedClause]) -> None:
    """Put a meeting on the clock that all dated lines with its hour name: "Wednesday 20:30", "4 March 20:30 CET"."""
    for one in result.meetings:
        if result.zone or one.terms.zone or any(hour.zone for hour in one.hours):
            continue
        times = {hour.at for hour in one.hours}
        dated = [
            hour for said in dated_lines for part in said.clause.parts for hour in part.hours if hour.at in times
        ]
        zones = {hour.zone.text: hour.zone for hour in dated if hour.zone}
        if len(zones) == 1 and all(hour.zone for hour in dated):
            (zone,) = zones.values()
            one.terms = replace(one.terms, zone=replace(zone, why=zone.why or f"by “{zone.text}” beside its dates"))


def on_the_former_clock(result: Survey) -> None:
    """Guess that a meeting is on the clock of its former time: "It was Mondays at 18:00 (Berlin), now at 19:00"."""
    for one in result.meetings:
        if result.zone or one.terms.zone or any(hour.zone for hour in one.hours) or not one.said:
            continue
        former = [rule for rule in _rules_of(one.said[0], result) if rule in result.over]
        hours = (hour for rule in former for part in rule.clause.parts for hour in part.hours)
        if zone := next((hour.zone for hour in hours if hour.zone), None):
            why = zone.why or f"by “{zone.text}”, which is said of a time that is past"
            one.terms = replace(one.terms, zone=replace(zone, why=why))


def _are_lines(days: PlacedClause, hour: PlacedClause, language: str) -> bool:
    """Return whether an hour is in the paragraph after days, and both say nothing else: "Tuesdays", "16:00 UTC"."""
    return hour.passage.block - days.passage.block == 1 and is_of_nothing_else(days, language)


def _is_an_hour(said: PlacedClause, language: str) -> bool:
    """Return whether a clause is about one hour, maybe on several clocks, and about nothing else."""
    one, *others = (part.hours for part in said.clause.parts)
    return not others and not (len(one) > 1 and are_apart(one)) and is_of_nothing_else(said, language)


def _share_hour(hour: PlacedClause, days: Sequence[PlacedClause], result: Survey) -> None:
    """Make a meeting of each of the days that are listed below their hour: "All calls are at 17:00 London time:".

    It may also stand behind them: "First Tuesday: board. Third Tuesday: members. All meetings are at 17:00".
    """
    own = hour.passage
    is_above = own.text.rstrip().endswith((":", "\uff1a")) and all(
        said.passage.announced == own.text or said.passage.above is own for said in days
    )
    is_behind = begins_with("for-all", hour.text, result.language) and all(
        (own is said.passage or 0 <= own.block - said.passage.block < 2) and not said.clause.unused for said in days
    )
    if not (is_above or is_behind):
        return
    for said in sorted(days, key=lambda said: (said.passage.start, said.at)):
        one = Found(days=said.clause.parts[0].days, hours=hour.clause.parts[0].hours, is_joined=not is_above)
        one.take(said)
        one.take(hour)
        result.meetings.append(one)
    result.loose = [said for said in result.loose if said is not hour and said not in days]
