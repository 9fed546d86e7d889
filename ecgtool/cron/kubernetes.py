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
                - name: ECG_WIKI_HOST
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


def _job(plan: Plan, name: str, about: str, run: Run, zone: str, bump: Sequence[str]) -> str:
    install = ["python", "-m", "pip", "install", "--quiet", "--target", "/tmp/ecg", f"ecgtool=={__version__}"]
    steps = [["python", "-m", "ecgtool", *step] for step in (plan.export(_CONFIG, _CALENDAR), bump) if step]
    lines = [
        f"{shlex.join(install)} || exit",
        *(f"{shlex.join(step)} || failed=$?" for step in steps),
        "exit $failed",
    ]
    command = json.dumps("; ".join(lines), ensure_ascii=False)
    hosts = _HOSTS.format(hosts=json.dumps(plan.hosts)) if bump and plan.hosts else ""
    return _JOB.format(about=about, name=name, cron=run.cron, zone=zone, command=command, hosts=hosts)


def _name(key: str, taken: set[str]) -> str:
    """A name for a CronJob, like no other (RFC 1123, as Kubernetes has it)."""
    base = f"ecg-{slug(key)}"[: _LONGEST_NAME - 4]
    name = next(n for n in (base, *(f"{base}-{number}" for number in range(2, 1000))) if n not in taken)
    taken.add(name)
    return name
