"""A task for the Task Scheduler of Windows, whose times are the machine's clock.

The elements and their order are those of https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema.
"""

import re
import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from ecgtool.cron.plan import CronPlan
from ecgtool.cron.times import EACH_DAY, Run, after_meetings, merged_runs
from ecgtool.errors import UsageError

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TASK = """\
<?xml version="1.0"?>
<!-- Save it as ecg.xml, then: schtasks /Create /TN ecg /XML ecg.xml
     Secrets are variables of your account, which setx sets: see the description. -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Keep the pages and the calendar of {config} true.{secrets}</Description>
  </RegistrationInfo>
  <Triggers>
{triggers}
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>Queue</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT20M</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
{actions}
  </Actions>
</Task>
"""
_SECRETS = " Variables of your account that it takes: {}."
_MOST_TRIGGERS = 48
"""How many triggers a task may have."""
_TRIGGER = """\
    <CalendarTrigger>
{often}      <StartBoundary>{start}</StartBoundary>
      <Enabled>true</Enabled>
{days}
    </CalendarTrigger>"""
_OFTEN = """\
      <Repetition>
        <Interval>PT{minutes}M</Interval>
        <Duration>P1D</Duration>
      </Repetition>
"""
_WEEKLY = """\
      <ScheduleByWeek>
        <DaysOfWeek>
{days}
        </DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>"""
_DAILY = """\
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>"""
_ACTION = """\
    <Exec>
      <Command>py</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>"""


def render(plan: CronPlan) -> str:
    """Return the task, as XML: at each of the times it exports, bumps and so on, one after the other.

    Raises:
        UsageError: the Task Scheduler would take a part of a command for a variable.
    """
    return _TASK.format(
        config=escape(str(plan.config)),
        secrets=escape(_SECRETS.format(", ".join(_variables(plan)))) if plan.has_secrets else "",
        triggers="\n".join(_triggers(plan)),
        actions="\n".join(_ACTION.format(arguments=escape(_words(step))) for step in _steps(plan)),
    )


def _steps(plan: CronPlan) -> Iterator[Sequence[str]]:
    config = str(plan.config)
    yield plan.export(config, str(plan.calendar))
    if plan.paged:
        yield plan.bump(config)
    if plan.site:
        yield plan.build_site(config, plan.site)
    if plan.following:
        yield plan.follow(config)
    if plan.announced:
        yield plan.announce(config)


def _variables(plan: CronPlan) -> Iterator[str]:
    """Yield the environment variables that a run takes; those that say where a secret may go with their values."""
    if plan.on_wikis:
        yield from (f"ECG_WIKI_HOST={plan.hosts}", "ECG_WIKI_USERNAME", "ECG_WIKI_PASSWORD (or ECG_WIKI_TOKEN)")
    if plan.announced:
        yield from (f"ECG_SMTP_HOST={plan.mail_hosts}", "ECG_SMTP_USERNAME", "ECG_SMTP_PASSWORD")
    yield from (*plan.variables, *plan.calendar_variables)


def _words(arguments: Sequence[str]) -> str:
    """Return a command line that programs on Windows take apart into ``arguments``.

    The Task Scheduler puts values in place of ``%NAME%`` and ``$(NAME)``, and has no way to write them as they are.

    Raises:
        UsageError: one of the arguments holds such a thing.
    """
    if odd := [word for word in arguments if re.search(r"%[^%]+%|\$\(", word)]:
        raise UsageError(f"the Task Scheduler takes a part of {odd[0]} for a variable", "rename it")
    return subprocess.list2cmdline(["-m", "ecgtool", *arguments])


def _triggers(plan: CronPlan) -> Iterator[str]:
    runs_of = {group.key: after_meetings(group.schedule, plan.zone, plan.now) for group in plan.groups}
    found = [_trigger(run, hour, plan.now) for run in (*merged_runs(runs_of), EACH_DAY) for hour in run.hours]
    too_many = len(found) >= _MOST_TRIGGERS  # then a run an hour comes soon enough after each meeting
    yield from [] if too_many else found
    if plan.announced or too_many:
        minutes = 10 if plan.announced and not plan.reminders.cron.startswith("7 ") else 60
        start = f"{plan.now:%Y-%m-%d}T00:07:00"
        yield _TRIGGER.format(often=_OFTEN.format(minutes=minutes), start=start, days=_DAILY)


def _trigger(run: Run, hour: int, now: datetime) -> str:
    days = "\n".join(f"          <{_DAYS[day]} />" for day in run.days)
    start = f"{now:%Y-%m-%d}T{hour:02}:{run.minute:02}:00"
    return _TRIGGER.format(often="", start=start, days=_WEEKLY.format(days=days) if run.days else _DAILY)
