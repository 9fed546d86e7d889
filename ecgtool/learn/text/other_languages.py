"""Tell that words are of a language in which nothing is read: by a weekday of it, or by its script."""

import re
import unicodedata
from functools import cache

from ecgtool.wording.languages import language
from ecgtool.wording.vocabulary import LANGUAGES

_TAGS = (
    "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "ru", "uk", "be", "mk", "el", "tr", "az", "ko", "ca",
    "hr", "sr", "sl", "et", "lv", "lt", "sq", "vi", "id", "ms", "ar", "he", "th", "fa", "ur", "hi", "bn", "ta", "eu",
    "is", "ga", "cy", "eo", "sw", "gl",
)  # fmt: skip
_SCRIPTS = {
    "GREEK": "Greek", "HEBREW": "Hebrew", "HANGUL": "Korean", "THAI": "Thai", "ARMENIAN": "Armenian",
    "GEORGIAN": "Georgian",
}  # fmt: skip
"""Languages that are alone with their script, by its name in Unicode."""
_READ_SCRIPTS = ("LATIN", "CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "HALFWIDTH")
_BEFORE = {"uk": "(?:що)?", "ar": "[بولك]{0,2}(?:ال)?", "he": "[בהול]?"}
"""What may be written together with a name, before it."""
_ALIKE = {
    **dict.fromkeys(map(ord, "\u02bc\u2019\u2018"), "'"),
    **dict.fromkeys(map(ord, "أإآ"), "\N{ARABIC LETTER ALEF}"),
    0x200C: " ",
}
"""Letters and marks that few tell apart: apostrophes, forms of the alif, and what holds letters apart."""
UNNAMED = "another language"


def other_language(text: str) -> str:
    """Return the English name of a language that is not read, by a weekday of it or by its script; "" for none."""
    return by_weekday(text) or by_script(text)


def by_weekday(text: str) -> str:
    """Return the name of the language of which the text has a weekday: "another language" for one of several."""
    plain = _plain(text)
    found = [tag for tag in _TAGS if any(day[0] not in _read() for day in _weekdays(tag).finditer(plain))]
    return UNNAMED if len(found) > 1 else english_name(found[0]) if found else ""


def english_name(tag: str) -> str:
    """Return the English name of the language with that tag."""
    from babel import Locale

    return str(Locale(tag).get_display_name("en"))


def by_script(text: str) -> str:
    """Return the name of the language in whose script most of the text is; "another language" for one of several."""
    letters = [unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()]
    unread = [script for script in letters if script not in _READ_SCRIPTS]
    if len(unread) < 3 or len(unread) * 2 < len(letters):
        return ""
    return _SCRIPTS.get(max(set(unread), key=unread.count), UNNAMED)


def _plain(text: str) -> str:
    """Return a text without case, and with one form of what is written in several."""
    return unicodedata.normalize("NFC", text.casefold()).translate(_ALIKE)


@cache
def _read() -> frozenset[str]:
    """Return the full names of weekdays in the languages that are read: "mardi" is French, and no "mardo"."""
    return frozenset(_plain(day) for tag in LANGUAGES for day in language(tag).weekdays)


@cache
def _weekdays(tag: str) -> re.Pattern[str]:
    from babel.dates import get_day_names

    both = [get_day_names("wide", form, tag).values() for form in ("format", "stand-alone")]
    names = sorted({_plain(name) for forms in both for name in forms})
    return re.compile(rf"(?<!\w){_BEFORE.get(tag, '')}(?:{'|'.join(map(_form, names))})(?!\w)")


def _form(name: str) -> str:
    """Return an expression for a weekday in its cases: "szerda" and "szerdán", "wtorek" and "wtorki".

    A short name, and one that may begin an English word, keeps more of its letters.
    """
    name = name.removeprefix("ال")
    if len(name) < 5:
        return re.escape(name) + r"\w{0,2}" * (len(name) == 4)
    if name.isascii() and name[-2:] in {"ak", "ek"}:
        return rf"{name[:-2]}[ae]?k\w{{0,5}}"
    if name.isascii() and len(name) < 9:
        return rf"{name[:-1]}(?:[aeiou]|[^\W\d_a-z])\w{{0,6}}" if name[-1] in "aeiou" else rf"{name}\w{{0,6}}"
    kept = len(name) - (2 if len(name) > 5 else 1)
    return re.escape(name[:kept]) + r"\w{0,8}"
