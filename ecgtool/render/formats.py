"""The writers: plain text, Markdown, wikitext and HTML."""

import html
import re
from urllib.parse import quote

from ecgtool.render.document import Document, DocumentLink, Entry, Title, Words, Writer, inline, marked_list, write
from ecgtool.render.plain import cell_width, in_columns, one_line, plain

_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~&!@]|(?<=[a-z]):(?=//)|(?<![:/])/(?=/)|(?<=\bwww)\.", re.IGNORECASE)
_MARKDOWN_START = re.compile(r"^ ?(?:\d+(?=[.)])|(?=[-+=:]))")
_WIKITEXT = re.compile(r"[\[\]{}|<>&'~_]|(?<=\w):(?=//)|(?<=\bRFC) |(?<=\bISBN) |(?<=\bPMID) ", re.IGNORECASE)
_WIKI_PROTOCOL = re.compile(r"\b(bitcoin|geo|magnet|mailto|matrix|news|sips?|sms|tel|urn):", re.IGNORECASE)
_WIKI_ADDRESS = re.compile(r"~(?=~)|_(?=_)|&(?=#?\w+;)|[,;.:!?)]$")
_WIKITEXT_START = re.compile(r"^[*#:;= -]")
_WEB = re.compile(r"(?:https?|mailto|tel|irc|ircs|sip):", re.IGNORECASE)


class TextWriter:
    """Plain text, as in a mail."""

    def title(self, title: Title) -> str:
        """Return the title, underlined."""
        text = plain(title.text)
        return f"{text}\n{('=' if title.level == 1 else '-') * cell_width(text)}"

    def paragraph(self, content: str) -> str:
        """Return the paragraph as it is."""
        return content

    def bullets(self, entries: tuple[Entry, ...]) -> str:
        """Return the list, with hyphens."""
        return marked_list(entries, self, "-", "  ")

    def table(self, columns: tuple[str, ...], rows: list[list[str]]) -> str:
        """Return the table in columns as wide as their cells."""
        return "\n".join(in_columns([columns, *rows]))

    def words(self, words: Words) -> str:
        """Return the text on one line, without control characters."""
        return one_line(words.text)

    def link(self, link: DocumentLink) -> str:
        """Return the address, after its text."""
        return f"{plain(link.text)}: {plain(link.address)}" if link.text else plain(link.address)


class MarkdownWriter:
    """Markdown (CommonMark), with the tables of GitHub."""

    def title(self, title: Title) -> str:
        """Return the title, with number signs."""
        return f"{'#' * title.level} {_markdown(title.text)}"

    def paragraph(self, content: str) -> str:
        """Return the paragraph as it is."""
        return content

    def bullets(self, entries: tuple[Entry, ...]) -> str:
        """Return the list, with hyphens."""
        return marked_list(entries, self, "-", "  ")

    def table(self, columns: tuple[str, ...], rows: list[list[str]]) -> str:
        """Return the table between bars, as GitHub has it."""
        lines = [columns, ["---"] * len(columns), *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def words(self, words: Words) -> str:
        """Return the text, with a backslash before whatever would be markup."""
        text = _markdown(words.text)
        return f"**{text.strip()}**" if words.strong and text.strip() else text

    def link(self, link: DocumentLink) -> str:
        """Return an autolink, or a link with its text."""
        address = quote(plain(link.address), safe=_SAFE_IN_LINK)
        if not _WEB.match(address):
            return _markdown(f"{link.text} {link.address}".strip())
        return f"[{_markdown(link.text)}](<{address}>)" if link.text else f"<{address}>"


class WikitextWriter:
    """MediaWiki's wikitext."""

    def title(self, title: Title) -> str:
        """Return the title between equals signs, at level 3 for the document's own: a section of the group's page."""
        marks = "=" * (title.level + 2)
        return f"{marks} {_wikitext(title.text).replace('=', '&#61;')} {marks}"

    def paragraph(self, content: str) -> str:
        """Return the paragraph.

        A sign at its start that would make it a heading, a list or preformatted is escaped.
        """
        return _WIKITEXT_START.sub(_reference, content)

    def bullets(self, entries: tuple[Entry, ...], depth: int = 1) -> str:
        """Return the list, with an asterisk for each level."""
        lines = []
        for entry in entries:
            lines.append(f"{'*' * depth} {inline(entry.content, self)}".rstrip())
            if entry.children:
                lines.append(self.bullets(entry.children, depth + 1))
        return "\n".join(lines)

    def table(self, columns: tuple[str, ...], rows: list[list[str]]) -> str:
        """Return the table in MediaWiki's own marks, a line for each row, so that a difference shows whole rows."""
        lines = "".join(f"|-\n| {' || '.join(row)}".rstrip() + "\n" for row in rows)
        return f'{{| class="wikitable"\n! {" !! ".join(columns)}\n{lines}|}}'

    def words(self, words: Words) -> str:
        """Return the text, with character references for whatever would be markup."""
        text = _wikitext(words.text)
        return f"'''{text.strip()}'''" if words.strong and text.strip() else text

    def link(self, link: DocumentLink) -> str:
        """Return an external link, bare or with its text."""
        address = _WIKI_ADDRESS.sub(_in_percent, quote(plain(link.address), safe=_SAFE_IN_LINK))
        if not _WEB.match(address):
            return _wikitext(f"{link.text} {link.address}".strip())
        return f"[{address} {_wikitext(link.text)}]" if link.text else address


class HtmlWriter:
    """HTML, as a part of a page."""

    def title(self, title: Title) -> str:
        """Return the title as a heading of its level."""
        return f"<h{title.level}>{_html(title.text)}</h{title.level}>"

    def paragraph(self, content: str) -> str:
        """Return a paragraph."""
        return f"<p>{content}</p>"

    def bullets(self, entries: tuple[Entry, ...]) -> str:
        """Return a list without numbers."""
        points = "\n".join(self._entry(entry) for entry in entries)
        return f"<ul>\n{points}\n</ul>"

    def table(self, columns: tuple[str, ...], rows: list[list[str]]) -> str:
        """Return a table with a head."""
        head = "".join(f"<th>{name}</th>" for name in columns)
        body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table>\n<tr>{head}</tr>\n{body}\n</table>"

    def words(self, words: Words) -> str:
        """Return the text, with character references for whatever would be markup."""
        text = _html(words.text)
        return f"<strong>{text}</strong>" if words.strong else text

    def link(self, link: DocumentLink) -> str:
        """Return a link where a browser may follow it, else its address as text."""
        label = _html(link.text or link.address)
        if not _WEB.match(link.address):
            return label if not link.text else f"{label}: {_html(link.address)}"
        return f'<a href="{html.escape(plain(link.address))}">{label}</a>'

    def _entry(self, entry: Entry) -> str:
        below = f"\n{self.bullets(entry.children)}\n" if entry.children else ""
        return f"<li>{inline(entry.content, self)}{below}</li>"


_SAFE_IN_LINK = "%/:?#@!$&()*+,;=~-._"

WRITERS: dict[str, type[Writer]] = {
    "text": TextWriter,
    "markdown": MarkdownWriter,
    "wikitext": WikitextWriter,
    "html": HtmlWriter,
}


def rendered(document: Document, form: str) -> str:
    """Return ``document`` in one of the formats of ``WRITERS``, or as a terminal shows it."""
    if form != "terminal":
        return write(document, WRITERS[form]())
    from ecgtool.render.terminal import document_text, drawn

    return drawn(document_text(document))


def _markdown(text: str) -> str:
    escaped = _MARKDOWN.sub(lambda m: f"\\{m[0]}", one_line(text))
    return _MARKDOWN_START.sub(lambda m: f"{m[0]}\\", escaped)


def _wikitext(text: str) -> str:
    return _WIKI_PROTOCOL.sub(r"\1&#58;", _WIKITEXT.sub(_reference, one_line(text)))


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _in_percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def _html(text: str) -> str:
    return html.escape(one_line(text))
