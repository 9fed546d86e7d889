"""Regular expressions (ECMA 262) by which JSON Schema knows the texts of the configuration.

They let through all that is read, and keep away most of what is not: whether the days of a month are there, say, is
for the reader to find.
"""

from collections.abc import Iterable

from ecgtool.config.rules import EVERY_UNITS, ON_WORDS
from ecgtool.template import FIELDS

_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?"


def _any_case(words: Iterable[str]) -> str:
    letters = (("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word)) for word in sorted(words))
    return f"({'|'.join(letters)})"


DATE = f"^{_DAY}$"
MOMENT = f"^{_DAY}[T ]{_CLOCK}$"
DATE_OR_MOMENT = f"^{_DAY}([T ]{_CLOCK})?$"
CLOCK = r"^([01]?\d|2[0-3]):[0-5]\d$"
DURATION = r"^(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$"
EVERY = rf"^\s*([1-9]\d{{0,2}}\s+)?{_any_case(EVERY_UNITS)}[sS]?\s*$"
ON = rf"^[\s,&]*({_any_case({*ON_WORDS, 'and'})}([\s,&]+|$))+$"
LINK = r"^\s*([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+)?\s*$"
WEB_LINK = r"^\s*(https?://[^\s/<>\"]+[^\s<>\"]*)?\s*$"
HOLIDAYS = r"^\s*[A-Za-z]{2,3}(-.+)?\s*$"
TEMPLATE = rf"^([^{{}}]|\{{\{{|\}}\}}|\{{({'|'.join(FIELDS)})\}})+$"
