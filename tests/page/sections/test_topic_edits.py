"""Tests of ``ecgtool.page.sections.topic_edits`` and ``topic_form``: topics added as a member would."""

from datetime import date, time
from string import printable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ecgtool.errors import EcgError, PageError, UsageError
from ecgtool.group import SectionNames
from ecgtool.page import Syntax, parse_page
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topic_edits import NewTopic, add_topic, drop_topic
from ecgtool.page.sections.topics import read_entries
from ecgtool.text_edit import apply

NEAR = date(2025, 12, 1)
BEGINNING = "== Plans ==\nx\n=== Upcoming Topics ===\n\n"
END = "\n=== Logs ===\n* December 08 - not a topic\n"


def added(topics: str, topic: NewTopic, syntax: Syntax = "wikitext", end: str = END) -> str:
    """The topics of a page after one was added; all else on the page is as it was."""
    beginning = BEGINNING if syntax == "wikitext" else "## Upcoming topics\n\n"
    end = end if syntax == "wikitext" else end.replace("=== Logs ===", "## Logs")
    page = parse_page(beginning + topics + end, syntax)
    text = apply(page.text, add_topic(NamedSections(page, SectionNames()), topic, NEAR))
    assert text.startswith(beginning)
    assert text.endswith(end)
    return text[len(beginning) : len(text) - len(end)]


def test_a_topic_with_an_hour_reads_back_in_any_form() -> None:
    """Where nothing but a space stands between the dates and the titles of the others, a colon ends the hour."""
    topic = NewTopic(day=date(2025, 12, 15), title="Two", at=time(17))
    assert added("* December 8 One\n", topic) == "* December 8 One\n* December 15, 17:00: Two\n"


BOLD = "* '''December 08''' - '''One'''\n* '''December 22''' - '''Three'''\n"


@pytest.mark.parametrize(
    ("topics", "line", "place"),
    [
        (BOLD, "* '''December 15''' - '''Two'''\n", 1),
        ("* December 1st: One\n* December 22nd: Three\n", "* December 15th: Two\n", 1),
        ("* 2025-12-08 -- One\n", "* 2025-12-15 -- Two\n", 1),
        ("*December 08, 2025 \u2013 '''One'''\n", "*December 15, 2025 \u2013 '''Two'''\n", 1),
        ("* '''8 Dec''': One\n* '''22 Dec''': Three\n", "* '''15 Dec''': Two\n", 1),
        ("* Monday, Dec. 22, 2025 One\n", "* Monday, Dec. 15, 2025 Two\n", 0),
        ("# '''December 22 - Three'''\n# '''December 08 - One'''\n", "# '''December 15 - Two'''\n", 1),
        ("* '''December 08''' - [https://x.example.org One]\n", "* '''December 15''' - '''Two'''\n", 1),
        ("* '''December 08''' - '''One''' (Ann)\n** Details\n", "* '''December 15''' - '''Two'''\n", 2),
        ("* December 15 - One\n* December 22 - X\n", "* December 15 - Two\n", 1),
        ("* TBD\n", "* '''December 15''' - '''Two'''\n", 1),
        ("* 2025-12-08T17:00 cancelled\n", "* 2025-12-15 Two\n", 1),
        ("* 2025-12-08T17:00: One\n", "* 2025-12-15: Two\n", 1),
        ("* a\n<!-- ecg:next -->\n|\n* December 14 x\n<!-- /ecg:next -->\n", "* '''December 15''' - '''Two'''\n", 1),
    ],
)
def test_a_topic_looks_like_its_neighbours(topics: str, line: str, place: int) -> None:
    """Mark, bold, the form of the date, the separator and the order are those of the list."""
    lines = topics.splitlines(keepends=True)
    assert added(topics, NewTopic(day=date(2025, 12, 15), title="Two")) == "".join(
        [*lines[:place], line, *lines[place:]]
    )


@pytest.mark.parametrize(
    ("topics", "lines", "syntax"),
    [
        ("; December 8\n: One\n: Too\n; December 22\n: Three\n", "; December 15\n: Two (Ann)\n", "wikitext"),
        (
            "* '''December 08:'''\n** One\n* '''December 22:'''\n** X\n",
            "* '''December 15:'''\n** Two (Ann)\n",
            "wikitext",
        ),
        ("- December 8\n  * One\n  * Too\n- December 22\n  * Three\n", "- December 15\n  * Two (Ann)\n", "markdown"),
    ],
)
def test_a_title_stands_below_its_date_where_the_others_do(topics: str, lines: str, syntax: Syntax) -> None:
    """In an entry of its own, or as one more of the same date."""
    topic = NewTopic(day=date(2025, 12, 15), title="Two", by="Ann")
    once = added(topics, topic, syntax)
    assert lines in once
    assert once.replace(lines, "") == topics
    assert once.index("8") < once.index(lines) < once.index("22")
    below = lines.splitlines(keepends=True)[1].replace("Two (Ann)", "More")
    assert added(once, NewTopic(day=date(2025, 12, 15), title="More"), syntax).replace(below, "") == once


@pytest.mark.parametrize(
    ("topics", "expected"),
    [
        ("*\n", "* '''December 15''' - '''Two'''\n"),
        ("", "* '''December 15''' - '''Two'''\n"),
        ("Add yours here.\n", "Add yours here.\n\n* '''December 15''' - '''Two'''\n"),
    ],
)
def test_the_first_topic_takes_the_empty_item(topics: str, expected: str) -> None:
    """A list that was emptied keeps one empty item for it; an empty section gets a list."""
    assert added(topics, NewTopic(day=date(2025, 12, 15), title="Two")) == expected


def test_the_year_is_written_where_it_is_needed() -> None:
    """A date of the next year has its year, so that it is not read as another's, and so has a list of dated ones."""
    assert added("*\n", NewTopic(day=date(2026, 1, 5), title="New")) == "* '''January 05, 2026''' - '''New'''\n"
    assert added(BOLD, NewTopic(day=date(2026, 1, 5), title="New")) == BOLD + "* '''January 05, 2026''' - '''New'''\n"
    dated = "* December 8, 2025 - One\n"
    assert added(dated, NewTopic(day=date(2026, 1, 5), title="New")) == dated + "* January 5, 2026 - New\n"


def test_a_markdown_page_keeps_its_form() -> None:
    """Its marks are others, and its titles are escaped by other rules."""
    topics = "- **December 08** - **One**\n"
    assert (
        added(topics, NewTopic(day=date(2025, 12, 15), title="A*B"), "markdown")
        == topics + "- **December 15** - **A\\*B**\n"
    )
    assert added("", NewTopic(day=date(2025, 12, 15), title="Two"), "markdown") == "- **December 15** - **Two**\n"


def test_line_breaks_are_the_pages_own() -> None:
    """CRLF stays CRLF, and a page that does not end in a break gets one before the line."""
    assert added(BOLD.replace("\n", "\r\n"), NewTopic(day=date(2025, 12, 29), title="X")).endswith("'''X'''\r\n")
    page = parse_page("== Upcoming topics ==\n* December 08 - One")
    edits = add_topic(NamedSections(page, SectionNames()), NewTopic(day=date(2025, 12, 15), title="Two"), NEAR)
    assert apply(page.text, edits) == page.text + "\n* December 15 - Two"


def test_who_brings_it_stands_behind_the_title() -> None:
    """As a member would add a name."""
    assert added("*\n", NewTopic(day=date(2025, 12, 8), title="One", by="Ann [x]")).endswith(
        "'''One''' (Ann &#91;x&#93;)\n"
    )


@pytest.mark.parametrize("by", ["", "Ann", "Ann  B", "Ann (Kiel)"])
def test_adding_twice_is_adding_once(by: str) -> None:
    """The same title on the same date is there already, whatever its case and whoever brings it."""
    once = added(BOLD, NewTopic(day=date(2025, 12, 15), title="Two", by=by))
    assert added(once, NewTopic(day=date(2025, 12, 15), title=" TWO ", by="Bo")) == once
    assert added(once, NewTopic(day=date(2025, 12, 22), title="Two", by=by)) != once


@given(
    st.one_of(st.text(st.sampled_from(printable), min_size=1), st.text(min_size=1)),
    st.dates(date(2025, 11, 1), date(2026, 3, 1)),
    st.sampled_from([BOLD, "*\n", "* December 8, 2025: One\n", "* ''2025-12-08''. One\n"]),
    st.sampled_from(["wikitext", "markdown"]),
)
def test_a_title_is_data(title: str, day: date, topics: str, syntax: Syntax) -> None:
    """Added, then read, a title is itself, and no other topic is touched; what could not be is refused."""
    topics = topics.replace("'''", "**").replace("''", "*").replace("*\n", "-\n") if syntax == "markdown" else topics
    head = "# Upcoming topics\n" if syntax == "markdown" else "= Upcoming topics =\n"
    page = parse_page(f"{head}{topics}", syntax)
    sections = NamedSections(page, SectionNames())
    before = [topic for entry in read_entries(sections, NEAR) for topic in entry.topics]
    try:
        edits = add_topic(sections, NewTopic(day=day, title=title), NEAR)
    except UsageError:
        assume(False)
    after = read_entries(NamedSections(parse_page(apply(page.text, edits), syntax), SectionNames()), NEAR)
    read = [topic for entry in after for topic in entry.topics]
    new = [topic for topic in read if topic not in before]
    assert [(topic.day, topic.title) for topic in new] == [(day, " ".join(title.split()))]
    assert [topic for topic in read if topic in before] == before


@pytest.mark.parametrize(
    "title", ["One", "AT&T <b>[[x]]</b> {{y}} '''z''' ~~~~", "C++ = C", "'quoted'", "*star", "#1"]
)
def test_usual_titles_are_accepted(title: str) -> None:
    """Nothing that people write is refused."""
    for syntax in ("wikitext", "markdown"):
        head, mark = ("= Topics =", "*") if syntax == "wikitext" else ("# Topics", "-")
        page = parse_page(f"{head}\n{mark}\n", "markdown" if syntax == "markdown" else "wikitext")
        assert add_topic(NamedSections(page, SectionNames()), NewTopic(day=NEAR, title=title), NEAR)


def done(topics: str, title: str, day: date | None = None) -> str:
    """The topics of a page after one was taken away."""
    page = parse_page(BEGINNING + topics + END)
    text = apply(page.text, drop_topic(NamedSections(page, SectionNames()), title, NEAR, day))
    assert text.startswith(BEGINNING)
    assert text.endswith(END)
    return text[len(BEGINNING) : len(text) - len(END)]


def test_a_topic_that_is_done_goes() -> None:
    """With all below it, whatever its case and whoever brings it; the last one leaves an empty item."""
    assert done(BOLD, " one") == "* '''December 22''' - '''Three'''\n"
    assert done("* December 08 - One (Ann)\n** Details\n", "One") == "*\n"
    assert done("* December 08\n** One\n*** Details\n** Two\n", "One") == "* December 08\n** Two\n"


def test_what_is_done_must_be_clear() -> None:
    """Unknown and ambiguous titles are told with what there is."""
    with pytest.raises(UsageError, match=r"no topic “Tree”.*nearest is “Three”"):
        done(BOLD, "Tree")
    with pytest.raises(UsageError, match=r"no topic “One”.*none"):
        done("*\n", "One")
    twice = BOLD.replace("Three", "One")
    with pytest.raises(UsageError, match=r"2 topics.*2025-12-08, 2025-12-22"):
        done(twice, "One")
    assert done(twice, "One", date(2025, 12, 22)) == "* '''December 08''' - '''One'''\n"


@pytest.mark.parametrize("topics", ["| December 08 | One |\n", "{|\n|-\n| December 08 || One\n|}\n"])
def test_a_table_is_left_alone(topics: str) -> None:
    """Its rows are laid out in more ways than one could keep to."""
    with pytest.raises(PageError, match="in a table"):
        added(topics, NewTopic(day=date(2025, 12, 15), title="Two"))


def test_a_page_without_the_section_is_refused() -> None:
    """Nothing is put where nobody looks for it."""
    sections = NamedSections(parse_page("== Agenda ==\n"), SectionNames())
    with pytest.raises(PageError, match="no section “Upcoming topics”"):
        add_topic(sections, NewTopic(day=NEAR, title="One"), NEAR)
    with pytest.raises(EcgError, match="no section"):
        drop_topic(sections, "One", NEAR)


@pytest.mark.parametrize(
    ("tag", "topics", "line"),
    [
        ("de", "* '''Montag, 8. Dezember''' - Bojen\n", "* '''Montag, 15. Dezember''' - Two\n"),
        ("de", "* 08.12.2025: Bojen\n", "* 15.12.2025: Two\n"),
        ("fr", "* '''8 déc.''' - '''Bouées'''\n", "* '''15 déc.''' - '''Two'''\n"),
        ("ja", "* 12月8日: ブイ\n", "* 12月15日: Two\n"),
        ("de", "", "* '''15. Dezember''' - '''Two'''\n"),
        ("de", "* '''December 08''' - One\n", "* '''December 15''' - Two\n"),
    ],
)
def test_a_topic_is_added_in_the_groups_language(tag: str, topics: str, line: str) -> None:
    """Its neighbours are read in that language, and in English, and it looks like them."""
    page = parse_page(f"== Upcoming topics ==\n{topics}", "wikitext")
    sections = NamedSections(page, SectionNames(), tag)
    assert len(read_entries(sections, NEAR)) == topics.count("\n")
    text = apply(page.text, add_topic(sections, NewTopic(day=date(2025, 12, 15), title="Two"), NEAR))
    assert text == f"== Upcoming topics ==\n{topics}{line}"
