"""What ``cron render`` prints is what cron, systemd, GitHub and Kubernetes take, and works in a bare environment."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from ecgtool import config
from ecgtool.cron import crontab, kubernetes, systemd, workflow
from ecgtool.cron.plan import CronPlan
from ecgtool.group import Announce
from tests.support import missing

NOW = datetime(2026, 3, 1, tzinfo=UTC)
_LENGTHS = {"24h": timedelta(hours=24), "20m": timedelta(minutes=20)}
ECG = Path(sys.executable).parent / "ecg"
FILE = """\
[groups.lab]
timezone = "America/Los_Angeles"
schedule = { every = "week", on = "Monday", at = "08:00" }
wiki = { api = "https://wiki.example.org/w/api.php", page = "Lab" }
[groups."docs & $HOME 100% 'x'"]
timezone = "Europe/Berlin"
schedule = { every = "month", on = "last Friday", at = "23:30" }
wiki = { file = "docs.md" }
[groups.quiet]
timezone = "UTC"
schedule = { every = "day", at = "01:00" }
call = { join = "https://meet.example.org/j/1", passcode = { env = "ECG_PASSCODE_QUIET" } }
"""


@pytest.fixture
def plan(tmp_path: Path) -> CronPlan:
    """Three groups: one on a wiki, one with an awkward name and a page in a file, one without a page."""
    path = tmp_path / "50% off" / "ecg.toml"
    path.parent.mkdir()
    path.write_text(FILE)
    groups = config.load(path, {}).select(every=True)
    calendar = path.parent / "meetings.ics"
    return CronPlan(
        groups=groups,
        program=ECG,
        config=path,
        calendar=calendar,
        zone=ZoneInfo("Europe/Berlin"),
        now=NOW,
        every=True,
    )


@pytest.fixture(params=["24h", "20m"])
def reminding(plan: CronPlan, request: pytest.FixtureRequest) -> CronPlan:
    """The same where the members of one group are reminded, a day before or shortly before."""
    announce = Announce(
        "lab@lists.example.org", "chairs@example.org", "smtp://Mail.example.org:587", _LENGTHS[request.param]
    )
    return replace(plan, groups=[plan.groups[0]._replace(announce=announce), *plan.groups[1:]])


def test_cron_takes_the_crontab(plan: CronPlan, tmp_path: Path) -> None:
    """Debian's own parser finds nothing wrong."""
    program = shutil.which("crontab")
    if not program:
        missing("Debian's cron: apt-get install cron")
    file = tmp_path / "crontab"
    file.write_text(crontab.render(plan))
    done = subprocess.run([program, "-n", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, "error" in done.stderr) == (0, False)


def test_the_crontab_s_commands_are_those_meant(plan: CronPlan) -> None:
    """Unescaped as cron does it and split as sh does it, each line runs ecg with the very paths and names."""
    lines = [line for line in crontab.render(plan).splitlines() if not line.startswith("#")]
    assert lines
    for line in lines:
        times, command = re.fullmatch(r"((?:\S+ ){5})(.*)", line).groups()  # type: ignore[union-attr]  # a mismatch is the failure
        assert re.fullmatch(r"\d+ [\d,]+ \* \* [\d,*]+ ", times)
        assert not re.search(r"(?<!\\)%", command)
        words = shlex.split(command.replace("\\%", "%").rpartition("; ")[2])
        assert words[0] == str(ECG)
        assert words[words.index("--config") + 1] == str(plan.config)
    assert "--group 'docs & $HOME 100\\% '\"'\"'x'\"'\"''" in crontab.render(plan)


def test_no_secret_is_printed(tmp_path: Path) -> None:
    """Whatever the environment holds, only names of variables are printed, in each format."""
    (tmp_path / "ecg.toml").write_text(FILE)
    secret = {"ECG_WIKI_PASSWORD": "geheim1", "ECG_WIKI_TOKEN": "geheim2", "ECG_WIKI_USERNAME": "geheim3"}
    for form in ("crontab", "systemd", "github-actions", "kubernetes"):
        command = [str(ECG), "cron", "render", "-f", form]
        done = subprocess.run(command, cwd=tmp_path, env=secret, capture_output=True, text=True, check=True)
        assert "geheim" not in done.stdout + done.stderr
        assert "ECG_WIKI_PASSWORD" in done.stdout


def test_an_export_gets_the_pass_codes(plan: CronPlan) -> None:
    """Where only a pass code comes from the environment, the runs of each kind that export have it."""
    alone = replace(plan, groups=[group for group in plan.groups if group.key == "quiet"])
    lines = [line for line in crontab.render(alone).splitlines() if " ical export " in line]
    assert lines
    assert all("secrets.env" in line for line in lines)
    assert "EnvironmentFile=-%h/.config/ecg/secrets.env" in systemd.render(alone)
    assert "kubectl create secret" in kubernetes.render(alone)
    steps = yaml.safe_load(workflow.render(alone))["jobs"]["ecg"]["steps"]
    assert [step["env"] for step in steps if "ical export" in step.get("run", "")] == [
        {"ECG_PASSCODE_QUIET": "${{ secrets.ECG_PASSCODE_QUIET }}"}
    ]


def units(text: str, folder: Path) -> list[Path]:
    """The units of the text, each saved under the name above it."""
    found = re.split(r"^# ~/\.config/systemd/user/(\S+)\n", text, flags=re.MULTILINE)[1:]
    paths = [folder / name for name in found[::2]]
    for path, content in zip(paths, found[1::2], strict=True):
        path.write_text(content)
    return paths


def test_systemd_takes_the_units(plan: CronPlan, tmp_path: Path) -> None:
    """``systemd-analyze verify`` finds nothing wrong in the service and the timer."""
    program = shutil.which("systemd-analyze")
    if not program:
        missing("systemd: apt-get install systemd")
    paths = units(systemd.render(plan), tmp_path)
    assert [path.name for path in paths[:2]] == ["ecg.service", "ecg.timer"]
    done = subprocess.run(
        [program, "verify", "--man=no", *map(str, paths)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if "ecg." in line]) == (0, [])


def test_a_command_that_fails_holds_up_no_other(plan: CronPlan, tmp_path: Path) -> None:
    """The timer starts one service for each command; each runs that alone, and fails where it does."""
    (tmp_path / "follow.toml").write_text(FILE + '[groups.quiet.follow]\nics = "a.ics"\nmatch = "A"\n')
    groups = list(config.open_config(tmp_path / "follow.toml", {}).groups.values())
    paths = units(systemd.render(replace(plan, groups=groups, site="site")), tmp_path)
    services = {path.name: path.read_text() for path in paths if path.suffix == ".service"}
    commands = {name: re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE) for name, text in services.items()}
    assert {name: (len(found), found[0][0]) for name, found in commands.items()} == dict.fromkeys(services, (1, "/"))
    ran = {
        "ecg": " ical export ",
        "ecg-site": " site build ",
        "ecg-bump": " wiki bump ",
        "ecg-follow": " follow check ",
    }
    assert [name for name, words in ran.items() if words in commands[f"{name}.service"][0]] == list(ran)
    assert {"ecg.service", *re.findall(r"^Wants=(.*)$", services["ecg.service"], re.MULTILINE)} == set(services)


def test_the_timer_names_each_group_s_zone(plan: CronPlan) -> None:
    """One clock time all year in the zone that rules the meeting."""
    text = systemd.render(plan)
    assert "OnCalendar=Mon *-*-* 09:05:00 America/Los_Angeles\n" in text
    assert "OnCalendar=Sat *-*-* 00:35:00 Europe/Berlin\n" in text
    assert "OnCalendar=*-*-* 02:05:00 UTC\n" in text


def test_the_workflow_is_one(plan: CronPlan) -> None:
    """It agrees with the published schema of workflows, covers both offsets, and pushes what is a file."""
    if not find_spec("check_jsonschema"):
        missing("the schema of workflows: pip install check-jsonschema")
    folder = plan.config.parent
    (folder / "ecg.yml").write_text(workflow.render(plan))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", "ecg.yml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert '"5 16,17 * * 1"' in workflow.render(plan)
    assert "contents: write" in workflow.render(plan)


def test_the_workflow_s_secrets_are_references(plan: CronPlan) -> None:
    """Every environment value of the workflow is a reference to a secret, or the host that they are for."""
    steps = yaml.safe_load(workflow.render(plan))["jobs"]["ecg"]["steps"]
    values = [value for step in steps for value in step.get("env", {}).values()]
    assert {"${{ secrets.ECG_WIKI_PASSWORD }}", "${{ secrets.ECG_PASSCODE_QUIET }}"} <= set(values)
    values.remove("wiki.example.org")
    values.remove("${{ github.token }}")
    assert all(re.fullmatch(r"\$\{\{ secrets\.ECG_\w+ \}\}", value) for value in values)


def test_a_run_sends_its_secret_to_the_wiki_alone(plan: CronPlan) -> None:
    """Each kind names the wiki's host to the runs that write there, and gives no export the wiki's secret."""
    assert crontab.render(plan).count("export ECG_WIKI_HOST=wiki.example.org; ") == 3
    assert "Environment=ECG_WIKI_HOST=wiki.example.org\n" in systemd.render(plan)
    assert {"name": "ECG_WIKI_HOST", "value": "wiki.example.org"} in environments(plan)[0]
    steps = yaml.safe_load(workflow.render(plan))["jobs"]["ecg"]["steps"]
    (export,) = (step["env"] for step in steps if "ical export" in step.get("run", ""))
    assert not [name for name in export if "WIKI" in name]


def environments(plan: CronPlan) -> list[list[dict[str, str]]]:
    """The variables that each CronJob sets."""
    jobs = [each["spec"]["jobTemplate"]["spec"] for each in objects(plan) if each["kind"] == "CronJob"]
    return [job["template"]["spec"]["containers"][0]["env"] for job in jobs]


def objects(plan: CronPlan) -> list[dict[str, Any]]:
    """The Kubernetes objects of the plan."""
    return list(yaml.safe_load_all(kubernetes.render(plan)))


def test_kubernetes_takes_the_objects(plan: CronPlan) -> None:
    """Each object agrees with Kubernetes' own schema, strictly, and no two have one name."""
    if not find_spec("kubernetes_validate"):
        missing("Kubernetes' schemas: pip install kubernetes-validate")
    validate = import_module("kubernetes_validate").validate

    for each in objects(plan):
        validate(each, "1.31", strict=True)
    names = [each["metadata"]["name"] for each in objects(plan)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?", name) for name in names)


def test_reminders_are_sent_each_hour_or_more_often(reminding: CronPlan, tmp_path: Path) -> None:
    """By a line, a timer and a CronJob of their own, which may send a password to the mail server."""
    short = reminding.groups[0].announce == Announce(
        "lab@lists.example.org", "chairs@example.org", "smtp://Mail.example.org:587", _LENGTHS["20m"]
    )
    cron, calendar = ("7-57/10 * * * *", "*-*-* *:07/10:00") if short else ("7 * * * *", "*-*-* *:07:00")
    line = next(line for line in crontab.render(reminding).splitlines() if " announce send " in line)
    assert line.startswith(
        f"{cron} export ECG_WIKI_HOST=wiki.example.org; export ECG_SMTP_HOST=mail.example.org:587; "
    )
    assert line.endswith(" --all >/dev/null")
    found = units(systemd.render(reminding), tmp_path)
    service, timer = (
        next(p for p in found if p.name == f"ecg-announce.{kind}").read_text() for kind in ("service", "timer")
    )
    assert f"OnCalendar={calendar}\n" in timer
    assert "Environment=ECG_SMTP_HOST=mail.example.org:587\n" in service
    job = [each["spec"] for each in objects(reminding) if each["kind"] == "CronJob"][-1]
    assert (job["schedule"], job["timeZone"]) == (cron, "Etc/UTC")
    assert " announce send " in str(job)
    assert "no reminders" in workflow.render(reminding)
    assert " announce send " not in workflow.render(reminding)


def test_reminders_are_what_cron_systemd_and_kubernetes_take(reminding: CronPlan, tmp_path: Path) -> None:
    """These formats run ``announce send``, as they run everything else."""
    test_cron_takes_the_crontab(reminding, tmp_path)
    test_systemd_takes_the_units(reminding, tmp_path)


def test_kubernetes_jobs_run_in_the_group_s_zone(plan: CronPlan) -> None:
    """Each CronJob has the zone that rules the meeting, and the one of each day has UTC."""
    jobs = [each["spec"] for each in objects(plan) if each["kind"] == "CronJob"]
    assert [(job["schedule"], job["timeZone"]) for job in jobs] == [
        ("5 9 * * 1", "America/Los_Angeles"),
        ("35 0 * * 6", "Europe/Berlin"),
        ("5 2 * * *", "UTC"),
        ("17 6 * * *", "Etc/UTC"),
    ]


def test_the_line_of_the_crontab_works_in_a_bare_environment(tmp_path: Path) -> None:
    """What cron would run, run by sh with no environment, no terminal and no home, does its work."""
    (tmp_path / "ecg.toml").write_text(
        FILE.replace('wiki = { api = "https://wiki.example.org/w/api.php", page = "Lab" }', "")
    )
    (tmp_path / "docs.md").write_text(
        "# Docs\n\n**Next meeting: Friday (January 30, 2026), 11:30pm CET / 2230 UTC**\n"
    )
    printed = subprocess.run(
        [str(ECG), "cron", "render"], cwd=tmp_path, env={}, capture_output=True, text=True, check=True
    ).stdout
    lines = [line.split(" ", 5)[5].replace("\\%", "%") for line in printed.splitlines() if not line.startswith("#")]
    for command in lines:
        done = subprocess.run(
            ["/usr/bin/env", "-i", "/bin/sh", "-c", command],
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "meetings.ics").read_text().startswith("BEGIN:VCALENDAR")
    assert "January 30" not in (tmp_path / "docs.md").read_text()


def test_the_machine_s_zone_is_the_crontab_s(tmp_path: Path) -> None:
    """TZ decides on which clock the crontab's times are."""
    (tmp_path / "ecg.toml").write_text(FILE)
    for zone, times in (
        ("UTC", "5 16,17 * * 1 "),
        ("America/Los_Angeles", "5 9 * * 1 "),
        ("Europe/Berlin", "5 17,18 * * 1 "),
    ):
        environ = {**os.environ, "TZ": zone}
        command = [str(ECG), "cron", "render", "-g", "lab", "--now", "2026-03-01"]
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True)
        assert times in done.stdout
        assert json.dumps(zone)[1:-1] in done.stdout
