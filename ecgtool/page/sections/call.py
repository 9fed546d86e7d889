"""Reading from a page how to join a meeting: link, phone numbers, meeting id, pass code, under their many labels."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from ecgtool.group import Call, DialIn, OneTap, is_toll_free
from ecgtool.page.model import Page, Span
from ecgtool.page.points import Point, ancestors, points
from ecgtool.page.sections.named import NamedSections
from ecgtool.text_edit import DIRECTION_MARKS

_LABEL_END = r"\b(?:\s*\([^)]*\))?\s*(?P<mark>[:=#\uff1a]|\bis\b|-\s)?\s*(?P<rest>.*)"
_MEETING_ID = (
    re.compile(
        r"\b(?:(?:meeting|webinar|conference|conf\.?|event|session|room|zoom|webex|call|bridge|konferenz|sitzungs|besprechungs)[\s-]*"
        r"(?:id|number|no\.?|code|nummer|kennnummer)|(?:会议|會議)(?:号|號)|(?:id|n[\u00b0\u00ba]|numéro|número)(?:\sd[ea])?(?:\sla)?\s(?:réunion|reunión|reunião)|^id)"
        rf"{_LABEL_END}",
        re.IGNORECASE,
    ),
)
_PASSCODES = tuple(
    re.compile(rf"\b(?:{words}){_LABEL_END}", re.IGNORECASE)
    for words in (
        r"pass[\s-]?code|pass[\s-]?wor[dt]|passwd|pwd|pw|kenn(?:code|wort)|code\ssecret|mot\sde\spasse|contraseña|senha|(?:会议|會議|入会)?密(?:码|碼)|パス(?:コード|ワード)",
        r"pin(?:\s*(?:code|number))?",
        r"(?:access|participant|attendee|guest|security|dial-in)\s+code|(?<=[,;.]\s)code(?=:\s\d)|zugangscode|code\sd['\u2019]accès|código\sde\sacceso",
    )
)
_ACCESS_CODE = _PASSCODES[2:]
_DIGITS = re.compile(r"\d+(?:[ -]\d+)*")
_ONE_TAP = re.compile(r"\+?\d[\d ().-]{5,30},[,\d#*+]+")
_NUMBER = re.compile(r"(?<![\w+])(?:\+\s?)?\(?\d[\d ().\u2011-]{5,22}\d(?!\w)")
_PARTS = re.compile(r"[,;]\s")
_UNSEEN = dict.fromkeys(map(ord, DIRECTION_MARKS))
_SHORTEST_CODE = 4
"""Digits of the shortest code behind which the line may go on."""
_PROSE = re.compile(r"[^\W\d_][^\W\d_A-Z]{2,}\s+[^\W\d_]{2}")
"""Words of a sentence, where a code may stand: "shared in the chat"."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_BY_PHONE = re.compile(r"\b(?:dial(?:[\s-]?in)?|phone|telephone|tel|call[\s-]?in|numbers?)\b", re.IGNORECASE)
_OF_NUMBERS = re.compile(rf"one[\s-]tap(?:\s+mobile)?|{_BY_PHONE.pattern}", re.IGNORECASE)
_FIND_NUMBER = re.compile(r"\b(?:find|local|international|global|other|more)\b.{0,60}\bnumbers?\b", re.IGNORECASE)
_JOIN = re.compile(
    r"\b(?:join\w*|call|conference|conf|video|zoom|webex|teams|jitsi|meetpad|meet|bluejeans|bigbluebutton|bbb|hangouts?|"
    r"bridge|gotomeeting|link|url|where|location|room)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"://(?:[\w-]+\.)*(?:zoom[\w-]*|meet|meetpad|jitsi|webex|teams|bluejeans|bbb\w*|gotomeet\w*|whereby|hangouts)\.",
    re.IGNORECASE,
)
_NOT_JOIN = re.compile(
    r"\b(?:numbers?|notes?|minutes|etherpad|agenda|calendars?|ical|ics|recordings?|logs?|archives?|lists?|download|"
    r"install|help|faq|test|account|conduct|chat|irc|slack|matrix|website|homepage|docs?|convert\w*)\b|/rec/|\.ics\b",
    re.IGNORECASE,
)


def read_call(sections: NamedSections, below: Span | None = None, rules: Collection[Span] = ()) -> Call:
    """Return the call details of the section for them; what is not there is empty.

    On a page without that section, return those of the part ``below`` the meeting line, if that has a link to join.
    What stands in ``rules`` is no note.
    """
    if part := sections.find("call"):
        found = points(sections.whole, part.start, part.end)
        noted = [one for one in found if not any(start <= one.line.start < end for start, end in rules)]
        return _call(found)._replace(note=_note(noted))
    return call_within(sections, below) if below else Call()


def call_within(sections: NamedSections, part: Span) -> Call:
    """Return the call details of a part of the page, if that has a link to join."""
    call = call_in(sections.whole, [(part[0], sections.end_before_others(*part))])
    return call if call.join else Call()


def call_in(page: Page, parts: Iterable[Span]) -> Call:
    """Return the call details of some parts of a page, with the link to join only where it is sure."""
    found = [point for part in parts for point in points(page, *part)]
    return _call(found)._replace(join=_join(found, sure=True), note="")


def _call(found: Sequence[Point]) -> Call:
    found = [
        replace(point, text=point.text.translate(_UNSEEN), words=point.words.translate(_UNSEEN)) for point in found
    ]
    meeting_id = _labelled(_MEETING_ID, found)
    passcode = _labelled(_PASSCODES, found)
    if not meeting_id and (code := _labelled(_ACCESS_CODE, found)) != passcode:
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


def _labelled(labels: Iterable[re.Pattern[str]], found: Sequence[Point]) -> str:
    """Return the first value after one of the labels, on its line or, where that ends with it, in the item below."""
    for label in labels:
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
    rest = match["rest"] or below
    digits = _DIGITS.match(rest)
    if digits and len(digits.group()) < _SHORTEST_CODE and re.match(r"\s[^\W\d_]", rest[digits.end() :]):
        return ""  # "the pass code is 20 three times"
    if digits and not rest[digits.end() :].lstrip("#")[:1].strip(" ,;.)]\t"):
        return digits.group() + "#" * rest[digits.end() :].startswith("#")
    word = rest.split(maxsplit=1)[0] if rest else ""
    alone = word == rest and "(" not in match.string[: match.start()]
    word = word if alone else word.rstrip(",;.)]")
    sure = match["mark"] or not match["rest"] or any(character.isdigit() for character in word)
    absent = (
        word.startswith("(")
        or word.endswith((":", "\uff1a"))
        or word.lower().strip(".!-") in {"", "none", "n/a", "not", "no", "required"}
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
        by_phone = bool(_BY_PHONE.search(about) or is_toll_free(about))
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
    before = [_label(" ".join(_OF_NUMBERS.sub("", _PARTS.split(text)[-1]).split())) for text in leading]
    for match, end, label in zip(numbers, ends, before, strict=True):
        after = "" if is_before else _label(words[match.end() : end])
        yield " ".join(match.group().split()), after or (label if is_before else before[0])


def _without_codes(words: str) -> str:
    """Return the words before the first one-tap number, meeting id or pass code."""
    matches = [match for label in (*_MEETING_ID, *_PASSCODES) if (match := label.search(words)) and _value(match, "")]
    matches += filter(None, [_ONE_TAP.search(words)])
    return words[: min((match.start() for match in matches), default=len(words))]


def _is_number(text: str, *, by_phone: bool) -> bool:
    digits = sum(character.isdigit() for character in text)
    return 7 <= digits <= 15 and (text.startswith("+") or by_phone) and not _DATE.match(text)


def _label(text: str) -> str:
    text = re.sub(r"^\s*(?:or|and)\b|\b(?:or|and)\s*$", "", text, flags=re.IGNORECASE).strip(" -\u2013\u2014:,;/|")
    return text[1:-1].strip() if re.fullmatch(r"\([^()]*\)", text) else text.strip("(" if ")" not in text else "")


def _find_number(found: Sequence[Point]) -> str:
    for point, following in zip_longest(found, found[1:]):
        if _FIND_NUMBER.search(point.words):
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
    called_so, other = bool(_JOIN.search(said)), bool(_NOT_JOIN.search(said))
    for link in point.links:
        labelled = bool(_JOIN.search(link.label))
        if _NOT_JOIN.search(link.label) or _NOT_JOIN.search(link.url) or (other and not labelled):
            continue
        if labelled or called_so or _SERVICE.search(link.url):
            yield (0 if labelled or called_so else 1), link.url
        elif point.depth or not point.words:
            yield 2, link.url


def leads_to_call(link: str) -> bool:
    """Return whether ``link`` leads to a service for calls, such as Zoom or Jitsi."""
    return _SERVICE.search(link) is not None


def _note(found: Sequence[Point]) -> str:
    """Return the sentences outside of lists, and the list items that begin with "Note:"."""
    notes = [point.text for point in found if not point.depth and not point.is_heading and _is_prose(point)]
    notes += [point.text[5:].strip() for point in found if point.depth and point.text.lower().startswith("note:")]
    return " ".join(notes)


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
