"""Tests of ``ecgtool.page.sections.logs``: logs and recordings added where and how a member would."""

from dataclasses import replace
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecgtool.errors import PageError, UsageError
from ecgtool.group import SectionNames
from ecgtool.page import Syntax, parse_page
from ecgtool.page.model import BLANK
from ecgtool.page.sections.logs import NewLog, add_log, read_logs
from ecgtool.page.sections.named import NamedSections
from ecgtool.text_edit import apply

NEAR = date(2026, 6, 15)
REC, PAD = "https://video.example.org/rec/play/1", "https://etherpad.example.org/p/1"
FULL = NewLog(title="Edge AI", day=date(2026, 6, 8), recording=REC, passcode="a&b''c", notes=PAD)


def added(text: str, log: NewLog, syntax: Syntax = "wikitext") -> str:
    """The page after an entry was added."""
    page = parse_page(text, syntax)
    return apply(text, add_log(NamedSections(page, SectionNames()), log, NEAR))


SECTIONS = """== Agenda ==
== Meeting Logs and Recordings==

==== Etherpads ====
* '''Old notes'''
** https://etherpad.example.org/p/recordings

==== Virtual meeting, April 2024 ====
* https://video.example.org/rec/play/0

==== Smart Edge, November 15, 2021 ====
* https://video.example.org/rec/play/-1

== Resources ==
"""


def test_a_new_entry_is_a_section_above_the_newest() -> None:
    """With the level, the marks and the date of the others, below a section that is none of them."""
    block = f"==== Edge AI, June 8, 2026 ====\n* {REC}\n** Passcode: a&b&#39;&#39;c\n* Etherpad: {PAD}\n\n"
    place = SECTIONS.index("==== Virtual")
    assert added(SECTIONS, FULL) == SECTIONS[:place] + block + SECTIONS[place:]


def test_an_order_from_the_oldest_on_is_kept() -> None:
    """Where the page has the newest last, there the new one goes."""
    text = "== Logs ==\n===A, 2026-05-01===\n* x\n===B, 2026-06-01===\n* y\n\n== End ==\n"
    new = added(text, NewLog(title="C", day=date(2026, 6, 8), notes="https://pad.example.org/1"))
    assert new == text.replace("* y\n", "* y\n\n===C, 2026-06-08===\n* Notes: https://pad.example.org/1\n")


def test_an_entry_goes_to_the_section_of_its_year() -> None:
    """There it has the form of the others; and it is not added twice."""
    text = "== Logs ==\n=== 2026 ===\n* June 01: a\n** https://pad.example.org\n\n=== 2025 ===\n* June 02: b\n"
    log = NewLog(title="Weekly", day=date(2026, 6, 8), notes="https://pad.example.org/1")
    new = added(text, log)
    assert new == text.replace("* June 01", "* June 08: Weekly\n** Notes: https://pad.example.org/1\n* June 01")
    assert added(new, log) == new
    assert added(text, replace(log, day=date(2025, 6, 9))).index("Weekly") > text.index("2025")


@pytest.mark.parametrize(
    ("titles", "day", "place"),
    [
        (["June 8, 2026", "May 25, 2026"], date(2026, 6, 1), 1),
        (["June 8, 2026", "May 25, 2026"], date(2026, 5, 18), 2),
        (["June 8, 2026", "May 25, 2026"], date(2026, 6, 8), 0),
        (["Index", "June 8", "May 25"], date(2026, 6, 1), 2),
        (["December 8", "November 30"], date(2026, 6, 8), 0),
        (["May 25, 2026", "June 8, 2026"], date(2026, 6, 1), 1),
        (["May 25, 2026", "June 1, 2026"], date(2026, 6, 8), 2),
    ],
)
@pytest.mark.parametrize("form", ["* {}\n", "==== {} ====\n* x\n\n"])
def test_an_entry_stands_in_the_order_of_the_dates(titles: list[str], day: date, place: int, form: str) -> None:
    """An older meeting is entered below those that were after it; what has no date does not count."""
    text = "== Logs ==\n" + "".join(form.format(title) for title in titles)
    new = added(text, NewLog(title="Tides", day=day))
    shown = [log.title for log in read_logs(NamedSections(parse_page(new), SectionNames()), NEAR)]
    assert [number for number, title in enumerate(shown) if "Tides" in title] == [place]
    assert [title for title in shown if "Tides" not in title] == titles


def test_in_the_section_of_a_year_dates_are_of_that_year() -> None:
    """Its first meeting goes to its end, though its last is nearer to the year before."""
    text = "== Logs ==\n=== 2025 ===\n* December 15: b\n* June 02: a\n"
    new = added(text, NewLog(title="Tides", day=date(2025, 1, 6)))
    assert new == f"{text}* January 06, 2025: Tides\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "* 2026-06-01 - Old\n",
            f"* 2026-06-08 - Edge AI\n** {REC}\n*** Passcode: a&b&#39;&#39;c\n** Etherpad: {PAD}\n",
        ),
        (
            "# Old, June 1st, 2026\n",
            f"# Edge AI, June 8th, 2026\n#* {REC}\n#** Passcode: a&b&#39;&#39;c\n#* Etherpad: {PAD}\n",
        ),
    ],
)
def test_a_list_gets_an_item(old: str, new: str) -> None:
    """With the date where the others have it, and what belongs to it below."""
    assert added(f"== Recordings ==\n{old}", FULL) == f"== Recordings ==\n{new}{old}"


def test_an_empty_list_and_an_empty_section_are_begun() -> None:
    """The empty item makes place for the first; without any list there will be sections."""
    assert added("== Logs ==\r\n*\r\n", NewLog(title="A", recording=REC)) == f"== Logs ==\r\n* A\r\n** {REC}\r\n"
    assert added("== Logs ==\n\n", NewLog(title="A", passcode="1")) == "== Logs ==\n\n=== A ===\n* Passcode: 1\n"
    assert added("== Logs ==\nSee below.\n", NewLog(title="A")) == "== Logs ==\nSee below.\n\n=== A ===\n"


def test_a_markdown_page_keeps_its_form() -> None:
    """An entry of a Markdown page is a section or an item, as those beside it are."""
    text = "## Logs\n\n### Old, June 1, 2026\n\n- x\n"
    block = f"### Edge AI, June 8, 2026\n\n- {REC}\n  - Passcode: a&b''c\n- Etherpad: {PAD}\n\n"
    assert added(text, FULL, "markdown") == text.replace("### Old", f"{block}### Old")
    listed = "## Logs\n\n- Old\n"
    new = added(listed, NewLog(title="New_one", recording=REC), "markdown")
    assert new == f"## Logs\n\n- New_one\n  - {REC}\n- Old\n"


@pytest.mark.parametrize(
    "text", [SECTIONS, "== Logs ==\n* 2026-06-01 - Old\n", "== Logs ==\n* Old\n", "== Logs ==\n"]
)
def test_adding_twice_is_adding_once(text: str) -> None:
    """An entry of that title with those links is there; with another link it is another."""
    once = added(text, FULL)
    assert once != text
    assert added(once, FULL) == once
    assert added(once, replace(FULL, recording="")) == once
    assert added(once, replace(FULL, recording=f"{REC}0")) != once


def test_a_date_in_the_title_is_not_said_twice() -> None:
    """Whoever names it has said it."""
    assert "=== Plans of June 8 ===" in added("== Logs ==\n", NewLog(title="Plans of June 8", day=date(2026, 6, 8)))
    assert "=== Plans for June 9, June 8, 2026 ===" in added(
        "== Logs ==\n", NewLog(title="Plans for June 9", day=date(2026, 6, 8))
    )


@given(st.text(), st.text(), st.sampled_from([SECTIONS, "== Logs ==\n* Old\n"]))
@example("\u200b", "", SECTIONS)
@example("\u200bx", "", SECTIONS)
@example("\uf900", "", SECTIONS)
@example("\uf900", "", "== Logs ==\n* Old\n")
@example("0", "\uf900", SECTIONS)
def test_title_and_pass_code_are_data(title: str, passcode: str, text: str) -> None:
    """On the page both read as what they are, and the rest of the page stays."""
    log = NewLog(title=title, recording=REC + "1", passcode=passcode)
    words = normalize("NFC", " ".join(title.split()).strip(BLANK))  # as a wiki stores it
    if not words:
        with pytest.raises(UsageError, match="title is empty"):
            added(text, log)
        return
    old, page = parse_page(text), parse_page(added(text, log))
    lines = page.lines(0, len(page.text))
    shown = [normalize("NFC", page.plain(line.text_start, line.text_end)).strip() for line in lines]
    titles = [page.title(heading) for heading in page.headings]
    assert words in (titles if text is SECTIONS else shown)
    code = normalize("NFC", " ".join(passcode.split()))
    assert not code or f"Passcode: {code}".strip() in shown
    assert len(page.headings) == len(old.headings) + (text is SECTIONS)


@pytest.mark.parametrize("link", ["ftp://x", "javascript:alert(1)", "x", "https://"])
def test_what_is_no_link_is_refused(link: str) -> None:
    """Only web addresses are put on a page."""
    with pytest.raises(UsageError, match="no link"):
        added(SECTIONS, NewLog(title="A", recording=link))


def test_a_link_cannot_leave_its_line() -> None:
    """What ends a link in wikitext is escaped as in any address."""
    assert "* https://x.example.org/a%20b%5D%7B%7B%27\n" in added(
        SECTIONS, NewLog(title="A", recording="https://x.example.org/a b]{{'")
    )


def test_a_page_without_the_section_is_refused() -> None:
    """Nothing is put where nobody looks for it."""
    with pytest.raises(PageError, match="no section “Meeting logs and recordings”"):
        added("== Agenda ==\n", FULL)


def test_each_of_many_years_is_read() -> None:
    """The entries below each year's heading, in the page's order, and none of another section."""
    years = "".join(f"=== {year} ===\n==== Tides {year} ====\n* {REC}\n" for year in range(1990, 2030))
    sections = NamedSections(parse_page(f"== Logs ==\n{years}== 2030 ==\n=== None ===\n", "wikitext"), SectionNames())
    assert [log.title for log in read_logs(sections, NEAR)] == [f"Tides {year}" for year in range(1990, 2030)]
