"""Say what to type about what the core found: the sentences that name commands.

A command in them stands between backticks. ``SharedOptions.completed`` adds the options of its run, such as ``-c``.
"""

import shlex
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ecgtool.wording.spelling import first_of

if TYPE_CHECKING:
    from ecgtool.group import Group
    from ecgtool.runs.record import Exported
    from ecgtool.upkeep.bump import OtherDate
    from ecgtool.upkeep.check import PageFinding

_NAMED = 5
_ABOUT_FINDINGS = {
    "edited-block": "; `ecg wiki bump --force` fills it.",
    "stale-block": ": `ecg wiki bump` fills it.",
    "cancelled-on-page": ": `ecg cancel --from-page` puts it there.",
}


def new_file_words(about: str) -> str:
    """Return the comment at the top of a new ``ecg.toml``. ``about`` is one line on where it is from."""
    return (
        f"# {about}\n# `ecg config check` tells what is wrong in this file, `ecg next-meeting -n 3` what it means.\n"
    )


def holiday_words(day: date, names: str, group: "Group", default_group: str | None) -> str:
    """Return the hint that a meeting of ``group`` on ``day`` falls on these holidays, and how to cancel it."""
    option = "" if group.key == default_group else f" -g {group.key}"
    return f"{day:%B} {day.day}: {names}: `ecg cancel {day}{option}`?"


def shared_holiday_words(day: date, names: str, keys: Sequence[str]) -> str:
    """Return the hint that several groups, with these ``keys``, meet on ``day``, and how to cancel each."""
    return f"{names}: {len(keys)} groups meet: {first_of(keys, _NAMED)}: `ecg cancel {day} -g GROUP`?"


def finding_words(finding: "PageFinding") -> str:
    """Return the message of what was found on a page, with what to type about it."""
    remedy = _ABOUT_FINDINGS.get(finding.code, "")
    if finding.code == "cancelled-on-page" and not finding.expected:
        remedy = ": `ecg cancel DATE` does."
    return f"{finding.message.removesuffix('.')}{remedy}" if remedy else finding.message


def export_words(command: str, output: str, exported: "Exported", keys: Sequence[str]) -> str:
    """Return the ``command`` that writes ``output`` as it was written before. ``keys`` are those of all groups."""
    options = ["-o", output]
    if {*keys} != {*exported.groups}:
        options += [word for key in exported.groups for word in ("-g", key)]
    elif keys[1:]:
        options.append("--all")
    about = exported.options
    for option, end in (("from", date.min), ("until", date.max)):
        options += [f"--{option}", about[option]] if about.get(option, str(end)) != str(end) else []
    options += ["--alarm", f"{about['alarm'] / 60:g}m"] if about.get("alarm") is not None else []
    options += ["--hide-passcode"] if about.get("hide_passcode") else []
    return f"`ecg {command} {shlex.join(options)}`"


def other_date_words(found: "OtherDate") -> str:
    """Return what to type so that page and schedule agree: the commands for the page's date, or the schedule's."""
    planned, last = found.off
    one, group = f"{planned}T{found.at:%H:%M}" if found.at else str(planned), f" -g {found.key}"
    off = f"{planned} --to {last}" if last > planned else one
    ways = [f"if {planned} is off, `ecg cancel {off}{group}`"]
    if found.moved_to:
        day, at = found.moved_to
        ways.append(f"if it is moved, `ecg move {one} {day}T{at:%H:%M}{group}`")
    return ", ".join([*ways, f"else `ecg wiki bump --force{group}`"])
