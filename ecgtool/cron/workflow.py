"""A workflow for GitHub Actions, whose times are UTC.

See https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
"""

import json
import re
import shlex
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from ecgtool.cron.plan import CronPlan
from ecgtool.cron.times import EACH_DAY, after_meetings, merged_runs
from ecgtool.errors import UsageError
from ecgtool.render.plain import plain

_UTC = ZoneInfo("UTC")
_CALENDAR = "meetings.ics"
REQUIREMENTS = "ecg-requirements.txt"
"""The file, beside ``ecg.toml``, that the program is installed from where no other source is named."""
_WORKFLOW = """\
# Save it as .github/workflows/ecg.yml in the repository that has {config} at its top.
# Times are UTC: a run soon after each meeting, at every hour at which it ends in the course of a year, and one a day.
# GitHub may start a run late; a run too many finds nothing to do.{reminders}
{installed}name: Meetings

on:
  schedule:
{crons}
  workflow_dispatch:

permissions:
  contents: {contents}

concurrency:
  group: ecg
  cancel-in-progress: false

jobs:
  ecg:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0
        with:
          python-version: "3.13"
      - run: {install}
      - name: Export the calendar
        run: {export}
{variables}      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: calendar
          path: {calendar}
"""
_REMINDERS = """
# It sends no reminders: what was sent is noted in a folder, which a workflow loses. Use cron or systemd for them."""
_BUMP = """\
      - name: Bring the pages up to date
        if: ${{{{ !cancelled() }}}}
        run: {bump}
"""
_SECRETS = """\
        # Settings, Secrets and variables, Actions: a bot password's name and secret, or a token instead.
        env:
          ECG_WIKI_HOST: HOSTS
          ECG_WIKI_USERNAME: ${{ secrets.ECG_WIKI_USERNAME }}
          ECG_WIKI_PASSWORD: ${{ secrets.ECG_WIKI_PASSWORD }}
          ECG_WIKI_TOKEN: ${{ secrets.ECG_WIKI_TOKEN }}
"""
_REQUIREMENTS = """\
# It installs what {name} lists beside it, with hashes (pip install --require-hashes): see
# "Where ecgtool comes from" in the how-to.
"""
_SITE = """\
      - name: Build the site
        if: ${{{{ !cancelled() }}}}
        run: {build}
      - uses: actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa # v3.0.1
        if: ${{{{ !cancelled() }}}}
        with:
          path: {folder}
"""
_FOLLOW = """\
      - name: Hold it against the organisation's calendar
        if: ${{{{ !cancelled() }}}}
        run: {follow}
"""
_DEPLOY = """\
  publish:
    needs: ecg
    if: ${{ !cancelled() }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
    steps:
      - uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
"""
_COMMIT = """\
      - name: Keep the pages that are files here
        env:
          TOKEN: ${{ github.token }}
        run: |
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          git commit --all --message "Next meeting" || exit 0
          header="Authorization: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 --wrap=0)"
          git -c http.extraHeader="$header" push
"""


def render(plan: CronPlan) -> str:
    """Return the workflow.

    Raises:
        UsageError: the source of the program is not pinned.
    """
    config = plan.config.name
    install, requirements = _install(plan.source)
    workflow = _WORKFLOW.format(
        config=config,
        reminders=_REMINDERS if plan.announced else "",
        installed=_REQUIREMENTS.format(name=plain(requirements)) if requirements else "",
        crons="\n".join(_crons(plan)),
        contents="write" if plan.in_files else "read",
        install=_run("python", "-m", "pip", "install", *install),
        export=_run("ecg", *plan.export(config, _CALENDAR)),
        variables=_environment(plan.variables),
        calendar=_CALENDAR,
    )
    return workflow + "".join(_steps(plan, config)) + (_DEPLOY if plan.site else "")


def _steps(plan: CronPlan, config: str) -> Iterator[str]:
    if plan.paged:
        secrets = _SECRETS.replace("HOSTS", json.dumps(plan.hosts)) if plan.on_wikis else ""
        yield _BUMP.format(bump=_run("ecg", *plan.bump(config))) + secrets
    if plan.following:
        yield _FOLLOW.format(follow=_run("ecg", *plan.follow(config))) + _environment(plan.calendar_variables)
    if plan.in_files:
        yield _COMMIT
    if plan.site:
        folder = json.dumps(_literal(plan.site), ensure_ascii=False)
        yield _SITE.format(build=_run("ecg", *plan.build_site(config, plan.site)), folder=folder)


def _install(source: str) -> tuple[tuple[str, ...], str]:
    """Return the arguments of ``pip install`` for a source, and the file of requirements where it is one."""
    if not source or source.endswith(".txt"):
        name = source or REQUIREMENTS
        return ("--require-hashes", "--requirement", name), name
    if not (source.startswith("./") or re.search(r"#sha256=[0-9a-f]{64}$|@[0-9a-f]{40}$", source)):
        raise UsageError(
            f"--source {source} may be another program tomorrow",
            "name a file of requirements with hashes, or an address that ends in #sha256=... or @ and a commit",
        )
    return (source,), ""


def _run(*words: str) -> str:
    """Return a command as a value of YAML, in which GitHub evaluates no expression (``${{``)."""
    return json.dumps(_literal(shlex.join(words)), ensure_ascii=False)


def _literal(text: str) -> str:
    return text.replace("${{", "${{ '${{' }}")


def _environment(names: Sequence[str]) -> str:
    """Return the environment of a step: the secrets of these names, and no others."""
    lines = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in names)
    return f"        env:\n{lines}" if names else ""


def _crons(plan: CronPlan) -> Iterator[str]:
    runs_of = {group.key: after_meetings(group.schedule, _UTC, plan.now) for group in plan.groups}
    for run, keys in merged_runs(runs_of).items():
        yield f'    - cron: "{run.cron}" # after {plain(", ".join(keys))}'
    yield f'    - cron: "{EACH_DAY.cron}" # once a day'
