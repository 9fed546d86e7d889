"""CronJobs for Kubernetes, whose times name the group's own zone (batch/v1, ``timeZone``)."""

import json
import shlex
from collections.abc import Iterator, Sequence

from ecgtool import __version__
from ecgtool.cron.plan import Plan
from ecgtool.cron.times import EACH_DAY, Run, after_meetings
from ecgtool.render.plain import plain
from ecgtool.wording.spelling import slug

_CONFIG = "/etc/ecg/ecg.toml"
_CALENDAR = "/data/meetings.ics"
_LONGEST_NAME = 52
"""Of a CronJob, whose Jobs have names 11 characters longer."""
_HEAD = """\
# Before it is applied:
#   kubectl create secret generic ecg-config --from-file=ecg.toml={config}
{secrets}# The exported calendar and what `ecg status` tells of lie on the claim below.
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ecg-data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 100Mi
"""
_SECRETS = """\
#   kubectl create secret generic ecg-wiki --from-literal=ECG_WIKI_USERNAME=... --from-literal=ECG_WIKI_PASSWORD=...
# and what ecg.toml takes from the environment by other names, each with a --from-literal of its own.
"""
_JOB = """\
---
# {about}
apiVersion: batch/v1
kind: CronJob
metadata:
  name: {name}
spec:
  schedule: "{cron}"
  timeZone: "{zone}"
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 3600
  jobTemplate:
    spec:
      backoffLimit: 1
      activeDeadlineSeconds: 900
      template:
        spec:
          restartPolicy: Never
          automountServiceAccountToken: false
          securityContext:
            runAsNonRoot: true
            runAsUser: 10001
            fsGroup: 10001
            seccompProfile:
              type: RuntimeDefault
          containers:
            - name: ecg
              image: python:3.13-slim
              command: ["sh", "-c"]
              args:
                - {command}
              env:
                - name: PYTHONPATH
                  value: /tmp/ecg
                - name: XDG_STATE_HOME
                  value: /data
{hosts}              envFrom:
                - secretRef:
                    name: ecg-wiki
                    optional: true
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: [ALL]
              resources:
                requests:
                  cpu: 50m
                  memory: 64Mi
                limits:
                  memory: 256Mi
              volumeMounts:
                - name: config
                  mountPath: /etc/ecg
                  readOnly: true
                - name: data
                  mountPath: /data
                - name: tmp
                  mountPath: /tmp
          volumes:
            - name: config
              secret:
                secretName: ecg-config
            - name: data
              persistentVolumeClaim:
                claimName: ecg-data
            - name: tmp
              emptyDir: {{}}
"""
_HOSTS = """\
                - name: {name}
                  value: {hosts}
"""


def render(plan: Plan) -> str:
    """The claim and the CronJobs: one for each run of each group, and one a day."""
    head = _HEAD.format(config=shlex.quote(str(plan.config)), secrets=_SECRETS if plan.has_secrets else "")
    return head + "".join(_jobs(plan))


def _jobs(plan: Plan) -> Iterator[str]:
    taken: set[str] = set()
    with_page = {group.key for group in plan.paged}
    for group in plan.groups:
        for run in after_meetings(group.schedule, group.schedule.zone, plan.now):
            bump = plan.bump(_CONFIG, [group.key]) if group.key in with_page else []
            name = _name(group.key, taken)
            yield _job(plan, name, f"soon after {plain(group.key)}", run, group.schedule.zone.key, bump)
    daily = plan.bump(_CONFIG) if plan.paged else []
    yield _job(plan, _name("daily", taken), "once a day", EACH_DAY, "Etc/UTC", daily)
    if plan.announced:
        yield _reminders(plan, _name("announce", taken))


def _job(plan: Plan, name: str, about: str, run: Run, zone: str, bump: Sequence[str]) -> str:
    hosts = _HOSTS.format(name="ECG_WIKI_HOST", hosts=json.dumps(plan.hosts)) if bump and plan.hosts else ""
    command = _command(plan.export(_CONFIG, _CALENDAR), bump)
    return _JOB.format(about=about, name=name, cron=run.cron, zone=zone, command=command, hosts=hosts)


def _reminders(plan: Plan, name: str) -> str:
    variables = (("ECG_WIKI_HOST", plan.hosts), ("ECG_SMTP_HOST", plan.mail_hosts))
    hosts = "".join(_HOSTS.format(name=one, hosts=json.dumps(value)) for one, value in variables if value)
    command, cron = _command(plan.announce(_CONFIG)), plan.reminders.cron
    return _JOB.format(about="reminders", name=name, cron=cron, zone="Etc/UTC", command=command, hosts=hosts)


def _command(*steps: Sequence[str]) -> str:
    """The shell command, as JSON, that installs the program and runs each step, whether or not another fails."""
    install = ["python", "-m", "pip", "install", "--quiet", "--target", "/tmp/ecg", f"ecgtool=={__version__}"]
    lines = [
        f"{shlex.join(install)} || exit",
        *(f"{shlex.join(['python', '-m', 'ecgtool', *step])} || failed=$?" for step in steps if step),
        "exit $failed",
    ]
    return json.dumps("; ".join(lines), ensure_ascii=False)


def _name(key: str, taken: set[str]) -> str:
    """A name for a CronJob, like no other (RFC 1123, as Kubernetes has it)."""
    base = f"ecg-{slug(key)}"[: _LONGEST_NAME - 4]
    name = next(n for n in (base, *(f"{base}-{number}" for number in range(2, 1000))) if n not in taken)
    taken.add(name)
    return name
