"""Tests of ``ecgtool.page.wikitext``: headings, bold lines and lists where MediaWiki has them."""

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.page import parse_page
from ecgtool.text_edit import composed, readable
from tests.page import hostile


def titles(text: str) -> list[tuple[int, str]]:
    """The headings' levels and titles."""
    page = parse_page(text)
    return [(heading.level, page.title(heading)) for heading in page.headings]


def bold(text: str) -> list[str]:
    """What the bold lines say."""
    page = parse_page(text)
    return [page.title(line) for line in page.bold_lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("== a ==", (2, "a")),
        ("=a=", (1, "a")),
        ("=== a == ", (2, "= a")),
        ("== a ====", (2, "a ==")),
        ("======= a =======", (6, "= a =")),
        ("=====", (2, "=")),
        ("===", (1, "=")),
        ("= =", (1, "")),
        ("== a == \t<!-- kept --> ", (2, "a")),
        ("<!-- two\nlines -->== a ==", (2, "a")),
        ("== a <!-- two\nlines -->b ==", (2, "a b")),
        ("__NOTOC__== a ==", (2, "a")),
        ("<noinclude>== a ==</noinclude>", (2, "a")),
        ("== {{x|\n}} a ==", (2, "a")),
        ("== '''a''' [[b|c]] <span id=d></span>&amp; ==", (2, "a c &")),
        ("== <nowiki>a'''</nowiki> ==", (2, "a'''")),
        ("{|\n|\n== a ==\n|}", (2, "a")),
        ("\ufeff== a ==", (2, "a")),
        ("x\r== a ==\rx", (2, "a")),
        ("x\r\n== a ==\r\nx", (2, "a")),
        ("<nowiki>\n== a ==", (2, "a")),
        ("<nowiki/>\n== a ==\n</nowiki>", (2, "a")),
        ("== {{{x|}}} a ==", (2, "a")),
        ("{{x|\n== a ==", (2, "a")),
        ("{{x|[[y}}\n== a ==\n}}", (2, "a")),
    ],
)
def test_headings_are_those_of_mediawiki(text: str, expected: tuple[int, str]) -> None:
    """Levels, odd marks, comments, tables and what is opened and never closed, as the parser has them."""
    assert titles(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "==", "=", "a == b ==", " == a ==", "== a", "a ==", "|== a ==", "== a == b", "== a ==<nowiki/>",
        "<!--\n== a ==\n-->", "<!--\n== a ==", "<nowiki>\n== a ==\n</nowiki>", "<PRE >\n== a ==\n</pre >",
        "<source lang=x>\n== a ==\n</source>", "<syntaxhighlight>\n== a ==\n</syntaxhighlight>",
        "<math>\n== a ==\n</math>", "{{x|\n== a ==\n}}", "{{{x|\n== a ==\n}}}", "{{x|{{y}}\n== a ==\n}}",
        "<includeonly>\n== a ==",
    ],
)  # fmt: skip
def test_what_is_no_heading(text: str) -> None:
    """Neither text with equals signs, nor anything in comments, nowiki, code or the arguments of a template."""
    assert titles(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'''a'''", "a"),
        ("* ''' a '''", "a"),
        ("**#: '''a''' ", "a"),
        ("'''''a'''''", "a"),
        ("'''a ''b'' c'''", "a b c"),
        ("'''a''''", "a'"),
        ("'''it's'''", "it's"),
        ("'''a", "a"),
        ("<center>'''a'''<br /></center><!-- kept -->", "a"),
        ("{{anchor|x}}'''a'''", "a"),
        ("x\r\n'''a'''\r\nx", "a"),
    ],
)
def test_bold_lines_are_bold_as_a_whole(text: str, expected: str) -> None:
    """In a list or not, with italics in it, and to the end of the line where nothing closes it."""
    assert bold(text) == [expected]


@pytest.mark.parametrize(
    "text", ["'''a''' b", "a '''b'''", "''a''", "''''a'''", "= '''a''' =", "<pre>\n'''a'''\n</pre>", "''''''", "'''"]
)
def test_what_is_no_bold_line(text: str) -> None:
    """Text beside the bold run, italics, headings, and what is protected."""
    assert bold(text) == []


def test_items_have_the_depth_of_their_marks() -> None:
    """A line of a list knows its mark, its depth and its text; a comment in it holds it together."""
    text = "* a\n*# b <!--\n--> c\nplain\n\n"
    page = parse_page(text)
    found = [(line.depth, line.mark, page.plain(line.text_start, line.text_end)) for line in page.lines(0, len(text))]
    assert found == [(1, "*", "a"), (2, "*#", "b  c"), (0, "", "plain"), (0, "", "")]


def test_sections_end_at_the_next_heading_of_their_level() -> None:
    """A deeper heading is part of the section, a higher one ends it, and names are matched forgivingly."""
    text = "= A =\n1\n=== Sub-Topics: ===\n2\n== B ==\n3\n== C ==\n4\n"
    page = parse_page(text)
    assert [text[section.start : section.end] for section in page.sections] == [text[6:], "2\n", "3\n", "4\n"]
    assert page.line_number(page.sections_by_title["sub topic"].heading.start) == 3


@given(hostile.wikitext)
def test_every_position_is_one_of_the_text(text: str) -> None:
    """The mask is as long as the text, spans lie in order in it, and the lines make up the whole text again."""
    page = parse_page(text)
    assert len(page.mask) == len(text)
    assert "".join(text[line.start : line.end] for line in page.lines(0, len(text))) == text
    for marked in (*page.headings, *page.bold_lines):
        assert marked.line_start <= marked.start <= marked.end <= marked.line_end <= len(text)
        spans = page.visible(marked.start, marked.end)
        assert all(start < end for start, end in spans)
        assert spans == sorted(spans)


@given(hostile.wikitext)
def test_escaped_text_has_no_marks(value: str) -> None:
    """Whatever a name is, escaped it is one line that reads as the name and that makes nothing of the page around."""
    page = parse_page(f"=== x {parse_page('').escape(value)} y ===")
    [heading] = page.headings
    assert heading.level == 3
    assert page.title(heading).split() == ["x", *composed(readable(value)).split(), "y"]


_BLOCKS = st.sampled_from([
    "== one ==\n", "=== two ===\n", "text with [[link|label]] and '''bold'''\n", "* item\n** {{tpl|a=b}}\n", "\n",
    "<!-- == no == -->\n", "<nowiki>\n== no ==\n</nowiki>\n", "<pre>\n== no ==\n</pre>\n", "{{t|\n== no ==\n}}\n",
    '<syntaxhighlight lang="x">\n== no ==\n</syntaxhighlight>\n', "{| class=x\n| cell\n|}\n",
])  # fmt: skip


@given(st.lists(_BLOCKS).map("".join))
def test_well_formed_pages_read_as_by_mwparserfromhell(text: str) -> None:
    """Where everything is closed, another parser finds the same headings."""
    nodes = mwparserfromhell.parse(text).filter_headings(recursive=False)
    assert titles(text) == [(node.level, str(node.title).strip()) for node in nodes]
