"""Make the meetings that a clause has by itself, without the days of what is no meeting, or is past."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.wording.grammar.clause import ClausePart, Terms
from ecgtool.wording.grammar.cutting import letters
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import find_words, is_only


def meetings_in(said: PlacedClause) -> list[Found]:
    """Return the meetings that a clause has by itself: days with an hour, or an interval with an hour."""
    clause = said.clause
    parts = [part for part in clause.parts if part.days and part.hours]
    later = False
    if len(parts) == 2 and re.search(r"v[WG:&]*S?[WGO.]{0,4}D.*-.*D", letters(clause.tokens)):
        will = bool(find_words("will", said.text))
        later = will and len(clause.dates) == 1 and not clause.terms.first
        parts = parts if later else parts[:1] if will else parts[1:]
    if len(parts) == 2 and not clause.dates:
        parts = [part for part in parts if not _is_replaced(part, said)] or parts
    parts = [part for n, part in enumerate(parts) if not _is_for_another(part, parts[n + 1 :], said)]
    parts = [part for n, part in enumerate(parts) if not _is_of_a_thing(part, parts[n + 1 :], said)]
    if not parts and clause.terms.interval:
        parts = [part for part in clause.parts[:1] if part.hours]
    made = [
        Found(days=part.days, hours=part.hours, terms=Terms(parity=part.parity, first=part.first)) for part in parts
    ]
    for one in made:
        one.take(said)
    word = next((token for token in clause.tokens if token.kind == "private"), None)
    if word and len(made) > 1:
        _mark_private(word, made, said)
    _share_doubt(made)
    if later:  # "will change from Wednesdays 16:00 to Tuesdays 15:00 on 7 April"
        made[1].terms = replace(made[1].terms, first=clause.dates[0])
    return made


def _share_doubt(made: Sequence[Found]) -> None:
    """Let a doubt about days of a clause be one about all: "every 2nd Friday and every 4th Friday of a month"."""
    doubt = next((one.days.doubt for one in made if one.days and one.days.doubt), "")
    for one in made if doubt else ():
        one.days = replace(one.days, doubt=one.days.doubt or doubt) if one.days else None


def _is_replaced(part: ClausePart, said: PlacedClause) -> bool:
    """Return whether days are those that others replace: "instead of Mondays", "Mondays, replaced by Tuesdays"."""
    before = [token for token in said.clause.tokens if part.days and token.start < part.days.start]
    behind = [token for token in said.clause.tokens if part.days and token.start > part.days.start]
    since = list(takewhile(lambda token: token.kind != "clock", reversed(before)))
    return any(find_words("instead", token.text) for token in since) or any(
        find_words("replaced-by", token.text) for token in behind
    )


def _is_for_another(part: ClausePart, later: Sequence[ClausePart], said: PlacedClause) -> bool:
    """Return whether a part says when something is done for the meeting after it.

    "The agenda is sent on Mondays at 12:00 UTC for the call on Tuesdays at 15:00 UTC" names one meeting.
    """
    end, days = max(hour.end for hour in part.hours), later[0].days if later else None
    between = [one for one in said.clause.tokens if days and end <= one.start < days.start]
    last = next((one for one in reversed(between) if not is_only("at", one.text)), None)
    words = " ".join(one.text for one in between)
    return last is not None and last.kind == "meet" and find_words("for-the", words) is not None


def _is_of_a_thing(part: ClausePart, later: Sequence[ClausePart], said: PlacedClause) -> bool:
    """Return whether a part tells of a thing, the next of a meeting: "Mails go out Sundays, the call is Mondays"."""
    if not (part.days and later and later[0].days):
        return False
    end = max(hour.end for hour in part.hours)
    before = said.text[: part.days.start - said.clause.start]
    between = (one.kind for one in said.clause.tokens if end <= one.start < later[0].days.start)
    return bool(find_words("machine", before)) and "meet" in between


def _mark_private(word: Token, made: Sequence[Found], said: PlacedClause) -> None:
    """Let only that of several meetings be closed of which a word says so: the next one, or that before a bracket."""
    before = [n for n, one in enumerate(made) if one.days and one.days.start < word.start]
    is_behind = bool(before) and said.text[: word.start - said.clause.start].rstrip().endswith(("(", "["))
    own = before[-1] if is_behind or len(before) == len(made) else len(before)
    for n, one in enumerate(made):
        one.is_private = n == own
