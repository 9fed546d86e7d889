"""Reading from a page how to join a meeting: link, phone numbers, meeting id, pass code, under their many labels."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from ecgtool.group import Call, DialIn, OneTap, is_toll_free
from ecgtool.page.column_heads import under_heads
from ecgtool.page.model import Page, Span
from ecgtool.page.points import Point, ancestors, points
from ecgtool.page.sections.named import NamedSections
from ecgtool.text_edit import DIRECTION_MARKS
from ecgtool.wording.vocabulary import word_table

_VALUE = r"\b(?:\s*\([^)]*\))?\s*(?P<mark>[:=#\uff1a]|\bis\b|-\s)?\s*(?P<rest>.*)"
"""What stands behind a label."""
_PASSCODES = ("pass-code", "pin", "access-code")
_DIGITS = re.compile(r"\d+(?:[ -]\d+)*")
_ONE_TAP = re.compile(r"\+?\d[\d ().-]{5,30},[,\d#*+]+")
_NUMBER = re.compile(r"(?<![\w+])(?:\+\s?)?\(?\d[\d ().\u2011-]{5,22}\d(?!\w)")
_PARTS = re.compile(r"[,;]\s")
_UNSEEN = dict.fromkeys(map(ord, DIRECTION_MARKS))
_SHORTEST_CODE = 4
"""Digits of the shortest code behind which the line may go on."""
_FEW = 3
"""Fewer words stand before a label whose value is behind an "is": "The pass code is kiwi"."""
_PROSE = re.compile(r"[^\W\d_][^\W\d_A-Z]{2,}\s+[^\W\d_]{2}")
"""Words of a sentence, where a code may stand: "shared in the chat"."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SERVICES = (
    r"zoom[\w-]*|voovmeeting|meetpad|jitsi|webex|teams|bluejeans|bbb\w*|bigbluebutton|gotomeet\w*|goto|whereby|hangouts|skype|senfcall|"
    r"mumble|gather|visio|videokonferenz|meetup-call|meet|meetings?|talk|call|conf|conference|vc"
)
_SERVICE = re.compile(rf"://(?:[\w-]+\.)*(?:{_SERVICES})\.|://[^/]*slack\.com/huddle", re.IGNORECASE)
"""The hosts of services for calls, by a part of their name."""
_NO_CALL = re.compile(r"/rec/|\.ics\b", re.IGNORECASE)
_CODE = "|"
"""What stands in place of a code in a line from which numbers to dial are read."""
_LONGEST_LABEL = 60
_SENTENCE = 5
"""So many words before a number are no label of it."""


@cache
def _words(*kinds: str) -> re.Pattern[str]:
    """Return the expression of some kinds of words by which pages label what it takes to join a call."""
    return re.compile(rf"\b(?:{_forms(*kinds)})\b", re.IGNORECASE)


@cache
def _with_value(kind: str) -> re.Pattern[str]:
    """Return the expression of a label of a kind and the value behind it."""
    return re.compile(rf"\b(?:{_forms(kind)}){_VALUE}", re.IGNORECASE)


def _forms(*kinds: str) -> str:
    return "|".join(form for kind in kinds for form in word_table("calls")[kind])


def read_call(sections: NamedSections, below: Span | None = None, rules: Collection[Span] = ()) -> Call:
    """Return the call details of the section for them; what is not there is empty.

    On a page without that section, return those of the part ``below`` the meeting line, if that has a link to join.
    What stands in ``rules`` is no note.
    """
    if part := sections.find("call"):
        found = list(_points(sections.whole, part.start, part.end))
        noted = [one for one in found if not any(start <= one.line.start < end for start, end in rules)]
        return _call(found)._replace(note=_note(noted))
    return call_within(sections, below) if below else Call()


def call_within(sections: NamedSections, part: Span) -> Call:
    """Return the call details of a part of the page, if that has a link to join."""
    call = call_in(sections.whole, [(part[0], sections.end_before_others(*part))])
    return call if call.join else Call()


def call_in(page: Page, parts: Iterable[Span]) -> Call:
    """Return the call details of some parts of a page, with the link to join only where it is sure."""
    found = [point for part in parts for point in _points(page, *part)]
    return _call(found)._replace(join=_join(found, sure=True), note="")


def _points(page: Page, start: int, end: int) -> Iterator[Point]:
    return under_heads(page, points(page, start, end), _words("meeting-id", *_PASSCODES))


def _call(found: Sequence[Point]) -> Call:
    found = [
        replace(point, text=point.text.translate(_UNSEEN), words=point.words.translate(_UNSEEN)) for point in found
    ]
    meeting_id = _labelled(["meeting-id"], found)
    passcode = _labelled(_PASSCODES, found)
    if not meeting_id and (code := _labelled(["access-code"], found)) != passcode:
        meeting_id = code
    return Call(
        join=_join(found, sure=False),
        note=_note(found),
        meeting_id=meeting_id.rstrip("#"),
        passcode=passcode,
        one_tap=tuple(_one_taps(found)),
        dial_in=tuple(_dial_ins(found)),
        find_number=_find_number(found),
    )


def _labelled(kinds: Iterable[str], found: Sequence[Point]) -> str:
    """Return the first value after a label of a kind, on its line or, where that ends with it, in the item below."""
    for label in map(_with_value, kinds):
        for point, following in zip_longest(found, found[1:]):
            match = label.search(point.words)
            below = following.text if following and following.depth > point.depth else ""
            while match:  # "Link and password: ..., passcode: 123456"
                if value := _value(match, below):
                    return value
                match = label.search(point.words, match.start("rest"))
    return ""


def _value(match: re.Match[str], below: str) -> str:
    """Return the value after a label: "Meeting ID: 123 456 789" -> "123 456 789", "Password: none" -> "".

    It is digits in groups, or one word; where no colon or the like is between, only a word with a digit in it. Where
    more words follow, a word of small letters alone is the beginning of a sentence: "Passcode: shared in the chat".
    """
    rest = (match["rest"] or below).rstrip("\\ ")  # a line that is broken by hand in Markdown
    digits = _DIGITS.match(rest)
    if digits and len(digits.group()) < _SHORTEST_CODE and re.match(r"\s[^\W\d_]", rest[digits.end() :]):
        return ""  # "the pass code is 20 three times"
    if digits and not rest[digits.end() :].lstrip("#")[:1].strip(" ,;.)]\t"):
        return digits.group() + "#" * rest[digits.end() :].startswith("#")
    word = rest.split(maxsplit=1)[0] if rest else ""
    alone = word == rest and "(" not in match.string[: match.start()]
    word = word if alone else word.rstrip(",;.)]")
    is_stated = match["mark"] and (match["mark"] != "is" or len(match.string[: match.start()].split()) < _FEW)
    sure = is_stated or not match["rest"] or any(character.isdigit() for character in word)
    absent = (
        word.startswith("(")
        or word.endswith((":", "\uff1a"))
        or not word.strip(".!-")
        or re.fullmatch(_forms("no-code"), word.lower().strip(".!-")) is not None
        or _words("meeting-id", *_PASSCODES).fullmatch(rest) is not None
    )
    return word if sure and not absent and not _PROSE.match(rest) else ""


def _one_taps(found: Iterable[Point]) -> Iterator[OneTap]:
    for point in found:
        for dial, label in _with_labels(point.words, list(_ONE_TAP.finditer(point.words))):
            yield OneTap(dial, label)


def _dial_ins(found: Sequence[Point]) -> Iterator[DialIn]:
    for point, above in zip(found, ancestors(found), strict=True):
        words = _without_codes(point.words)
        about = " ".join([words, *(one.words for one in above if len(one.words) < 60)])
        by_phone = bool(_words("by-phone").search(about) or is_toll_free(about))
        numbers = [match for match in _NUMBER.finditer(words) if _is_number(match.group(), by_phone=by_phone)]
        below_free = bool(above and is_toll_free(above[-1].words))
        for number, label in _with_labels(words, numbers):
            yield DialIn(number, label, toll_free=below_free or is_toll_free(label))


def _with_labels(words: str, numbers: Sequence[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Yield each number with the label after it, or else the one before the first; that before it after a colon."""
    ends = [*(match.start() for match in numbers), len(words)][1:]
    starts = [0, *(match.end() for match in numbers)]
    leading = [words[start : match.start()] for start, match in zip(starts, numbers, strict=False)]
    is_before = len(numbers) > 1 and all(text.rstrip().endswith(":") for text in leading)
    before = [_label_before(text) for text in leading]
    for match, end, label in zip(numbers, ends, before, strict=True):
        after = "" if is_before else _label(words[match.end() : end].partition(_CODE)[0])
        yield " ".join(match.group().split()), after or (label if is_before else before[0])


def _label_before(text: str) -> str:
    """Return the label in the words before a number: "Or by phone, Germany:" -> "Germany"; "" for a sentence."""
    other = rf"\b(?:{_forms('joining')})\s+(?=(?:{_forms('by-phone', 'to-phone')})\b)"  # "on Zoom or by phone"
    last = _PARTS.split(re.split(other, text.rpartition(_CODE)[2], flags=re.IGNORECASE)[-1])[-1]
    last = re.sub(r"^.*\((?=[^()]*$)", "", last)  # "Where: (dial-in: +1 202 555 0100)"
    label = _label(" ".join(_words("one-tap", "by-phone", "to-phone").sub("", last).split()))
    return label if len(label.split()) < _SENTENCE and not re.search(r"\d", label) else ""


def _without_codes(words: str) -> str:
    """Return the words with a sign in place of each one-tap number, meeting id and pass code, and of its label."""
    words = _ONE_TAP.sub(_CODE, words)
    for label in map(_with_value, ("meeting-id", *_PASSCODES)):
        while (match := label.search(words)) and (value := _value(match, "")):
            words = f"{words[: match.start()]}{_CODE}{match['rest'].partition(value)[2]}"
    return words


def _is_number(text: str, *, by_phone: bool) -> bool:
    digits = sum(character.isdigit() for character in text)
    return 7 <= digits <= 15 and (text.startswith("+") or by_phone) and not _DATE.match(text)


def _label(text: str) -> str:
    """Return a label without the words and signs around it; "" for a long text."""
    joint = rf"(?:{_forms('joining')})\b"
    text = re.sub(rf"^(?:\W*\b{joint})+|(?:\b{joint}\W*)+$", "", text, flags=re.IGNORECASE)
    text = text.strip(" -\u2013\u2014:.,;/|")
    unclosed = "(" * (")" not in text) + ")" * ("(" not in text)
    label = text[1:-1].strip() if re.fullmatch(r"\([^()]*\)", text) else text.strip(unclosed)
    return label if len(label) < _LONGEST_LABEL else ""


def _find_number(found: Sequence[Point]) -> str:
    for point, following in zip_longest(found, found[1:]):
        if _words("find-number").search(point.words):
            below = following.links if following and following.depth > point.depth else ()
            return next((link.url for link in (*point.links, *below)), "")
    return ""


def _join(found: Sequence[Point], *, sure: bool) -> str:
    """Return the link to join, or "". One whose words say so comes first, then one to a service for calls.

    Where there is neither, it is any other link, unless ``sure``.
    """
    candidates = [
        candidate
        for point, above in zip(found, ancestors(found), strict=True)
        for candidate in _candidates(point, above)
    ]
    ranked = sorted(candidates, key=lambda candidate: candidate[0])
    return next((url for rank, url in ranked if rank < 2 or not sure), "")


def _candidates(point: Point, above: Sequence[Point]) -> Iterator[tuple[int, str]]:
    """Yield the links of a line that may be the one to join, each with its rank, the lowest first to be taken.

    0: the link's or the line's words say so. 1: it leads to a service for calls. 2: nothing speaks against it.
    """
    said = point.words or (above[-1].words if above else "")
    joins, other = _words("join"), _words("not-join")
    called_so, is_other = bool(joins.search(said)), bool(other.search(said) or _NO_CALL.search(said))
    for link in point.links:
        labelled = bool(joins.search(link.label))
        shown = f"{link.label} {link.url}"
        if other.search(shown) or _NO_CALL.search(shown) or (is_other and not labelled):
            continue
        if labelled or called_so or is_call_service(link.url):
            yield (0 if labelled or called_so else 1), link.url
        elif point.depth or not point.words:
            yield 2, link.url


def is_call_service(url: str) -> bool:
    """Return whether an address is that of a service for calls, such as Zoom or Jitsi."""
    return _SERVICE.search(url) is not None


def _note(found: Sequence[Point]) -> str:
    """Return the sentences outside of lists, and the list items that begin with "Note:"."""
    notes = [
        point.text
        for point, following in zip_longest(found, found[1:])
        if not point.depth and not point.is_heading and _is_prose(point) and not _is_title(point, following)
    ]
    notes += [point.text[5:].strip() for point in found if point.depth and point.text.lower().startswith("note:")]
    return " ".join(notes)


def _is_title(point: Point, following: Point | None) -> bool:
    """Return whether a line that is no sentence stands above a number to dial: "Dial by your location"."""
    return (
        following is not None and not point.words.endswith((".", "!")) and _NUMBER.match(following.words) is not None
    )


def _is_prose(point: Point) -> bool:
    """Return whether a line is prose: more than a link, a number, a code, or the title of the list below it."""
    words = _without_codes(point.words)
    is_tag = words.startswith(("{%", "{{"))  # of a site generator
    return (
        not is_tag
        and words == point.words
        and len(words.split()) > 3
        and not words.endswith(":")
        and not _NUMBER.search(words)
    )
