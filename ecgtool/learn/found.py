"""What was found on a page of when a group meets, as values: clauses with their places, and meetings."""

from dataclasses import dataclass, field, replace

from ecgtool.learn.passages import Passage
from ecgtool.wording.clause import Clause, ClauseDays, Hour, Terms
from ecgtool.wording.zone_tokens import ZoneWord


@dataclass(frozen=True, kw_only=True, eq=False)
class Said:
    """A clause, and where it stands: its passage, and from which character of that on."""

    passage: Passage
    clause: Clause
    at: int
    text: str

    @property
    def is_loose(self) -> bool:
        """Whether it belongs to a list, a table or a label, so that others there may go on with it."""
        return bool(self.passage.label or self.passage.cells or self.passage.depth or self.passage.above)


@dataclass(kw_only=True, eq=False)
class Found:
    """A regular meeting: its days and hours, what goes with them, and the passages that say it.

    ``turns`` are hours that take turns on its days; ``turn`` says, of meetings on several days that take turns, which
    of how many it is; ``others`` are passages that say it otherwise how often.
    """

    days: ClauseDays | None = None
    hours: tuple[Hour, ...] = ()
    terms: Terms = field(default_factory=Terms)
    alternating: bool = False
    turns: tuple[Hour, ...] = ()
    turn: tuple[int, int] = (0, 1)
    is_private: bool = False
    shares_first: bool = False
    """Whether its first date is that of several meetings together."""
    said: list[Said] = field(default_factory=list)
    others: list[Said] = field(default_factory=list)

    def take(self, said: Said) -> None:
        """Add what a clause says and this does not yet."""
        clause = said.clause
        terms = clause.terms
        if self.said and (self._says_how_often(terms.interval) or self._is_apart(said)):
            self.others += [said] if terms.interval and "meet" in clause.kinds else []
            terms = replace(terms, interval="", interval_doubt="")
        if self.said and said.passage is not self.said[0].passage and "meet" not in clause.kinds:
            terms = replace(
                terms, without=(), without_text="", interval_doubt=terms.interval_doubt * bool(terms.interval)
            )
        self.terms.fill(terms)
        self.alternating = self.alternating or "alternating" in clause.kinds
        self.is_private = self.is_private or "private" in clause.kinds
        self.said.append(said)

    def _says_how_often(self, interval: str) -> bool:
        """Whether its own words say how often, and not as ``interval`` does."""
        if not self.days or not interval or self.terms.interval:
            return False
        own = self.said[0]
        if self.days.every == "month":
            return interval not in {"month", "2 months", "3 months", "week", "2 weeks"}
        if self.days.every == "week":
            return interval == "year" or ("every" in own.clause.kinds and not own.is_loose)
        return interval not in {"week", self.days.every}

    def _is_apart(self, said: Said) -> bool:
        """Whether a clause stands in a paragraph of its own, and is about no meeting: how often is not for this."""
        return not (said.is_loose or said.passage is self.said[0].passage or "meet" in said.clause.kinds)

    @property
    def complete(self) -> bool:
        """Whether it says both on which days and at which hour."""
        return bool((self.days or self.terms.interval) and self.hours)


@dataclass(kw_only=True)
class Survey:
    """All that a page says of when its group meets.

    ``doubts`` are clauses that are no meetings, with the reason; ``dated`` are those that name dates; ``loose`` those
    that say days or an hour and belong to no meeting; ``over`` those that say what was; ``unread`` those that have
    days and a template; ``asides`` those that say when there is no meeting.
    """

    meetings: list[Found] = field(default_factory=list)
    doubts: list[tuple[Said, str]] = field(default_factory=list)
    dated: list[Said] = field(default_factory=list)
    loose: list[Said] = field(default_factory=list)
    over: list[Said] = field(default_factory=list)
    polls: list[Said] = field(default_factory=list)
    unread: list[Said] = field(default_factory=list)
    asides: list[Said] = field(default_factory=list)
    zone: ZoneWord | None = None
