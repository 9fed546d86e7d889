"""What is published holds all that is needed and nothing else."""

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
TEXTS = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md"}
BUILDERS = {".dockerignore", "Dockerfile", "Makefile", "build.lock", "requirements.lock"}
BUILT = {".gitignore", "PKG-INFO", "pyproject.toml"}
FOLDERS = ("bench", "docs", "ecgtool", "examples", "tests")
SHARED = {
    "bash-completion/completions/ecg",
    "fish/vendor_completions.d/ecg.fish",
    "man/man1/ecg.1",
    "zsh/site-functions/_ecg",
}
CACHE = re.compile(r"(^|/)(__pycache__|\.[a-z_]+_cache|\.hypothesis)/")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    return built(ROOT, tmp_path_factory.mktemp("dist"))


def built(source: Path, folder: Path, *options: str) -> Path:
    """``folder``, with what the project in ``source`` is published as."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), *options]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return folder


def here(folder: str) -> set[str]:
    """The files of a folder of the project, but for what running it leaves there."""
    paths = (path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path for path in paths if not CACHE.search(path)}


def members(sdist: Path) -> Iterator[str]:
    """The files in an sdist, below the folder that it unpacks to."""
    with tarfile.open(sdist) as archive:
        yield from (member.name.partition("/")[2] for member in archive if member.isfile())


def test_the_wheel_is_the_package_with_its_manual_and_completions(dist: Path) -> None:
    """All of ecgtool, what manual and shells read, and what describes them; no test, no document, nothing beside."""
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    about = wheel.name.split("-py3")[0]
    described = {f"{about}.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    licence = {f"{about}.dist-info/licenses/LICENSE"}
    assert names == here("ecgtool") | described | licence | {f"{about}.data/data/share/{path}" for path in SHARED}


def test_the_sdist_is_the_project(dist: Path) -> None:
    """The code, its tests and its documents, as they are here, and nothing that running them left."""
    (sdist,) = dist.glob("*.tar.gz")
    assert set(members(sdist)) == TEXTS | BUILDERS | BUILT | {path for folder in FOLDERS for path in here(folder)}


def test_the_wheel_tells_what_it_is(dist: Path) -> None:
    """Its name, its Python, and the program it installs."""
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        texts = {
            name.rpartition("/")[2]: archive.read(name).decode() for name in archive.namelist() if "info/" in name
        }
    assert "Name: ecgtool\n" in texts["METADATA"]
    assert "Requires-Python: >=3.11\n" in texts["METADATA"]
    assert "ecg = ecgtool.__main__:main" in texts["entry_points.txt"]


def test_the_image_is_made_of_known_versions() -> None:
    """The lock has each thing that is depended on, in a version that will do, and a hash for every line."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {
        "requirements.lock": about["project"]["dependencies"],
        "build.lock": about["dependency-groups"]["image"],
    }
    for name, dependencies in wanted.items():
        text = (ROOT / name).read_text("utf-8")
        versions = dict(re.findall(r"^([a-z0-9.-]+)==([^ ]+)", text, re.MULTILINE))
        pinned = re.findall(r"^[a-z0-9.-]+==[^\\\n]*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
        assert len(pinned) == len(versions) > 0
        for line in dependencies:
            one = Requirement(line)
            assert one.specifier.contains(versions[one.name]), line
    assert re.search(
        r"^FROM \S+@sha256:[0-9a-f]{64} AS base$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE
    )


def test_an_image_is_given_what_it_is_built_of(dist: Path, tmp_path: Path) -> None:
    """What .dockerignore leaves makes the same wheel."""
    for name in re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target)
        else:
            shutil.copy(ROOT / name, target)
    (wheel,) = dist.glob("*.whl")
    (again,) = built(tmp_path, tmp_path / "dist", "-t", "wheel").glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()
