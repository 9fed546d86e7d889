"""What a mistyped command or option may mean: the nearest of ours, or ours for the word of another program."""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module

from typer import Typer

from ecgtool.cli.app import COMMANDS, OTHER_NAMES
from ecgtool.wording.spelling import near_misses

_OTHER_WORDS = {
    "list": "ls, groups, find, search",
    "next-meeting": "when, meeting, meetings, upcoming",
    "agenda render": "agenda show, agenda list, agenda print",
    "agenda add": "topic, topics",
    "agenda done": "agenda remove, agenda rm, agenda delete",
    "agenda action add": "todo, task, agenda todo",
    "agenda action done": "agenda action remove, agenda action rm, agenda action delete",
    "call render": "call show, call print, call details",
    "call join": "call open",
    "ical export": "calendar, icalendar, ics, subscribe, ical show, ical render, ical write",
    "wiki bump": "update, sync, refresh, wiki update, wiki sync, wiki write, wiki edit",
    "wiki bump --dry-run": "diff, wiki diff",
    "log add": "recording, recordings, minutes",
    "cancel": "skip, rm, remove, delete, drop",
    "move": "mv, reschedule, postpone, shift",
    "restore": "undo, revert, uncancel, unskip, reinstate",
    "link": "url",
    "conflicts": "overlap, overlaps, clash, clashes",
    "config check": "validate, lint, config validate, config lint",
    "config show": "config edit, config get, config list, config print, settings",
    "init": "initialise, initialize, setup, create, new, learn",
    "announce send": "remind, reminder, mail, email, invite, announce mail",
    "announce render": "announce show, announce preview",
    "cron render": "crontab, schedule, cron show, cron list, cron print",
    "cron install": "cron add, cron setup",
    "cron remove": "uninstall, cron uninstall, cron delete, cron rm",
    "follow check": "follow show, follow diff",
    "site build": "web, website, html, site make, site render",
    "status": "health, doctor",
    "--version": "version",
    "--help": "help",
}
"""Each command with the words that other programs have for it."""
_MEANT = {word: command for command, words in _OTHER_WORDS.items() for word in words.split(", ")}
_LONG = 6
"""Letters: shorter words of other programs are near too many commands."""
_SAME_OPTIONS = (
    "--from --after --since --begin --start",
    "--until --to --before --till --end",
    "--date --day --on --when",
    "--zone --tz --timezone --zones",
    "-n --limit --number --count --max --last",
    "--output --out --file --dir",
    "--reason --why --summary --message -m --comment",
    "--dry-run --preview --simulate --noop",
    "--by --who --author",
    "--recording --url --video",
    "--from-wiki --url --wiki",
    "--ics --ical --calendar",
)
"""Options that mean the same in various programs; of each line the first that a command has is suggested."""


_OTHER_FORMATS = {
    "text": "txt, plain, tsv, csv, ascii, raw",
    "markdown": "md, mkd, gfm, commonmark",
    "wikitext": "wiki, mediawiki, mw",
    "html": "htm, web, xhtml",
    "json": "js, jsonl, yaml, yml",
    "terminal": "tty, term, rich, pretty, ansi, table",
    "heading": "line, title, head",
    "eml": "mail, email, mime, rfc822, message",
    "crontab": "cron, cronjob, vixie",
    "systemd": "timer, timers, service, unit",
    "github-actions": "gha, github, gh, actions, workflow, yaml, yml",
    "kubernetes": "k8s, kube, kubectl, cronjob, yaml, yml",
    "windows": "win, schtasks, xml, task-scheduler",
}
"""Each format with the short names and endings of files that people have for it."""
_CALENDARS = ("ics", "ical", "icalendar", "ifb")


def near_formats(typed: str, choices: Sequence[str]) -> str:
    """Return what ``typed``, which is none of ``choices``, may mean: "md" -> "markdown"; "" where nothing is near."""
    if typed.lower() in _CALENDARS:
        return "`ecg ical export`"
    named = [one for one in choices if typed.lower() in _OTHER_FORMATS.get(one, "").split(", ")]
    return " or ".join(named or near_misses(typed, choices)[:1])


def near_commands(typed: str, above: Iterable[str]) -> list[str]:
    """Return the commands that ``typed`` may mean below the nouns ``above``: "bmp" in ["wiki"] -> ["wiki bump"]."""
    nouns = list(above)
    whole = " ".join([*nouns, typed.lower()])
    if whole in _MEANT:
        return [_MEANT[whole]]
    ways: dict[str, list[str]] = {}
    for path in _commands(nouns):
        words = path.split()[len(nouns) :]
        for way in {_squeezed("".join(words)), _squeezed(words[-1])}:
            ways.setdefault(way, []).append(path)
    for meant, path in _MEANT.items():
        above_it, _, word = meant.rpartition(" ")
        if above_it == " ".join(nouns) and len(word) >= _LONG:
            ways.setdefault(word, []).append(path)
    found = [path for way in near_misses(_squeezed(typed), ways) for path in ways[way]]
    fewest = min((path.count(" ") for path in found), default=0)
    return list(dict.fromkeys(path for path in found if path.count(" ") == fewest))


def near_option(typed: str, known: Iterable[str]) -> str:
    """Return the option among the ``known`` that ``typed`` may mean: "--tz" -> "--zone"; "" where none is near."""
    names = list(known)
    if re.fullmatch(r"-\d+", typed) and "-n" in names:
        return f"-n {typed[1:]}"
    for same in map(str.split, _SAME_OPTIONS):
        if typed in same and (meant := next((name for name in same if name in names), "")):
            return meant
    long = {_squeezed(name): name for name in names if name.startswith("--")}
    return next((long[near] for near in near_misses(_squeezed(typed), long)), "") if typed.startswith("--") else ""


def _squeezed(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text.lower())


def _commands(nouns: list[str]) -> Iterator[str]:
    """Yield each command below ``nouns``, with all its words."""
    if not nouns:
        yield from OTHER_NAMES
    for name in nouns[:1] or COMMANDS:
        app = import_module(f"ecgtool.cli.commands.{name.replace('-', '_')}").app
        yield from (
            path for path in _paths(app, name) if path.split()[: len(nouns)] == nouns and path != " ".join(nouns)
        )


def _paths(app: Typer, name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} {one.name}" for one in app.registered_commands if one.name and one.name != name)
    for below in app.registered_groups:
        if below.typer_instance and below.name:
            yield from _paths(below.typer_instance, f"{name} {below.name}")
