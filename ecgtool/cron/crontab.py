"""A crontab for Debian's cron, whose times are the machine's clock (crontab(5))."""

import shlex
from collections.abc import Iterator, Sequence

from ecgtool.cron.plan import SECRETS, Plan
from ecgtool.cron.times import EACH_DAY, after_meetings, merged
from ecgtool.render.plain import plain

_HEAD = """\
# Keeps the pages and the calendar of {config} true.
# Add it to yours:  (crontab -l; ecg cron render -f crontab) | crontab -
# The times are this machine's clock, {zone}: a run soon after each meeting, at each time that its end comes
# to in a year, and one a day. A run too many finds nothing to do. cron mails what goes wrong.
"""
_SECRETS = """\
# No secret is here: put ECG_WIKI_USERNAME=... and ECG_WIKI_PASSWORD=... (or ECG_WIKI_TOKEN=...), unless ecg.toml has
# a password_command, ECG_SMTP_USERNAME=... and ECG_SMTP_PASSWORD=... where the mail server asks for them, and the
# variables that it names itself into $HOME/{file}, for you alone (chmod 600).
"""


def render(plan: Plan) -> str:
    """The lines to add to a crontab."""
    head = _HEAD.format(config=" ".join(str(plan.config).split()), zone=plan.zone.key)
    return head + (_SECRETS.format(file=SECRETS) if plan.has_secrets else "") + "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    runs_of = {group.key: after_meetings(group.schedule, plan.zone, plan.now) for group in plan.groups}
    with_page = {group.key for group in plan.paged}
    for run, keys in merged(runs_of).items():
        yield f"# after {plain(', '.join(keys))}"
        if paged := [key for key in keys if key in with_page]:
            yield f"{run.cron} {_command(plan, plan.bump(str(plan.config), paged), plan.hosts)}"
        yield f"{run.cron} {_command(plan, plan.export(str(plan.config), str(plan.calendar)))}"
    yield "# once a day"
    if plan.paged:
        yield f"{EACH_DAY.cron} {_command(plan, plan.bump(str(plan.config)), plan.hosts)}"
    yield f"{EACH_DAY.cron} {_command(plan, plan.export(str(plan.config), str(plan.calendar)))}"
    if plan.announced:
        yield "# what is due of the reminders"
        yield f"{plan.reminders.cron} {_command(plan, plan.announce(str(plan.config)), plan.hosts, plan.mail_hosts)}"


def _command(plan: Plan, arguments: Sequence[str], hosts: str = "", mail: str = "") -> str:
    """The command for sh, whose secrets may go to ``hosts`` and ``mail``; cron ends it at a % without a backslash."""
    words = shlex.join([str(plan.program), *arguments])
    where = f"export ECG_WIKI_HOST={shlex.quote(hosts)}; " if hosts else ""
    where += f"export ECG_SMTP_HOST={shlex.quote(mail)}; " if mail else ""
    file = f'"$HOME/{SECRETS}"'
    source = f"if [ -r {file} ]; then set -a; . {file}; set +a; fi; " if plan.has_secrets else ""
    return f"{where}{source}{words} >/dev/null".replace("%", "\\%")
