"""Services and a timer for systemd, whose times name the group's own zone (systemd.time(7))."""

from collections.abc import Iterator, Mapping, Sequence

from ecgtool.cron.plan import SECRETS, CronPlan
from ecgtool.cron.times import EACH_DAY, after_meetings
from ecgtool.render.plain import plain

_HEAD = """\
# Units. Save each part under the name above it, then:
#   systemctl --user daemon-reload && systemctl --user enable --now {timers}
#   loginctl enable-linger      (so that it runs while you are not logged in)
"""
_SERVICE = """\
# ~/.config/systemd/user/{name}.service
[Unit]
Description={what} of {config}
Documentation=man:ecg(1)
{wants}
[Service]
Type=oneshot
{hosts}{secrets}ExecStart={command}
TimeoutStartSec=30min
"""
_SECRETS = """\
# ECG_WIKI_USERNAME=... and ECG_WIKI_PASSWORD=... (or ECG_WIKI_TOKEN=...), unless ecg.toml has a password_command,
# and the variables that it names itself, in a file for you alone (chmod 600).
EnvironmentFile=-%h/{file}
"""
_REMINDERS = """\
# ~/.config/systemd/user/ecg-announce.timer
[Unit]
Description=Run ecg for reminders

[Timer]
OnCalendar={calendar}
AccuracySec=1min

[Install]
WantedBy=timers.target
"""
_TIMER = """\
# ~/.config/systemd/user/ecg.timer
[Unit]
Description=Run ecg soon after each meeting, and once a day

[Timer]
{calendars}
AccuracySec=1min
Persistent=true

[Install]
WantedBy=timers.target
"""


def render(plan: CronPlan) -> str:
    """Return the units, each below its name: a timer, a service for each command, and a timer for reminders."""
    head = _HEAD.format(timers="ecg.timer ecg-announce.timer" if plan.announced else "ecg.timer")
    timer = _TIMER.format(calendars="\n".join(_calendars(plan)))
    first, *others = _services(plan)
    reminders = [_reminders(plan), _REMINDERS.format(calendar=plan.reminders.calendar)] if plan.announced else []
    return "\n".join((head, first, timer, *others, *reminders))


def _services(plan: CronPlan) -> Iterator[str]:
    """Yield a service for each command, so that none waits for another or hides its failure.

    The timer starts that of the calendar, and this the others.
    """
    config, wiki = str(plan.config), {"ECG_WIKI_HOST": plan.hosts}
    others: list[tuple[str, str, Sequence[str], Mapping[str, str]]] = []
    if plan.site:
        others.append(("ecg-site", "Build the site", plan.build_site(config, plan.site), {}))
    if plan.paged:
        others.append(("ecg-bump", "Keep the pages true", plan.bump(config), wiki))
    if plan.following:
        others.append(("ecg-follow", "Compare the groups that follow a calendar", plan.follow(config), {}))
    wants = "".join(f"Wants={name}.service\n" for name, *_ in others)
    export = plan.export(config, str(plan.calendar))
    yield _service(plan, "ecg", "Export the calendar", export, {}, wants=wants)
    for name, what, arguments, hosts in others:
        yield _service(plan, name, what, arguments, hosts)


def _reminders(plan: CronPlan) -> str:
    hosts = {"ECG_WIKI_HOST": plan.hosts, "ECG_SMTP_HOST": plan.mail_hosts}
    what, arguments = "Send what is due of the reminders", plan.announce(str(plan.config))
    return _service(plan, "ecg-announce", what, arguments, hosts)


def _service(
    plan: CronPlan,
    name: str,
    what: str,
    arguments: Sequence[str],
    hosts: Mapping[str, str],
    *,
    wants: str = "",
) -> str:
    """Return the service that runs one command, whose secrets may go to ``hosts``."""
    return _SERVICE.format(
        name=name,
        what=what,
        config=_escaped(" ".join(str(plan.config).split())),
        wants=wants,
        hosts="".join(f"Environment={_quoted(f'{key}={value}')}\n" for key, value in hosts.items() if value),
        secrets=_SECRETS.format(file=SECRETS) if plan.has_secrets else "",
        command=" ".join(_quoted(word) for word in (str(plan.program), *arguments)),
    )


def _calendars(plan: CronPlan) -> Iterator[str]:
    for group in plan.groups:
        zone = group.schedule.zone
        for run in after_meetings(group.schedule, zone, plan.now):
            yield f"# after {plain(group.key)}"
            yield from (f"OnCalendar={calendar} {zone.key}" for calendar in run.calendars)
    yield "# once a day"
    yield from (f"OnCalendar={calendar}" for calendar in EACH_DAY.calendars)


def _quoted(word: str) -> str:
    """Return a word of a command line, quoted (systemd.service(5), "Command lines")."""
    escaped = _escaped(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"' if not escaped or any(c.isspace() or c in "'\";\\" for c in escaped) else escaped


def _escaped(text: str) -> str:
    """Return ``text`` for a unit, where a single % begins a specifier (systemd.unit(5))."""
    return text.replace("%", "%%")
