"""A document before it has a format: titles, paragraphs, lists and tables made of texts and links.

What is to be shown is first made a document. Each format is a writer, which escapes texts so that they read the same.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A text that is data, never markup. ``strong`` is whether it stands out."""

    text: str
    strong: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentLink:
    """A link. Without ``text``, its address is shown."""

    address: str
    text: str = ""


Inline = Words | DocumentLink


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An item of a list, with the items below it."""

    content: tuple[Inline, ...]
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """A heading: level 1 for the document's own, 2 for one of its parts."""

    text: str
    level: int = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A run of text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bullets:
    """A list."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentTable:
    """Rows of cells below a row of column names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Title | Paragraph | Bullets | DocumentTable
Document = tuple[Block, ...]


class Writer(Protocol):
    """A format."""

    def title(self, title: Title) -> str:
        """Return a heading."""

    def paragraph(self, content: str) -> str:
        """Return a paragraph. Its content is in the format already."""

    def bullets(self, entries: tuple[Entry, ...]) -> str:
        """Return a list."""

    def table(self, columns: tuple[str, ...], rows: list[list[str]]) -> str:
        """Return a table. Its column names and cells are in the format already."""

    def words(self, words: Words) -> str:
        """Return a text, escaped so that it reads the same."""

    def link(self, link: DocumentLink) -> str:
        """Return a link."""


def write(document: Document, writer: Writer) -> str:
    """Return ``document`` in the writer's format, with a newline at its end."""
    return "\n\n".join(_block(block, writer) for block in document) + "\n"


def inline(content: tuple[Inline, ...], writer: Writer) -> str:
    """Return texts and links, one after another."""
    return "".join(writer.words(part) if isinstance(part, Words) else writer.link(part) for part in content)


def _block(block: Block, writer: Writer) -> str:
    match block:
        case Title():
            return writer.title(block)
        case Paragraph():
            return writer.paragraph(inline(block.content, writer).strip())
        case Bullets():
            return writer.bullets(block.entries)
        case DocumentTable():
            rows = [[inline(cell, writer).strip() for cell in row] for row in block.rows]
            return writer.table(tuple(writer.words(Words(text=name)) for name in block.columns), rows)


def marked_list(entries: tuple[Entry, ...], writer: Writer, mark: str, indent: str, depth: int = 0) -> str:
    """Return a list with a line for each item: ``indent`` for each level above it, then ``mark``."""
    lines = []
    for entry in entries:
        lines.append(f"{indent * depth}{mark} {inline(entry.content, writer).strip()}".rstrip())
        if entry.children:
            lines.append(marked_list(entry.children, writer, mark, indent, depth + 1))
    return "\n".join(lines)
