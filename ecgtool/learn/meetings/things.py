"""Tell what is no meeting of the page's group where another line plainly is one: what things do, whom others meet.

No list of verbs can tell what a thing does, such as "Logs are rotated", from what people meet for: the subject
decides, and that another line of the page plainly is the meeting. Where a thing is all that a page tells of, that
may be how people say that they meet.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from ecgtool.learn.meetings.matters import OF_ELSE, is_once
from ecgtool.learn.meetings.names import is_place
from ecgtool.learn.meetings.others import words_of_others
from ecgtool.learn.meetings.split import is_at_times
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.text.labels import OF_A_RULE, before_rule, is_field_and_value, label_of, name_words
from ecgtool.wording.page_words import begins_with, ends_with, find_words, is_only
from ecgtool.wording.vocabulary import word_patterns

_SENTENCE = re.compile(r"\w\s+[^\W\d_A-Z]\w*$")
"""Words of which the last one is no name."""
_SIGNS = frozenset("-\u2013\u2014:,)")
"""What stands between a name and its rule."""


def without_things(
    meetings: Sequence[Found], arranged: Sequence[PlacedClause], titles: Sequence[str], near: date, language: str
) -> tuple[list[Found], list[tuple[PlacedClause, str]]]:
    """Return a page's meetings without those that are none of its group, and these, each with the reason.

    All of them are kept where none would be left, unless the group's own meetings are ``arranged``, at no fixed time,
    or there are none. Each that only may be none keeps the words by which it may. ``titles`` are the page's.
    """
    page = _beside(meetings, arranged, language)
    none = [(one, why) for one in meetings if (why := _why_none(one, page))]
    if len(none) == len(meetings) and not page.is_arranged:
        none = []
    kept = [one for one in meetings if not any(one is other for other, _ in none)]
    for one in kept:
        beside = _title_of_else(one, kept, near, language) or words_of_others(one, kept, titles, language)
        one.perhaps_none = beside or _perhaps_none(one, kept, language)
    return kept, [(one.said[0], why) for one, why in none]


@dataclass(frozen=True, kw_only=True)
class _Beside:
    """What a meeting is beside on its page: others, of which one is named as one, is "ours", or is ``arranged``."""

    meetings: Sequence[Found]
    language: str
    is_arranged: bool
    has_meeting: bool
    has_own: bool


def _beside(meetings: Sequence[Found], arranged: Sequence[PlacedClause], language: str) -> _Beside:
    is_arranged = any(is_plain_meeting(said, language) or says_none(said, language) for said in arranged)
    named = (
        _is_named_meeting(one, language)
        or is_plain_meeting(one.said[0], language)
        or find_words("gatherings", one.said[0].passage.title, language)
        for one in meetings
    )
    has_own = any(find_words("ours", one.said[0].text, language) for one in meetings if one.said)
    return _Beside(
        meetings=meetings,
        language=language,
        is_arranged=is_arranged,
        has_own=has_own,
        has_meeting=is_arranged or any(named),
    )


def _why_none(found: Found, page: _Beside) -> str:
    """Return why a meeting is none of the page's group; "" where it may be one.

    It is what a thing does, by its subject, "Logs are rotated", or by a label beside a meeting, "Index refresh", what
    is held at times, "if needed", or once, "next Friday", or of the group that this one is a part of, beside "ours".
    """
    language, subject, label = page.language, _subject(found, page.language), label_of_rule(found)
    text, thing = found.said[0].text, label_of_thing(found.said[0], language)
    does = (
        find_words("is-done", subject, language)
        or is_only("does", subject, language)
        or (page.has_meeting and _is_what_may_do(found, language))
        or (page.has_meeting and find_words("is-done", thing, language))
        or (page.has_meeting and _is_thing_of_each_day(found, language))
        or (page.has_meeting and _is_open_then(found, language))
    )
    is_job = any(is_only("job", words, language) for words in (label, _words_of(found), _heading_of(found, language)))
    is_of_others = any(find_words("neighbours", title, language) for title in _titles_of(found))
    of_all = f"{label}: {_before_rule(found, language)}"
    reasons = (
        (does, "it tells of what a thing does"),
        (page.is_arranged and thing, OF_ELSE),
        (begins_with("is-none", label, language), "it says that it is no meeting"),
        (page.has_meeting and is_job, OF_ELSE),
        (page.has_meeting and begins_with("open-on", text, language), "it reads as opening hours"),
        (_is_next_alone(found), "it names the next date, and not how often"),
        (is_at_times(found, page.meetings, language), "it is held on a condition alone"),
        (is_of_others, "it is a meeting of others, by its title"),
        (
            page.has_own and find_words("parent", of_all, language),
            "it is a meeting of the group that this one is part of",
        ),
    )
    return next((why for holds, why in reasons if holds), "")


def _is_what_may_do(found: Found, language: str) -> bool:
    """Return whether a thing and what may be its verb stand before a rule: "New images appear on Mondays".

    A sign between them makes a name of it: "Voices only - Wednesdays".
    """
    is_named = _before_rule(found, language).rstrip()[-1:] in _SIGNS
    return not is_named and bool(is_only("may-do", _subject(found, language), language))


def _is_open_then(found: Found, language: str) -> bool:
    """Return whether it is said when a place is open, by its subject: "The forum closes at"."""
    is_named = any("meet" in said.clause.kinds for said in found.said[:1])
    return not is_named and ends_with("is-open", _before_rule(found, language), language)


def _is_thing_of_each_day(found: Found, language: str) -> bool:
    """Return whether a label names a thing of each day of the week, as no meeting is: "Tests: daily at 03:30"."""
    return found.days is None and found.terms.interval == "day" and bool(label_of_thing(found.said[0], language))


def doubt_next_alone(meetings: Sequence[Found]) -> None:
    """Make how often a page's only meeting is held a guess where its sentence has the next date alone."""
    if len(meetings) == 1 and _is_next_alone(meetings[0]):
        meetings[0].terms = replace(meetings[0].terms, interval_doubt="it names the next date, and not how often")


def _is_next_alone(found: Found) -> bool:
    """Return whether a meeting's sentence has one day, and it is the next one: "next Friday at 9:00"."""
    words = [token for said in found.said[:1] for token in said.clause.tokens]
    days = [token for token in words if token.kind == "weekday"]
    after_next = [day for before, day in pairwise(words) if before.kind == "next" and day.kind == "weekday"]
    return bool(after_next) and days == after_next and is_once(found.said[0])


def _titles_of(found: Found) -> list[str]:
    """Return the title above a meeting, and the label of its sentence."""
    return [text for said in found.said[:1] for text in (said.passage.title, "" if said.at else said.passage.label)]


def _heading_of(found: Found, language: str) -> str:
    """Return the heading, and not that of the page, above a line that does not say that people meet; "" for none."""
    passage = found.said[0].passage
    is_of_page = passage.section is None or passage.section.heading.level == 1
    return "" if is_of_page or _is_named_meeting(found, language) else passage.title


def _words_of(found: Found) -> str:
    """Return the words of a meeting's sentence that say nothing of when: "Thursdays: publication (08:00 UTC)".

    "" where one of them says that people meet: "Desk meeting".
    """
    if any("meet" in said.clause.kinds for said in found.said[:1]):
        return ""
    return " ".join(token.text for said in found.said[:1] for token in said.clause.tokens if token.kind == "word")


def label_of_rule(found: Found) -> str:
    """Return the label of a meeting's line, or the first cell of its row; "" for neither."""
    if not found.said:
        return ""
    passage = found.said[0].passage
    return next(iter(passage.cells), passage.label).strip(" :*'-")


def _is_named_meeting(found: Found, language: str) -> bool:
    """Return whether a meeting's line says that people meet."""
    return any("meet" in said.clause.kinds or find_words("gatherings", said.text, language) for said in found.said)


def _before_rule(found: Found, language: str) -> str:
    """Return what a meeting's sentence says before its rule."""
    return before_rule(found.said[0].text, found.said[0].clause, language) if found.said else ""


def _perhaps_none(found: Found, meetings: Sequence[Found], language: str) -> str:
    """Return the words by which a meeting may be what a thing does, or another's; "" for none.

    These are all words before a rule that name no meeting, and end in what may be a verb: "The freeze begins"; and a
    label of "Results", beside one that is "Meeting".
    """
    if len(meetings) < 2 or not found.said:
        return _only_thing(found, language) if found.said else ""
    words = found.said[0].clause
    if found.is_of_a_turn or words.tokens[0].kind in {"until", "start", "then"}:  # "Up to 30 March: Mondays"
        return ""
    if thing := _thing_beside_meetings(found, meetings, language):
        return thing
    subject = _subject(found, language)
    if words.kinds & {"meet", "private"} or ends_with("held", subject, language):  # "These will be hosted ..."
        return ""
    return subject if _SENTENCE.search(subject) or _is_what_may_do(found, language) else ""


def _title_of_else(found: Found, meetings: Sequence[Found], near: date, language: str) -> str:
    """Return the title above a meeting where it is of the past, an example or others', and that of another is not."""

    def is_of_else(title: str) -> bool:
        years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", title)]
        return bool(years and max(years) < near.year) or bool(is_only("aside-title", title, language))

    title = found.said[0].passage.title
    others = [one.said[0].passage.title for one in meetings if one is not found]
    return title if is_of_else(title) and any(not is_of_else(one) for one in others) else ""


def _only_thing(found: Found, language: str) -> str:
    """Return the words by which the only meeting of a page may be none: of one day, "The kiln is hot Friday at 9:00".

    The day may also be that of one month alone, "Regatta: first Sunday of June", or all that a thing does, "The pump
    starts on Mondays".
    """
    said, subject = found.said[0], _subject(found, language)
    if find_words("opening", _heading_of(found, language), language):
        return said.passage.title
    if found.days and len(found.days.months) == 1:
        return label_of_thing(said, language)
    is_thing = _SENTENCE.search(subject) or begins_with("matter", subject, language)
    is_of_one_day = not said.is_loose and is_once(said) and is_thing
    return subject if is_of_one_day or _tells_doings(subject, language) else ""


def _tells_doings(subject: str, language: str) -> bool:
    """Return whether a subject is a thing with all that it does, or what is done to it: "The office is staffed"."""
    done = find_words("is-done", subject, language)
    return bool(is_only("does", subject, language) or (done and done[0].endswith("ed")))


def _thing_beside_meetings(found: Found, meetings: Sequence[Found], language: str) -> str:
    """Return what a label or a row names beside a plain meeting; "" for people, places, times and gatherings.

    In a list of teams apart from that meeting, any name is that of one.
    "Alarm tests: first Monday" is beside "We meet on Tuesdays" or "Meetings: Tuesdays", and "oven is lit" in a table
    with "bakers' meeting".
    """
    said = found.said[0]
    others = [one.said[0] for one in meetings if one is not found and one.said]
    if is_only("syncs", label_of_rule(found), language) and any(_is_ours(one, language) for one in others):
        return label_of_rule(found)
    if _is_named_meeting(found, language) or find_words("people", said.text, language):
        return ""
    if said.passage.cells and not is_field_and_value(said.passage.cells):
        rows = [one for one in others if one.passage.cells and one.passage.block == said.passage.block]
        names = [cell for cell in said.passage.cells if re.fullmatch(r"[^\d|]*[^\W\d_][^\d|]*", cell)]
        is_beside = any("meet" in one.clause.kinds for one in rows)
        name = names[0] if is_beside and names and name_words(names[0], language) else ""
        return name if re.search(r"(?:^|\s)[^\W\d_A-Z]\w*$", name) else ""
    plain = [one for one in others if is_plain_meeting(one, language)]
    beside = [one for one in others if _are_beside(one, said)]
    labels = [one.passage.label for one in beside]
    meets = [one for one in labels if ends_with("gatherings", one, language)]
    teams = [one for one in labels if one not in meets and ends_with("people", one, language)]
    is_of_teams = not any(one in plain for one in beside) and any(name_words(one, language) for one in teams)
    thing = label_of_thing(said, language)
    is_of_a_matter = begins_with("matter", thing, language) and any(
        _is_named_meeting(one, language) for one in meetings
    )
    return thing if ((plain or meets) and not is_of_teams) or is_of_a_matter else ""


def _are_beside(one: PlacedClause, other: PlacedClause) -> bool:
    """Return whether two clauses are of one list or table, or of labelled lines below one heading."""
    are_labelled = bool(one.passage.label and other.passage.label) and one.passage.section is other.passage.section
    return one.passage.block == other.passage.block or are_labelled


def label_of_thing(said: PlacedClause, language: str) -> str:
    """Return the label of a clause, or the first cell of its row, if it names neither people, a place nor a time."""
    inside = label_of(said.text) if said.at else None
    label = next(iter(said.passage.cells), (inside and inside["label"]) or said.passage.label).strip(" :*'-")
    named = [one for one in said.clause.tokens if one.text != ":" and one.end - said.clause.start <= len(label)]
    is_time = any(one.kind not in {"word", "mark"} for one in named)
    is_of_people = any(find_words(kind, said.text, language) for kind in ("people", "gatherings"))
    is_name = bool(name_words(label, language)) and not is_place(label, language)
    return label if is_name and not is_time and not is_of_people else ""


def is_plain_meeting(said: PlacedClause, language: str) -> bool:
    """Return whether a clause is about the meetings of the group itself: "We meet on ...", "Meetings: ..."."""
    label = next(iter(said.passage.cells), said.passage.label)
    is_called = bool(find_words("gatherings", label, language)) and not name_words(label, language)
    is_of_us = bool(begins_with("pronouns", label, language))  # "We talk: Wednesdays"
    return is_called or is_of_us or _is_ours(said, language)


def says_none(said: PlacedClause, language: str) -> bool:
    """Return whether a clause says that there are no meetings at all: "We have no calls", "Meetings: none"."""
    none = any(is_only("nothing", one.text, language) for one in said.clause.tokens)
    if not ((none or find_words("is-none", said.text, language)) and find_words("gatherings", said.text, language)):
        return False
    words = (one.text for one in said.clause.tokens if one.kind not in {"off", "not", "meet", "mark", "condition"})
    return all(any(is_only(kind, word, language) for kind in ("small", "nothing", "planned")) for word in words)


def _is_ours(said: PlacedClause, language: str) -> bool:
    """Return whether a clause says that the group itself meets: "We meet on Mondays", or days below "Talk to us"."""
    is_said = "meet" in said.clause.kinds and is_only("we", said.clause.tokens[0].text, language)
    return is_said or bool(find_words("us", said.passage.title, language))


def _subject(found: Found, language: str) -> str:
    """Return what a meeting's sentence says before its rule, or in the same breath after it.

    "" where it names people or a gathering, or begins with a label.
    """
    if not found.said or found.said[0].passage.cells:
        return ""
    said = found.said[0]
    rule = [token for token in said.clause.tokens if token.kind in OF_A_RULE]
    affirmed = word_patterns(language)["not"].split(said.text)[0]
    if not rule or any(find_words(kind, affirmed, language) for kind in ("people", "gatherings")):
        return ""
    before = before_rule(said.text, said.clause, language)
    after = re.match(r"\s\w[\w-]*(?:\s[\w-]+){3,}", said.text[rule[-1].end - said.clause.start :])
    subject = before or (after[0] if after and "condition" not in said.clause.kinds else "")
    says_nothing = all(is_only("small", word, language) for word in re.findall(r"\w+", subject))  # "On the"
    return "" if ":" in subject or says_nothing else subject.partition(" (")[0].strip(" -*#>•")
