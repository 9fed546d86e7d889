"""What ``ecg init`` advises, followed on a page to the letter, and whether the page stays as it was laid out."""

import re
from pathlib import Path
from typing import NamedTuple

import mwparserfromhell
from markdown_it import MarkdownIt

_ADD = re.compile(
    r"^to do: .*?add “(?P<line>.+)” (?:after line (?P<after>\d+)\b|at the top of the page)", re.MULTILINE
)
_EMBED = re.compile(r"^to do: .*?run `ecg (?P<command>wiki embed [^`]+)`", re.MULTILINE)


class Advised(NamedTuple):
    """A page with the advised line on it, and the line's number, counted from 0; None where none is advised."""

    text: str
    line: int | None = None


def advised_line(text: str, told: str) -> Advised:
    """Return the page with the line that ``told`` says to add, where it says so."""
    match = _ADD.search(told)
    if match is None:
        return Advised(text)
    lines = text.split("\n")
    number = int(match["after"] or 0)
    return Advised("\n".join([*lines[:number], match["line"], *lines[number:]]), number)


def advised_command(told: str) -> str:
    """Return the command that ``told`` says to run for a block, without ``ecg``; empty where it says none."""
    match = _EMBED.search(told)
    return match["command"] if match else ""


def is_whole(page: Path, before: str, after: Advised) -> bool:
    """Whether nothing but a heading came to the page: no table, list, paragraph, link or template is another."""
    if after.line is None:
        return True
    if page.suffix == ".md":
        return _markdown(before) == _without_heading(_markdown(after.text), after.text.split("\n")[after.line])
    lines = after.text.split("\n")
    kept = "\n".join([*lines[: after.line], "", *lines[after.line + 1 :]])
    return _wikitext(before) == _wikitext(kept) and not _is_within(lines, after.line)


def _markdown(text: str) -> list[tuple[str, str]]:
    """The blocks of a page, each with its text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [(token.type, token.content) for token in tokens]


def _without_heading(tokens: list[tuple[str, str]], line: str) -> list[tuple[str, str]]:
    content = ("inline", line.lstrip("#").strip())
    places = [n for n, token in enumerate(tokens) if token == content and tokens[n - 1][0] == "heading_open"]
    return tokens[: places[0] - 1] + tokens[places[0] + 2 :] if places else [("no heading", "")]


def _wikitext(text: str) -> list[str]:
    """The templates, links, tables and tags of a page, each as it stands there, lists item by item."""
    code = mwparserfromhell.parse(text)
    nodes = [*code.filter_templates(), *code.filter_wikilinks(), *code.filter_external_links()]
    return [*map(str, nodes), *(str(tag).strip() for tag in code.filter_tags(recursive=False))]


def _is_within(lines: list[str], number: int) -> bool:
    """Whether a line cuts a list, a table or a paragraph in two: both beside it are the same sort of line."""
    before, after = ([*lines[:number], ""][number - 1] if number else "", [*lines, ""][number + 1])
    opened = sum(line.lstrip(" :").startswith("{|") - line.lstrip(" :").startswith("|}") for line in lines[:number])
    if opened or not before.strip() or not after.strip() or before.lstrip(" :").startswith("|}"):
        return bool(opened)
    marks = "*#:;"
    return not before.startswith("=") and not after.startswith("=") and (before[0] in marks) == (after[0] in marks)
