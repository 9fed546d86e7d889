"""A task for the Task Scheduler of Windows, whose times are the machine's clock.

The elements and their order are those of https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema.
"""

import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from ecgtool.cron.plan import Plan
from ecgtool.cron.times import EACH_DAY, Run, after_meetings, merged

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TASK = """\
<?xml version="1.0"?>
<!-- Save it as ecg.xml, then: schtasks /Create /TN ecg /XML ecg.xml
     Secrets are variables of your account: setx ECG_WIKI_HOST "{hosts}", ECG_WIKI_USERNAME, ECG_WIKI_PASSWORD -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Keep the pages and the calendar of {config} true</Description>
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


def render(plan: Plan) -> str:
    """The task, as XML: it exports, bumps and so on at each of the times, one after the other."""
    return _TASK.format(
        hosts=plan.hosts or "wiki.example.org",
        config=escape(str(plan.config)),
        triggers="\n".join(_triggers(plan)),
        actions="\n".join(_ACTION.format(arguments=escape(_words(step))) for step in _steps(plan)),
    )


def _steps(plan: Plan) -> Iterator[Sequence[str]]:
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


def _words(arguments: Sequence[str]) -> str:
    """A command line as programs on Windows take it apart."""
    return subprocess.list2cmdline(["-m", "ecgtool", *arguments])


def _triggers(plan: Plan) -> Iterator[str]:
    runs_of = {group.key: after_meetings(group.schedule, plan.zone, plan.now) for group in plan.groups}
    for run in (*merged(runs_of), EACH_DAY):
        yield from (_trigger(run, hour, plan.now) for hour in run.hours)
    if plan.announced:
        minutes = 60 if plan.reminders.cron.startswith("7 ") else 10
        start = f"{plan.now:%Y-%m-%d}T00:07:00"
        yield _TRIGGER.format(often=_OFTEN.format(minutes=minutes), start=start, days=_DAILY)


def _trigger(run: Run, hour: int, now: datetime) -> str:
    days = "\n".join(f"          <{_DAYS[day]} />" for day in run.days)
    start = f"{now:%Y-%m-%d}T{hour:02}:{run.minute:02}:00"
    return _TRIGGER.format(often="", start=start, days=_WEEKLY.format(days=days) if run.days else _DAILY)
