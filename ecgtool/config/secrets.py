"""Configurations shown without their secrets: pass codes, also those inside links and numbers, and passwords."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ecgtool.config.faults import Path
from ecgtool.group import Call, Group

HIDDEN = "..."
_PASS_KEYS = {"pwd", "pass", "passcode", "passwd", "password", "pin", "token", "key", "secret"}
_CODE_IN_NUMBER = re.compile(r"\*(\d{3,})#")
_USER_INFO = re.compile(r"(?<=://)[^/@\s:]*:[^/@\s]*(?=@)")
_PASS_PARAMETER = re.compile(rf"([?&;#]({'|'.join(sorted(_PASS_KEYS))})=)[^&;#\s\"']+", re.IGNORECASE)


def without_secrets(text: str, group: Group) -> str:
    """``text`` with the pass codes of ``group``, and what looks like a secret in links and numbers, hidden."""
    text = _PASS_PARAMETER.sub(rf"\1{HIDDEN}", _USER_INFO.sub(HIDDEN, text))
    text = _CODE_IN_NUMBER.sub(f"*{HIDDEN}#", text)
    for code in sorted(_codes(group.call), key=len, reverse=True):
        text = re.sub(rf"(?<![^\W_]){re.escape(code)}(?![^\W_])", HIDDEN, text)
    return text


def shown_setting(path: Path, value: Any, group: Group) -> Any:  # noqa: ANN401  whatever TOML has
    """``value`` of the key at ``path`` as it may be shown; of what is asked for with ``ping``, the host alone."""
    match value:
        case str() if path[-1] == "passcode":
            return HIDDEN
        case str() if path[-1] == "ping":
            return "{0.scheme}://{0.hostname}/{1}".format(urlsplit(value), HIDDEN)
        case str():
            return without_secrets(value, group)
        case list():
            return [shown_setting(path, member, group) for member in value]
        case dict():
            return {key: shown_setting((*path, key), member, group) for key, member in value.items()}
    return value


def code_in_link(link: str) -> str:
    """The name of the part of ``link`` that holds a pass code; empty where it has none."""
    parts = urlsplit(link)
    named = (*parse_qsl(parts.query), *parse_qsl(parts.fragment))
    return next((name for name, value in named if name.lower() in _PASS_KEYS and value), "")


def _codes(call: Call) -> set[str]:
    taps = (code for tap in call.one_tap for code in _CODE_IN_NUMBER.findall(tap.dial))
    parts = urlsplit(call.join)
    in_link = (value for name, value in parse_qsl(parts.query) if name.lower() in _PASS_KEYS)
    return {code for code in (call.passcode, *taps, *in_link) if len(code) >= 3}
