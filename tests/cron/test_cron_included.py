"""Files that a configuration includes, on a cluster: given to it, and found there where they are included from."""

import re
import shlex
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from ecgtool.__main__ import run
from ecgtool.config import load
from tests.support import missing

GROUP = '[groups.{}]\ntimezone = "UTC"\nschedule = {{ every = "day", at = "08:00" }}\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration with two files in a folder with a space; the second's name has what no key of a Secret has."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a b").mkdir()
    (tmp_path / "ecg.toml").write_text('include = ["a b/*.toml", "café.toml"]\n')
    (tmp_path / "a b" / "lab.toml").write_text(GROUP.format("lab"))
    (tmp_path / "café.toml").write_text(GROUP.format("fog"))
    return tmp_path


@pytest.mark.parametrize("more", [(), ("--shards", "2")])
def test_included_files_are_mounted_where_they_are_included_from(
    folder: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    """By the command at the head, and the volume of each Pod, which together make the configuration as it is here."""
    if not find_spec("kubernetes_validate"):
        missing("Kubernetes' schemas: pip install kubernetes-validate")
    assert run(["cron", "render", "-f", "kubernetes", *more]) == 0
    text = capsys.readouterr().out
    (command,) = re.findall(r"^#   kubectl create secret generic ecg-included (.*)$", text, re.MULTILINE)
    given = dict(word.removeprefix("--from-file=").split("=", 1) for word in shlex.split(command))
    assert all(re.fullmatch(r"[-._a-zA-Z0-9]{1,253}", key) for key in given)
    jobs = [each for each in yaml.safe_load_all(text) if each["kind"] == "CronJob"]
    for number, job in enumerate(jobs):
        import_module("kubernetes_validate").validate(job, "1.31", strict=True)
        pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
        (volume,) = (one for one in pod["volumes"] if one["name"] == "config")
        own, included = (source["secret"] for source in volume["projected"]["sources"])
        assert own == {"name": "ecg-config"}
        mounted = folder / f"pod-{number}"
        for item in included["items"]:
            path = mounted / item["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(Path(given[item["key"]]).read_bytes())
        (mounted / "ecg.toml").write_bytes((folder / "ecg.toml").read_bytes())
        assert list(load(mounted / "ecg.toml", {}).groups) == ["lab", "fog"]


def test_a_file_from_elsewhere_cannot_be_mounted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named; other formats, which run here, take it."""
    below = folder / "below"
    below.mkdir()
    (below / "ecg.toml").write_text('include = ["../café.toml"]\n')
    assert run(["cron", "render", "-f", "kubernetes", "-c", "below/ecg.toml"]) == 2
    assert "café.toml is included, and lies outside" in capsys.readouterr().err
    assert run(["cron", "render", "-f", "crontab", "-c", "below/ecg.toml"]) == 0
