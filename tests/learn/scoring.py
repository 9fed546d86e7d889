"""How right ``ecg init --page`` is on a page: a score, by what its entry of expected.json expects.

Every doubt counts against the tool: what is told has to be told by a line ``guessed`` or ``not sure`` about that very
group and line, a guess that is wrong is no full point, and the advice has to work when it is followed.
"""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ecgtool.__main__ import run
from ecgtool.config.load import load_text
from tests.learn.advice import advised_command, advised_line, is_whole

RIGHT, HONEST, POOR, WRONG = 1.0, 0.5, 0.0, -1.0
_APART = ("written:", "next:", "to do:")
_TELLS = re.compile(r"^(?:guessed|not sure)\b")
_MISSING = {
    "zone": r"(?:which|no|of no) (?:time )?zone", "time": r"(?:at )?(?:which|what|no) (?:clock )?(?:time|hour)\b",
    "day": r"(?:on )?(?:which|no) days?\b", "frequency": r"not .*how often|no line says a rule",
    "start": r"(?:names|gives|says) no date", "duration": r"duration = .*does not say",
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
        claims = [line for line in lines if re.search(pattern, re.sub("“[^”]*”", "“”", line))]
        if what in expected.get("says", {}) and claims:
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
        result.lower(
            HONEST if any(re.search(r"^guessed.*schedule\.(?:every|on|at)", line) for line in lines) else WRONG,
            "learnt",
        )
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
        told = _guessed(one, r"schedule\.(?:slot\S*\.)?(?:every|start|on|at|rrule)|timezone", lines)
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
    return any(
        _TELLS.match(line) and (by_number.search(line) or any(w in line for w in group.get("words", [])))
        for line in lines
    )


def _guessed(one: Learnt, keys: str, lines: Sequence[str]) -> bool:
    """Whether a line tells that a key of this group was guessed."""
    return any(re.match(rf"guessed(?: for {re.escape(one.key)})?: (?:{keys}) = ", line) for line in lines)


def _judge_details(group: Mapping[str, Any], one: Learnt, lines: Sequence[str], result: Score) -> None:
    if group.get("zone") and not _same_clock(group["zone"], one.zone):
        told = _guessed(one, "timezone", lines)
        result.lower(HONEST if told else WRONG, f"zone {one.zone} and not {group['zone']}")
    if "later" in group and one.later != group["later"] and one.meetings[:6] == group["meetings"][:6]:
        result.lower(WRONG, f"later {one.later} and not {group['later']}")
    if "minutes" in group and one.minutes != group["minutes"]:
        result.lower(POOR, f"lasts {one.minutes} and not {group['minutes']} minutes")
    for name, value in (("join", one.join), ("notes", one.notes)):
        if name in group and value != group[name]:
            told = any(group[name] and group[name] in line and _TELLS.match(line) for line in lines)
            result.lower(HONEST if told else WRONG if value else POOR, f"{name} = {value!r} and not {group[name]!r}")
    keys = {
        "start": r"schedule\.(?:slot\S*\.)?(?:start|on)",
        "every": r"schedule\.(?:slot\S*\.)?(?:every|on)",
        "clock": "timezone",
        "hour": r"schedule\.at",
    }
    wanted = [*group.get("guess", []), *(["every"] if group.get("then") == "guess" else [])]
    for guess in wanted:
        if not _guessed(one, keys[guess], lines):
            result.lower(WRONG, f"no word on the guess of {guess}")


def _same_clock(wanted: str, found: str) -> bool:
    if match := re.fullmatch(r"UTC([+-])(\d\d)", wanted):
        return found == f"Etc/GMT{'-' if match[1] == '+' else '+'}{int(match[2])}"
    return wanted == found


def _judge_bumps(page: Path, expected: Mapping[str, Any], told: str, result: Score) -> None:
    """Bump the page as it is and as the advice makes it, in both seasons; each run first on trial."""
    before = page.read_text("utf-8")
    advised = advised_line(before, told)
    if not is_whole(page, before, advised):
        result.lower(HONEST, "the advice breaks the page")
    _judge_block(page, before, told, result)
    for now in (expected["now"], expected["later"]):
        if advised.line is not None:
            undecided = _bumped(page, before, now, [], {0, 1, 3}, result)
            _judge_changes(before, undecided, {**expected, "then": {}}, now, told, result)
        forced = ["--force"] if advised.line is not None else []
        after = _bumped(page, advised.text, now, forced, {0, 1}, result)
        lines = after.split("\n")
        kept = lines if advised.line is None else [*lines[: advised.line], *lines[advised.line + 1 :]]
        _judge_changes(before, "\n".join(kept), expected, now, told, result)


def _judge_block(page: Path, before: str, told: str, result: Score) -> None:
    """Run the command that is advised for a block: it has to work, and to keep every line of the page."""
    if command := advised_command(told):
        Path(page.name).write_text(before, "utf-8")
        code, answer = _run(shlex.split(command))
        kept = re.sub(r"<!-- ecg:.*?<!-- /ecg:\w+ -->", "", Path(page.name).read_text("utf-8"), flags=re.DOTALL)
        if code or kept.split() != before.split():
            result.lower(POOR, f"{command} ended in {code}: {answer}")


def _bumped(page: Path, text: str, now: str, more: list[str], codes: set[int], result: Score) -> str:
    """The page after a bump that ends in one of the codes; a trial before it may not write."""
    Path(page.name).write_text(text, "utf-8")
    _run(["wiki", "bump", "--all", "--now", now, "--dry-run", *more])
    if Path(page.name).read_text("utf-8") != text:
        result.lower(WRONG, "a dry run wrote")
    code, answer = _run(["wiki", "bump", "--all", "--now", now, *more])
    if code not in codes:
        result.lower(POOR, f"bump ended in {code}: {answer}")
    return Path(page.name).read_text("utf-8")


def _judge_changes(before: str, after: str, expected: Mapping[str, Any], now: str, told: str, result: Score) -> None:
    pairs = list(zip(before.split("\n"), after.split("\n"), strict=False))
    if before.count("\n") != after.count("\n"):
        result.lower(WRONG, f"a bump at {now} changed the number of lines")
        return
    own = {*expected.get("own_lines", []), *expected.get("next_lines", [])}
    for number, (old, new) in enumerate(pairs, 1):
        _judge_truth(number, (old, new), expected, now, told, result)
        if old == new:
            continue
        if number not in own or re.findall(r"\s+", old) != re.findall(r"\s+", new):
            result.lower(WRONG, f"a bump at {now} changed line {number}: {new!r}")
        if len(set(_times(old))) > len(set(_times(new))):
            result.lower(WRONG, f"a bump at {now} wrote one time over another on line {number}: {new!r}")


def _judge_truth(
    number: int, line: tuple[str, str], expected: Mapping[str, Any], now: str, told: str, result: Score
) -> None:
    """That a line of the rule is true after a bump, or that what stays untrue of it was told."""
    (old, new), lines = line, told.splitlines()
    then = expected.get("then", {}).get(str(number), {}).get(now)
    if then and _hours(then) != _hours(new) and not _names({"lines": [number]}, lines):
        result.lower(POOR if old == new else WRONG, f"a bump at {now} leaves line {number} {new!r}, not {then!r}")
    for stays in expected.get("stays", []) if old != new else []:
        if number in stays["lines"] and any(w in new for w in stays["words"]) and not _names(stays, lines):
            result.lower(WRONG, f"a bump at {now} kept {stays['words']} on line {number}")


def _times(text: str) -> list[str]:
    return re.findall(r"\b\d{2}:\d{2}\b", _hours(text))


def _hours(text: str) -> str:
    """``text`` with its clock times in 24 hours: "8am" and "8:00 AM" as "08:00"."""

    def full(match: re.Match[str]) -> str:
        hour = int(match[1]) % 12 + 12 * (match[3].lower() == "p") if match[3] else int(match[1])
        return f"{hour:02}:{match[2] or '00'}"

    text = re.sub(r"\b(\d\d)(\d\d)(?= UTC)", r"\1:\2", text)
    return re.sub(r"\b(\d{1,2})(?::(\d\d))?\s?([ap])\.?m\b", full, text, flags=re.IGNORECASE)
