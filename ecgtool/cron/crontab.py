"""A crontab for Debian's cron, whose times are the machine's clock (crontab(5))."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from ecgtool.cron.plan import SECRETS, CronPlan
from ecgtool.cron.times import EACH_DAY, after_meetings, merged_runs
from ecgtool.errors import UsageError
from ecgtool.render.plain import plain
from ecgtool.wording.spelling import first_of

LONGEST_LINE = 998
"""Bytes of a command that Vixie cron reads (MAX_COMMAND, less the line's end and the time)."""
_NAMED = 8
"""How many groups a comment names."""
_BEGIN, _END = "# begin of ecg: {}", "# end of ecg: {}"
_HEAD = """\
# Keeps the pages and the calendar of {config} true. `ecg cron install` puts this part into your crontab, and
# replaces it there; `ecg cron remove` takes it out.
# The times are this machine's clock, {zone}: a run soon after each meeting, at every hour at which it ends in
# the course of a year, and one a day. A run too many finds nothing to do. cron mails what goes wrong.
"""
_SECRETS = """\
# No secret is here. Put into $HOME/{file}, for you alone (chmod 600), a line for each of these:
# - ECG_WIKI_USERNAME=... and ECG_WIKI_PASSWORD=..., or ECG_WIKI_TOKEN=..., unless ecg.toml has a password_command
# - ECG_SMTP_USERNAME=... and ECG_SMTP_PASSWORD=..., where the mail server asks for them
# - the variables that ecg.toml names itself
"""


def render(plan: CronPlan) -> str:
    """Return the part of a crontab that is about this configuration, between two lines that mark it.

    Raises:
        UsageError: a line would be longer than cron reads.
    """
    config = " ".join(str(plan.config).split())
    head = _HEAD.format(config=config, zone=plan.zone.key) + (
        _SECRETS.format(file=SECRETS) if plan.has_secrets else ""
    )
    begin, end = marks(plan.config)
    return "\n".join((begin, head + "\n".join(_lines(plan)), end)) + "\n"


def marks(config: Path) -> tuple[str, str]:
    """Return the lines before and after the part of a crontab that is about ``config``."""
    name = " ".join(str(config).split())
    return _BEGIN.format(name), _END.format(name)


def replaced(crontab: str, part: str, config: Path) -> str:
    """Return ``crontab`` with ``part`` in place of its part about ``config``, or at its end where it has none yet.

    Raises:
        UsageError: the marks are not a pair, so that nobody knows what is between them.
    """
    begin, end = marks(config)
    lines = crontab.splitlines(keepends=True)
    bare = [line.rstrip("\r\n") for line in lines]
    if (bare.count(begin), bare.count(end)) not in {(0, 0), (1, 1)} or (
        begin in bare and bare.index(begin) > bare.index(end)
    ):
        raise UsageError("the crontab has marks of ecg that are no pair", "mend it with `crontab -e`")
    if begin in bare:
        first, last = bare.index(begin), bare.index(end)
        return "".join((*lines[:first], part, *lines[last + 1 :]))
    gap = "" if not crontab or crontab.endswith("\n") else "\n"
    return f"{crontab}{gap}{part}" if part else crontab


def _lines(plan: CronPlan) -> Iterator[str]:
    config, calendar = str(plan.config), str(plan.calendar)
    runs_of = {group.key: after_meetings(group.schedule, plan.zone, plan.now) for group in plan.groups}
    with_page = {group.key for group in plan.paged}
    export = _command(plan, plan.export(config, calendar))
    for run, keys in merged_runs(runs_of).items():
        yield f"# after {plain(first_of(keys, _NAMED))}"
        yield from (f"{run.cron} {bump}" for bump in _bumps(plan, [key for key in keys if key in with_page]))
        yield f"{run.cron} {export}"
    yield "# once a day"
    yield from (f"{EACH_DAY.cron} {bump}" for bump in _bumps(plan, [group.key for group in plan.paged]))
    yield f"{EACH_DAY.cron} {export}"
    if plan.site:
        yield f"{EACH_DAY.cron} {_command(plan, plan.build_site(config, plan.site))}"
    if plan.following:
        yield "# the organisation's calendar: cron mails where it differs"
        yield f"{EACH_DAY.cron} {_command(plan, plan.follow(config), told=True)}"
    if plan.announced:
        yield "# what is due of the reminders"
        yield f"{plan.reminders.cron} {_command(plan, plan.announce(config), plan.hosts, plan.mail_hosts)}"


def _bumps(plan: CronPlan, keys: Sequence[str]) -> Iterator[str]:
    """Yield the command that brings these groups' pages up to date; one for each group where it would be too long."""
    if not keys:
        return
    together = plan.bump(str(plan.config), keys)
    if keys[1:] and len(_line(plan, together, plan.hosts).encode(errors="surrogateescape")) > LONGEST_LINE:
        for key in keys:
            yield _command(plan, plan.bump(str(plan.config), [key]), plan.hosts)
    else:
        yield _command(plan, together, plan.hosts)


def _command(plan: CronPlan, arguments: Sequence[str], hosts: str = "", mail: str = "", *, told: bool = False) -> str:
    line = _line(plan, arguments, hosts, mail, told=told)
    if (length := len(line.encode(errors="surrogateescape"))) > LONGEST_LINE:
        raise UsageError(
            f"a line of {length} bytes is longer than cron reads",
            "leave out -g to take every group, or name fewer",
        )
    return line


def _line(plan: CronPlan, arguments: Sequence[str], hosts: str = "", mail: str = "", *, told: bool = False) -> str:
    """Return the command for sh, whose secrets may go to ``hosts`` and ``mail``.

    Its output is thrown away, unless it is to be ``told`` by mail. Each % gets a backslash, or cron would end the
    command there (crontab(5)).
    """
    words = shlex.join([*([plan.limit, "20m"] if plan.limit else []), str(plan.program), *arguments])
    where = f"export ECG_WIKI_HOST={shlex.quote(hosts)}; " if hosts else ""
    where += f"export ECG_SMTP_HOST={shlex.quote(mail)}; " if mail else ""
    file = f'"$HOME/{SECRETS}"'
    source = f"if [ -r {file} ]; then set -a; . {file}; set +a; fi; " if plan.has_secrets else ""
    return f"{where}{source}{words}{'' if told else ' >/dev/null'}".replace("%", "\\%")
