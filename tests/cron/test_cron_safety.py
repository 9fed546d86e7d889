"""What ``cron render`` prints runs what was meant and nothing else: pinned, bounded, parted, and never twice."""

import os
import re
import shutil
import stat
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
import yaml

from ecgtool import config
from ecgtool.__main__ import run
from ecgtool.cron import crontab, kubernetes, systemd, windows, workflow
from ecgtool.cron.plan import CronPlan
from ecgtool.errors import UsageError
from tests.support import missing

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ECG = Path("/usr/bin/ecg")
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
GROUP = """\
[groups.{key}]
timezone = "UTC"
schedule = {{ every = "week", on = "Monday", at = "08:00" }}
wiki = {{ file = "page.md" }}
"""


def plan(tmp_path: Path, text: str, **changed: Any) -> CronPlan:
    """What is to be run for the groups of that ``ecg.toml``."""
    path = tmp_path / "ecg.toml"
    path.write_text(text)
    groups = config.load(path, {}).select(every=True)
    made = CronPlan(
        groups=groups,
        program=ECG,
        config=path,
        calendar=path.parent / "meetings.ics",
        zone=ZoneInfo("UTC"),
        now=NOW,
        every=True,
    )
    return replace(made, **changed)


def lines(text: str) -> list[str]:
    """The lines of a crontab that run something."""
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_no_line_is_longer_than_cron_reads(tmp_path: Path) -> None:
    """With sixty groups each page has a line of its own; all groups of the file go by one word."""
    many = plan(
        tmp_path, "".join(GROUP.format(key=f"working-group-{n}").replace("page.md", f"{n}.md") for n in range(60))
    )
    text = many.config.read_text().replace('"Monday"', '"Friday"', 1)  # so that not all of them meet at one time
    many = plan(tmp_path, text)
    found = lines(crontab.render(many))
    assert max(map(len, found)) < 998
    assert sum(" wiki bump " in line for line in found) == 61
    assert any(" wiki bump " in line and line.endswith("--all >/dev/null") for line in found)
    with pytest.raises(UsageError, match="longer than cron reads"):
        crontab.render(replace(many, every=False))


def test_a_run_has_a_limit(tmp_path: Path) -> None:
    """In each format, whatever a server does."""
    made = plan(tmp_path, GROUP.format(key="a"), limit="/usr/bin/timeout")
    assert all("/usr/bin/timeout 20m /usr/bin/ecg" in line for line in lines(crontab.render(made)))
    assert "TimeoutStartSec=" in systemd.render(made)
    assert "timeout-minutes:" in workflow.render(made)
    assert "activeDeadlineSeconds:" in kubernetes.render(made)
    assert "<ExecutionTimeLimit>PT20M<" in windows.render(made)


def test_a_name_is_no_expression(tmp_path: Path) -> None:
    """Neither of Kubernetes, which knows $(X), nor of GitHub, which knows ${{ }}: both come out as they are."""
    key = "a $(HOME) ${{ secrets.X }} $$"
    made = plan(tmp_path, GROUP.format(key=f'"{key}"'), every=False)
    (job, *_) = (each for each in yaml.safe_load_all(kubernetes.render(made)) if each["kind"] == "CronJob")
    (args,) = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["args"]
    assert key in args.replace("$$", "$")
    assert not re.search(r"(?<!\$)(?:\$\$)*\$\(", args)
    steps = yaml.safe_load(workflow.render(made))["jobs"]["ecg"]["steps"]
    export = next(step["run"] for step in steps if " ical export " in step.get("run", ""))
    assert key in export.replace("${{ '${{' }}", "${{")
    assert "${{ secrets" not in export


def test_what_is_installed_is_pinned(tmp_path: Path) -> None:
    """By hashes, a commit or an image that the user names; the actions by commit; nothing keeps a token around."""
    made = plan(tmp_path, GROUP.format(key="a"))
    text = workflow.render(made)
    uses = re.findall(r"uses: (\S+)", text)
    assert uses
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in uses)
    assert "--require-hashes --requirement ecg-requirements.txt" in text
    assert "persist-credentials: false" in text
    commit = "git+https://git.example.org/you/ecgtool@" + "0" * 40
    assert f"pip install {commit}" in workflow.render(replace(made, source=commit))
    for loose in (
        "ecgtool",
        "ecgtool==0.1.0",
        "git+https://git.example.org/you/ecgtool",
        "https://example.org/e.whl",
    ):
        with pytest.raises(UsageError, match="may be another program tomorrow"):
            workflow.render(replace(made, source=loose))
    image = "registry.example.org/ecg@sha256:" + "0" * 64
    assert f'image: "{image}"' in kubernetes.render(replace(made, source=image))
    assert "pip" not in kubernetes.render(replace(made, source=image))
    pods = [each for each in yaml.safe_load_all(kubernetes.render(made)) if each["kind"] == "CronJob"]
    (install,) = pods[0]["spec"]["jobTemplate"]["spec"]["template"]["spec"]["initContainers"]
    assert "--require-hashes" in install["args"]
    assert "envFrom" not in install
    assert install["workingDir"] == "/etc/ecg"  # where a wheel lies that the requirements name as ./NAME.whl


def test_shards_are_indexed_jobs(tmp_path: Path) -> None:
    """Each Pod has its part of the groups, and a file of its own for the calendar."""
    if not find_spec("kubernetes_validate"):
        missing("Kubernetes' schemas: pip install kubernetes-validate")
    made = plan(tmp_path, GROUP.format(key="a"), shards=16, site="site")
    objects = list(yaml.safe_load_all(kubernetes.render(made)))
    for each in objects:
        import_module("kubernetes_validate").validate(each, "1.31", strict=True)
    job = objects[1]["spec"]["jobTemplate"]["spec"]
    assert (job["completionMode"], job["completions"], job["parallelism"]) == ("Indexed", 16, 16)
    assert "backoffLimit" not in job  # which counts the failures of all parts, and ends the others
    assert job["backoffLimitPerIndex"] == 1
    assert objects[0]["spec"]["accessModes"] == ["ReadWriteMany"]
    (args,) = job["template"]["spec"]["containers"][0]["args"]
    shown = subprocess.run(
        ["sh", "-c", args.replace("$$", "$").replace("python -m ecgtool", "echo").replace("|| failed=$?", "")],
        env={"JOB_COMPLETION_INDEX": "7"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert "ical export --quiet --config /etc/ecg/ecg.toml --all --output /data/meetings-7.ics --shard 7/16" in shown
    assert "wiki bump --quiet --config /etc/ecg/ecg.toml --all --shard 7/16" in shown


def test_the_site_and_the_witness_are_in_each(tmp_path: Path) -> None:
    """The site is built, and published to Pages by a job that alone may; the calendar is compared."""
    follows = GROUP.format(key="a") + '[groups.a.follow]\nics = { env = "ECG_CALENDAR" }\nmatch = "A"\n'
    made = plan(tmp_path, follows, site="public")
    for text in (crontab.render(made), systemd.render(made), workflow.render(made), kubernetes.render(made)):
        assert " site build " in text
        assert " follow check " in text
    found = yaml.safe_load(workflow.render(made))
    assert found["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "pages" not in found["permissions"]
    witness = next(step for step in found["jobs"]["ecg"]["steps"] if " follow check " in step.get("run", ""))
    assert witness["env"] == {"ECG_CALENDAR": "${{ secrets.ECG_CALENDAR }}"}
    line = next(line for line in lines(crontab.render(made)) if " follow check " in line)
    assert not line.endswith(">/dev/null")


def test_windows_takes_the_task(tmp_path: Path) -> None:
    """Elements in the order of the Task Scheduler's schema; each run at its times, on its days."""
    root = ET.fromstring(windows.render(plan(tmp_path, GROUP.format(key='"a & b"'), every=False)))
    order = ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    assert [child.tag for child in root] == [f"{TASK}{name}" for name in order]
    triggers = list(root.iter(f"{TASK}CalendarTrigger"))
    assert [trigger.findtext(f"{TASK}StartBoundary") for trigger in triggers] == [
        "2026-03-01T09:05:00",
        "2026-03-01T06:17:00",
    ]
    assert triggers[0].find(f".//{TASK}Monday") is not None
    arguments = [one.text or "" for one in root.iter(f"{TASK}Arguments")]
    assert [one.split()[2] for one in arguments] == ["ical", "wiki"]
    assert '"a & b"' in arguments[0]


def test_a_host_of_two_hyphens_is_no_end_of_a_comment(tmp_path: Path) -> None:
    """Names that are not ASCII have them, and XML has none in a comment; the task says where secrets may go."""
    text = GROUP.format(key="a").replace('file = "page.md"', 'api = "https://xn--5550142.example.org/w/api.php"')
    root = ET.fromstring(windows.render(plan(tmp_path, text.replace("api.php", 'api.php", page = "P'))))
    assert "ECG_WIKI_HOST=xn--5550142.example.org" in (root.findtext(f".//{TASK}Description") or "")


def test_a_task_has_no_more_triggers_than_it_may(tmp_path: Path) -> None:
    """Beyond 48 of them it is run once an hour."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    groups = (
        GROUP.format(key=f"g{n}").replace("page.md", f"{n}.md").replace("08:00", f"{n % 20:02}:{n % 7:02}")
        for n in range(60)
    )
    text = "".join(group.replace("Monday", days[n % 5]) for n, group in enumerate(groups))
    triggers = list(ET.fromstring(windows.render(plan(tmp_path, text))).iter(f"{TASK}CalendarTrigger"))
    assert [trigger.findtext(f".//{TASK}Interval") for trigger in triggers] == ["PT60M"]


@pytest.mark.parametrize("key", ["%PATH%", "$(Arg0)"])
def test_what_windows_would_expand_is_refused(tmp_path: Path, key: str) -> None:
    """The Task Scheduler has no way to write it as it is."""
    with pytest.raises(UsageError, match="for a variable"):
        windows.render(plan(tmp_path, GROUP.format(key=f'"{key}"'), every=False))


def test_all_but_one_group_is_no_list_of_names(tmp_path: Path) -> None:
    """Commands that pass over what has no table for them take all groups, however many there are."""
    tables = (
        '[groups.{key}.follow]\nics = "a.ics"\nmatch = "A"\n'
        '[groups.{key}.announce]\nto = "a@example.org"\nsender = "b@example.org"\nsmtp = "smtp://localhost"\n'
    )
    keys = [f"working-group-{n}" for n in range(60)]
    groups = (GROUP.format(key=key).replace("page.md", f"{key}.md") + tables.format(key=key) for key in keys)
    found = lines(crontab.render(plan(tmp_path, GROUP.format(key="none") + "".join(groups))))
    assert next(line for line in found if " follow check " in line).endswith(" --all")
    assert next(line for line in found if " announce send " in line).endswith(" --all >/dev/null")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The crontab of a user, kept in a file by a program that stands in for cron's own."""
    table = tmp_path / "table"
    program = tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\ncase "$1" in\n-l) cat {table} 2>/dev/null || {{ echo "no crontab for you" >&2; exit 1; }} ;;\n'
        f"-r) rm {table} ;;\n-) cat > {table} ;;\nesac\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "ecg.toml").write_text(GROUP.format(key="a"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("ECG_NOW", "2026-03-01T00:00:00Z")
    return table


def test_installing_twice_is_installing_once(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What else is in the crontab stays as it is, to the byte; a change replaces the part, removing takes it out."""
    installed.write_text("# mine\n0 5 * * * /usr/bin/backup")
    assert run(["cron", "install", "--dry-run"]) == 0
    assert installed.read_text() == "# mine\n0 5 * * * /usr/bin/backup"
    assert run(["cron", "install"]) == 0
    once = installed.read_text()
    assert once.startswith("# mine\n0 5 * * * /usr/bin/backup\n# begin of ecg: ")
    assert run(["cron", "install"]) == 0
    assert installed.read_text() == once
    assert "nothing to change" in capsys.readouterr().err
    assert run(["cron", "install", "--site", "public"]) == 0
    assert installed.read_text().count("# begin of ecg: ") == 1
    assert " site build " in installed.read_text()
    assert run(["cron", "remove"]) == 0
    assert installed.read_text() == "# mine\n0 5 * * * /usr/bin/backup\n"


def test_a_crontab_that_was_not_there_is_gone_again(installed: Path) -> None:
    """Where nothing else is in it."""
    assert run(["cron", "install"]) == 0
    assert installed.exists()
    assert run(["cron", "remove"]) == 0
    assert not installed.exists()
    assert run(["cron", "remove"]) == 0


def test_marks_that_are_no_pair_are_left_to_a_person(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody knows what is between them."""
    assert run(["cron", "install"]) == 0
    broken = "".join(line for line in installed.read_text().splitlines(keepends=True) if "# end of ecg" not in line)
    installed.write_text(broken)
    assert run(["cron", "install"]) == 2
    assert installed.read_text() == broken
    assert "marks of ecg that are no pair" in capsys.readouterr().err


def test_the_real_cron_keeps_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's crontab takes the part from standard input."""
    program = shutil.which("crontab")
    if not program:
        missing("Debian's cron: apt-get install cron")
    made = plan(tmp_path, GROUP.format(key="a"))
    monkeypatch.chdir(tmp_path)
    text = crontab.replaced("", crontab.render(made), made.config)
    file = tmp_path / "crontab"
    file.write_text(text)
    done = subprocess.run([program, "-n", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert crontab.replaced(text, "", made.config) == ""


def test_options_of_one_format_are_refused_by_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An option that a format has no use for is refused, not ignored."""
    (tmp_path / "ecg.toml").write_text(GROUP.format(key="a"))
    monkeypatch.chdir(tmp_path)
    assert run(["cron", "render", "--shards", "4"]) == 2
    assert run(["cron", "render", "--source", "x.txt"]) == 2
    assert run(["cron", "render", "-f", "kubernetes", "--shards", "0"]) == 2
    assert run(["cron", "render", "-f", "kubernetes", "--shards", "4"]) == 0
    assert run(["cron", "render", "-f", "kubernetes", "--shards", "4", "-g", "a"]) == 2


def test_what_runs_in_parts_is_about_all_groups(tmp_path: Path) -> None:
    """Also where some of them have no page: no command takes a part of groups that are named."""
    without = "[groups.b]\ntimezone = 'UTC'\nschedule = { every = 'week', on = 'Friday', at = '08:00' }\n"
    made = kubernetes.render(plan(tmp_path, GROUP.format(key="a") + without, shards=2))
    commands = re.findall(r"python -m ecgtool (.*?) \|\|", made)
    assert [command.split()[0] for command in commands] == ["ical", "wiki"]
    assert all("--all" in command and "--shard " in command for command in commands)


def test_reminders_are_in_a_shard_of_their_groups(tmp_path: Path) -> None:
    """As everything of a group is: two Pods never send for one."""
    reminded = (
        GROUP.format(key="a")
        + '[groups.a.announce]\nto = "a@lists.example.org"\nsender = "c@example.org"\nbefore = "1d"\n'
    )
    made = plan(tmp_path, reminded, shards=2)
    assert made.announced[0].announce
    assert made.announced[0].announce.before == timedelta(days=1)
    assert re.search(r"announce send [^;]*--shard", kubernetes.render(made))
