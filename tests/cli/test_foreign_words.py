"""Whatever a page says, a terminal gets nothing of it that it obeys, from any command."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer import Context
from typer.main import get_command

from ecgtool.__main__ import run
from ecgtool.cli.app import app
from ecgtool.render.plain import HARMFUL

HARM = (
    "\x1b[31mred \x1b]0;title\x07 \x1b]8;;https://evil.example.com/\x1b\\click \x9b2J \x9d0;t\x9c \x07\x08\x7f \rover"
    " \u202eright \u2066first \u061c \u200bnothing\u200d \u2060 \xadsoft \U000e0041\U000e0042 \ufeff \u2028line"
)
PAGE = f"""== Next meeting: Monday (June 01, 2026), 8am UTC / 0800 UTC {HARM}==

== Call details ==
* Join: https://meet.example.org/j/1?x={HARM.split(maxsplit=1)[0]}
* Note {HARM}
* Passcode: 12{HARM}

== Agenda ==
* Item {HARM}
** [https://example.org/{HARM} link {HARM}]

== Upcoming topics ==
* June 8: Topic {HARM}
* June 15: cancelled {HARM}

== Action item registry ==
* Act {HARM}

== Meeting logs and recordings ==
* May 25: Log {HARM}
"""
FILE = """
[groups.lab]
timezone = "UTC"
schedule = { every = "week", on = "Monday", at = "08:00" }
agenda = { source = "page" }
wiki = { file = "page.wiki" }
"""
FORMS = ("terminal", "text", "markdown", "wikitext", "html", "json")
COMMANDS = {
    "next-meeting": [f"-f {form}" for form in ("terminal", "text", "json", "heading")],
    "agenda render": [*(f"-f {form}" for form in FORMS), "--template own.txt"],
    "agenda add": ["Mine --date 2026-06-08"],
    "agenda action add": ["Mine"],
    "agenda action done": ["Act", "Mine"],
    "agenda done": ["Mine --date 2026-06-08"],
    "call render": [f"-f {form} --page page.wiki" for form in FORMS],
    "call join": ["--page page.wiki"],
    "ical export": ["--all", "--all -o out.ics"],
    "wiki bump": ["--dry-run", "--dry-run -f json", ""],
    "wiki check": ["", "-f json"],
    "wiki show": ["", "-f json"],
    "wiki history": ["--feed past", "--feed past -f json"],
    "log add": ["Mine --date 2026-06-01"],
    "cancel": ["--from-page", "2026-06-22"],
    "move": ["2026-06-22 2026-06-23"],
    "restore": ["2026-06-22"],
    "extra": ["2026-06-10T09:00"],
    "link": ["https://meet.example.org/j/2"],
    "list": ["", "-f json"],
    "site build": ["-o site --check", "-o site"],
    "wiki embed": ["next --dry-run"],
    "conflicts": [""],
    "config check": [""],
    "config show": ["", "-f json"],
    "init": ["-c new.toml --page page.wiki"],
    "cron render": [""],
    "status": ["", "-f json"],
}
ELSEWHERE = {
    "config schema", "wiki login", "add", "follow check", "follow apply", "announce render", "announce send",
    "cron install", "cron remove",
}  # fmt: skip
"""Commands that show nothing of the page here, or whose words other tests send."""
OURS = r"\x1b\[[\d;]*m|\x1b\]8;[^;\x1b]*;[ -~]*\x1b\\"
"""What a terminal is told by ecg itself: colours, and links of ASCII."""


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page that means harm, its past, and a template that passes it on."""
    (folder / "ecg.toml").write_text(FILE)
    (folder / "page.wiki").write_text(PAGE)
    (folder / "past").mkdir()
    (folder / "past" / "20260501T000000Z.wiki").write_text(PAGE)
    (folder / "own.txt").write_text("{{ topics }} {% for topic in topics %}{{ topic.title }}{% endfor %}\n")
    monkeypatch.setenv("ECG_NOW", "2026-06-02T12:00Z")
    monkeypatch.setattr("webbrowser.open", lambda *_: True)
    return folder


@pytest.mark.parametrize("colour", ["", "1"], ids=["piped", "coloured"])
@pytest.mark.parametrize("verbose", ["", "-v"])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("folder")
def test_no_command_passes_harm_on(
    command: str, verbose: str, colour: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither on standard output nor on standard error; a picture has ecg's own colours and links alone."""
    if colour:
        monkeypatch.setenv("FORCE_COLOR", colour)
    for options in COMMANDS[command]:
        status = run([*command.split(), *options.split(), *verbose.split()])
        out, err = capsys.readouterr()
        assert status in {0, 1, 2, 3}
        assert "unexpected" not in err
        if command != "ical export":
            seen = re.sub(OURS, "", out) if colour else out
            assert not re.search(HARMFUL, seen), (options, re.search(HARMFUL, seen))
        assert not re.search(HARMFUL, err), options


def test_every_command_is_walked() -> None:
    """One that is new is to stand in the table, or among those whose words other tests send."""
    root: Any = get_command(app)
    context = Context(root, info_name="ecg")
    found = set()
    for name in root.list_commands(context):
        _, command, _ = root.resolve_command(context, [name])
        found |= set(named(name, command))
    assert found <= COMMANDS.keys() | ELSEWHERE
    assert COMMANDS.keys() <= found


def named(name: str, command: Any) -> Iterator[str]:
    """The command's name, or those of the commands in it."""
    inner = getattr(command, "commands", {})
    for word, one in inner.items():
        yield from named(f"{name} {word}", one)
    if not inner:
        yield name


def test_the_harm_is_harmful() -> None:
    """Each kind of it is known: so the tests above can fail."""
    kinds = ("\x1b", "\x07", "\x9b", "\x9d", "\x7f", "\r", "\u202e", "\u2066", "\u061c", "\u200b", "\u200d", "\xad")
    assert all(re.search(HARMFUL, f"a{kind}b") for kind in (*kinds, "\u2060", "\U000e0041", "\ufeff", "\u2028"))
    assert not re.search(HARMFUL, "plain\r\n\tline \u067e\u200c\u0634 👩\u200d💻 é 日本")
