"""Reading the API's answers by a path into them; a value of another type than expected counts as missing."""

import json
from collections.abc import Mapping
from typing import Any

from ecgtool.targets.mediawiki.failures import Unknown

Answer = Mapping[str, Any]

_OWN_KEYS = {"query", "login", "edit", "error", "errors", "warnings", "batchcomplete", "continue", "curtimestamp"}
"""The keys of the API's answers: each answer has at least one of them."""


def parse_answer(body: bytes) -> Answer | None:
    """Return the JSON object in ``body``; None where it is not one."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def part(answer: object, *path: str) -> object:
    """Return whatever stands under ``path``; None where something on the way is missing or is no object."""
    for key in path:
        if not isinstance(answer, dict):
            return None
        answer = answer.get(key)
    return answer


def text(answer: object, *path: str) -> str:
    """Return the string under ``path``, or an empty one."""
    found = part(answer, *path)
    return found if isinstance(found, str) else ""


def number(answer: object, *path: str) -> int:
    """Return the whole number under ``path``, or 0, which is no revision's."""
    found = part(answer, *path)
    return found if isinstance(found, int) else 0


def table(answer: object, *path: str) -> Answer:
    """Return the object under ``path``, or an empty one."""
    found = part(answer, *path)
    return found if isinstance(found, dict) else {}


def objects(answer: object, *path: str) -> list[Answer]:
    """Return the objects in the array under ``path``."""
    found = part(answer, *path)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def strings(answer: object, *path: str) -> list[str]:
    """Return the strings in the array under ``path``, sorted."""
    found = part(answer, *path)
    return sorted(entry for entry in found if isinstance(entry, str)) if isinstance(found, list) else []


def continued(answer: object) -> dict[str, str]:
    """Return the parameters that ask for the rest of an answer (API:Continue); none where it is whole."""
    return {key: str(value) for key, value in table(answer, "continue").items()}


def error_code(answer: object) -> str:
    """Return the code of the first error in an answer, in any of the API's forms; empty where there is none."""
    coded = (text(error, "code") for error in objects(answer, "errors"))
    return text(answer, "error", "code") or next(filter(None, coded), "")


def is_own(answer: Answer) -> bool:
    """Return whether an answer is the API's: it has one of its keys, and an error in it has a code."""
    failed = part(answer, "error") is not None or part(answer, "errors")
    return not _OWN_KEYS.isdisjoint(answer) and (not failed or bool(error_code(answer)))


def error_text(answer: object) -> str:
    """Return what the wiki says about the first error: why it is read-only, or else what the code means."""
    first = next(iter(objects(answer, "errors")), {})
    told = (
        text(answer, "error", "readonlyreason"),
        text(first, "data", "readonlyreason"),
        text(answer, "error", "info"),
        text(first, "text"),
    )
    return next(filter(None, told), "")


def garbled(what: str) -> Unknown:
    """Return the error for an answer in which ``what`` is missing."""
    return Unknown(
        f"the wiki's answer holds no {what}", "run it again later, and see whether wiki.api is right", tries=3
    )
