"""Find the line of a page that names the next meeting, make its template, and say what is wrong with it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from zoneinfo import ZoneInfo

from ecgtool.group import DEFAULT_HEADING
from ecgtool.learn.lines import line as lines
from ecgtool.learn.lines.line import LearntLine, fixed
from ecgtool.page import Page, Span
from ecgtool.page.points import Point, points
from ecgtool.page.sections.meeting_line import bold_beginning, meeting_lines
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.grammar.weekday_words import find_weekdays
from ecgtool.wording.grammar.zone_tokens import zones
from ecgtool.wording.page_words import begins_with, is_only, page_words
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.templates import parse_template

UTC_HEADING = "Next meeting: {weekday}, {month} {day}, {year} at {utc} UTC"
_LABELLED = re.compile(r"[^\W\d_][^:\uff1a]{0,30}[:\uff1a]")
"""A line that may stand between "Next meeting" and its date: "Time: ..."."""
_LABEL = re.compile(r"[^:\uff1a\u2013]{0,60}[:\uff1a\u2013]")
"""The beginning of a line that names what follows, where a sentence might begin in the same words."""
_OTHER_YEAR = re.compile(
    r"\{(?:month|month_abbr|day|day:02|ordinal)\}[ ,.]*(?:\d{1,2}(?:st|nd|rd|th)?[ ,.]*)?20\d\d\b"
)
"""A year behind a date that is in no field, as of a date that was not read: "May 4th 26, 2023"."""
_PROSE = re.compile(r"[^:\uff1a\d]{30,}[.!?](?:\s|$)")
"""A sentence without a date, such as one that begins with "Upcoming meetings are listed"."""
_DATED_ADDRESS = re.compile(r"[^\s\[\]()|<>]*\d{4}-?[01]\d-?[0-3]\d[^\s\[\]()|<>]*")
_HEADINGS = {
    "de": "Nächstes Treffen: {weekday}, {day}. {month} {year}, {time24} {tz}",
    "fr": "Prochaine réunion : {weekday} {day} {month} {year}, {time24} {tz}",
    "es": "Próxima reunión: {weekday}, {day} de {month} de {year}, {time24} {tz}",
    "pt": "Próxima reunião: {weekday}, {day} de {month} de {year}, {time24} {tz}",
    "it": "Prossima riunione: {weekday} {day} {month} {year}, {time24} {tz}",
    "nl": "Volgende bijeenkomst: {weekday} {day} {month} {year}, {time24} {tz}",
    "ja": "次回の会合: {year}年{month}{day}日 {weekday} {time24} {tz}",
    "zh": "下次会议: {year}年{month}{day}日 {weekday} {time24} {tz}",
}
"""The line for a page that has none, by language."""


@dataclass(frozen=True, kw_only=True)
class NextLine:
    """The line that names the next meeting.

    ``marked`` is whether it is a heading or begins in bold, as a bump needs. ``day_below`` is whether the date is in
    the line below it. Then ``line`` is that one, and begins at ``start``. ``several`` is whether more follow it.
    """

    line: LearntLine
    point: Point
    marked: bool
    start: int
    day_below: bool = False
    several: bool = False


def next_line(page: Page, today: date, language: str = "en", others: Collection[int] = ()) -> NextLine | None:
    """Return the line of the page that names the next meeting, or None.

    A line with a date comes before one without, and among these a heading or a line in bold before any other.
    ``others`` are where the lines begin that are about something else.
    """
    marked = {mark.line_start for mark in (*page.headings, *page.bold_lines)}
    found = [
        point
        for point in points(page, 0, len(page.text))
        if begins_with("next-meeting", point.text)
        or (_dated().match(point.text) and lines.learn_line(point.text, today, language).reading.day)
    ]
    off = rf"[^:\uff1a\d]*{page_words('not-next')}"  # "Next holiday: ..."
    found = [
        point
        for point in found
        if not (
            point.line.start in others
            or _is_of_several(point, today, language)
            or _is_news(point, today, language)
            or _PROSE.match(point.text)
            or re.match(off, point.text, re.IGNORECASE)
        )
    ]
    marked |= {p.line.start for p in found if page.mask.startswith(page.bold_marks, p.line.text_start)}
    known = [
        NextLine(
            line=lines.learn_line(p.text.lstrip("> "), today, language),  # a block quote
            point=p,
            marked=p.line.start in marked,
            start=p.line.start,
        )
        for p in found
    ]
    with_date = [one for one in known if one.line.reading.day]
    return (
        min(with_date, key=lambda one: not one.marked)
        if with_date
        else _with_date_below(page, known, today, language)
    )


@cache
def _dated() -> re.Pattern[str]:
    """Return the expression of other beginnings of such a line, where a date follows: "Next hack night:"."""
    others = rf"(?![^:\uff1a]*{page_words('other-dates')})"
    named = rf"{page_words('next-one')}{others}[^:\uff1a.\d]{{0,40}}[:\uff1a\u2013]"
    return re.compile(rf"\W*(?:{named}|{page_words('meeting-next')}\)?\s?[:\uff1a])", re.IGNORECASE)


def _is_of_several(point: Point, today: date, language: str) -> bool:
    """Return whether a line is above several meetings: "Upcoming meetings", and no date in it."""
    is_above = begins_with("next-several", point.text) is not None
    return is_above and lines.learn_line(point.text, today, language).reading.day is None


def _is_news(point: Point, today: date, language: str) -> bool:
    """Return whether a sentence says what becomes of the next meeting: "The next meeting (3 March) is cancelled"."""
    if point.is_heading or _LABELLED.match(point.text):
        return False
    return any(clause.kinds & {"off", "moved"} for clause in read_sentence(point.text, today, language))


def _with_date_below(page: Page, known: Sequence[NextLine], today: date, language: str) -> NextLine | None:
    """Return the first line with a date in the lines right below it; else the first marked one, or the first."""
    for one in known:
        after = points(page, one.point.line.end, len(page.text))[:4]
        own = [point for n, point in enumerate(after) if not any(p.is_heading for p in after[: n + 1])]
        read = [lines.learn_line(point.text, today, language) for point in own]
        ruled = own and any(
            clause.terms.first or any(part.days for part in clause.parts)
            for clause in read_sentence(own[0].text, today, language)
        )
        dated = next((n for n, line in enumerate(read[:3]) if line.reading.day), None)
        if dated is not None and not ruled and all(_LABELLED.match(point.text) for point in own[:dated]):
            whole = next((line for line in read if line.reading.clock or line.reading.utc), read[dated])
            reading = whole.reading._replace(day=read[dated].reading.day)
            line = LearntLine(text=read[dated].text, reading=reading, duration=whole.duration, language=language)
            more = zip(own[dated + 1 : dated + 2], read[dated + 1 : dated + 2], strict=True)
            return NextLine(
                line=line,
                point=one.point,
                marked=one.marked,
                start=own[dated].line.start,
                day_below=True,
                several=bool(own[dated].depth) and any(p.depth and later.reading.day for p, later in more),
            )
    undated = (one for one in known if one.marked or _LABEL.match(one.point.text))
    return min(undated, key=lambda one: not one.marked, default=None)


def below(page: Page, one: NextLine) -> Span:
    """Return the span below the line: its own section, or all up to the next heading or bold line."""
    own = next((s for s in page.sections if s.heading.line_start == one.point.line.start), None)
    if own:
        return own.start, own.end
    marks = (mark.line_start for mark in (*page.headings, *page.bold_lines))
    return one.point.line.end, min((at for at in marks if at >= one.point.line.end), default=len(page.text))


def _written(page: Page, found: NextLine) -> LearntLine:
    """Return what a bump writes of the line: all of it, or its bold beginning if the rest does not say when."""
    whole = found.line
    span = None if found.day_below else bold_beginning(page, found.point.line)
    if span is None or whole.reading.day is None:
        return whole
    near, language = whole.reading.day, whole.language
    bold = lines.learn_line(page.plain(*span).strip(), near, language)
    rest = lines.learn_line(page.plain(span[1], found.point.line.text_end), near, language)
    is_apart = bold.text.endswith((".", "!", "?")) or not rest.says_when
    return bold if bold.reading.day and is_apart else whole


def heading_of(page: Page, found: NextLine | None, zone: ZoneInfo, language: str) -> str:
    """Return the template of the line: its own form, or the usual one of the language with the line's first words."""
    if found and found.day_below:
        return f"{fixed(found.point.text)}\n{lines.template_of(found.line, zone)}"
    if found is None or found.line.reading.day is None:
        form = _HEADINGS.get(language) or (UTC_HEADING if zone.key == "UTC" else DEFAULT_HEADING)
        own = found.point.text if found else ""
        return _with_beginning(form, own) if own else form
    written = _written(page, found)
    with_zero = lines.template_of(written, zone, zero=True)
    return with_zero if with_zero == DEFAULT_HEADING else lines.template_of(written, zone)


def with_name(heading: str, name: str) -> str:
    """Return a template with the name of its group before the first colon: "Next meeting (Lab): ..."."""
    words, colon, rest = re.split(r"(\s?[:\uff1a])", heading, maxsplit=1)
    inside = re.sub(r"^\((.*)\)$", r"\1", name)
    return f"{words} ({fixed(inside)}){colon}{rest}"


def _with_beginning(form: str, text: str) -> str:
    """Return the usual form with the first words of a line without a date, and with the mark after them, if any."""
    usual = re.match(r"[^:{]*?\s?:", form)
    end = r"(?P<mark>\s*[:\uff1a\u2013\u2014])|\s+(?:TB[DAC]|is\b)|\s*$|\s*[({]"
    words = re.match(rf"([^:\uff1a\u2013\u2014({{}}]*?)(?:{end})", text, re.IGNORECASE)
    if not usual or not words or not words[1].strip():
        return form
    return f"{words[1].strip()}{words['mark'] or ''}{form[usual.end() :]}"


def cannot_follow(page: Page, found: NextLine, heading: str) -> str:
    """Return why no bump can write the line by its template, in words to follow it; "" where one can."""
    if not found.marked and not found.day_below:
        return "is neither a heading nor bold, so no bump writes it"
    if found.line.reading.day is None:
        return ""
    if found.several or len(found.line.dates) > 1:
        return f"{'is one of' if found.several else 'names'} several dates, so no bump writes it"
    template = parse_template(heading)
    if not template.tells_date or _OTHER_YEAR.search(heading):
        return "has its date in a form that no field writes, so no bump writes it"
    written = [" ".join(unescape(page.title(one)).split()) for one in meeting_lines(page, template)]
    own = " ".join(_written(page, found).text.split())
    if own in written and (len(written) == 1 or not found.day_below):
        return ""
    is_below = "has its date in the line below it, which no bump can tell from others"
    return is_below if found.day_below else "is not found again as a bump would write it, so no bump writes it"


def next_line_remarks(
    page: Page, found: NextLine, heading: str, meeting: Occurrence | None, language: str, weekday: str = ""
) -> Iterator[str]:
    """Yield what a chair has to know of the line before a bump writes it: that it is not found, or wrong.

    All meetings are on the ``weekday``, if it is given.
    """
    number = page.line_number(found.start)
    yield from _alike(page, heading)
    if found.line.reading.day is None:
        right = lines.rendered_line(heading, meeting, language) if meeting else heading
        yield f"line {number} does not say the date itself: a forced bump would make it “{right}”"
        return
    said = _written(page, found).text
    if meeting and (right := lines.rendered_line(heading, meeting, language)) != said:
        yield f"line {number} says “{said}”, but that meeting is “{right}”"
    told = lines.left_fixed(heading, language)
    keys = {field.partition(":")[2] for _, field in parse_template(heading).pieces if field}
    keys |= {meeting.zone.key} if meeting else set()
    stays = dict.fromkeys((*told, *_more_words(heading, told), *_hidden_dates(page, found)))
    for words in stays:
        is_always = weekday and _weekday_of(words, language) == weekday  # "Mon" of a rule on Mondays
        named = (one.zone for one in zones(words, [], language, alone=True) if one.zone and one.text == words)
        is_place = any(zone in keys for zone in named)  # "Paris" behind an hour of Europe/Paris
        if is_always or is_place or any(words != other and words in other for other in stays):
            continue  # "9AM" in "@9AM PT"
        yield f"line {number}: no field writes “{words}”, so it stays as it is in each new line"


def _weekday_of(words: str, language: str) -> str | None:
    """Return which weekday words are, "Monday" for "Mon"; None for any others."""
    found = [(end, WEEKDAYS[number]) for _, end, number in find_weekdays(words, language)]
    return found[0][1] if found and found[0][0] == len(words) else None


def _more_words(heading: str, told: Sequence[str]) -> Iterator[str]:
    """Yield the words of a line beside its name, its date and its hour: a topic, the number of a session."""
    counting = rf"(?:#|\bNo\.?\s?)?\d+(?:st|nd|rd|th)?\b|{page_words('counting')}"
    pieces = parse_template(heading).pieces
    for n, (text, _) in enumerate(pieces):
        words = text if n else text.rpartition(":")[2] or text.rpartition("\uff1a")[2]
        rest = re.sub("|".join(map(re.escape, told)), " ", words) if told else words
        if not n and (count := re.search(counting, text.removesuffix(words), re.IGNORECASE)) and count[0] not in told:
            yield count[0]
        if any(not is_only("line-words", word) for word in re.findall(r"[^\W\d_]{2,}|[^\W\d_]\d\w*", rest)):
            yield re.sub(_leading(), "", words, flags=re.IGNORECASE).strip(" .,;:()|/*'\u2013\u2014-")


def _leading() -> str:
    """Return the expression of the words at the beginning of a text that are true of any meeting: "UTC (round 9)"."""
    return rf"^(?:\W*{page_words('line-words')})+(?=\W+\w)"


def _hidden_dates(page: Page, found: NextLine) -> Iterator[str]:
    """Yield what has a date in a line and is not shown: the address of a link."""
    start, end = page.line_start(found.start), page.line_end(found.start)
    shown = page.visible(start, end)
    for match in _DATED_ADDRESS.finditer(page.text, start, end):
        if not any(a <= match.start() < b for a, b in shown):
            yield match[0]


def _alike(page: Page, heading: str) -> Iterator[str]:
    """Yield a word where several lines may be the one for the next meeting."""
    numbers = [str(page.line_number(one.line_start)) for one in meeting_lines(page, parse_template(heading))]
    if len(numbers) > 1:
        yield f"lines {', '.join(numbers)} begin alike, so that no bump can tell which is meant: leave one of them"
