"""Regular expressions (ECMA 262) by which JSON Schema knows the texts of the configuration.

They let through all that is read, and keep away most of what is not: whether the days of a month are there, say, is
for the reader to find.
"""

_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?"

DATE = f"^{_DAY}$"
MOMENT = f"^{_DAY}[T ]{_CLOCK}$"
DATE_OR_MOMENT = f"^{_DAY}([T ]{_CLOCK})?$"
CLOCK = r"^([01]?\d|2[0-3]):[0-5]\d$"
DURATION = r"^(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$"
LINK = r"^\s*([A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]+)?\s*$"
WEB_LINK = r"^\s*(https?://[^\s/<>\"]+[^\s<>\"]*)?\s*$"
SMTP = r"^\s*smtps?://[^\s/?#<>\"]+/?\s*$"
HOLIDAYS = r"^\s*[A-Za-z]{2,3}(-.+)?\s*$"
PASSCODE_VARIABLE = r"^ECG_PASSCODE[A-Za-z0-9_]*$"
LANGUAGE = r"^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\s*$"
VARIABLE = r"^[A-Za-z_][A-Za-z0-9_]*$"
