"""Tests of ``ecgtool.render.formats``: a title is data, and comes out as that text in every format."""

import html
import re
from html.parser import HTMLParser

import mwparserfromhell
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mwparserfromhell.nodes import HTMLEntity, Text

from ecgtool.render.document import (
    Bullets,
    Document,
    DocumentLink,
    DocumentTable,
    Entry,
    Paragraph,
    Title,
    Words,
    write,
)
from ecgtool.render.formats import HtmlWriter, MarkdownWriter, TextWriter, WikitextWriter
from ecgtool.render.plain import plain

HOSTILE = (
    "== x == <script>", "[http://a b]", "'''x'''", "{{subst:x}}", "~~~~", "__NOTOC__", "* x", "# x", ":x",
    "; x : y", " x", "|", "- x", " - x", "1. x", "1) x", "+ x", "> x", "***", "===", "---", "----", "`x`", "``",
    "~~x~~", "</li>", "&amp;", "&#60;b&#62;", "www.example.org", "//example.org",
    "http://example.org/a_b?c=d&e=f#g", "HTTP://EXAMPLE.ORG", "a@b.org", "mailto:a@b.org", "javascript:alert(1)",
    "[x](javascript:y)", "![x](y)", "[x]: y", "[^1]", "x\\", "\\*x\\*", "{| x |}", "-{x}-", "RFC 123",
    "ISBN 1234567890", "PMID\u00a0123", "<!-- x -->", "<nowiki>", "#REDIRECT [[x]]", "[[x|y]]", "tel:1", "urn:x",
    "| a | b |", "x\ny", "\u202ex", "\x1b[31mx", "x\u0085y", "\t", "*x", "x*", "**x", "x!", "\u00a0x",
)  # fmt: skip
_MARKS = st.text(alphabet=st.sampled_from("*_`~=#-+>|<[](){}!&'\"\\:;/.@ ax1w\n"), max_size=12)
titles = st.lists(st.one_of(st.sampled_from(HOSTILE), _MARKS), min_size=1, max_size=3).map(" ".join)
MARKDOWN = (MarkdownIt("gfm-like", {"linkify": False, "html": True}), MarkdownIt("commonmark", {"html": True}))


def document(text: str, *, strong: bool = False) -> Document:
    """A text as a title, as a paragraph, as a point, and as a point below one."""
    below = Entry(content=(Words(text=text), Words(text=" (by)")))
    words = (Words(text=text, strong=strong),)
    return (Title(text=text), Paragraph(content=words), Bullets(entries=(Entry(content=words, children=(below,)),)))


class Seen(HTMLParser):
    """What a browser sees of HTML: the text and the elements."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.elements, self.links = "", [""][:0], [""][:0]
        self.feed(source)
        self.close()

    def handle_data(self, data: str) -> None:
        """A text."""
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The beginning of an element."""
        self.elements.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_comment(self, data: str) -> None:
        """A comment, which none of ours is."""
        self.elements.append(f"!{data}")


def squeezed(text: str) -> str:
    """``text`` with its spaces as a browser shows them."""
    return " ".join(text.split())


def four_times(text: str) -> str:
    """What is to be seen of ``document``."""
    return squeezed(f"{plain(text)} {plain(text)} {plain(text)} {plain(text)} (by)")


def elements(*, strong: bool) -> list[str]:
    """The elements of ``document`` and no others."""
    mark = ["strong"] if strong else []
    return ["h2", "p", *mark, "ul", "li", *mark, "ul", "li"]


@settings(max_examples=300)
@given(titles, st.booleans())
def test_markdown_shows_the_text(text: str, strong: bool) -> None:
    """Two readers, of CommonMark and of GitHub's tables and strikes, see the text and our own elements alone."""
    assume(plain(text))
    written = write(document(text, strong=strong), MarkdownWriter())
    for reader in MARKDOWN:
        seen = Seen(reader.render(written))
        assert (squeezed(seen.text), seen.elements) == (four_times(text), elements(strong=strong))


@settings(max_examples=300)
@given(titles, st.booleans())
def test_html_shows_the_text(text: str, strong: bool) -> None:
    """A browser sees the text and our own elements alone."""
    assume(plain(text))
    seen = Seen(write(document(text, strong=strong), HtmlWriter()))
    assert (squeezed(seen.text), seen.elements) == (four_times(text), elements(strong=strong))


@settings(max_examples=300)
@given(titles)
@example("= x =")
def test_wikitext_shows_the_text(text: str) -> None:
    """A parser sees text and character references alone, and the marks at a line's beginning are only ours."""
    assume(plain(text))
    written = write(document(text), WikitextWriter())
    heading, _, paragraph, _, point, below = written.splitlines()
    assert heading.startswith("==== ")
    assert heading.endswith(" ====")
    assert not re.match(r"[*#:;={ -]", paragraph)
    for line, mark in ((heading[5:-5], ""), (paragraph, ""), (point, "* "), (below.removesuffix(" (by)"), "** ")):
        content = line.removeprefix(mark)
        nodes = mwparserfromhell.parse(f"within {content}").nodes
        assert all(isinstance(node, (Text, HTMLEntity)) for node in nodes), nodes
        assert squeezed(html.unescape(content)) == plain(text)
        assert not WIKI_MARKS.search(content), content


WIKI_MARKS = re.compile(
    r"~~~|__\w+__|''|\[\[|\{\{|\{\||-\{|<|\b(?:mailto|tel|news|urn|sips?|sms|geo|magnet|bitcoin|matrix):|\w://|"
    r"\b(?:RFC|PMID)\s\d|\bISBN\s[\dX-]|&(?!#\d+;)",
    re.IGNORECASE,
)
"""What MediaWiki would make something of, wherever it stands."""


@given(titles)
def test_text_is_one_line(text: str) -> None:
    """Nothing in a title ends its line or speaks to the terminal."""
    assume(plain(text))
    lines = write(document(text), TextWriter()).splitlines()
    assert lines[:5] == [plain(text), "-" * len(plain(text)), "", plain(text), ""]
    assert [squeezed(line) for line in lines[5:]] == [f"- {plain(text)}", f"- {plain(text)} (by)"]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", "\n".join(lines))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", " javascript:x", "zoom:1", "x\nhttp://y"]
)
def test_only_the_web_is_linked(address: str) -> None:
    """What a browser would run, or does not know, is text; so is what only ends like a link."""
    document = (
        Paragraph(
            content=(DocumentLink(address=address), Words(text=" "), DocumentLink(address=address, text="here"))
        ),
    )
    rendered = [reader.render(write(document, MarkdownWriter())) for reader in MARKDOWN]
    for source in (*rendered, write(document, HtmlWriter())):
        seen = Seen(source)
        assert seen.links == []
        assert plain(address) in seen.text
    nodes = mwparserfromhell.parse(write(document, WikitextWriter())).nodes
    assert all(isinstance(node, (Text, HTMLEntity)) for node in nodes)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c&d=(e)#f",
        "https://example.org/'x'_y_*z*",
        'https://example.org/"><b>',
        "mailto:a@example.org",
    ],
)
def test_a_link_leads_where_it_says(address: str) -> None:
    """In HTML and in Markdown the address is the same, up to characters that stand as percents."""
    document = (Paragraph(content=(DocumentLink(address=address, text="a [b] <c>"),)),)
    for source in (MARKDOWN[1].render(write(document, MarkdownWriter())), write(document, HtmlWriter())):
        seen = Seen(source)
        (link,) = seen.links
        assert link.replace("%22", '"').replace("%3E", ">").replace("%3C", "<").replace("%27", "'") == address
        assert squeezed(seen.text) == "a [b] <c>"


def test_wide_letters_break_no_column_of_a_mail() -> None:
    """A Chinese letter is as wide as two of the Latin ones; so is a title's line below it."""
    rows = tuple(((Words(text=name),), (Words(text="x"),)) for name in ("潮汐", "tide"))
    assert write((DocumentTable(columns=("a", "b"), rows=rows),), TextWriter()) == "a     b\n潮汐  x\ntide  x\n"
    assert write((Title(text="潮汐", level=2),), TextWriter()) == "潮汐\n----\n"


@pytest.mark.parametrize(
    ("address", "wikitext"),
    [
        ("https://example.org/~~~~", "https://example.org/%7E%7E%7E~"),
        ("https://example.org/__NOTOC__", "https://example.org/%5F_NOTOC%5F_"),
        ("https://example.org/{{x}}|[y]", "https://example.org/%7B%7Bx%7D%7D%7C%5By%5D"),
        ("https://example.org/''x''", "https://example.org/%27%27x%27%27"),
        ("https://example.org/?a=1&lt;b", "https://example.org/?a=1%26lt;b"),
        ("https://example.org/a.b).", "https://example.org/a.b)%2E"),
    ],
)
def test_a_wiki_makes_nothing_of_an_address(address: str, wikitext: str) -> None:
    """Signatures, switches, templates and quotes in an address, and a full stop that would not be part of it."""
    assert write((Paragraph(content=(DocumentLink(address=address),)),), WikitextWriter()) == f"{wikitext}\n"
