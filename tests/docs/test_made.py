"""What is made from the code is what the code makes now, and the site of it all builds."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from docs.commands import page
from docs.completion import scripts
from docs.house import PICTURE, draw
from docs.manual import every_command
from ecgtool.cli.app import OTHER_NAMES
from ecgtool.errors import EcgError, Finding, PageError, RefusedError, UnreachableError, UsageError
from tests.docs.shown import ROOT, written
from tests.test_layers import ROOMS

COMMANDS = {context.command_path: found for found, context in every_command()}
ERRORS: tuple[type[EcgError], ...] = (Finding, UsageError, PageError, RefusedError, UnreachableError)
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
INSIDE = {"commands/", "edit/", "reading/", "sections/", "mediawiki/"}
"""Folders that the map names in the row of the folder that they are in."""
MADE = {"dist/"}
"""Folders that are there only once something was made."""


def section(text: str, title: str) -> str:
    """What stands below a heading of the second level."""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def first_cells(text: str) -> set[str]:
    """The words in code marks in the first cells of the tables in ``text``, or the bare cell."""
    cells = re.findall(r"^\| (?!---)(.*?) \|", text, re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell) or [cell]}


def test_the_reference_of_commands_is_the_current_one() -> None:
    """``make docs`` leaves it as it is."""
    assert (ROOT / "docs/reference/commands.md").read_text("utf-8") == page()


def test_the_completion_scripts_are_the_current_ones() -> None:
    """``make docs`` leaves those in docs/completions as they are."""
    assert {path: path.read_text("utf-8") for path, _ in scripts()} == dict(scripts())


def test_the_map_of_the_house_is_drawn_from_the_table_of_imports() -> None:
    """Drawing it again gives the picture that is there."""
    assert draw() == PICTURE.read_text("utf-8")


def test_every_room_has_its_row() -> None:
    """The map in CONTRIBUTING names each room, and none that is gone."""
    rows = first_cells(section(CONTRIBUTING, "The map of the house")) - {"folder"}
    assert {row.rstrip("/") for row in rows} == (ROOMS.keys() | {"cli"}) - {"ecgtool"}


def test_every_module_that_commands_share_is_named() -> None:
    """CONTRIBUTING says what each module beside ``cli/commands/`` is for, and names none that is gone."""
    shared = (
        section(CONTRIBUTING, "The map of the house").partition("\nA command is read from")[2].partition("\n\n")[0]
    )
    modules = {path.stem for path in (ROOT / "ecgtool/cli").glob("[a-z]*.py")}
    assert set(re.findall(r"`(\w+)`", shared)) == modules


def test_contributing_names_what_is_there() -> None:
    """Each path that it sends a reader to is in the tree, from its top or from the top of the package."""
    named = set(re.findall(r"`((?:[a-z_]+/)+(?:\w+\.\w+)?)`", CONTRIBUTING)) - INSIDE - MADE
    assert [path for path in named if not any((ROOT / top / path).exists() for top in ("", "ecgtool"))] == []


def test_every_dependency_has_its_line() -> None:
    """CONTRIBUTING says what each dependency is for: of the tool, of its extras and of its development."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = [
        *project["project"]["dependencies"],
        *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
        *(one for group in project["dependency-groups"].values() for one in group if isinstance(one, str)),
    ]
    names = {re.split(r"[\[<>=~! ]", one)[0] for one in needed}
    assert first_cells(section(CONTRIBUTING, "What each dependency is for")) - {"dependency"} == names


@pytest.mark.parametrize("path", ["README.md", "docs/reference/exit-codes.md"])
def test_every_exit_code_is_told(path: str) -> None:
    """No more and no less than the errors have."""
    codes = {cell for cell in first_cells((ROOT / path).read_text("utf-8")) if cell.isdigit()}
    assert codes == {"0", *(str(kind.exit_code) for kind in ERRORS)}


def test_every_json_is_described() -> None:
    """Each command that can print JSON is named in a heading of the page on JSON."""
    headings = re.findall(r"^## (.*)", (ROOT / "docs/reference/json.md").read_text("utf-8"), re.MULTILINE)
    named = {f"ecg {name}" for heading in headings for name in heading.split(", ")}
    formats = {
        name: parameter.type.choices
        for name, found in COMMANDS.items()
        for parameter in found.params
        if parameter.name == "form"
    }
    assert named == {name for name, choices in formats.items() if "json" in choices}


@pytest.mark.parametrize("path", written(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_is_mentioned_exists(path: Path) -> None:
    """Whether in a block or within a sentence: the command's name and its options are ones that there are."""
    text = path.read_text("utf-8")
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    mentioned = [*re.findall(r"(?:^|; ) *(ecg [^)\n]*)", blocks, re.MULTILINE), *re.findall(r"`(ecg [^`]*)`", text)]
    for line in mentioned:
        words = re.split(r" [|>#]|&&", line)[0].split()
        words[1] = OTHER_NAMES.get(words[1], words[1])
        name = next((name for name in (" ".join(words[:count]) for count in (4, 3, 2)) if name in COMMANDS), None)
        noun = words[1].startswith("-") or any(command.startswith(f"ecg {words[1]} ") for command in COMMANDS)
        assert name or (noun and len(words) == 2), line
        options = {option for parameter in COMMANDS[name].params for option in parameter.opts} if name else set()
        assert {word for word in words[2:] if word.startswith("-")} <= options, line


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    """Every link between pages leads somewhere, and every page is in a menu."""
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going"]
    done = subprocess.run(
        [*command, "-d", tmp_path / "trees", ROOT / "docs", tmp_path / "site"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert (tmp_path / "site" / "tutorial.html").exists()
    linked = re.search(r'href="(.*?)">a live example', (tmp_path / "site/how-to/site.html").read_text("utf-8"))
    assert linked
    assert "Gardeners" in (tmp_path / "site" / "how-to" / linked[1]).read_text("utf-8")
    index = (tmp_path / "site" / "searchindex.js").read_text("utf-8")
    assert re.search(r"\bzoom\b", index)  # whoever looks for the program that the group meets in finds the questions
