"""Learn a group from its page: its regular meetings, each with rule, clock, lines and links, and what is off."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ecgtool.group import SectionNames
from ecgtool.learn.changes import add_change, add_rhythms, with_changes
from ecgtool.learn.draft import Draft, leading, with_own_lines, without_faults
from ecgtool.learn.guessed import doubt_by_sparse_dates, doubt_later_start, first_by_line, guess_hour, guess_rhythm
from ecgtool.learn.lines.next_line import NextLine
from ecgtool.learn.lines.place import rule_place
from ecgtool.learn.links.calls import unlearnt_calls, unlearnt_codes, unused_definitions
from ecgtool.learn.links.owners import PageLinks
from ecgtool.learn.meetings.dated import doubt_by_old_dates, first_by_date_beside, listed_dates, listed_entries
from ecgtool.learn.meetings.names import Outline, name_of
from ecgtool.learn.meetings.page_exceptions import exceptions
from ecgtool.learn.meetings.split import split_by
from ecgtool.learn.page_reading import PageReading, PageSource, read_meetings
from ecgtool.learn.page_tables import (
    link_tables,
    wiki_table,
    with_own_headings,
    without_repeats,
)
from ecgtool.learn.telling.left_out import (
    asides,
    doubted_by_limits,
    doubted_in_same_weeks,
    items_like_others,
    other_length,
    staying_dates,
    titles_with_rules,
    unused,
)
from ecgtool.learn.telling.refusals import why_not
from ecgtool.learn.telling.unexplained import unexplained, with_unexplained
from ecgtool.learn.text.footnotes import with_footnotes
from ecgtool.learn.text.found import Found
from ecgtool.learn.text.headed import with_headed_labels
from ecgtool.learn.text.passages import Passage, PassageReader
from ecgtool.learn.text.past_parts import mark_past_parts
from ecgtool.learn.text.records import mark_records
from ecgtool.learn.text.sideways import upright
from ecgtool.learn.text.spoken import also_spoken, language_of
from ecgtool.learn.times.called_off import is_off
from ecgtool.learn.times.listed import follow_list, listed_hours
from ecgtool.learn.times.timetable import Timetable, timetable
from ecgtool.learn.without_rule import dates_of, without_rule
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topics import read_entries, why_cancelled
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.rhythm import Rhythm, has
from ecgtool.wording.spelling import listed
from ecgtool.wording.vocabulary import LANGUAGES

_NAMES = SectionNames()
_WORDS = 100
_MOST_CALLS = 4
"""How many of the links into a call that were not learnt are told."""


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What was learnt from a page: groups, the main one first, or the reason why there is none.

    ``has_line`` is whether it names the next meeting. ``rule`` is the position of the first group's rule.
    ``block_after`` is the title of the section that names the next date in a way that no bump can write, on the line
    ``by_hand``.
    """

    drafts: tuple[Draft, ...]
    refusal: str = ""
    has_line: bool = False
    block_after: str | None = None
    by_hand: int = 0
    language: str = "en"
    rule: int | None = None


def learn_page(source: PageSource) -> Lesson:
    """Return what the page says: a group for each regular meeting on it.

    Where its language has none, one of the others that stand on it may have.
    """
    passages = _passages(source)
    language = language_of(passages, source.today)
    if language not in LANGUAGES:
        return Lesson(drafts=(), refusal=f"the page is written in {language}, which is not read", language=language)
    lesson = _learn_in(language, source, passages)
    others = also_spoken(passages, source.today, language) if lesson.refusal else ()
    more = (_learn_in(other, source, _passages(source)) for other in others)
    return next((one for one in more if not one.refusal), lesson)


def _passages(source: PageSource) -> list[Passage]:
    """Return the passages of the page, each with what a footnote or a heading gives to it."""
    read = list(with_footnotes(PassageReader(source.page).read(), source.page))
    return list(with_headed_labels(list(upright(read)), source.page))


def _learn_in(language: str, source: PageSource, passages: list[Passage]) -> Lesson:
    """Return what the passages of the page say in a language."""
    mark_records(passages, source.page, source.today, language)
    mark_past_parts(passages, source.page, source.today, language)
    reading = read_meetings(source, passages, language)
    found, said = reading.next, reading.survey
    meetings, changes = with_changes(said.meetings or list(without_rule(reading)), source.today, language)
    main = _main(reading, meetings)
    next_lines = (passage for passage in passages if found and passage.start == found.point.line.start)
    links = PageLinks(meetings, passages, source.page, {*(one.passage for one in said.dated), *next_lines})
    ordered = sorted(meetings, key=lambda one: (one is not main, one.is_private))
    for one in ordered:
        later = [change for held, change in changes if held is one]
        reading.drafts.append(_draft(reading, one, links, later, is_main=one is main))
    made = doubted_in_same_weeks(doubted_by_limits(reading, _with_rest(reading, links)))
    first = next((one for one, draft in zip(ordered, made, strict=True) if not draft.missing), main)
    drafts = _whole(made, source.title)
    refusal = why_not(reading, meetings) if not drafts or drafts[0].missing else ""
    if not refusal:
        left = unexplained(reading, drafts)
        is_over = left.ended is not None and left.ended.is_plain and len(drafts) == 1
        refusal = f"{left.ended.sentence} says that it does not meet" if left.ended and is_over else ""
        drafts = with_unexplained(drafts, left)
    return Lesson(
        drafts=tuple(without_repeats(with_own_headings(drafts, reading))),
        refusal=refusal,
        has_line=found is not None,
        block_after=_block_after(found, drafts),
        by_hand=source.page.line_number(found.start) if found else 0,
        language=language,
        rule=rule_place(first, reading.page),
    )


def _whole(drafts: list[Draft], title: str) -> list[Draft]:
    """Return the drafts that make groups; all of them where none does. The first one names those that do not."""
    whole = [draft for draft in drafts if not draft.missing]
    lacking = tuple(f"{draft.where} {_lack(draft)}" for draft in drafts if draft.missing)
    if not whole:
        return drafts
    first = leading(whole[0], drafts[0])
    if len(whole) == 1:
        first = replace(first, table={**first.table, "name": title})
    lost = () if drafts[0] is whole[0] else drafts[0].of_page
    return with_own_lines([first.with_remarks((*lost, *lacking)), *whole[1:]])


def _lack(draft: Draft) -> str:
    """Return why a draft makes no group, in words to follow its line."""
    known = {"timezone": "is taken for no meeting: its hour is on no known clock", "at": "names no hour"}
    return known.get(draft.missing[0]) or f"is not learnt: {draft.unknown[0] if draft.unknown else 'not understood'}"


def _block_after(found: NextLine | None, drafts: Sequence[Draft]) -> str | None:
    """Return the title of the section with a next date that no bump can write, "" for no section; None for none."""
    if found is None or not drafts or "heading" in drafts[0].table["wiki"].get("manage", ["heading"]):
        return None
    return found.point.text if found.point.is_heading and found.day_below else ""


def _main(reading: PageReading, meetings: Sequence[Found]) -> Found | None:
    """Return the meeting of the line for the next meeting: one on its weekday, or of its section, else the first.

    What may be no meeting comes last, but for an item among others that are meetings.
    """
    if not meetings:
        return None
    section = next(
        (p.section for p in reading.passages if reading.next and p.start == reading.next.point.line.start), None
    )
    day = reading.next.line.reading.day if reading.next else None

    def fitness(one: Found) -> tuple[bool, ...]:
        rhythm = Rhythm(every="week", on=one.days.on) if one.days else Rhythm(every="day")
        near = section is not None and bool(one.said) and one.said[0].passage.section == section
        own = one.said[0].passage if one.said else None
        is_item = (
            own
            and own.depth
            and any(other.said[0].passage.block == own.block for other in meetings if other.said and other is not one)
        )
        is_thing = not is_item and bool(one.perhaps_none)
        return bool(day and has(rhythm, day)), near, not one.is_private, not is_thing

    return max(meetings, key=fitness)


def _draft(reading: PageReading, found: Found, page: PageLinks, later: Sequence[Found], *, is_main: bool) -> Draft:
    times, unknown = _schedule(reading, found, later, is_main=is_main)
    wiki, told = wiki_table(reading, found, times, is_main=is_main)
    links, told_links = link_tables(reading, found, page, is_main=is_main)
    unknown += [*times.doubts, *_left(reading, found, times), *told, *told_links]
    table = {
        "name": _name(reading, found, page),
        "timezone": times.zone.zone.key if times.zone else None,
        "language": reading.language if reading.language != "en" else None,
        "homepage": reading.source.homepage,
        "schedule": times.keys,
        **links,
        "wiki": wiki,
    }
    filled = {key: value for key, value in table.items() if value}
    where = reading.where(found.said[0]) if found.said else ""
    draft = Draft(table=filled, guesses=times.guesses_of_keys(), unknown=tuple(unknown), where=where, rule=found.rule)
    return without_faults(draft)


def _schedule(
    reading: PageReading, found: Found, later: Sequence[Found], *, is_main: bool
) -> tuple[Timetable, list[str]]:
    """Return when a meeting is held, and what of it no key holds. ``later`` takes its place from a date on."""
    own = found if found in reading.survey.meetings else None
    days = dates_of(reading, own) if is_main else listed_dates(own, reading.survey)
    times = timetable(found, reading.survey.zone, days, reading.source.today)
    first_by_date_beside(found, reading.survey, times, reading.source.today)
    guess_rhythm(reading, found, days, times)
    if not found.days:
        _follow_dates(reading, own, times, is_main=is_main)
    unknown = _exceptions(reading, own, times) if own else []
    unmade = (one.said[0] for one in later if not add_change(one, times, reading))
    unknown += [f"{reading.where(said)}, the change is not learnt" for said in unmade]
    unknown += [
        f"{reading.where(said)}, which says another interval than the rule"
        for said in add_rhythms(found, times, reading.source.today)
    ]
    guess_hour(reading, found, times)
    if own:
        doubt_by_sparse_dates(reading, found, times)
        doubt_by_old_dates(found, reading.survey, times, reading.source.today)
    is_unsaid = times.guesses.get("schedule.duration", "").startswith("since")
    if is_unsaid and (why := other_length(reading, found)):
        times.guesses["schedule.duration"] = why
    if is_main:
        first_by_line(reading, found, times)
    if own:
        doubt_later_start(reading, found, times)
        _topics_off(reading.source, times)
    return times, unknown


def _name(reading: PageReading, found: Found, page: PageLinks) -> str:
    title = reading.source.title
    if len(page.meetings) == 1:
        return title
    outline = Outline(page=reading.page, near=reading.source.today, language=reading.language)
    return name_of(found, outline, title, shares_section=page.shares_section(found))


def _follow_dates(reading: PageReading, own: Found | None, times: Timetable, *, is_main: bool) -> None:
    """Make the meetings those that the page lists: in a list, a table or, for the main group, the next line."""
    line = reading.next.line.dates if reading.next and is_main else []
    entries = listed_entries(own, reading.survey)
    off = [said for said in entries if is_off(said)]
    rows = listed_hours([said for said in entries if said not in off], times) | {one.day: None for one in line}
    follow_list(rows, {said.clause.dates[0].day for said in off}, times, reading.source.today)


def _exceptions(reading: PageReading, found: Found, times: Timetable) -> list[str]:
    off = exceptions(found, reading.survey, times, reading.source.today)
    times.keys |= off.tables
    return [f"{reading.where(said)}, {why}" for said, why in off.untold]


def _left(reading: PageReading, found: Found, times: Timetable) -> Iterator[str]:
    """Yield what no key holds of a meeting's sentences. Its rule is a guess then, and the first is the reason."""
    for said in found.said:
        if (doubt := said.clause.terms.interval_doubt) and doubt == times.guesses.get("schedule.every"):
            times.guesses["schedule.every"] = f"{reading.where(said)}: {doubt}"
    by_words = (
        (
            split_by(found, reading.survey.meetings, reading.language),
            "taken for a second meeting, although “{}” is not understood",
        ),
        (found.perhaps_none, "which may be no meeting, by “{}”"),
    )
    for words, why in by_words:
        keys = (key for key in ("schedule.on", "schedule.rrule") if key.partition(".")[2] in times.keys)
        if words:
            times.guesses[next(keys, "schedule.at")] = f"{reading.where(found.said[0])}, {why.format(words)}"
    left = list(unused(reading, found, times))
    if left and found.days:
        key = "schedule.every" if "every" in times.keys else "schedule.at"
        left = left[1:] if times.guesses.setdefault(key, f"although {left[0]}").endswith(left[0]) else left
    yield from left
    yield from staying_dates(reading, found, times)
    if found.is_private:
        yield f"{reading.where(found.said[0])} is a closed meeting: take its group out if it is not to be seen"


def _topics_off(source: PageSource, times: Timetable) -> None:
    """Skip the coming dates that the upcoming topics cancel."""
    skips = times.keys.get("skip", [])
    for entry in read_entries(NamedSections(source.page, _NAMES), source.today):
        if entry.cancelled and entry.last >= source.today:
            for first, last in entry.days:
                dates = {"date": first} if first == last else {"from": first, "to": last}
                if not any(dates.items() <= skip.items() for skip in skips):
                    skips = [*skips, dates | ({"reason": why} if (why := why_cancelled(entry, None)) else {})]
    if skips:
        times.keys["skip"] = skips


def _with_rest(reading: PageReading, links: PageLinks) -> list[Draft]:
    """Return the drafts. The first one names what else on the page is no meeting."""
    rest = [f"{reading.where(said)} is taken for no meeting: {why}" for said, why in reading.survey.doubts]
    rest += [f"{reading.where(said)}, which is not used" for said in asides(reading.survey)]
    rest += [
        f"line {reading.page.line_number(one.start)}: “{one.point.text[:_WORDS]}” is about another meeting, and no"
        " bump writes it"
        for one in reading.elsewhere
    ]
    if not reading.drafts:
        return []
    every = str(reading.drafts[0].table["schedule"].get("every", ""))
    rest += [*titles_with_rules(reading, every), *items_like_others(reading)]
    codes = unlearnt_codes(reading.page, reading.passages, reading.drafts)
    rest += [f"line {number}: {what} stands there, which is not used" for number, what in codes]
    calls = islice(unlearnt_calls(links, reading.drafts), _MOST_CALLS)
    rest += [f"line {reading.number(passage)}: {url} leads into a call, which is not used" for passage, url in calls]
    rest += [
        f"line {number}: {url} leads into a call, which is not used" for number, url in unused_definitions(links)
    ]
    first, *others = reading.drafts
    drafts = [first.with_remarks(dict.fromkeys(rest)), *others]
    names = Counter(draft.name for draft in drafts)
    return [_with_rule(draft) if names[draft.name] > 1 else draft for draft in drafts]


def _with_rule(draft: Draft) -> Draft:
    """Return the draft with its days and hour, in the page's language, in its name, which another draft has too."""
    schedule = draft.table["schedule"]
    on = schedule.get("on", "")
    days = "weekdays" if on == list(WEEKDAYS[:5]) else listed(list(map(str, on))) if isinstance(on, list) else str(on)
    rule = " ".join(filter(None, [days, str(schedule.get("at", ""))]))
    words = draft.rule if "language" in draft.table or not days else ""
    return replace(draft, table={**draft.table, "name": f"{draft.name}: {words or rule}"})
