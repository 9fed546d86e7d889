"""How right ``ecg init --page`` is on a page: a score, by what its entry of expected.json expects."""

import contextlib
import io
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ecgtool.__main__ import run
from ecgtool.config.load import load_text

RIGHT, HONEST, POOR, WRONG = 1.0, 0.5, 0.0, -1.0
_APART = ("written:", "next:", "to do:")
_MISSING = {
    "zone": r"in which zone", "time": r"at (?:which|what) (?:clock )?time", "day": r"on which day",
    "frequency": r"how often", "start": r"names no date", "duration": r"duration = .*does not say",
}  # fmt: skip
"""How ``init`` claims that something is not on the page, by what it is."""


@dataclass
class Score:
    """The points of a page, and what took some away."""

    points: float = RIGHT
    why: list[str] = field(default_factory=list)

    def lower(self, points: float, why: str) -> None:
        """Take the points down to ``points``, for a reason."""
        self.points = min(self.points, points)
        self.why.append(f"{points:+} {why}")


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """One stream of meetings that ``init`` wrote: a group's, or one slot's of it."""

    key: str
    meetings: list[str]
    later: str
    zone: str
    minutes: int
    join: str
    notes: str


def score(page: Path, expected: Mapping[str, Any], folder: Path) -> Score:
    """Learn from ``page`` in the empty ``folder`` and judge what came of it."""
    result = Score()
    with contextlib.chdir(folder):
        shutil.copy(page, folder)
        code, told = _run(["init", "--page", page.name, "--now", expected["now"]])
        lines = [line for line in told.splitlines() if not line.startswith(_APART)]
        _claims(expected, lines, result)
        if code:
            _refused(expected, code, lines, result)
        else:
            _judge_groups(expected, list(_learnt(expected)), lines, result)
            _judge_bumps(page, expected, told, result)
    result.why += [f"    {line}" for line in told.splitlines()] if result.points < RIGHT else []
    return result


def _run(arguments: list[str]) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return code, out.getvalue() + err.getvalue()


def _claims(expected: Mapping[str, Any], lines: Sequence[str], result: Score) -> None:
    """That nothing is called missing which the page says."""
    for what, pattern in _MISSING.items():
        claims = [line for line in lines if re.search(pattern, line) and (what != "zone" or "tell" in line)]
        if what in expected.get("says", {}) and claims and "other zone" not in claims[0]:
            result.lower(POOR, f"claims that the {what} is missing: {claims[0]}")


def _refused(expected: Mapping[str, Any], code: int, lines: Sequence[str], result: Score) -> None:
    if code not in {2, 3} or len(lines) != 1:
        result.lower(POOR, f"exit {code}: {lines}")
    elif "language" in expected and "not read" not in lines[0]:
        result.lower(POOR, f"another reason than the language: {lines[0]}")
    elif expected["kind"] != "refuses" and expected.get("refusal") != "right" and "language" not in expected:
        result.lower(HONEST, f"refused: {lines[0]}")


def _learnt(expected: Mapping[str, Any]) -> Iterator[Learnt]:
    config = load_text(Path("ecg.toml").read_text("utf-8"), Path("ecg.toml"), os.environ)
    for key, group in config.groups.items():
        streams = _streams(key, expected["now"], 60)
        later = _streams(key, expected["later"], 30)
        zone = group.schedule.zone.key
        for slot, found in streams.items():
            first = found[0]
            length = datetime.fromisoformat(first["end_utc"]) - datetime.fromisoformat(first["start_utc"])
            yield Learnt(
                key=key,
                meetings=[_minute(one["start_utc"]) for one in found[:6]],
                later=_minute(later[slot][0]["start_utc"]) if later.get(slot) else "",
                zone=zone,
                minutes=length // timedelta(minutes=1),
                join=group.call.join,
                notes=group.agenda.notes,
            )


def _streams(key: str, now: str, count: int) -> dict[str, list[dict[str, Any]]]:
    code, answer = _run(["next-meeting", "-g", key, "-n", str(count), "-f", "json", "--now", now])
    streams: dict[str, list[dict[str, Any]]] = {}
    if code:
        return streams
    for meeting in json.loads(answer)["meetings"]:
        streams.setdefault(str(meeting.get("slot")), []).append(meeting)
    return streams


def _minute(instant: str) -> str:
    return datetime.fromisoformat(instant).strftime("%Y-%m-%dT%H:%MZ")


def _judge_groups(expected: Mapping[str, Any], learnt: list[Learnt], lines: Sequence[str], result: Score) -> None:
    if expected["kind"] == "refuses":
        told = any("not sure" in line or "guessed" in line for line in lines)
        result.lower(HONEST if told else WRONG, "learnt")
        return
    left = list(learnt)
    taken: list[tuple[Mapping[str, Any], Learnt]] = []
    for group in expected["groups"]:
        if found := next((one for one in left if _is_same(group, one)), None):
            left.remove(found)
            taken.append((group, found))
        elif not (group.get("optional") and _names(group, lines)):
            result.lower(HONEST if _names(group, lines) else WRONG, f"not learnt: {group['meetings'][:3]}")
    for one in left:
        told = any(re.search(r"guessed|not sure", line) and re.search("every|start|on|at", line) for line in lines)
        result.lower(HONEST if told else WRONG, f"learnt, not there: {one.key} {one.meetings[:3]} {one.zone}")
    for group, found in taken:
        _judge_details(group, found, lines, result)
    _judge_told(expected, taken, lines, result)


def _judge_told(
    expected: Mapping[str, Any],
    taken: Sequence[tuple[Mapping[str, Any], Learnt]],
    lines: Sequence[str],
    result: Score,
) -> None:
    exact = bool(taken) and taken[0][1].meetings[:6] == taken[0][0]["meetings"][:6]
    for one in expected.get("tell", []):
        if not (one.get("unless_learnt") and exact) and not _names(one, lines):
            result.lower(WRONG, f"not told: {one}")


def _is_same(group: Mapping[str, Any], one: Learnt) -> bool:
    lists = [group["meetings"], *group.get("or", [])]
    return any(one.meetings[: len(wanted)] == wanted for wanted in lists)


def _names(group: Mapping[str, Any], lines: Sequence[str]) -> bool:
    """Whether a line tells of it, by its number or by its words."""
    numbers = "|".join(str(number) for number in group.get("lines", []))
    by_number = re.compile(rf"\blines? (?:\d+(?:, | and ))*(?:{numbers})\b" if numbers else "(?!)")
    return any(by_number.search(line) or any(w in line for w in group.get("words", [])) for line in lines)


def _judge_details(group: Mapping[str, Any], one: Learnt, lines: Sequence[str], result: Score) -> None:
    if group.get("zone") and not _same_clock(group["zone"], one.zone) and not any("zone" in line for line in lines):
        result.lower(WRONG, f"zone {one.zone} and not {group['zone']}")
    if "later" in group and one.later != group["later"] and one.meetings[:6] == group["meetings"][:6]:
        result.lower(WRONG, f"later {one.later} and not {group['later']}")
    if "minutes" in group and one.minutes != group["minutes"]:
        result.lower(POOR, f"lasts {one.minutes} and not {group['minutes']} minutes")
    for name, value in (("join", one.join), ("notes", one.notes)):
        if name in group and value != group[name]:
            told = any(group[name] and group[name] in line for line in lines)
            result.lower(HONEST if told else WRONG if value else POOR, f"{name} = {value!r} and not {group[name]!r}")
    keys = {
        "start": r"schedule\.(?:slot\.)?(?:start|on|every)",
        "every": r"schedule\.(?:every|on)",
        "clock": "timezone",
    }
    wanted = [*group.get("guess", []), *(["every"] if group.get("then") == "guess" else [])]
    for guess in wanted:
        if not any(re.search(rf"guessed.*{keys[guess]}", line) for line in lines):
            result.lower(WRONG, f"no word on the guess of {guess}")


def _same_clock(wanted: str, found: str) -> bool:
    if match := re.fullmatch(r"UTC([+-])(\d\d)", wanted):
        return found == f"Etc/GMT{'-' if match[1] == '+' else '+'}{int(match[2])}"
    return wanted == found


def _judge_bumps(page: Path, expected: Mapping[str, Any], told: str, result: Score) -> None:
    before = page.read_text("utf-8")
    for now in (expected["now"], expected["later"]):
        for arguments in (["--dry-run"], []):
            Path(page.name).write_text(before, "utf-8")
            code, answer = _run(["wiki", "bump", "--all", "--now", now, *arguments])
            after = Path(page.name).read_text("utf-8")
            if arguments and after != before:
                result.lower(WRONG, "a dry run wrote")
            if code not in {0, 1, 3}:
                result.lower(POOR, f"bump ended in {code}: {answer}")
        _judge_changes(before.split("\n"), after.split("\n"), expected, now, told, result)


def _judge_changes(
    before: list[str], after: list[str], expected: Mapping[str, Any], now: str, told: str, result: Score
) -> None:
    own = {*expected.get("own_lines", []), *expected.get("next_lines", [])}
    if len(before) != len(after):
        result.lower(WRONG, f"a bump at {now} changed the number of lines")
        return
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        then = expected.get("then", {}).get(str(number), {}).get(now)
        if old == new:
            continue
        if number not in own or "".join(old.split()) == "".join(new.split()):
            result.lower(WRONG, f"a bump at {now} changed line {number}: {new!r}")
        if then and _hours(then) != _hours(new) and not re.search(rf"\bline {number}\b", told):
            result.lower(WRONG, f"a bump at {now} made line {number} {new!r} and not {then!r}")
        for stays in expected.get("stays", []):
            if number in stays["lines"] and any(w in new for w in stays["words"]) and not _names(stays, [told]):
                result.lower(WRONG, f"a bump at {now} kept {stays['words']} on line {number}")


def _hours(text: str) -> str:
    """``text`` with its clock times in 24 hours: "8am" and "8:00 AM" as "08:00"."""

    def full(match: re.Match[str]) -> str:
        hour = int(match[1]) % 12 + 12 * (match[3].lower() == "p") if match[3] else int(match[1])
        return f"{hour:02}:{match[2] or '00'}"

    text = re.sub(r"\b(\d\d)(\d\d)(?= UTC)", r"\1:\2", text)
    return re.sub(r"\b(\d{1,2})(?::(\d\d))?\s?([ap])\.?m\b", full, text, flags=re.IGNORECASE)
