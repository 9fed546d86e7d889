"""A service and a timer for systemd, whose times name the group's own zone (systemd.time(7))."""

from collections.abc import Iterator, Sequence

from ecgtool.cron.plan import SECRETS, CronPlan
from ecgtool.cron.times import EACH_DAY, after_meetings
from ecgtool.render.plain import plain

_HEAD = """\
# Units. Save each part under the name above it, then:
#   systemctl --user daemon-reload && systemctl --user enable --now {timers}
#   loginctl enable-linger      (so that it runs while you are not logged in)
"""
_SERVICE = """\
# ~/.config/systemd/user/ecg.service
[Unit]
Description=Keep the pages and the calendar of {config} true
Documentation=man:ecg(1)

[Service]
Type=oneshot
{hosts}{secrets}{commands}
TimeoutStartSec=15min
"""
_SECRETS = """\
# ECG_WIKI_USERNAME=... and ECG_WIKI_PASSWORD=... (or ECG_WIKI_TOKEN=...), unless ecg.toml has a password_command,
# and the variables that it names itself, in a file for you alone (chmod 600).
EnvironmentFile=-%h/{file}
"""
_REMINDERS = """\
# ~/.config/systemd/user/ecg-announce.service
[Unit]
Description=Send what is due of the reminders of {config}
Documentation=man:ecg(1)

[Service]
Type=oneshot
{hosts}{secrets}{command}
TimeoutStartSec=30min

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
    """Return the units, each below its name: a service and a timer, and two more for reminders."""
    service = _SERVICE.format(
        config=_escaped(" ".join(str(plan.config).split())),
        hosts=f"Environment={_quoted(f'ECG_WIKI_HOST={plan.hosts}')}\n" if plan.hosts else "",
        secrets=_SECRETS.format(file=SECRETS) if plan.has_secrets else "",
        commands="\n".join(_commands(plan)),
    )
    head = _HEAD.format(timers="ecg.timer ecg-announce.timer" if plan.announced else "ecg.timer")
    timer = _TIMER.format(calendars="\n".join(_calendars(plan)))
    return "\n".join((head, service, timer, *([_reminders(plan)] if plan.announced else [])))


def _reminders(plan: CronPlan) -> str:
    variables = (("ECG_WIKI_HOST", plan.hosts), ("ECG_SMTP_HOST", plan.mail_hosts))
    return _REMINDERS.format(
        config=_escaped(" ".join(str(plan.config).split())),
        hosts="".join(f"Environment={_quoted(f'{name}={hosts}')}\n" for name, hosts in variables if hosts),
        secrets=_SECRETS.format(file=SECRETS),
        command=f"ExecStart={_words(plan, plan.announce(str(plan.config)))}",
        calendar=plan.reminders.calendar,
    )


def _commands(plan: CronPlan) -> Iterator[str]:
    """Yield the commands, the calendar first; if that or the site fails, the others are run all the same."""
    yield f"ExecStart=-{_words(plan, plan.export(str(plan.config), str(plan.calendar)))}"
    if plan.site:
        yield f"ExecStart=-{_words(plan, plan.build_site(str(plan.config), plan.site))}"
    if plan.paged:
        yield f"ExecStart={_words(plan, plan.bump(str(plan.config)))}"
    if plan.following:
        yield f"ExecStart={_words(plan, plan.follow(str(plan.config)))}"


def _calendars(plan: CronPlan) -> Iterator[str]:
    for group in plan.groups:
        zone = group.schedule.zone
        for run in after_meetings(group.schedule, zone, plan.now):
            yield f"# after {plain(group.key)}"
            yield from (f"OnCalendar={calendar} {zone.key}" for calendar in run.calendars)
    yield "# once a day"
    yield from (f"OnCalendar={calendar}" for calendar in EACH_DAY.calendars)


def _words(plan: CronPlan, arguments: Sequence[str]) -> str:
    return " ".join(_quoted(word) for word in (str(plan.program), *arguments))


def _quoted(word: str) -> str:
    """Return a word of a command line, quoted (systemd.service(5), "Command lines")."""
    escaped = _escaped(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"' if not escaped or any(c.isspace() or c in "'\";\\" for c in escaped) else escaped


def _escaped(text: str) -> str:
    """Return ``text`` for a unit, where a single % begins a specifier (systemd.unit(5))."""
    return text.replace("%", "%%")
