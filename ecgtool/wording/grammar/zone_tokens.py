"""Find where a line names a zone, and which: "PST", "Eastern Time", "UTC+8", "Berlin time", "heure de Paris"."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ecgtool.wording.clocks import Clock
from ecgtool.wording.grammar.clock_places import named_places, offsets_of, zone_of_region
from ecgtool.wording.reading import WEEKDAY
from ecgtool.wording.vocabulary import named_zones, word_patterns
from ecgtool.wording.zone_names import LETTERS
from ecgtool.wording.zone_places import known_zones, place_zone, zone_of_place
from ecgtool.wording.zone_words import Evidence, ZoneGuess, fixed_zone, guess_zone, zone_between

_OFFSET = (
    r"\(?\b(?:UTC|GMT)\s?(?P<sign>[+\u2212\u2013-])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>[0345][05]))?(?![\d:])\)?"
)
_BARE_OFFSET = r"(?P<sign>[+\u2212-])(?P<hours>\d{2}):?(?P<minutes>[0345][05])?(?![\d:])"
_NAME = r"[^\W\d_a-z][\w'-]+(?:\s(?:de\s)?(?!(?:Every|Each|Weekly|Monthly|Daily)\b)[^\W\d_a-z][\w'-]+)?"
_HOUR = (
    r"(?:[Hh]eure|[Hh]ora|[Oo]ra|[Hh]or[áa]rio|[Ff]useau\shoraire|[Hh]uso\shorario|[Zz]ona\shoraria|"
    r"[Ff]uso(?:\sor[aá]rio)?)"
)
_IN_WORDS = (
    rf"\b(?P<place>{_NAME}),?(?:\s(?:local|standard|summer|winter|daylight))*\s(?:[Tt]ime|TIME)\b(?!\s(?:zone|is\sup))",
    rf"\b(?:(?:[Tt]imes?|clocks?)\s(?:in|of|at)|[Ll]ocal\s(?:to|in)|as\sin)\s(?P<place>{_NAME})",
    rf"\b(?P<place>{_NAME})(?:['\u2019]s?)?\s(?:clocks?|time)\b(?!\szone)",
    rf"\b(?P<place>{_NAME})(?:['\u2019]s?)?(?=\s(?:[Ss]ummer|[Ww]inter|DST|[Dd]aylight)\b)",
    rf"\b(?:when|while|if|as)\s(?P<place>{_NAME})(?=\s(?:is|has|observes|sets|keeps|goes)\b)",
    rf"\b[Ll]ocal\stime,?\s\(?(?:in\s)?(?P<place>{_NAME})\)?",
    rf"\b[Ww]e\s(?:follow|observe|go\sby|keep\sto)\s(?P<place>{_NAME})",
    rf"\b(?P<hour>{_HOUR})\s(?:locale?\s|normale\s|avancée\s|est[áa]ndar\s|padrão\s|oficial\s|solare\s|legale\s)?(?:(?:de|di|do|da|d|en|à|del|du|des|la|l|el|los|oficial)[\s'\u2019]+)*(?P<place>{_NAME})",
    rf"\b(?P<hour>{_HOUR})\s(?:del?\s|d[ou]\s|de\sl['\u2019])?(?P<place>central\seurope[ia]+|[^\W\d_A-Z]{{4,}})",
    r"\b(?P<place>[^\W\d_]+?)(?P<er>er|se|r)?\s(?:Orts)?(?:Zeit|zeit|tijd)\b",
    r"\b(?:(?:Zeit|Tijd|tijd)\s(?:in|von|van)|Ortszeit(?:\sin)?|Zeitzone:?|[Tt]ijdzone:?)\s(?P<place>[^\W\d_]+)",
    r"(?P<place>[\u3040-\u30ff\u4e00-\u9fff]{2,4}?)(?:(?:標準|标准)?(?:時間|时间|時刻)|標準時)",
)
_LABEL = (
    r"(?<![^\W\u3040-\u9fff])(?<!/)(?:UTC|GMT|Z(?=\W|$)|[Uu]tc|[A-Z]{2,5}|[pecmPECM][sdSD]?[tT])"
    r"(?![^\W\u3040-\u9fff]|/(?!\s?[\d\x00]))"
)
_AFTER_LABEL = re.compile(
    r"\b[A-Z]{3,4}\s?[(=]\s?(?:(?:that['\u2019]?s|that\sis|i\.?e\.?|meaning|as\sin|of|in),?\s)?$"
)
"""What stands before a place that says whose letters are meant: "IST (Ireland)", "IST = Dublin"."""
_AFTER_OFFSET = re.compile(r"(?:UTC|GMT)\s?[+\u2212-]\d{1,2}(?::?[0-5]\d)?\s?\($")
"""What stands before a place in a bracket that explains an offset: "UTC-8 (Pacific)"."""
_GOES_ON = re.compile(rf"\s(?!{WEEKDAY}s?\b)(?!Time\b)[A-Z][a-z]{{2}}")
"""What follows a region that is only a part of a name."""
_OF_A_PLACE = re.compile(r"(?:\s(?!Time\b)[A-Z][a-z]+){1,2}\s[Tt]ime\b")
"""What follows a word that is no region, but a part of a place's name: "Central Indonesia time"."""
_STATED = re.compile(
    r"(?:\b(?:times?|hours?|clocks?)\b[\w\s]{0,25}\b(?:are|is|in|on|at|by|use)\s(?:the\s)?"
    r"|\ball\s(?:times?\s|hours?\s)?|\btimes?:\s)(?:US\s)?$",
    re.IGNORECASE,
)
_EDGE = r",;\u2013\u2014|\u3001\uff0c"
_BY_ITSELF = rf"(?:^|[{_EDGE}(\x00\uff08])\s*(?P<name>{_NAME})\s*(?=$|[{_EDGE}.)\u3002\uff09])"
_HOURS = r"(?:(?:Uhrz|Z)eit(?:en|angaben|zone)|[Hh]eures|[Hh]oraires?|[Hh]oras|[Hh]or[aá]rios?|[Oo]rari|[Tt]ijden)"
_TIMES_OF = (
    rf"\b(?:[Tt]imes?|[Hh]ours?|[Cc]locks?|[Tt]ime\s?zone)\b[^.:;\x00]{{0,50}}?\b(?:of|for|to|in|by|from|at|as|on)\s(?:the\s)?(?P<name>{_NAME})",
    rf"\b(?:live|lives|sit|are|is|based|work)\sin\s(?P<name>{_NAME})[^.:;\x00]{{0,30}}\b(?:times?|hours?|clocks?)\b",
    rf"\b(?:[Tt]imes?|[Hh]ours?|[Cc]locks?|[Zz]one|[Tt]ime\s?zone)\b[^.:;=\x00]{{0,25}}(?:[:=]\s?|\s(?:is|are)\s)(?P<name>{_NAME})\s*(?=$|[,;.)])",
    rf"\b{_HOURS}\b[^.;\x00]{{0,30}}?(?:\b(?:in|für|nach|van|di|d[eao]|e[nm]|à|a)\s|\bd['\u2019]|:\s?)(?:[Hh]ora\sde\s)?(?P<name>{_NAME})",
)
"""How a sentence without an hour says whose clock the page goes by."""
_SHARED = frozenset({"AST", "USA", "EU", "BST", "MST", "SST", "GST", "NST", "WET", "CAT"})
"""Letters that several parts of the world use as much as each other, where ``guess_zone`` sees only one of them."""
_WORDS = frozenset({"ART", "CAT", "COT", "EAT", "GST", "ICT", "MET", "PET", "SST", "WAT"})
"""Letters that are words, or those of a name, as well: "ART meets at 19:00"."""
_NEAR = re.compile(r"(?:\s?\([\w\x00]{1,12}\)\s?)?[\s(\[,/|:=\x00]*(?:in\s|hrs?\.?\s|sharp,?\s|(?:the\s)?)?[\s(\[]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class ZoneWord:
    """A zone in a text: an ``offset`` from UTC, an abbreviation (``label``) or the name of a zone (``zone``)."""

    start: int
    end: int
    text: str
    zone: str = ""
    label: str = ""
    offset: timedelta | None = None
    why: str = ""

    def guess(self, day: date, offset: timedelta | None = None) -> ZoneGuess | None:
        """Return the zone that is meant on ``day``, or None.

        ``offset`` is the difference to a UTC time beside it, if any.
        """
        if self.offset is not None:
            return fixed_zone(self.offset, self.text)
        if self.zone:
            return ZoneGuess(zone=ZoneInfo(self.zone), why=self.why)
        if self.label == "GMT":
            return ZoneGuess(zone=ZoneInfo("UTC"), why="by GMT, taken for UTC and not for the clock of London")
        meant = LETTERS.get(self.label, ())
        named = named_zones("labels").get(self.label, "UTC" if self.label == "Z" else "")
        guess = (
            ZoneGuess(zone=ZoneInfo(named))
            if named
            else guess_zone(Evidence(day=day, label=self.label, offset=offset))
        )
        if offset is not None or not (guess or meant):
            return guess
        shared = f"by {self.label}, which stands for several clocks" if self.label in _SHARED else ""
        why = guess.why if guess else ""
        return ZoneGuess(zone=guess.zone if guess and len(meant) < 2 else ZoneInfo(meant[0]), why=why or shared)

    def of_place(self, zones: Collection[str]) -> "ZoneWord":
        """Return letters that several clocks share as the one among ``zones`` that has them, if any does."""
        meant = () if self.is_utc else LETTERS.get(self.label, ())
        zone = next((zone for zone in meant if zone in zones), "") if len(meant) > 1 else ""
        return replace(self, zone=zone) if zone else self

    def near_places(self, places: Mapping[str, str]) -> "ZoneWord":
        """Return letters as a guess of the one among ``places`` that has them: "IST (most of us are in Dublin)"."""
        found = self.of_place(places) if not self.zone else self
        return replace(found, why=f"by {self.text} beside “{places[found.zone]}”") if found is not self else self

    @property
    def is_utc(self) -> bool:
        """Whether it is UTC itself, by one of its names."""
        return self.label in {"UTC", "GMT", "Z"} or self.zone == "UTC" or self.offset == timedelta()

    @property
    def moves(self) -> bool:
        """Whether it is named as a clock that people set, rather than UTC or an offset from it."""
        return not self.is_utc and self.offset is None


def zones(text: str, clocks: Sequence[Clock], language: str = "en", *, alone: bool = False) -> list[ZoneWord]:
    """Return the zones in ``text``, in order. Words with other meanings count only beside one of the ``clocks``.

    With ``alone``, the text may be nothing but a zone's name, as in a table's cell.
    """
    found: list[ZoneWord] = []
    for one in _candidates(text, clocks, language, alone=alone):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    if not found:
        found += _apart(text, language) if clocks else _stated(text, language)
    placed = (zone_of_region(one.zone, text[: one.start], text[one.end :], language) for one in found)
    found = [replace(one, zone=zone) for one, zone in zip(found, placed, strict=True)]
    found.sort(key=lambda one: one.start)
    if clocks and any(one.label for one in found):
        named = {one.zone for one in found}
        places = named_places(text, max(one.end for one in found if one.label), language)
        named |= {zone for zone, place in places.items() if not place}
        offsets = {one.offset for one in found if one.offset is not None}
        meant = {
            zone for one in found for zone in LETTERS.get(one.label, ()) if offsets and offsets <= offsets_of(zone)
        }
        several = {one for one in found if len({*LETTERS.get(one.label, ())} & {*named, *places}) > 1}
        found = [one if one in several else one.of_place(named | meant).near_places(places) for one in found]
    return _of_both_seasons(_in_doubt(found, text, language)) if len({clock.at for clock in clocks}) < 2 else found


def _in_doubt(found: list[ZoneWord], text: str, language: str) -> list[ZoneWord]:
    """Return the zones. The first is a guess where another stands behind an "or": "18:00 Eastern or Pacific"."""
    either = word_patterns(language)["or"].pattern
    other = re.match(rf"\s{either}\s(?P<name>[A-Z]{{2,5}}\b|{_NAME})", text[found[0].end :]) if found else None
    guess = found[0].guess(date(2026, 1, 1)) if other else None
    if not (other and guess):
        return found
    name, start = other["name"], found[0].end + other.start("name")
    beside = (one.zone for one in found[1:] if one.start == start)
    named = named_zones("regions").get(name.lower()) or next(beside, "") or place_zone(name, language)
    meant = LETTERS.get(found[0].label, ()) or (guess.zone.key,)
    others = LETTERS.get(name, ()) or ((named,) if named else ())
    if not others or any(offsets_of(one) == offsets_of(another) for one in meant for another in others):
        return found
    return [replace(found[0], zone=guess.zone.key, why=f"although “{other[0].strip()}” is behind it"), *found[1:]]


def _of_both_seasons(found: list[ZoneWord]) -> list[ZoneWord]:
    """Return the zones. Offsets of winter and summer, "(UTC+1, in summer UTC+2)", are those of a usual clock.

    GMT beside another name of a clock is that clock: "17:00 (GMT in winter, BST in summer)".
    """
    offsets = sorted({one.offset for one in found if one.offset is not None})
    if len(offsets) == 2 and len(found) == 2 and (zone := zone_between(*offsets)):
        why = f"by “{found[0].text}” and “{found[1].text}”, as that clock goes"
        return [replace(one, offset=None, zone=zone, why=why) for one in found]
    labels = {one.label for one in found}
    if len(labels) != 2 or "GMT" not in labels or "UTC" in labels:
        return found
    (other,) = labels - {"GMT"}
    shared = next((zone for zone in LETTERS.get(other, ()) if zone in LETTERS["GMT"]), "")
    return [replace(one, label="", zone=shared) if shared else one for one in found]


def _candidates(text: str, clocks: Sequence[Clock], language: str, *, alone: bool) -> Iterator[ZoneWord]:
    yield from _named(text)
    yield from _offsets(text, clocks)
    for match in _region().finditer(text):
        is_apart = re.search(r"[,(\[]\s?$", text[: match.start()])
        is_name = is_apart and _GOES_ON.match(text, match.end())  # "at 19:00, Central Library"
        is_name = is_name or _OF_A_PLACE.match(text, match.end())
        beside = ((match["region"][0].isupper() and not is_name) or match["said"]) and _is_beside(match, text, clocks)
        if match["said"] or beside or alone:
            yield _word(match, zone=named_zones("regions")[match["region"].lower()])
    for form in _IN_WORDS:
        for match in re.finditer(form, text):
            if zone := _in_words(match, language):
                yield _word(match, zone=zone)
    yield from _pairs(text)
    yield from _labels(text, clocks, language, alone=alone)
    for match in re.finditer(rf"\b{_NAME}", text):
        name = " ".join(match[0].split()).casefold()  # as a whole: "Café Berlin" is a house
        if (alone or _is_named(match, text, clocks)) and (zone := zone_of_place(name, language)):
            yield _word(match, zone=zone)


def _is_named(match: re.Match[str], text: str, clocks: Sequence[Clock]) -> bool:
    """Return whether a name is beside a clock time, and is not a subject: "19:00, Jordan takes notes"."""
    before, after = text[: match.start()], text[match.end() :]
    if re.search(r",\s?$", before) and re.match(r"\s[a-z]{3}", after):
        return False
    return bool(_is_beside(match, text, clocks) or _AFTER_LABEL.search(before))


def _apart(text: str, language: str) -> Iterator[ZoneWord]:
    """Yield a place or a region that stands by itself in a sentence with an hour: "9 am on Mondays, Eastern"."""
    for match in re.finditer(_BY_ITSELF, text):
        region, name = named_zones("regions").get(match["name"].lower()), match["name"]
        if region and name[0].isupper():
            yield _named_place(match, region)
        elif zone := zone_of_place(" ".join(name.split()).casefold(), language):
            yield _named_place(match, zone, f"by “{name}”, which stands apart from the hour")
    for match in re.finditer(r"(?<=\x00)\s?(?P<name>pacific|mountain|central|eastern)(?=\W*$)", text):
        yield _named_place(match, named_zones("regions")[match["name"]])


def _stated(text: str, language: str) -> Iterator[ZoneWord]:
    """Yield the place that a sentence without an hour says its times are of: "Our clock is that of Auckland"."""
    for match in (match for form in _TIMES_OF for match in re.finditer(form, text)):
        region = named_zones("regions").get(match["name"].lower(), "")
        if zone := region or place_zone(match["name"], language):
            yield _named_place(match, zone, "" if region else f"by “{' '.join(text.split())[:60]}”")
            return


def _named_place(match: re.Match[str], zone: str, why: str = "") -> ZoneWord:
    return ZoneWord(start=match.start("name"), end=match.end("name"), text=match["name"], zone=zone, why=why)


def _word(match: re.Match[str], *, zone: str = "", label: str = "") -> ZoneWord:
    return ZoneWord(start=match.start(), end=match.end(), text=match[0], zone=zone, label=label)


def _named(text: str) -> Iterator[ZoneWord]:
    for match in re.finditer(r"\b[A-Z]\w+/[A-Z]\w+(?:/[A-Z]\w+|(?:\s[A-Z]\w+)+)?\b", text):
        if (name := match[0].replace(" ", "_")) in known_zones():  # "America/New York"
            yield _word(match, zone=name)
    for match in re.finditer(r"\b([ECMP]ST)\d[ECMP]DT\b", text):  # as POSIX names them: "EST5EDT"
        yield _word(match, zone=LETTERS[match[1]][0])


def _offsets(text: str, clocks: Sequence[Clock]) -> Iterator[ZoneWord]:
    for form in (_OFFSET, _BARE_OFFSET):
        for match in re.finditer(form, text):
            if form is _BARE_OFFSET and not _is_beside(match, text, clocks):
                continue
            minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
            if minutes <= (14 if match["sign"] == "+" else 12) * 60:
                offset, text_of = _signed(match["sign"], minutes), match[0].strip("()")
                yield ZoneWord(start=match.start(), end=match.end(), text=text_of, offset=offset)


def _pairs(text: str) -> Iterator[ZoneWord]:
    """Yield zones with both names of their clock: "CET/CEST", "CE(S)T", "PST/PDT"."""
    for match in re.finditer(r"\b([A-Z]{3,4})\s?/\s?([A-Z]{3,4})\b|\b([A-Z]{1,2})\([SDsd](?:/[SDsd])?\)(T)\b", text):
        label = match[1] or f"{match[3]}{match[4]}"
        others = LETTERS.get(match[2] or label, ())
        if shared := next((zone for zone in LETTERS.get(label, ()) if zone in others), ""):
            yield _word(match, zone=shared)


def _signed(sign: str, minutes: int) -> timedelta:
    return timedelta(minutes=minutes if sign == "+" else -minutes)


def _labels(text: str, clocks: Sequence[Clock], language: str, *, alone: bool) -> Iterator[ZoneWord]:
    is_loud = not any(map(str.islower, text))
    for match in re.finditer(_LABEL, text):
        if language != "en" and not match[0].isupper():  # "à 18h et", "um 18 Uhr ist"
            continue
        label = match[0].upper()
        beside = alone or _is_beside(match, text, clocks)
        is_name = (label in _WORDS or is_loud) and not _is_apart(text, match)
        sure = label in {"UTC", "GMT"} or (len(label) > 2 and label in _abbreviations() and match[0].isupper())
        if (sure and not is_name) or (
            beside and (label in _abbreviations() or label in {"Z", "PT", "ET", "CT", "MT"})
        ):
            yield _word(match, label=label)


def _is_apart(text: str, match: re.Match[str]) -> bool:
    """Return whether letters stand by themselves, as those of a clock do, and those of a name do not."""
    before, after = re.search(r"[,;:(|\x00]\s?$", text[: match.start()]), text[match.end() :]
    return bool(before and re.match(r"\s*(?:$|[,;.)|\x00])", after))


def _is_beside(match: re.Match[str], text: str, clocks: Sequence[Clock]) -> bool:
    """Return whether the match stands right after a clock time or an offset, or after "all times are in"."""
    before = text[: match.start()]
    if _STATED.search(before) or _AFTER_OFFSET.search(before):
        return True
    return any(c.end <= match.start() and _NEAR.fullmatch(text, c.end, match.start()) for c in clocks)


def _in_words(match: re.Match[str], language: str) -> str:
    place = match["place"]
    hours = named_zones("hours")
    zone = hours.get(place.casefold()) or hours.get(place.partition(" ")[0].casefold())  # "Este de EE. UU."
    if zone and match.groupdict().get("hour"):
        return zone
    ending = match.groupdict().get("er") or ""
    forms = (
        place + ending,
        place,
        place + ending[:1],
        place + ending.removesuffix("r"),
        place.removesuffix("s"),
        re.sub(r"['\u2019]s?$|\s(?:Standard|Summer|Daylight)$", "", place),
        *(place[start:] for start in (1, 2) if place[0] >= "\u3040"),  # words are not apart: "在北京时间"
    )
    return next((zone for form in dict.fromkeys(forms) if (zone := place_zone(form, language))), "")


@cache
def _region() -> re.Pattern[str]:
    names = "|".join(sorted(named_zones("regions"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?:US|U\.S\.|USA|North\sAmerican?)[\s/-])?(?P<region>{names})"
        r"(?P<said>(?:\s(?:standard|daylight|summer|winter|time|zone|tz))+)?\b",
        re.IGNORECASE,
    )


@cache
def _abbreviations() -> frozenset[str]:
    """Return the abbreviations that are read as zones."""
    letters = {name for name in LETTERS if len(name) <= 5 and name.isalpha()}
    return frozenset(letters | named_zones("labels").keys())
