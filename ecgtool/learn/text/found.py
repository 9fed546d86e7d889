"""What a page says of when a group meets, as values: clauses with their places, and meetings."""

from dataclasses import dataclass, field, replace

from ecgtool.learn.text.passages import Passage
from ecgtool.wording.grammar.clause import Clause, ClauseDays, Hour, Terms
from ecgtool.wording.grammar.zone_tokens import ZoneWord
from ecgtool.wording.page_words import begins_with, is_only

_HELD = ("gatherings", "people", "any-group", "small", "at")
"""Kinds of words that may stand behind "closed" where that is said of a meeting."""


def is_closed(clause: Clause) -> bool:
    """Return whether a clause says that a meeting is closed, and not what it is about: "Private gardens call"."""
    behind = zip(clause.tokens, [*clause.tokens[1:], None], strict=True)
    return any(
        token.kind == "private"
        and (after is None or after.kind != "word" or any(is_only(kind, after.text) for kind in _HELD))
        for token, after in behind
    )


def says_other_length(clause: Clause, before: Terms) -> bool:
    """Return whether a clause says how long meetings are from a date on: "from 4 May the call lasts 90 minutes".

    Of "from 4 May for an hour" that is so where the terms ``before`` it have a length.
    """
    if not clause.terms.first or clause.parts or "length" not in clause.kinds:
        return False
    is_from = any(token.kind == "start" and is_only("valid-from", token.text) for token in clause.tokens)
    return clause.terms.lasts is not None or (is_from and before.lasts is not None)


@dataclass(frozen=True, kw_only=True, eq=False)
class PlacedClause:
    """A clause and where it stands: its passage, and the position in that passage from which it was read."""

    passage: Passage
    clause: Clause
    at: int
    text: str

    @property
    def is_loose(self) -> bool:
        """Whether it is in a list, a table or a labelled line, so that others there may continue it."""
        return bool(self.passage.label or self.passage.cells or self.passage.depth or self.passage.above)


@dataclass(kw_only=True, eq=False)
class Found:
    """A regular meeting: its days and hours, the limits around them, and the clauses that say it.

    ``turns`` are hours that take turns on its days. Of meetings on several days that take turns, ``turn`` is which
    one this is, and of how many. ``others`` are clauses that name another interval. ``perhaps_none`` are the words by
    which it may be no meeting of the group.
    """

    days: ClauseDays | None = None
    hours: tuple[Hour, ...] = ()
    terms: Terms = field(default_factory=Terms)
    alternating: bool = False
    turns: tuple[Hour, ...] = ()
    turn: tuple[int, int] = (0, 1)
    is_private: bool = False
    counted: PlacedClause | None = None
    """The clause with the date from which its hours in turn are counted, if it is another one than the rule's."""
    shares_first: bool = False
    """Whether its first date is the first date of several meetings."""
    said: list[PlacedClause] = field(default_factory=list)
    others: list[PlacedClause] = field(default_factory=list)
    perhaps_none: str = ""
    is_joined: bool = False
    """Whether its hour is that of another sentence than its days."""

    @property
    def is_in_turn(self) -> bool:
        """Whether it takes turns with another meeting, or its hours do with one another, from week to week."""
        return bool(self.turns) or self.turn[1] > 1

    @property
    def is_of_a_turn(self) -> bool:
        """Whether it takes turns with another meeting: by a word for that, or by odd and even weeks or months."""
        return self.turn[1] > 1 or bool(self.terms.parity) or bool(self.days and self.days.months)

    @property
    def is_counted(self) -> bool:
        """Whether its rule is of units of time, of some months, or counted from a day: "every two months"."""
        days, terms = self.days, self.terms
        by_days = days is not None and bool(days.rrule or days.months or days.every not in {"week", "month"})
        return by_days or self.is_of_a_turn or bool(terms.interval or terms.interval_doubt or terms.without)

    @property
    def places(self) -> set[str] | None:
        """The places in the month on which it is or is not: "first"; None where its days are counted otherwise."""
        days, terms = self.days, self.terms
        if days is None or days.doubt or days.rrule or terms.parity or self.is_in_turn:
            return None
        named = (*days.on, *terms.places, *terms.without)
        is_otherwise = (days.every != "week" and self.is_counted) or any(isinstance(one, int) for one in named)
        return None if is_otherwise else {str(one).partition(" ")[0] for one in named}

    def take(self, said: PlacedClause) -> None:
        """Add what a clause says and this does not say yet."""
        clause = said.clause
        terms = clause.terms
        if self.said and (self._says_how_often(terms.interval) or self._has_other_days(said)):
            self.others += [said] if terms.interval else []
            first = terms.first if not terms.interval else None  # it is that of another rhythm
            terms = replace(terms, interval="", interval_doubt="", first=first)
        if self.said and says_other_length(clause, self.terms):
            terms = replace(terms, first=None, lasts=None)
        if self.said and said.passage is not self.said[0].passage and "meet" not in clause.kinds:
            doubt = terms.interval_doubt * bool(terms.interval or said.passage.label)
            names_days = any(part.days for part in clause.parts)
            begins = next((token.kind for token in clause.tokens if token.kind != "mark"), "")
            is_of_rule = names_days or terms.interval or begins in {"except", "not"}
            without = terms if is_of_rule else Terms()
            terms = replace(terms, without=without.without, without_text=without.without_text, interval_doubt=doubt)
        self.terms = self.terms.completed_by(terms)
        self.days = self.days.at_places(self.terms.places) if self.days and self.terms.places else self.days
        self.alternating = self.alternating or clause.in_turn
        self.is_private = self.is_private or (is_closed(clause) and self._is_about(said))
        self.said.append(said)

    def _is_about(self, said: PlacedClause) -> bool:
        """Return whether a clause is about this meeting: it has a rule, stands beside it, or goes on about it."""
        own = self.said[0].passage if self.said else said.passage
        is_beside = said.is_loose and said.passage.section is own.section
        is_here = said.passage is own or is_beside or bool(said.clause.parts)
        goes_on = begins_with("subject", said.text) and not begins_with("group-subject", said.text)
        return is_here or bool(goes_on)

    def _says_how_often(self, interval: str) -> bool:
        """Return whether its own words say how often, and differently from ``interval``."""
        if not self.days or not interval or self.terms.interval:
            return False
        own = self.said[0]
        if self.days.every == "month":
            is_said = "of-month" in own.clause.kinds and not own.is_loose  # "the first Tuesday of each month"
            return interval not in {"month", "week", "2 weeks", *(() if is_said else ("2 months", "3 months"))}
        if self.days.every == "week":
            return interval == "year" or (interval != "week" and "every" in own.clause.kinds and not own.is_loose)
        return interval != self.days.every

    def _has_other_days(self, said: PlacedClause) -> bool:
        """Return whether a clause says how often it is on days of its own: "Monthly, on the first Monday, we eat"."""
        own = self.days.on if self.days else ()
        days = [part.days for part in said.clause.parts if part.days]
        return bool(own and days) and all(each.every == "month" and each.on != own for each in days)

    @property
    def rule(self) -> str:
        """Its days and hour in the words of its clause, "2e mardi à 20h"; "" where they are of two clauses."""
        if not (self.said and self.days and self.hours) or self.is_joined:
            return ""
        said, spans = self.said[0], [(self.days.start, self.days.end), (self.hours[0].start, self.hours[0].end)]
        start, end = min(spans)[0], max(end for _, end in spans)
        others = (part.days for part in said.clause.parts if part.days and part.days.start != self.days.start)
        if not any(start < other.start < end for other in others):
            spans = [(start, end)]
        shown = (said.text[max(first - said.clause.start, 0) : last - said.clause.start] for first, last in spans)
        return " ".join(" ".join(shown).split())

    @property
    def complete(self) -> bool:
        """Whether it has both days and a clock time."""
        return bool((self.days or self.terms.interval) and self.hours)


@dataclass(kw_only=True)
class Survey:
    """Everything that a page says of when its group meets.

    ``doubts`` are clauses that are no meetings, with the reason. ``dated`` are those with dates. ``loose`` have days
    or an hour, but belong to no meeting. ``over`` are about the past. ``unread`` have days and a template. ``asides``
    say when there is no meeting. ``turning`` say that meetings of other clauses take turns. ``language`` is the
    page's. ``is_shared`` is whether it has dates of other meetings than its only rule.
    """

    language: str = "en"

    meetings: list[Found] = field(default_factory=list)
    doubts: list[tuple[PlacedClause, str]] = field(default_factory=list)
    dated: list[PlacedClause] = field(default_factory=list)
    loose: list[PlacedClause] = field(default_factory=list)
    over: list[PlacedClause] = field(default_factory=list)
    polls: list[PlacedClause] = field(default_factory=list)
    unread: list[PlacedClause] = field(default_factory=list)
    asides: list[PlacedClause] = field(default_factory=list)
    turning: list[PlacedClause] = field(default_factory=list)
    zone: ZoneWord | None = None
    is_shared: bool = False

    def passages_of_others(self, found: Found) -> set[Passage]:
        """Return the passages that are of other meetings alone: what a row says is of the meeting of that row."""
        own = {said.passage for said in found.said}
        return {said.passage for one in self.meetings for said in one.said} - own

    @property
    def arranged(self) -> list[PlacedClause]:
        """The clauses that say of a meeting that it has no fixed time: "by arrangement", "the date is voted on"."""
        named = {said.passage for said in (*self.loose, *self.polls) if "meet" in said.clause.kinds}
        return [
            said for said in self.polls if said.passage in named or said.clause.parts or said.clause.terms.interval
        ]
