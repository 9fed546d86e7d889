"""A workflow for GitHub Actions, whose times are UTC.

See https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
"""

import json
import shlex
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from ecgtool import __version__
from ecgtool.cron.plan import Plan
from ecgtool.cron.times import EACH_DAY, after_meetings, merged
from ecgtool.render.plain import plain

_UTC = ZoneInfo("UTC")
_CALENDAR = "meetings.ics"
_WORKFLOW = """\
# Save it as .github/workflows/ecg.yml in the repository that has {config} at its top.
# Times are UTC: a run soon after each meeting, at each time that its end comes to in a year, and one a day.
# GitHub may start a run late; a run too many finds nothing to do.{reminders}
name: Meetings

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
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: python -m pip install "ecgtool=={version}"
      - name: Export the calendar
        run: {export}
{variables}      - uses: actions/upload-artifact@v4
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
_COMMIT = """\
      - name: Keep the pages that are files here
        run: |
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          git commit --all --message "Next meeting" && git push || git diff --quiet
"""


def render(plan: Plan) -> str:
    """The workflow."""
    config = plan.config.name
    workflow = _WORKFLOW.format(
        config=config,
        reminders=_REMINDERS if plan.announced else "",
        crons="\n".join(_crons(plan)),
        contents="write" if plan.in_files else "read",
        version=__version__,
        export=json.dumps(shlex.join(["ecg", *plan.export(config, _CALENDAR)]), ensure_ascii=False),
        variables="".join(_variables(plan)),
        calendar=_CALENDAR,
    )
    if plan.paged:
        bump = json.dumps(shlex.join(["ecg", *plan.bump(config)]), ensure_ascii=False)
        workflow += _BUMP.format(bump=bump) + (
            _SECRETS.replace("HOSTS", json.dumps(plan.hosts)) if plan.on_wikis else ""
        )
    return workflow + (_COMMIT if plan.in_files else "")


def _variables(plan: Plan) -> Iterator[str]:
    """The environment of the export: what ecg.toml takes pass codes from."""
    if plan.variables:
        yield "        env:\n"
        yield from (f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in plan.variables)


def _crons(plan: Plan) -> Iterator[str]:
    runs_of = {group.key: after_meetings(group.schedule, _UTC, plan.now) for group in plan.groups}
    for run, keys in merged(runs_of).items():
        yield f'    - cron: "{run.cron}" # after {plain(", ".join(keys))}'
    yield f'    - cron: "{EACH_DAY.cron}" # once a day'
