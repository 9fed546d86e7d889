"""The text of a configuration file with the exceptions of one group's schedule changed."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ecgtool.config.edit.rewriting import rewritten
from ecgtool.config.load import Config, load_text
from ecgtool.group import Schedule
from ecgtool.schedule.replan import ArrayEdit

Plan = Callable[[Schedule], Iterable[ArrayEdit]]
"""From a schedule to the edits of it; none where it is as it should be."""


def edited(text: str, path: Path, environ: Mapping[str, str], group: str, plan: Plan) -> str:
    """``text`` of the file ``path`` after ``plan`` for ``group``: a text without faults, like the one before.

    Raises:
        ConfigError: the file has faults, or would have.
        UsageError: the plan cannot be made, or not be written; or there is no such group.
    """
    schedule = _schedule(load_text(text, path, environ), group)
    edits = list(plan(schedule))
    if not edits:
        return text
    new = rewritten(text, ("groups", group, "schedule"), edits)
    load_text(new, path, environ)
    return new


def _schedule(config: Config, group: str) -> Schedule:
    return config.select([group])[0].schedule
