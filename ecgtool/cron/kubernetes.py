"""CronJobs for Kubernetes, whose times name the group's own zone (batch/v1, ``timeZone``)."""

import json
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ecgtool.cron.plan import CronPlan
from ecgtool.cron.times import EACH_DAY, EACH_HOUR, after_meetings
from ecgtool.cron.workflow import REQUIREMENTS
from ecgtool.errors import UsageError
from ecgtool.render.plain import plain
from ecgtool.wording.spelling import slug

_CONFIG = "/etc/ecg/ecg.toml"
_CALENDAR = "/data/meetings.ics"
_INDEX, _VARIABLE = "@INDEX@", "JOB_COMPLETION_INDEX"
"""A mark for the number of a part, which only the shell knows, and the variable in which an Indexed Job has it."""
_LONGEST_NAME = 52
"""Characters of a CronJob's name: the names of its Jobs are 11 longer, and end at 63."""
_HEAD = """\
# Before it is applied:
#   kubectl create secret generic ecg-config --from-file=ecg.toml={config}{requirements}
{included}{secrets}# The exported calendar and what `ecg status` tells of lie on the claim below.
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ecg-data
spec:
  accessModes: [{access}]
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
{retries}      activeDeadlineSeconds: 900
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
{install}          containers:
            - name: ecg
              image: {image}
              command: ["sh", "-c"]
              args:
                - {command}
              env:
{path}                - name: XDG_STATE_HOME
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
{config}            - name: data
              persistentVolumeClaim:
                claimName: ecg-data
            - name: tmp
              emptyDir: {{}}
"""
_RETRIES = "      backoffLimit: 1\n"
_INDEXED = """\
      completionMode: Indexed
      completions: {shards}
      parallelism: {shards}
      backoffLimitPerIndex: 1
"""
"""With one limit for all of them, two Pods that fail would end the others."""
_ALONE = """\
              secret:
                secretName: ecg-config
"""
_WITH_INCLUDED = """\
              projected:
                sources:
                  - secret:
                      name: ecg-config
                  - secret:
                      name: ecg-included
                      items:
"""
_ITEM = """\
                        - key: {key}
                          path: {path}
"""
_IMAGE = "python:3.13-slim"
_INSTALL = """\
          initContainers:
            - name: install
              image: {image}
              workingDir: /etc/ecg
              command: ["python", "-m", "pip", "install"]
              args: [--quiet, --target, /tmp/ecg, --require-hashes, --requirement, /etc/ecg/{requirements}]
              env:
                - name: PIP_NO_CACHE_DIR
                  value: "1"
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: [ALL]
              volumeMounts:
                - name: config
                  mountPath: /etc/ecg
                  readOnly: true
                - name: tmp
                  mountPath: /tmp
"""
_PATH = """\
                - name: PYTHONPATH
                  value: /tmp/ecg
"""
_HOSTS = """\
                - name: {name}
                  value: {hosts}
"""


def render(plan: CronPlan) -> str:
    """Return the claim and the CronJobs: one for each run of each group and one a day, or with shards one an hour."""
    beside = f" --from-file={REQUIREMENTS}\n# and a --from-file for each wheel that {REQUIREMENTS} names."
    requirements = beside if not plan.source else ""
    secrets = _SECRETS if plan.has_secrets else ""
    files = [shlex.join([f"--from-file={key}={plan.config.parent / path}"]) for key, path in _included(plan).items()]
    head = _HEAD.format(
        config=shlex.quote(str(plan.config)),
        requirements=requirements,
        included=f"#   kubectl create secret generic ecg-included {' '.join(files)}\n" if files else "",
        secrets=secrets,
        access="ReadWriteMany" if plan.shards else "ReadWriteOnce",  # parts run at once, on several machines
    )
    return head + "".join(_sharded(plan) if plan.shards else _jobs(plan))


def _included(plan: CronPlan) -> dict[str, str]:
    """Return the files that are included, below the folder of ``ecg.toml``, by a key of a Secret for each.

    Raises:
        UsageError: one lies elsewhere, where no volume would have it.
    """
    keys: dict[str, str] = {}
    folder = plan.config.parent
    for path in plan.included:
        if not path.is_relative_to(folder) or ".." in path.relative_to(folder).parts:
            raise UsageError(f"{path} is included, and lies outside {folder}", "move it below that folder")
        below = path.relative_to(folder).as_posix()
        keys[f"{len(keys)}-{re.sub('[^-._a-zA-Z0-9]', '-', below)}"] = below
    return keys


def _jobs(plan: CronPlan) -> Iterator[str]:
    taken: set[str] = set()
    with_page = {group.key for group in plan.paged}
    export = plan.export(_CONFIG, _CALENDAR)
    for group in plan.groups:
        for run in after_meetings(group.schedule, group.schedule.zone, plan.now):
            bump = [plan.bump(_CONFIG, [group.key])] if group.key in with_page else []
            name, about = _name(group.key, taken), f"soon after {plain(group.key)}"
            yield _job(plan, name, about, Timing(cron=run.cron, zone=group.schedule.zone.key), [export, *bump])
    yield _job(plan, _name("daily", taken), "once a day", Timing(cron=EACH_DAY.cron), [export, *_daily(plan)])
    if plan.announced:
        yield _job(
            plan, _name("announce", taken), "reminders", Timing(cron=plan.reminders.cron), [plan.announce(_CONFIG)]
        )


def _daily(plan: CronPlan) -> Iterator[list[str]]:
    if plan.paged:
        yield plan.bump(_CONFIG)
    if plan.site:
        yield plan.build_site(_CONFIG, plan.site)
    if plan.following:
        yield plan.follow(_CONFIG)


def _sharded(plan: CronPlan) -> Iterator[str]:
    """Yield a CronJob that runs each hour in as many parts as there are shards, and one for the site."""
    shard = f"{_INDEX}/{plan.shards}"
    steps = [plan.export(_CONFIG, _CALENDAR.replace(".ics", f"-{_INDEX}.ics")), *_daily(replace(plan, site=""))]
    if plan.announced:
        steps.append(plan.announce(_CONFIG))
    parts = [[*step, "--shard", shard] for step in steps]
    yield _job(plan, "ecg-shards", f"each hour, in {plan.shards} parts", Timing(cron=EACH_HOUR.cron), parts)
    if plan.site:
        site = [plan.build_site(_CONFIG, plan.site)]
        yield _job(replace(plan, shards=0), "ecg-site", "the site, once a day", Timing(cron=EACH_DAY.cron), site)


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """When a job is run: the five fields of cron, on the clock of ``zone``."""

    cron: str
    zone: str = "Etc/UTC"


def _job(plan: CronPlan, name: str, about: str, timing: Timing, steps: Sequence[Sequence[str]]) -> str:
    variables = (("ECG_WIKI_HOST", plan.hosts), ("ECG_SMTP_HOST", plan.mail_hosts))
    image = plan.source or _IMAGE
    items = [_ITEM.format(key=key, path=json.dumps(path)) for key, path in _included(plan).items()]
    return _JOB.format(
        about=about,
        name=name,
        cron=timing.cron,
        zone=timing.zone,
        command=_command(steps),
        image=json.dumps(image),
        install="" if plan.source else _INSTALL.format(image=json.dumps(image), requirements=REQUIREMENTS),
        path="" if plan.source else _PATH,
        hosts="".join(_HOSTS.format(name=one, hosts=json.dumps(value)) for one, value in variables if value),
        retries=_INDEXED.format(shards=plan.shards) if plan.shards else _RETRIES,
        config=_WITH_INCLUDED + "".join(items) if items else _ALONE,
    )


def _command(steps: Sequence[Sequence[str]]) -> str:
    """Return the shell command, as JSON, that runs each step, whether or not another fails.

    Kubernetes expands ``$(X)`` in the arguments of a container, and takes ``$$`` for a dollar sign.
    """
    lines = [*(f"{_words(['python', '-m', 'ecgtool', *step])} || failed=$?" for step in steps), "exit $failed"]
    return json.dumps("; ".join(lines).replace("$", "$$"), ensure_ascii=False)


def _words(words: Sequence[str]) -> str:
    """Return the words quoted for sh, with the variable that holds the number of the part in place of its mark."""
    return shlex.join(words).replace(_INDEX, f'"${{{_VARIABLE}}}"')


def _name(key: str, taken: set[str]) -> str:
    """Return a name for a CronJob that is not ``taken`` (RFC 1123, as Kubernetes has it)."""
    base = f"ecg-{slug(key)}"[: _LONGEST_NAME - 4]
    name = next(n for n in (base, *(f"{base}-{number}" for number in range(2, 1000))) if n not in taken)
    taken.add(name)
    return name
