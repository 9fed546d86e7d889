"""Write what a bump makes of a page, and what a check finds on it, as text and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ecgtool.render.plain import plain
from ecgtool.targets.interface import Outcome
from ecgtool.upkeep.bump import PageBump

if TYPE_CHECKING:
    from ecgtool.upkeep.check import PageFinding


def bump_json(group: str, page: str, outcome: Outcome[PageBump], diff: str) -> dict[str, Any]:
    """Return a bump of the page of ``group``, made or only planned, whose difference is ``diff``."""
    plan = outcome.plan.bumps[group]
    return {
        "group": group,
        "page": page,
        "changed": plan.changed,
        "written": outcome.written,
        "old": plan.old,
        "new": plan.new,
        "diff": diff,
        "revision": outcome.revision,
    }


def findings_json(page: str, findings: "Sequence[PageFinding]") -> dict[str, Any]:
    """Return the answer of ``wiki check -f json``."""
    return {"page": page, "findings": [asdict(finding) for finding in findings]}


def findings_text(page: str, findings: "Sequence[PageFinding]") -> str:
    """Return a line for each finding, with colons between page, line, code and message."""
    return "".join(plain(f"{page}:{one.line}: {one.code}: {one.message}") + "\n" for one in findings)
