"""Tests of ``ecgtool.upkeep.bump``: what of a page is changed, and that all else of it stays as it is."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.errors import NoMeeting, PageError
from ecgtool.group import Call, Extra, Group, Move, PageSettings, Recurrence, Skip
from ecgtool.page import Syntax, parse_page
from ecgtool.upkeep.bump import Bump, Bumper, OtherDate, bump
from ecgtool.upkeep.check import check_page
from tests.page import hostile
from tests.support import one_slot

RULE = Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1))
WEEKLY = one_slot(
    ZoneInfo("America/Los_Angeles"),
    (RULE,),
    skips=(Skip(date(2026, 1, 19), date(2026, 1, 19), "holiday"),),
    moves=(Move(date(2026, 5, 25), date(2026, 5, 26), time(9)),),
)
ALL = ("heading", "schedule_line", "topics")
STANDING = "Mondays at {time} {tz} / {utc} UTC"
GROUP = Group("tidal", "Tidal Group", WEEKLY, wiki=PageSettings(page="Tidal"))
KEEPER = GROUP._replace(wiki=PageSettings(page="Tidal", manage=ALL, schedule_line=STANDING))
NOW = datetime(2026, 2, 2, 17, 0, tzinfo=UTC)
"""The very end of the meeting of Monday, February 2."""
OLD = "Next meeting: Monday (February 02, 2026), 8am PST / 1600 UTC"
NEW = "Next meeting: Monday (February 09, 2026), 8am PST / 1600 UTC"


def bumped(text: str, group: Group = GROUP, now: datetime = NOW, syntax: Syntax = "wikitext") -> str:
    """What the page becomes; a second bump changes nothing, and no person's word stands in the way."""
    made = bump(text, group, now, syntax=syntax)
    assert made.problems == ()
    assert bump(made.text, group, now, syntax=syntax).text == made.text
    return made.text


@pytest.mark.parametrize(
    ("page", "syntax"),
    [
        ("* '''Next meeting''': Monday (February {}, 2026), 8am PST / 1600 UTC", "wikitext"),
        ("'''Next meeting:''' Monday (February {}, 2026), 8am PST / 1600 UTC\n'''Next meetings''' x", "wikitext"),
        ("- **Next meeting**: Monday (February {}, 2026), 8am PST / 1600 UTC\n- **Chair**: x", "markdown"),
    ],
)
def test_a_line_that_only_begins_in_bold_is_the_line_where_no_other_is(page: str, syntax: Syntax) -> None:
    """A label in bold makes a line one that can be found; its marks stay."""
    assert bumped(page.format("02"), syntax=syntax) == page.format("09")
    with_heading = f"{page.format('02')}\n\n== {OLD} ==\n"
    assert bumped(with_heading) == with_heading.replace(OLD, NEW)


@pytest.mark.parametrize(
    ("page", "syntax"),
    [
        ("'''{}''' ([https://x.example.org Join])", "wikitext"),
        ("* '''{}'''<br/>Call: [https://x.example.org Join]", "wikitext"),
        ("'''{}''' at 9am for newcomers", "wikitext"),
        ("**{}** [join](https://x.example.org)", "markdown"),
        ("- __{}__: bring tea", "markdown"),
    ],
)
@pytest.mark.parametrize("words", [OLD, NEW, "Next meeting: Monday (February 2)", "Next meeting: February 2, 2026"])
def test_what_stands_behind_a_bold_line_stays(page: str, syntax: Syntax, words: str) -> None:
    """Bold text that says all of the line is the line, in whatever form; a link behind it keeps its label."""
    assert bumped(page.format(words), syntax=syntax) == page.format(NEW)


@pytest.mark.parametrize(
    "page",
    [
        "=== {} ===",
        "==={}===  \t<!-- weekly -->",
        "===  '''{} ''' ===",
        "=== <!-- do not touch -->{} ===",
        "* ''' {} '''",
        "<big>'''''{}'''''</big><br/>",
        "x\r\n== {} ==\r\ny\rz",
        "\ufeff== {} ==",
        f"<!--\n== {OLD} ==\n-->\n== {{}} ==\n<nowiki>\n== {OLD} ==\n</nowiki>",
        f"== <nowiki>{OLD}</nowiki> ==\n'''{{}}'''\n<pre>\n== {OLD} ==\n</pre>",
    ],
)
def test_only_the_text_of_the_line_changes(page: str) -> None:
    """Marks, spaces, comments, line ends and a missing last one stay; what is protected is not the line."""
    assert bumped(page.format(OLD)) == page.format(NEW)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"# {OLD} #", f"# {NEW} #"),
        (f"{OLD}\n---\n", f"{NEW}\n---\n"),
        (f"- **{OLD}**", f"- **{NEW}**"),
        (f"```\n# {OLD}\n```\n__{OLD}__  \n", f"```\n# {OLD}\n```\n__{NEW}__  \n"),
    ],
)
def test_markdown_pages_too(before: str, after: str) -> None:
    """Headings of both kinds and bold lines, but nothing in code."""
    assert bumped(before, syntax="markdown") == after


@pytest.mark.parametrize(
    ("before", "after", "syntax"),
    [
        ("# Next meeting\n\n*February 2, 2026*, 8am", "# Next meeting\n\n*February 9, 2026*, 8am", "markdown"),
        (
            "== Next meeting ==\n* February 2, 2026, 8am\n",
            "== Next meeting ==\n* February 9, 2026, 8am\n",
            "wikitext",
        ),
        ("Next meeting:\nFebruary 02, 2026, 8am", "Next meeting:\nFebruary 9, 2026, 8am", "markdown"),
    ],
)
def test_the_line_below_is_written_where_the_one_above_names_it(before: str, after: str, syntax: Syntax) -> None:
    """Only the date's own line changes, whatever stands above it; a person's word there stays, too."""
    heading = "Next meeting\n{month} {day}, {year}, {time}"
    group = GROUP._replace(wiki=PageSettings(page="Tidal", heading=heading, manage=ALL))
    assert bumped(before, group, syntax=syntax) == after
    assert bump(before.replace("2026", "2027"), group, NOW, syntax=syntax).problems


@pytest.mark.parametrize(
    "line",
    [
        "Next meeting: Monday (February 2, 2026), 8am PDT / 1600 UTC",
        "Next meeting: Monday (September 23), 8am PDT / 1500 UTC",
        "next  meeting: 2026-01-26",
        "Next meeting: Monday (January 12, 2025), 8am PST / 1600 UTC",
        "Next meeting: Tuesday (February 9, 2026), 7am / 1500 UTC, all welcome",
        "Next meeting: Monday, Febuary 9th",
        "Next&nbsp;meeting: Monday, February 9",
    ],
)
def test_what_is_over_mistyped_or_of_another_form_is_replaced(line: str) -> None:
    """The date that the line names decides, be it without a year; the rest becomes what the template has."""
    assert bumped(f"=== {line} ===\n") == f"=== {NEW} ===\n"


def test_marks_within_the_line_stay_around_what_stays() -> None:
    """Where part of the line is bold or a link, the characters that differ change, and no mark is lost."""
    before = "== '''Next meeting:''' [[Calls|Monday]] (February <b>02</b>, 2026), 8am PST / 1600 UTC =="
    assert bumped(before) == before.replace("02</b>", "09</b>")


@pytest.mark.parametrize(
    ("line", "now", "off", "moved_to"),
    [
        (
            "Next meeting: Tuesday (February 10, 2026), 9:30am PST",
            NOW,
            (9, 9),
            (date(2026, 2, 10), time(9, 30)),
        ),
        ("Next meeting: Monday (February 23, 2026)", NOW, (9, 16), None),
        ("Next meeting: Monday (February 09, 2026)", NOW - timedelta(seconds=1), (2, 2), None),
        ("Next meeting: 2.3.", NOW, (9, 9), None),
        ("Next meeting: on summer break", NOW, (9, 9), None),
    ],
)
def test_a_persons_word_stays(
    line: str, now: datetime, off: tuple[int, int], moved_to: tuple[date, time] | None
) -> None:
    """Another date still to come, or none: nothing changes, and it is told which meetings would be off or moved."""
    text = f"== {line} ==\n* ''' Mondays at 8am PDT / 1500 UTC '''\n"
    made = bump(text, KEEPER, now)
    assert (made.text, made.changed, made.diff("page")) == (text, False, "")
    (problem,) = made.problems
    assert isinstance(problem, OtherDate)
    assert (problem.key, *(day.day for day in problem.off), problem.moved_to) == ("tidal", *off, moved_to)
    assert re.search("2026-02-0[29]", str(problem))
    assert NEW.split("(", maxsplit=1)[0] in bump(text, KEEPER, now, force=True).text


@pytest.mark.parametrize(
    ("named", "now", "expected"),
    [
        ("January 19, 2026", datetime(2026, 1, 12, 17, tzinfo=UTC), "January 26, 2026"),
        ("May 25, 2026", datetime(2026, 5, 18, 17, tzinfo=UTC), "May 26, 2026"),
    ],
)
def test_a_date_left_out_by_the_schedule_is_no_persons_word(named: str, now: datetime, expected: str) -> None:
    """What is skipped or moved in the configuration is the chair's later word."""
    assert expected in bumped(f"== Next meeting: Monday ({named}), 8am PST / 1600 UTC ==\n", now=now)


@pytest.mark.parametrize(
    "topic",
    [
        "* '''February 09''' - '''Canceled, no quorum'''",
        "* Monday, February 9th, 2026: cancelled",
        "* February 2 - 9: break, all calls cancelled",
        "* 2026-02-09\n** Cancelled",
        "* Feb 9 and 16 - canceled",
    ],
)
def test_a_topic_cancels_its_date(topic: str) -> None:
    """However it names the date, and in whichever spelling."""
    text = f"== {NEW} ==\n== Upcoming Topics ==\n{topic}\n"
    following = "23" if "16" in topic else "16"
    assert bumped(text) == text.replace("February 09, 2026)", f"February {following}, 2026)")


def test_a_topic_cancels_a_moved_and_an_extra_meeting_too() -> None:
    """What counts is the date on which the meeting would have been."""
    extra = WEEKLY._replace(extras=(Extra(date(2026, 5, 27), time(9)),))
    text = f"== {OLD} ==\n== Topics ==\n* May 26 - 27: canceled\n"
    assert "June 01, 2026" in bumped(text, GROUP._replace(schedule=extra), datetime(2026, 5, 20, tzinfo=UTC))


@dataclass(frozen=True)
class Case:
    """The topics of a page at ``NOW``, and what is left of them."""

    before: str
    after: str


@pytest.mark.parametrize(
    "case",
    [
        Case("* '''February 02''' - a\n** more\n*** deep\n* '''February 09''' - b\n", "* '''February 09''' - b\n"),
        Case("* '''January 05, 2026''' - '''a'''\n", "*\n"),
        Case("* Feb 1: a\r\n\r\n* Feb 2: b\r\n", "*\r\n\r\n"),
        Case("* January 26 - February 9: a\n", "* January 26 - February 9: a\n"),
        Case("* a talk on February 1\n* TBD\n*\n", "* a talk on February 1\n* TBD\n*\n"),
        Case("* 2026\n** January 26: a\n** March 2: b\n", "* 2026\n** March 2: b\n"),
        Case("<!-- * January 5: a -->\n* January 5: b", "<!-- * January 5: a -->\n*"),
    ],
)
def test_past_topics_go_with_all_that_is_theirs(case: Case) -> None:
    """Only an entry whose last date is over, with its deeper lines; an emptied list keeps an empty item."""
    text = f"== {NEW} ==\n=== Upcoming Topics: ===\nWelcome.\n{{}}\n"
    group = GROUP._replace(wiki=PageSettings(page="Tidal", manage=ALL))
    assert bumped(text.format(case.before), group) == text.format(case.after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("* ''' Mondays at 8am PDT / 1500 UTC '''", "* ''' Mondays at 8am PST / 1600 UTC '''"),
        ("'''Mondays at 8am PDT''' / 1500 UTC", "'''Mondays at 8am PST''' / 1600 UTC"),
        ("We meet mondays at 7:30am PT / 1530 UTC, by phone.", "We meet Mondays at 8am PST / 1600 UTC, by phone."),
        ("; Mondays at 8am Pacific (1500 UTC)", "; Mondays at 8am PST / 1600 UTC)"),
        ("Mondays at 10am: office hours", "Mondays at 10am: office hours"),
        ("<!-- Mondays at 8am PDT / 1500 UTC -->", "<!-- Mondays at 8am PDT / 1500 UTC -->"),
    ],
)
def test_the_standing_line_follows_the_clock(before: str, after: str) -> None:
    """Found by its shape in a list, bold or plain, alone or in a sentence, whatever zone and time it names."""
    text = f"{before}\n== {NEW} ==\n"
    assert bumped(text, KEEPER) == text.replace(before, after)


def test_the_standing_line_has_the_usual_time_when_a_meeting_is_moved() -> None:
    """The meeting of May 25 is on Tuesday at 9; Mondays are at 8 all the same."""
    text = "* Mondays at 8am PST / 1600 UTC\n== Next meeting: 2026-05-18 ==\n"
    after = bumped(text, KEEPER, datetime(2026, 5, 20, tzinfo=UTC))
    assert (
        after == "* Mondays at 8am PDT / 1500 UTC\n== Next meeting: Tuesday (May 26, 2026), 9am PDT / 1600 UTC ==\n"
    )


def test_the_standing_line_is_neither_the_line_nor_a_past_topic() -> None:
    """Both may hold its shape; and a meeting extra is not its time either."""
    settings = PageSettings(page="Tidal", manage=ALL, schedule_line="{time} {tz} / {utc} UTC")
    extra = WEEKLY._replace(extras=(Extra(date(2026, 2, 3), time(15)),))
    group = GROUP._replace(wiki=settings, schedule=extra)
    text = f"== {OLD} ==\n== Topics ==\n* Feb 1: 7am PDT / 1400 UTC\n* 2pm CET / 1300 UTC\n"
    expected = (
        "== Next meeting: Tuesday (February 03, 2026), 3pm PST / 2300 UTC ==\n== Topics ==\n* 8am PST / 1600 UTC\n"
    )
    assert bumped(text, group) == expected


@pytest.mark.parametrize(
    ("before", "after", "syntax"),
    [
        (f"== {OLD} ==", f'== {NEW}<span id="next-meeting"></span> ==', "wikitext"),
        (f"'''{OLD} '''", f"'''{NEW}<span id=\"next-meeting\"></span> '''", "wikitext"),
        (f"== <span id=next-meeting></span>{OLD} ==", f"== <span id=next-meeting></span>{NEW} ==", "wikitext"),
        (f"== {{{{anchor|next-meeting}}}} {OLD} ==", f"== {{{{anchor|next-meeting}}}} {NEW} ==", "wikitext"),
        (f"## {OLD}", f'## {NEW}<a id="next-meeting"></a>', "markdown"),
    ],
)
def test_a_link_target_is_kept_in_the_line(before: str, after: str, syntax: Syntax) -> None:
    """It is added once, stays where somebody put it, and the line is known and read with it."""
    group = GROUP._replace(wiki=PageSettings(page="Tidal", anchor="next-meeting"))
    assert bumped(before, group, syntax=syntax) == after


@pytest.mark.parametrize("syntax", ["wikitext", "markdown"])
def test_no_name_breaks_the_page(syntax: Syntax) -> None:
    """A name with markup and line breaks comes out as that text, in one line."""
    name = "A=B ''== [[x]] {{y}} <b>&amp;~~~~ **_c_** `\nz #="
    group = GROUP._replace(name=name, wiki=PageSettings(page="Tidal", heading="Next meeting: {date} of {name}"))
    mark = "==" if syntax == "wikitext" else "##"
    page = parse_page(bumped(f"{mark} Next meeting: 2026-01-05 {mark}\nx\n", group, syntax=syntax), syntax)
    [heading] = page.headings
    assert page.title(heading) == f"Next meeting: 2026-02-09 of {' '.join(name.split())}"
    assert page.text.endswith(f" {mark}\nx\n")


def test_a_template_that_would_end_its_own_line_is_refused() -> None:
    """Rather than writing a page on which the line is not found again."""
    group = GROUP._replace(wiki=PageSettings(page="Tidal", heading="Next meeting: {date} <!-- {time}"))
    with pytest.raises(PageError, match=r"wiki\.heading"):
        bump(f"== {OLD} ==\n", group, NOW)


def test_the_link_and_marks_of_a_template_are_written_as_they_are() -> None:
    """A template may bring marks of its own; the link is made safe for them."""
    heading = "Next meeting: '''{date}''' [{join} Join]"
    group = GROUP._replace(
        call=Call(join="https://meet.example.org/a b]"), wiki=PageSettings(page="x", heading=heading)
    )
    expected = "== Next meeting: '''2026-02-09''' [https://meet.example.org/a%20b%5D Join] =="
    assert bumped(f"== {OLD} ==", group) == expected


@pytest.mark.parametrize("text", ["", "== Agenda ==\n", f"Plain {OLD}\n", f"{OLD}\n", f"== The {OLD} ==\n"])
def test_a_page_without_the_line_is_an_error(text: str) -> None:
    """With nothing to change, and unless only other parts are managed."""
    with pytest.raises(PageError, match="Next meeting:"):
        bump(text, GROUP, NOW)
    topics = GROUP._replace(wiki=PageSettings(page="Tidal", manage=("topics",)))
    assert bump(text, topics, NOW) == Bump(text, text, "Next meeting: February 09, 2026", "", NEW)


def test_two_such_lines_are_an_error_that_names_them() -> None:
    """Nobody can tell which of them is right."""
    with pytest.raises(PageError, match=r"line 1, 3"):
        bump(f"== {OLD} ==\n\n'''{NEW}'''\n", GROUP, NOW)


def test_no_meeting_to_come_is_a_finding() -> None:
    """A schedule that has ended has nothing to say."""
    ended = GROUP._replace(schedule=one_slot(WEEKLY.zone, (RULE._replace(last=date(2026, 1, 31)),), WEEKLY.skips))
    with pytest.raises(NoMeeting, match="no meeting to come"):
        bump(f"== {OLD} ==", ended, NOW)


def test_what_a_bump_tells() -> None:
    """Old and new line as they read, the summary, and the difference."""
    text = f"== {OLD} ==\r\n* Mondays at 8am PDT / 1500 UTC"
    made = bump(text, KEEPER, NOW)
    assert (made.old, made.new, made.summary) == (OLD, NEW, "Next meeting: February 09, 2026")
    assert made.diff("p").startswith(f"--- p\n+++ p\n@@ -1,2 +1,2 @@\n-== {OLD} ==\r\n")
    assert made.diff("p").endswith("+* Mondays at 8am PST / 1600 UTC\n\\ No newline at end of file\n")
    assert Bumper([KEEPER], NOW, summary="by hand").plan(text).summary == "by hand"


@given(hostile.wikitext, hostile.wikitext, st.sampled_from(["== {} ==", "=== '''{}''' === ", "* ''' {} '''"]))
def test_nothing_else_of_any_page_changes(before: str, after: str, line: str) -> None:
    """Whatever stands around the line, the bump is idempotent, and other lines keep every byte."""
    text = f"{before}\n{line.format(OLD)}\r\n{after}"
    try:
        made = bump(text, KEEPER, NOW)
    except PageError:
        return  # the page swallows the line
    assert made.text in {text, f"{before}\n{line.format(NEW)}\r\n{after}"}
    assert bump(made.text, KEEPER, NOW).text == made.text


@given(hostile.markdown, hostile.markdown)
def test_nothing_else_of_any_markdown_page_changes(before: str, after: str) -> None:
    """On any page in Markdown, all that stands outside of the line stays."""
    text = f"{before}\n\n## {OLD}\r\n{after}"
    try:
        made = bump(text, KEEPER, NOW, syntax="markdown")
    except PageError:
        return
    assert made.text == f"{before}\n\n## {NEW}\r\n{after}"


def test_blanks_alone_are_not_touched() -> None:
    """Two spaces in the line or in the standing one are nothing to mend."""
    keeper = KEEPER._replace(
        wiki=PageSettings(schedule_line="Mondays at {time} {tz}", manage=("heading", "schedule_line"))
    )
    text = f"== {NEW} ==\n* Mondays at 8am PST\n".replace("(February 09", "( February  09".replace("( ", "("))
    for page in (text, text.replace("Mondays at", "Mondays  at ")):
        assert bump(page, keeper, NOW).text == page
        assert check_page(page, keeper, NOW) == []


def test_letters_of_a_template_are_compared_as_a_wiki_stores_them() -> None:
    """A name or a template in another form of Unicode makes no difference, and none at the next run."""
    decomposed = KEEPER._replace(name="Cafe\u0301", wiki=PageSettings(heading="Re\u0301union {name}: {date}"))
    made = bump("== R\u00e9union: 2026-02-02 ==\n", decomposed, NOW)
    assert made.text == "== R\u00e9union Caf\u00e9: 2026-02-09 ==\n"
    assert bump(made.text, decomposed, NOW).text == made.text
