"""Tell whether a clause calls a meeting off, and not something of its topic, such as "Holiday planning"."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ecgtool.learn.text.found import PlacedClause
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import begins_with, find_words, is_only

_OFF = frozenset({"off", "not", "except", "excepted"})
_BRACKET = re.compile(r"\([^()]*\)")
_LONG = 7
"""A subject has fewer words."""
_WHEN = frozenset({"date", "weekday", "clock", "zone", "month"})


def is_off(said: PlacedClause) -> bool:
    """Return whether a clause, its label, its row or the line above its list calls meetings off."""
    if find_words("thing-is-not", said.text) and "off" not in said.clause.kinds:
        return False
    if _is_below_off(said):
        return True
    about = _words_about(said)
    if _is_empty(said) or "---" in f"{about} {said.text}":
        return True
    if _is_entry(said):
        pieces = list(filter(None, _pieces(said)))
        texts = [said.text[one[0].start - said.clause.start : one[-1].end - said.clause.start] for one in pieces]
        is_free = any(is_only("off-entry", text) for text in texts)
        return bool(is_free or find_words("called-off", about)) or any(_says_off(piece, said) for piece in pieces)
    return bool(said.clause.kinds & _OFF or find_words("called-off", f"{about} {_own_text(said)}"))


def _own_text(said: PlacedClause) -> str:
    """Return the text of a clause without brackets that are clauses of their own: "Next: 16 March (none on 9th)"."""
    starts = [token.start - said.clause.start for token in said.clause.tokens]
    inside = [match.span() for match in _BRACKET.finditer(said.text)]
    others = [(a, b) for a, b in inside if not any(a < start < b for start in starts)]
    return "".join(c for n, c in enumerate(said.text) if not any(a <= n < b for a, b in others))


def _is_below_off(said: PlacedClause) -> bool:
    """Return whether a title, a label, the line above a list or a column says that all dates there are off."""
    above = (said.passage.title, said.passage.announced)
    return (
        any(is_only("off-title", title) for title in above)
        or any(is_only("off-label", label) for label in (said.passage.label, said.passage.announced))
        or any(find_words("off-column", title) for title in said.passage.titles)
    )


def may_be_off(said: PlacedClause) -> bool:
    """Return whether a clause may call its date off: an entry that says "no", or what tells of a closed place."""
    says_no = _is_entry(said) and any(_may_say_off(piece) for piece in _pieces(said))
    return bool(says_no or find_words("shut", f"{said.passage.announced} {said.text}")) and not is_off(said)


def _may_say_off(piece: Sequence[Token]) -> bool:
    if is_only("off-cell", " ".join(token.text for token in piece)):  # a slot may be free
        return True
    place = next((n for n, token in enumerate(piece) if token.kind == "not"), None)
    if place is None or "-" in {token.text for token in piece}:
        return False
    return all(is_only("small", token.text) or is_only("people", token.text) for token in piece[:place])


def is_of_another(said: PlacedClause, own: str) -> tuple[bool, bool]:
    """Return whether a sentence calls off another thing than a meeting, or perhaps another meeting than the rule's.

    "The party on 17 March is cancelled", "No beginners' session on 17 March". ``own`` are the words of the rule.
    """
    words = [token for token in said.clause.tokens if token.start < said.clause.dates[0].start]
    is_absence = find_words("absence", said.text) and not begins_with("we", said.text)
    if is_absence and not said.clause.kinds & {"meet", "not"} and not _names_a_meeting(said):
        return not _is_entry(said), False
    if not _is_entry(said) and _lacks_a_thing(words, own):
        return True, False
    if not words or _is_entry(said) or not (is_only("article", words[0].text) or words[0].kind == "not"):
        return False, False
    named = [token for token in words[1:] if token.kind == "word" and not is_only("small", token.text)]
    apart = [one for one in named if not is_only("any-group", one.text) and one.text.lower() not in own.lower()]
    is_short = len(words) < _LONG and all(one.kind in {"word", "meet", "mark"} for one in words[1:])
    is_meeting = any(one.kind == "meet" or is_only("gatherings", one.text) for one in words)
    is_other = bool(apart) and is_short
    return is_other and not is_meeting, is_other and is_meeting


def may_be_of_else(said: PlacedClause, own: str) -> bool:
    """Return whether a sentence by which a date is off has words of its own, and none for a meeting or of the rule.

    "The trains do not run on 16 March", "On 16 March without Ada". A reason is none of them: "because of Easter".
    """
    if _is_entry(said) or _is_below_off(said) or _names_a_meeting(said) or "meet" in said.clause.kinds:
        return False
    is_break = any(is_only("pauses", token.text) for token in said.clause.tokens)  # whatever it is named for
    is_ours = "off" in said.clause.kinds and begins_with("we", said.text)  # "We skip 16 March, most of us are away"
    if (is_break or is_ours) and "condition" not in said.clause.kinds:
        return False
    text = _BRACKET.sub(lambda match: " " * len(match[0]), said.text)
    reason = find_words("because", text) or find_words("for", text)
    end = said.clause.start + (reason.start() if reason else len(text))
    words = [one for one in said.clause.tokens if one.end <= end and text[one.start - said.clause.start] != " "]
    named = [one for one in words if one.kind == "word" and _is_telling(one)]
    if any(is_only("gatherings", one.text) or one.text.lower() in own.lower() for one in named):
        return False
    return not all(any(is_only(kind, one.text) for kind in ("pronouns", "assembling")) for one in named)


def _names_a_meeting(said: PlacedClause) -> bool:
    """Return whether a clause says of a meeting that it is off: "no meeting"."""
    return any(token.kind == "off" and find_words("gatherings", token.text) for token in said.clause.tokens)


def _lacks_a_thing(words: Sequence[Token], own: str) -> bool:
    """Return whether words say that there is none of a thing that is no meeting: "there will be no recording on".

    ``own`` are the words of the rule, which may have a word of their own for it: "The knit-in is on Tuesdays".
    """
    place = next((n for n, token in enumerate(words) if is_only("no", token.text)), None)
    if place is None or any(token.kind in {"off", "moved"} for token in words):
        return False
    named = takewhile(lambda token: token.text.lower() != "of", words[place + 1 :])
    things = [token for token in named if token.kind == "meet" or _is_telling(token)]
    return bool(things) and not any(token.kind == "meet" or _is_gathering(token, own.lower()) for token in things)


def _words_about(said: PlacedClause) -> str:
    """Return what stands before a clause: the line above its list, its label, its column."""
    title = next(iter(said.passage.titles), "") if said.passage.cells else ""
    return f"{said.passage.announced} {said.passage.label} {title}"


def _is_empty(said: PlacedClause) -> bool:
    """Return whether a row has nothing beside its date but a word for nothing, that is not its chair's."""
    rest = [
        (cell, next(iter(said.passage.titles[n : n + 1]), ""))
        for n, cell in enumerate(said.passage.cells)
        if re.search(r"[^\W\d_]", cell) and not re.search(r"\d", cell)
    ]
    return bool(rest) and all(
        (is_only("nothing", cell) or (is_only("off-cell", cell) and not is_only("who-title", title)))
        and not find_words("duties", title)
        for cell, title in rest
    )


def _is_entry(said: PlacedClause) -> bool:
    """Return whether a clause is a row of a table, or an item or a line that begins with its date, about one date."""
    if len(said.clause.dates) != 1 or said.passage.cells:
        return len(said.clause.dates) == 1
    before = [token for token in said.clause.tokens if token.end <= said.clause.dates[0].start]
    behind = said.text[said.clause.dates[0].end - said.clause.start :]
    is_line = said.passage.depth or re.match(r"\s*(?:\([^()]*\)\s*)?[:\u2013\u2014-]\s", behind)
    return bool(is_line) and not any(map(_says_more_than_when, before))


def _says_more_than_when(token: Token) -> bool:
    """Return whether a word before a date is neither its weekday nor one such as "on"."""
    return token.kind not in {"weekday", "mark"} and not is_only("small", token.text)


def _pieces(said: PlacedClause) -> Iterator[list[Token]]:
    """Yield the words between the bars, commas and brackets of an entry. A hyphen parts no words."""
    piece: list[Token] = []
    for token in said.clause.tokens:
        place = token.start - said.clause.start
        is_hyphen = token.text == "-" and bool(re.fullmatch(r"\w-\w", said.text[max(place - 1, 0) : place + 2]))
        if token.kind == "mark" and not is_hyphen and not re.search(r"\w", token.text):
            yield piece
            piece = []
        elif token.kind not in _WHEN:
            piece.append(token)
    yield piece


def _says_off(piece: Sequence[Token], said: PlacedClause) -> bool:
    """Return whether words say that there is no meeting, and why at most: "no call this week".

    A word for a time without meetings may have others before it: "Spring break".
    """
    place = next((n for n, token in enumerate(piece) if token.kind in _OFF), None)
    if place is None or any(token.text == "-" for token in piece):
        return False
    off, after = piece[place], piece[place + 1 :]
    title = said.passage.title.lower()
    if off.kind != "off":
        own = [n for n, one in enumerate(after) if one.kind in {"meet", "off"} or _is_gathering(one, title)]
        if not own:
            return False
        after = after[own[0] + 1 :]
    elif is_only("nothing", off.text):
        return not said.passage.cells and piece == next(filter(None, _pieces(said)))
    before = [token for token in piece[:place] if _is_telling(token) and not is_only("people", token.text)]
    if before and not is_only("pauses", off.text):
        return False
    rest = said.text[(after[0].start if after else off.end) - said.clause.start :]
    has_reason = begins_with("because", rest) or (after and is_only("for", after[0].text))
    return bool(has_reason) or not any(_is_telling(token) for token in after)


def _is_gathering(token: Token, title: str) -> bool:
    """Return whether a word is one for what people meet for, or of the title above: "no seminar" below "Seminar"."""
    kinds = ("gatherings", "assembling")
    named = any(is_only(kind, text) for kind in kinds for text in (token.text, f"{token.text}s"))
    return token.kind == "word" and (named or (len(token.text) > 3 and token.text.lower() in title))


def _is_telling(token: Token) -> bool:
    """Return whether a word has a meaning of its own beside that there is a meeting."""
    return token.kind == "mark" or (token.kind == "word" and not is_only("small", token.text))
