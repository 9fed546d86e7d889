"""What was found on a page of when a group meets, as values: clauses with their places, and meetings."""

from dataclasses import dataclass, field

from ecgtool.learn.passages import Passage
from ecgtool.wording.clause import Clause, ClauseDays, Hour, Terms
from ecgtool.wording.zone_tokens import ZoneWord


@dataclass(frozen=True, kw_only=True)
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


@dataclass(kw_only=True)
class Found:
    """A regular meeting: its days and hours, what goes with them, and the passages that say it.

    ``turns`` are hours that take turns on its days; ``turn`` says, of meetings on several days that take turns, which
    of how many it is.
    """

    days: ClauseDays | None = None
    hours: tuple[Hour, ...] = ()
    terms: Terms = field(default_factory=Terms)
    alternating: bool = False
    turns: tuple[Hour, ...] = ()
    turn: tuple[int, int] = (0, 1)
    is_private: bool = False
    said: list[Said] = field(default_factory=list)

    def take(self, said: Said) -> None:
        """Add what a clause says and this does not yet."""
        clause = said.clause
        self.terms.fill(clause.terms)
        self.alternating = self.alternating or "alternating" in clause.kinds
        self.is_private = self.is_private or "private" in clause.kinds
        self.said.append(said)

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
