"""Tell whether a sentence beside a rule, or in another section, is about the meetings of that rule."""

from dataclasses import replace
from itertools import takewhile

from ecgtool.learn.meetings.how_often import says_how_often
from ecgtool.learn.meetings.matters import is_of_another_matter
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.text.labels import is_field, name_words
from ecgtool.wording.grammar.clock_places import offsets_of
from ecgtool.wording.grammar.tokens import zone_of
from ecgtool.wording.grammar.zone_tokens import ZoneWord
from ecgtool.wording.page_words import begins_with, find_words, is_only

_EXCEPTING = frozenset({"except", "off", "weekday", "date", "month", "season"})
_WHEN = frozenset({"weekday", "weekdays", "ordinal", "clock", "interval", "every", "date", "start", "now", "then"})

_BESIDE_CLOCK = ("small", "for-all", "gatherings", "people", "any-group")
"""Kinds of words that may stand beside a zone which is that of the meetings."""


def is_of_meetings(said: PlacedClause, found: Found) -> bool:
    """Return whether a clause's section may say something of a meeting: it is the rule's, or its title says so."""
    section = found.said[0].passage.section if found.said else None
    title = said.passage.title
    named = any(find_words(kind, title) for kind in ("meetings-title", "times-title")) or any(map(str.isdigit, title))
    is_near = section is None or said.passage.section in {section, None}
    no_meeting = any(one.kind == "off" and find_words("gatherings", one.text) for one in said.clause.tokens)
    return is_near or named or no_meeting or "meet" in said.clause.kinds


def has_limits_of(said: PlacedClause, found: Found, language: str) -> bool:
    """Return whether the first and last dates that a clause names, or its length, are those of a meeting.

    Its other words have to be about the meetings, or about nothing: "From 12 March on", "We start on 12 March", but
    not "From 12 March Ada takes the notes".
    """
    terms = said.clause.terms
    often = terms.interval or terms.interval_doubt
    if (
        often
        and said not in found.said
        and not (says_how_often(said, found, language) or _is_taken_up(said, found, language))
    ):
        return False
    is_of_clock = terms.zone is None or clock_named(said, terms.zone, language, is_here=True) == terms.zone
    if not (is_of_clock and (not terms.without_text or excepts_meetings(said, language))) and said not in found.said:
        return False
    is_of_else = is_of_another_matter(said, language) or (often and _is_of_another_name(said, found))
    if is_of_else and said not in found.said:  # "Elections take place each May", "Budget review: quarterly"
        return False
    if terms.lasts and said not in found.said and not _is_beside(said, found):  # "Talks are for 20 minutes"
        return is_of_nothing_else(said, language) or bool(said.passage.label or said.passage.cells)
    if not (terms.first or terms.until or terms.last) or said in found.said:
        return True
    label = said.passage.label
    is_first = is_only("start-title", label) and (is_field(label) or find_words("gatherings", label, language))
    return is_of_meetings(said, found) and (bool(is_first) or is_of_nothing_else(said, language))


def clock_named(said: PlacedClause, zone: ZoneWord, language: str, *, is_here: bool) -> ZoneWord | None:
    """Return the zone in a clause as that of the page, "All hours are UTC", "Zone: CET"; None for another thing's.

    Without a word for times, letters may be of anything, "AST", or of people, "Jo (CET), Al (EST)", but for those in
    the section of a meeting (``is_here``). A zone beside other words is a guess, and not even that in a bracket or
    behind a label of theirs: "Tide tables (UTC): see the port".
    """
    tokens = [token for token in said.clause.tokens if token.kind != "zone"]
    named = {zone_of(token).zone for token in said.clause.tokens if token.kind == "zone"} - {""}
    if len({offsets_of(one) for one in named}) > 1:  # "Berlin time for the first, Chicago time for the second"
        return replace(zone, why=f"by “{' '.join(said.text.split())}”")
    if any(find_words(kind, " ".join(token.text for token in tokens)) for kind in ("hour-title", "zone-title")):
        return zone
    several = len({token.text for token in said.clause.tokens if token.kind == "zone"}) > 1
    if zone.label and not zone.is_utc and (several or not is_here):
        return None
    others = [
        token for token in tokens if token.kind in {"word", "past"} and not _is_beside_clock(token.text, language)
    ]
    if zone.why or not others or begins_with("for-all", said.text, language):
        return zone
    before = said.text[: zone.start - said.clause.start]
    in_label = others[0].start + said.at < len(said.passage.label)
    is_of_else = in_label or before.rfind("(") > before.rfind(")")
    return None if is_of_else else replace(zone, why=f"by “{' '.join(said.text.split())}”")


def is_clock_of_all(said: PlacedClause, language: str) -> bool:
    """Return whether a clause tells the clock of the whole page, in whatever part of it: "All times are UTC"."""
    zone = said.clause.terms.zone
    if zone is None or said.clause.parts or said.passage.record or not begins_with("for-all", said.text, language):
        return False
    return bool(zone.why or find_words("hour-title", said.text, language))


def _is_beside_clock(word: str, language: str) -> bool:
    return any(is_only(kind, word, language) for kind in _BESIDE_CLOCK)


def _is_taken_up(said: PlacedClause, found: Found, language: str) -> bool:
    """Return whether a rule goes on about the meeting of the sentence before: "a biweekly call. It is on Mondays"."""
    rule = found.said[0]
    is_behind = rule.passage is said.passage and 0 < rule.at - said.at <= len(said.text) + 2
    is_named = "meet" in said.clause.kinds or find_words("gatherings", said.text, language)
    return bool(is_behind and is_named and begins_with("pronoun-subject", rule.text, language))


def excepts_meetings(said: PlacedClause, language: str) -> bool:
    """Return whether an exception is of meetings: they are named, it says no more, or the clause begins with it.

    "Do not drop errors, except in tests" is of something else.
    """
    first = next((token.kind for token in said.clause.tokens if token.kind != "mark"), "")
    return first in _EXCEPTING or is_of_nothing_else(said, language)


def _is_of_another_name(said: PlacedClause, found: Found) -> bool:
    """Return whether a line names something that neither the rule, its label, its row nor the title names.

    That is by its label, or by a word for a gathering of another sort than any meeting.
    """
    own = found.said[0].passage
    is_part = own.section == said.passage.section and find_words("field", own.label)  # "Recurrence: every 3 weeks"
    if is_part or said.clause.kinds & {"date"} or find_words("often-title", said.passage.label):
        return False
    held = find_words("special-meeting", said.text)
    if held and held[0].lower() not in f"{own.title} {own.text} {said.passage.title}".lower():
        return True  # "Monthly office hours", beside a rule of none
    known = set().union(*(name_words(name) for name in (own.label, *own.cells[:1], said.passage.title)))
    named = name_words(said.passage.label)
    return bool(named) and not named & known


def is_of_event(said: PlacedClause, found: Found, language: str) -> bool:
    """Return whether a clause names an event that neither the rule nor a title names: "Workshop: 6 May, 9:00".

    "On 6 May we meet at 9:00, as there is a workshop" is of the meeting.
    """
    own, kinds = found.said[0].passage if found.said else said.passage, said.clause.kinds
    known = f"{own.title} {own.text} {said.passage.title}".replace(said.text, "").lower()
    words = sorted(said.clause.tokens, key=lambda one: (one.kind != "clock", one.kind != "date"))[:1]
    when = next((one.start for one in words if one.kind in {"date", "clock"}), said.clause.end)
    before = said.text[: when - said.clause.start]
    named = (find_words("special-meeting", said.text), find_words("event", before, language))
    return not kinds & {"meet", "moved", "switch"} and any(one and one[0].lower() not in known for one in named)


def _is_beside(said: PlacedClause, found: Found) -> bool:
    """Return whether a clause stands in the paragraph or list of a meeting, or in the next one."""
    rules = [own.passage for own in found.said]
    return any(said.passage.section is one.section and abs(said.passage.block - one.block) < 2 for one in rules)


def is_of_nothing_else(said: PlacedClause, language: str) -> bool:
    """Return whether a clause is about meetings or says nothing but when."""
    if "meet" in said.clause.kinds or begins_with("subject", said.text, language):
        return True
    words = (token.text for token in said.clause.tokens if token.kind in {"word", "private", "past"})
    return all(is_only("small", word, language) for word in words)


def has_words_of_meetings(said: PlacedClause) -> bool:
    """Return whether each word of a clause is one of meetings, people or hours, and none of another thing."""
    words = (token.text for token in said.clause.tokens if token.kind == "word")
    kinds = ("small", "hour-title", "gatherings", "people", "any-group", "line-words", "parameter")
    return all(any(is_only(kind, f"{word}{end}") for kind in kinds for end in ("", "s")) for word in words)


def names_another(said: PlacedClause, language: str) -> bool:
    """Return whether a clause begins with the name of a meeting before it says when."""
    ends = (n for n, token in enumerate(said.clause.tokens) if token.kind in _WHEN)
    before = said.clause.tokens[: next(ends, 0)]
    words = [token for token in before if token.kind == "word"]
    is_own = begins_with("subject", said.text, language) or any(token.kind == "meet" for token in before)
    return not is_own and any(not is_only("small", token.text, language) for token in words)


def are_called_apart(one: PlacedClause, other: PlacedClause) -> bool:
    """Return whether two sentences call a meeting by names with no word in common: "The Editors meeting is ..."."""
    mine, others = _called(one), _called(other)
    return bool(mine and others) and not mine & others


def _called(said: PlacedClause) -> set[str]:
    """Return the words in capitals right before the word for a meeting, "The Editors meeting"."""
    words = said.clause.tokens
    place = next((n for n, token in enumerate(words) if token.kind == "meet"), 0)
    before = takewhile(lambda one: one.kind == "word" and one.text[0].isupper(), reversed(words[:place]))
    plain = ("any-name", "article", "slot-word")
    return {one.text for one in before if not any(is_only(kind, one.text) for kind in plain)}
