"""Tests of how the tool's rooms depend on one another, and of who may ask the world for anything."""

import ast
import re
import sys
from collections.abc import Iterator

import pytest

from ecgtool.cli.app import COMMANDS
from tests.sources import Module, imports, modules

CORE = {
    "errors": "",
    "group": "",
    "passcode": "group",
    "files": "errors",
    "text_edit": "",
    "trust": "errors files",
    "schedule": "errors group passcode",
    "wording": "errors group schedule",
}
PAGES = {
    "page": "errors group schedule text_edit wording",
    "upkeep": "errors files group page schedule text_edit wording",
    "targets": "ecgtool errors files group trust page upkeep",
}
EDGES = {
    "config": "errors files group passcode schedule text_edit wording",
    "render": "errors files follow group page passcode schedule targets upkeep wording",
    "ical": "errors group passcode schedule wording",
    "cron": "errors group render schedule wording",
    "learn": "config errors group ical page render schedule text_edit wording",
    "follow": "ecgtool errors files group ical page passcode schedule targets",
    "site": "errors files group ical page passcode render schedule upkeep wording",
    "announce": "errors files group ical passcode render schedule targets trust upkeep wording",
    "runs": "errors files group ical render schedule",
    "__main__": "cli errors render",
    "ecgtool": "",
}
ROOMS = {room: set(others.split()) for table in (CORE, PAGES, EDGES) for room, others in table.items()}
"""What each room may import; ``cli`` may import all, and none may import it but the program itself."""

LEARNING = {
    "ical": "",
    "text": "",
    "links": "text",
    "times": "text",
    "meetings": "text times",
    "lines": "meetings text times",
    "telling": "meetings text times",
}
"""What each folder of ``learn/`` may import of the others; all of them know the values that stand beside them."""

THIRD_PARTY = {
    "babel": ["ecgtool.wording", "ecgtool.learn.text.other_languages"],
    "dateutil": ["ecgtool.schedule.recurrence"],
    "holidays": ["ecgtool.schedule.holidays"],
    "tomli": ["ecgtool.config"],
    "filelock": ["ecgtool.files"],
    "platformdirs": ["ecgtool.cli.session"],
    "icalendar": ["ecgtool.ical.reading"],
    "yaml": ["ecgtool.learn"],
    "httpx": ["ecgtool.announce.archive", "ecgtool.follow.fetching", "ecgtool.targets"],
    "jinja2": ["ecgtool.render.user_template", "ecgtool.site"],
    "rich": [
        "ecgtool.render.terminal",
        "ecgtool.render.history_picture",
        "ecgtool.render.terminal",
        "ecgtool.render.tables",
    ],
    "typer": ["ecgtool.cli", "ecgtool.__main__"],
}
"""In which rooms, or modules, each library is known, so that it can be exchanged there."""

ASKED = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.monotonic",
    "time.localtime", "time.perf_counter", "time.sleep", "os.environ", "os.getenv", "os.getcwd",
    "os.get_terminal_size", "shutil.get_terminal_size", "sys.stdin", "sys.stdout", "sys.stderr", "sys.argv",
    "Path.cwd", "Path.home", "os.isatty", "getpass.getpass", "getpass.getuser", "socket.gethostname",
    "locale.getlocale",
}  # fmt: skip
"""What tells the clock, the environment or the terminal."""

TOUCHING = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "iterdir", "mkdir", "unlink", "touch"}
WITH_FILES = {"files", "runs", "cli", "__main__"}
WITH_DATA = {
    "ecgtool.config.load", "ecgtool.schedule.zone_data",
    "ecgtool.upkeep.feed", "ecgtool.upkeep.revisions", "ecgtool.wording.vocabulary", "ecgtool.site.folder",
}  # fmt: skip
"""The rooms that have to do with a person's files, and the modules that read what comes with the program."""


SAYING_COMMANDS = {"cli", "cron", "render", "__main__"}
"""The rooms that name commands."""

_TO_TYPE = re.compile(rf"\becg (?:{'|'.join(COMMANDS)})\b")


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_room_imports_only_what_it_may(module: Module) -> None:
    """Data flows one way: the values know nothing, the core knows the values, the edges know the core."""
    others = {name.split(".")[1] for name in imports(module.tree) if name.startswith("ecgtool.")}
    others = {"ecgtool" if other.startswith("__version") else other for other in others} - {module.room}
    assert module.room == "cli" or others <= ROOMS[module.room]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_folder_of_learning_imports_only_what_it_may(module: Module) -> None:
    """A page is read from its text up: what stands there, when, which meetings, which lines, what is left."""
    folder = _folder_of_learning(module.name)
    others = {_folder_of_learning(name) for name in imports(module.tree)} - {"", folder}
    assert not folder or others <= set(LEARNING[folder].split())


def _folder_of_learning(name: str) -> str:
    """Return the folder of ``learn/`` in which a module stands; "" for none."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["ecgtool", "learn"] and len(parts) > 2 and parts[2] in LEARNING else ""


def test_every_room_is_in_the_table() -> None:
    """And no room that is gone."""
    assert {module.room for module in modules()} == {*ROOMS, "cli"}


def test_no_modules_import_one_another_in_a_ring() -> None:
    """As modules are loaded, each is there before whoever imports it."""
    names = {module.name for module in modules()}
    graph = {module.name: set(_within(module, names)) - {module.name} for module in modules()}
    while leaves := {name for name, others in graph.items() if not others}:
        graph = {name: others - leaves for name, others in graph.items() if name not in leaves}
    assert graph == {}


def _within(module: Module, names: set[str]) -> Iterator[str]:
    for name in imports(module.tree, at_start=True):
        found = name if name in names else name.rpartition(".")[0]
        if found in names:
            yield found


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_library_is_known_only_where_it_may_be(module: Module) -> None:
    """The network's only to the wiki, the terminal's only where one is drawn on, and so on."""
    libraries = {name.split(".")[0] for name in imports(module.tree)} - sys.stdlib_module_names - {"ecgtool"}
    assert libraries <= THIRD_PARTY.keys()
    for library in libraries:
        assert any(f"{module.name}.".startswith(f"{room}.") for room in THIRD_PARTY[library]), library


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_only_the_command_line_asks_for_clock_environment_and_terminal(module: Module) -> None:
    """The rest is told: so the same question has the same answer at any time and place."""
    asked = {f"{_last(node.value)}.{node.attr}" for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
    assert module.room in {"cli", "__main__"} or not asked & ASKED


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_files_are_touched_only_where_they_may_be(module: Module) -> None:
    """What is computed of a text is the same wherever it stood."""
    called = [node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    own = [func for func in called if isinstance(func, ast.Attribute) and _last(func.value) != "files"]
    touched = {func.attr for func in own} | {func.id for func in called if isinstance(func, ast.Name)}
    assert module.room in WITH_FILES or module.name in WITH_DATA or not touched & TOUCHING


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_only_the_command_line_knows_the_readers_own_zone(module: Module) -> None:
    """``astimezone()`` without a zone would take the machine's."""
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call) and not node.args]
    local = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "astimezone"]
    assert not local or module.room == "cli"


def _last(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_commands_to_type_are_named_at_the_edge_alone(module: Module) -> None:
    """The core hands out what was found; ``render`` and ``cli`` say what to type, with the options of the run."""
    docs = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(module.tree) if isinstance(node, ast.Constant) and id(node) not in docs]
    named = [text.value for text in texts if isinstance(text.value, str) and _TO_TYPE.search(text.value)]
    assert module.room in SAYING_COMMANDS or named == []
