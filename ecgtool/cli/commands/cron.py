"""``ecg cron``."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from typer import Option

from ecgtool.cli.app import noun
from ecgtool.cli.editing import require_own_file
from ecgtool.cli.options import DryRun, command
from ecgtool.cli.session import Session
from ecgtool.config import read_zone
from ecgtool.cron.plan import CronPlan
from ecgtool.errors import UsageError
from ecgtool.text_edit import unified

app = noun("Have pages and calendars kept true without you.")

Format = Literal["crontab", "systemd", "github-actions", "kubernetes", "windows"]
Site = Annotated[str, Option("--site", metavar="DIR", help="Build the site in that folder as well.")]


@command(app, "render")
def render(
    session: Session,
    *,
    source: Annotated[
        str,
        Option(
            metavar="WHAT", help="What is installed: a file of requirements with hashes, or for Kubernetes an image."
        ),
    ] = "",
    site: Site = "",
    shards: Annotated[
        int | None, Option(min=1, max=1000, metavar="N", help="For Kubernetes: run the groups in N parts.")
    ] = None,
    form: Annotated[Format, Option("--format", "-f", help="What it is for.")] = "crontab",
) -> None:
    """Show what to install so that pages and calendars stay true.

    For all groups, or those named.

    Example: ecg cron render -f systemd
    """
    from ecgtool.cron import crontab, kubernetes, systemd, windows, workflow

    renderers = {
        "crontab": crontab,
        "systemd": systemd,
        "github-actions": workflow,
        "kubernetes": kubernetes,
        "windows": windows,
    }
    _require_use(session, form, source, shards)
    plan = replace(_plan(session), source=source, site=_folder(site, form), shards=shards or 0)
    session.answer(renderers[form].render(plan))


def _require_use(session: Session, form: Format, source: str, shards: int | None) -> None:
    """Raise where an option is given that this format, or the groups that are named, have no use for."""
    if shards and form != "kubernetes":
        raise UsageError(f"--shards is for Kubernetes, not for {form}", "leave it out, or take -f kubernetes")
    if shards and session.options.group:
        raise UsageError("--shards are parts of all groups", "leave out --group")
    if source and form not in {"kubernetes", "github-actions"}:
        raise UsageError(f"--source is for what is installed elsewhere, not for {form}", "leave it out")


@command(app, "install")
def install(session: Session, *, site: Site = "", dry_run: DryRun = False) -> None:
    """Put what `ecg cron render` shows into your crontab.

    It replaces what is there for this ecg.toml; the rest of your crontab stays.

    Example: ecg cron install --dry-run
    """
    from ecgtool.cron import crontab

    require_own_file(session, dry_run=dry_run)
    plan = replace(_plan(session), site=_folder(site, "crontab"))
    _change_crontab(session, crontab.render(plan), plan.config, dry_run=dry_run)


@command(app, "remove")
def remove(session: Session, *, dry_run: DryRun = False) -> None:
    """Take out of your crontab what is there for this ecg.toml.

    The rest of your crontab stays.

    Example: ecg cron remove --dry-run
    """
    _change_crontab(session, "", session.require_file().absolute(), dry_run=dry_run)


def _change_crontab(session: Session, part: str, config: Path, *, dry_run: bool) -> None:
    from ecgtool.cron.crontab import replaced

    before = _crontab("-l")
    after = replaced(before, part, config)
    session.answer(unified(before, after, "crontab"))
    if after == before:
        session.note("the crontab: nothing to change")
    elif dry_run:
        session.note("the crontab: nothing is written")
    elif after:
        _crontab("-", after)
    else:
        _crontab("-r")


def _crontab(argument: str, text: str = "") -> str:
    """Run ``crontab`` and return what it prints; nothing where the user has no crontab yet.

    Raises:
        UsageError: there is no such program, or it refuses.
    """
    program = shutil.which("crontab")
    if not program:
        raise UsageError("there is no crontab on this computer", "see `ecg cron render --help` for other formats")
    octets = text.encode(errors="surrogateescape")
    done = subprocess.run([program, argument], input=octets, capture_output=True, check=False)  # noqa: S603 - cron's own, no shell
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode and not (argument == "-l" and "no crontab" in said):
        raise UsageError(
            f"crontab {argument} fails: {said or f'exit code {done.returncode}'}", "mend it, or use -f systemd"
        )
    return done.stdout.decode(errors="surrogateescape") if not done.returncode else ""


def _folder(site: str, form: str) -> str:
    """Return the site's folder as the run needs it: absolute here, below the repository or the claim elsewhere."""
    if not site.isprintable():
        raise UsageError(f"{site!r} cannot stand in a line of such a file", "name another folder")
    if not site or form == "github-actions":
        return site
    return f"/data/{site}" if form == "kubernetes" and not site.startswith("/") else str(Path(site).absolute())


def _plan(session: Session) -> CronPlan:
    config = session.require_file().absolute()
    names = session.options.group
    groups = session.config.select(names, every=not names)
    included = [path.absolute() for path in session.config.groups.paths[1:]]
    odd = [
        word for word in (*map(str, (config, *included)), *(group.key for group in groups)) if not word.isprintable()
    ]
    if odd:
        raise UsageError(f"{odd[0]!r} cannot stand in a line of such a file", "rename it")
    return CronPlan(
        groups=groups,
        program=_program(),
        config=config,
        calendar=config.parent / "meetings.ics",
        zone=_machine_zone(session.environ),
        now=session.now,
        every=not names,
        limit=shutil.which("timeout") or "",
        included=included,
    )


def _program() -> Path:
    """Return where ``ecg`` is: a run that no shell starts has no PATH to find it by."""
    beside = Path(sys.executable).parent / "ecg"
    started = Path(sys.argv[0]).absolute()
    if started.name == "ecg" and os.access(started, os.X_OK):
        return started
    return beside if os.access(beside, os.X_OK) else Path(shutil.which("ecg") or "/usr/bin/ecg")


def _machine_zone(environ: Mapping[str, str]) -> ZoneInfo:
    """Return the zone of this machine's clock, which is also cron's; UTC where that cannot be told."""
    for name in (environ.get("TZ", "").lstrip(":"), os.path.realpath("/etc/localtime").rpartition("/zoneinfo/")[2]):
        try:
            return read_zone(name)
        except ValueError:
            continue
    return ZoneInfo("UTC")
