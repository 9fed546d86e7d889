"""Tell what labels are, before a colon or in a table: names for a part of a rule, or names of what meets."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ecgtool.wording.grammar.clause import Clause
from ecgtool.wording.page_words import begins_with, is_only, page_words

OF_A_RULE = frozenset({
    "weekday", "weekdays", "interval", "unsure interval", "every", "other", "ordinal", "clock", "date", "month",
    "number", "of-month", "zone", "alternating", "turns",
})  # fmt: skip
"""The kinds of words that say when."""


def is_field(text: str) -> bool:
    """Return whether a text is a name for a part of a rule: "Time", "Frequency"."""
    return is_only("field", text)


def name_words(label: str, language: str = "") -> set[str]:
    """Return the words of a label by which it names one meeting among others: "budget" of "Budget meeting".

    None where it is a part of a rule or a question, goes on about the group, or has words of any group alone.
    """
    if is_field(label) or begins_with("subject", label, language) or label.rstrip(" :").endswith("?"):
        return set()
    words = re.findall(r"[^\W\d_]{2,}", label.lower())
    return {word for word in words if not is_only("any-group", word, language)}


def label_of(text: str) -> re.Match[str] | None:
    """Return what says of which part of a rule a line is: its beginning up to a colon, or a question; or None."""
    return _label().match(text)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"\W*(?:(?P<label>[^\W\d](?:[^:\n|.!?(]|\([^:\n()]*\)|\.(?=\w)){0,48}?)\s*(?:[:\uff1a](?!\d|//)|(?<=[^\W\d_]):(?=\d))"
        rf"|(?P<question>(?:{page_words('question')}[^?:|.!\n]{{0,40}}|{page_words('field')})\?)(?=\W))",
        re.IGNORECASE,
    )


def label_end(text: str) -> int:
    """Return where the label of a line ends: before a colon, with a question, or before a dash; 0 for no label."""
    if match := label_of(text):
        return match.end(match.lastgroup or 0)
    match = re.match(r"(?P<label>\W*[^\W\d][^\W\d ]*(?: [^\W\d]+)?)\s[\u2013\u2014-]\s", text)
    return match.end("label") if match and is_field(match["label"]) else 0


def is_field_and_value(cells: Sequence[str]) -> bool:
    """Return whether two cells are a part of a rule and its value, "Frequency", "every two weeks", and no titles."""
    if len(cells) != 2:
        return False
    if is_only("status-label", cells[0]):
        return any(begins_with(kind, cells[1]) for kind in ("ended", "meets-on"))
    if not is_field(cells[0]) or is_field(cells[1].partition("(")[0]):
        return False
    if is_only("gatherings", cells[1]):  # "Week | Meeting"
        return False
    return not is_only("date-title", cells[0]) or re.search(r"\d", cells[1]) is not None


def before_rule(text: str, clause: Clause, language: str) -> str:
    """Return what the text of a clause says before it tells when: "Tea" of "Tea, on Mondays at 9:00"; "" for nothing.

    Of "The weekly build", how often is a part of what is named.
    """
    rule = [token for token in clause.tokens if token.kind in OF_A_RULE]
    often = [
        token
        for token, following in pairwise(clause.tokens[1:])
        if token.kind.endswith("interval")
        and following.kind in {"word", "meet"}
        and not is_only("at", following.text, language)
    ]
    first = next((token.start for token in rule if token not in often), rule[0].start if rule else clause.start)
    before = rf"(?:(?:^|[\s,]+){page_words('at', language)})*[\s,]*$"
    return re.sub(before, "", text[: first - clause.start], flags=re.IGNORECASE)
