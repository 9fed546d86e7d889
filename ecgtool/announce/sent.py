"""What was sent of a group, and what may have been, as it is kept in the state folder."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from ecgtool.schedule.occurrences import Occurrence

Kind = Literal["reminder", "cancelled", "moved"]
"""What a mail announces of a meeting."""
Standing = Literal["started", "unsettled", "sent"]
"""How far a mail came: the server has not got its end, may have taken it, or has taken it."""
_KEPT = 500
"""The most settled mails that are kept. The oldest go first."""


@dataclass(frozen=True, kw_only=True)
class Mailing:
    """One mail about the meeting ``uid``, with the time that it announced, from ``start`` to ``end`` in UTC.

    ``planned`` is the instant that the rule has for the meeting, and ``at`` is when the mail went out.
    """

    uid: str
    kind: Kind
    sequence: int
    message_id: str
    planned: datetime
    start: datetime
    end: datetime
    zone: str
    standing: Standing
    at: datetime

    @property
    def occurrence(self) -> Occurrence:
        """The meeting as the mail announced it."""
        original = self.planned if self.planned != self.start else None
        zone = ZoneInfo(self.zone)
        return Occurrence(self.start, self.end, zone, "moved" if original else "scheduled", original)


@dataclass(frozen=True, kw_only=True)
class SentMail:
    """The mails of one group, oldest first."""

    mailings: tuple[Mailing, ...] = ()

    def last(self, uid: str) -> Mailing | None:
        """Return the last mail about a meeting that was taken, or may have been; None for none."""
        return next((one for one in reversed(self.mailings) if one.uid == uid and one.standing != "started"), None)

    def reminder(self, uid: str) -> Mailing | None:
        """Return the first reminder of a meeting that was taken, or may have been; None for none."""
        found = (one for one in self.mailings if one.uid == uid and one.kind == "reminder")
        return next((one for one in found if one.standing != "started"), None)

    @property
    def latest(self) -> tuple[Mailing, ...]:
        """The last mail about each meeting that was taken, or may have been."""
        return tuple({one.uid: one for one in self.mailings if one.standing != "started"}.values())

    @property
    def unsettled(self) -> tuple[Mailing, ...]:
        """The mails of which nobody knows whether the server took them."""
        return tuple(one for one in self.mailings if one.standing == "unsettled")

    def noted(self, mailing: Mailing) -> "SentMail":
        """Return the mails with ``mailing`` as the last, and without an earlier one of its Message-ID."""
        others = self.without(mailing).mailings
        settled = [one for one in others if one.standing == "sent"]
        dropped = set(settled[:-_KEPT])
        return SentMail(mailings=(*(one for one in others if one not in dropped), mailing))

    def without(self, mailing: Mailing) -> "SentMail":
        """Return the mails without the one that has the Message-ID of ``mailing``."""
        return SentMail(mailings=tuple(one for one in self.mailings if one.message_id != mailing.message_id))


def to_json(sent: SentMail) -> bytes:
    """Return the mails as JSON, to be kept."""
    mails = [asdict(one) for one in sent.mailings]
    return json.dumps({"mails": mails}, indent=1, default=datetime.isoformat).encode()


def from_json(kept: bytes) -> SentMail:
    """Return the mails from what ``to_json`` made of them.

    Raises:
        ValueError: it is something else.
    """
    try:
        mails = json.loads(kept)["mails"]
        return SentMail(mailings=tuple(_mailing(mail) for mail in mails))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no list of mails") from error


def _mailing(mail: dict[str, Any]) -> Mailing:
    moments = {name: datetime.fromisoformat(mail[name]).astimezone(UTC) for name in ("planned", "start", "end", "at")}
    found = Mailing(**{**mail, **moments})
    if found.kind not in get_args(Kind) or found.standing not in get_args(Standing):
        raise ValueError("an unknown kind of mail")
    ZoneInfo(found.zone)
    return found
