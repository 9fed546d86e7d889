"""``ecg cron``."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from typer import Option

from ecgtool.cli.app import noun
from ecgtool.cli.options import command
from ecgtool.cli.session import Session
from ecgtool.config import read_zone
from ecgtool.cron.plan import Plan
from ecgtool.errors import UsageError

app = noun("Have it all run by itself.")

Format = Literal["crontab", "systemd", "github-actions", "kubernetes"]


@command(app, "render")
def render(
    session: Session,
    *,
    form: Annotated[Format, Option("--format", "-f", help="For what.")] = "crontab",
) -> None:
    """Show what to install so that pages and calendars stay true by themselves, for every group or those named.

    Example: ecg cron render -f systemd
    """
    from ecgtool.cron import crontab, kubernetes, systemd, workflow

    renderers = {"crontab": crontab, "systemd": systemd, "github-actions": workflow, "kubernetes": kubernetes}
    session.answer(renderers[form].render(_plan(session)))


def _plan(session: Session) -> Plan:
    config = session.require_file().absolute()
    names = session.options.group
    groups = session.config.select(names, every=not names)
    odd = [word for word in (str(config), *(group.key for group in groups)) if not word.isprintable()]
    if odd:
        raise UsageError(f"{odd[0]!r} cannot stand in a line of such a file", "rename it")
    return Plan(
        groups=groups,
        program=_program(),
        config=config,
        calendar=config.parent / "meetings.ics",
        zone=_machine_zone(session.environ),
        now=session.now,
        every=not names,
    )


def _program() -> Path:
    """Where ``ecg`` is: a run that is not a shell's has no PATH to find it by."""
    beside = Path(sys.executable).parent / "ecg"
    started = Path(sys.argv[0]).absolute()
    if started.name == "ecg" and os.access(started, os.X_OK):
        return started
    return beside if os.access(beside, os.X_OK) else Path(shutil.which("ecg") or "/usr/bin/ecg")


def _machine_zone(environ: Mapping[str, str]) -> ZoneInfo:
    """The zone of this machine's clock, which is also cron's; UTC where that cannot be told."""
    for name in (environ.get("TZ", "").lstrip(":"), os.path.realpath("/etc/localtime").rpartition("/zoneinfo/")[2]):
        try:
            return read_zone(name)
        except ValueError:
            continue
    return ZoneInfo("UTC")
