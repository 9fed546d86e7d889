"""Tests of ``ecgtool.render.blocks``: what blocks hold, in both syntaxes, whatever titles and names are."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import (
    Agenda,
    BlockForm,
    BlockForms,
    CalendarSettings,
    Call,
    DialIn,
    Group,
    Move,
    PageSettings,
    Recurrence,
    Schedule,
    Skip,
    Slot,
    Topic,
)
from ecgtool.page import Syntax, apply, parse_page
from ecgtool.page.blocks import BLOCK_NAMES, fill_block, find_blocks
from ecgtool.render.blocks import BlockRenderer
from ecgtool.render.user_template import fill_template
from ecgtool.upkeep.blocks import BlockSubject
from tests.golden import held

NOW = datetime(2026, 6, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PACIFIC = ZoneInfo("America/Los_Angeles")
SCHEDULE = Schedule(
    PACIFIC,
    (
        Slot(PACIFIC, (Recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", time(8), HOUR, date(2026, 6, 1)),)),
        Slot(PACIFIC, (Recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", time(17), HOUR, date(2026, 6, 9)),), "APAC"),
    ),
    skips=(Skip(date(2026, 6, 29), date(2026, 6, 29), "holiday | {{x}}"),),
    moves=(Move(date(2026, 7, 13), date(2026, 7, 14), time(9), "fair"),),
)
EDGE = Group(
    "edge",
    "Edge Group",
    SCHEDULE,
    (ZoneInfo("UTC"), ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")),
    "https://example.org/edge",
    Call(
        "https://meet.example.org/j/1?pwd=x",
        meeting_id="913",
        passcode="123456",
        dial_in=(DialIn("+1 202 555 0101"),),
    ),
    Agenda("https://pad.example.org/edge", topics=(Topic(date(2026, 6, 15), "Lab <!-- /ecg:meetings -->"),)),
    ical=CalendarSettings(url="https://example.org/edge.ics"),
)
TIDE = Group("tide", "Tide", Schedule(ZoneInfo("Europe/Berlin"), (
    Slot(ZoneInfo("Europe/Berlin"), (Recurrence("FREQ=MONTHLY;BYDAY=1FR", time(10), HOUR),)),
)))  # fmt: skip
OVER = TIDE._replace(schedule=SCHEDULE._replace(slots=(
    Slot(PACIFIC, (Recurrence("FREQ=DAILY", time(8), HOUR, last=date(2026, 6, 1)),)),
), moves=()))  # fmt: skip


def content(name: str, syntax: Syntax, group: Group = EDGE) -> str:
    """What a block holds."""
    renderer = BlockRenderer(NOW, fill_template)
    return renderer(
        name, BlockSubject(group=group, schedule=group.schedule, topics=group.agenda.topics), (EDGE, TIDE), syntax
    )


@pytest.mark.parametrize("syntax", ["wikitext", "markdown"])
@pytest.mark.parametrize("name", BLOCK_NAMES)
def test_what_a_block_holds(name: str, syntax: Syntax) -> None:
    """A paragraph, a table, a list: as the golden files have it, in the page's syntax."""
    assert held(Path(__file__).parent / "golden" / f"block-{name}.{syntax}", content(name, syntax))


@pytest.mark.parametrize("name", ["next", "meetings", "schedule"])
def test_a_group_without_a_meeting_to_come_says_so(name: str) -> None:
    """A block of a group without a meeting to come says that there is none."""
    assert "o meeting is to come" in content(name, "wikitext", OVER)


def test_a_pass_code_is_shown_only_where_it_is_wanted() -> None:
    """Neither as such nor in the link."""
    open_call = PageSettings(blocks=BlockForms(call=BlockForm(passcode=True)))
    for name in BLOCK_NAMES:
        assert "123456" not in content(name, "markdown")
        assert "pwd" not in content(name, "markdown")
    assert "123456" in content("call", "markdown", EDGE._replace(wiki=open_call))


def test_names_are_those_of_the_language() -> None:
    """Weekdays and months, and the weekday of another clock where it is the next day there."""
    german = EDGE._replace(language="de")
    assert "Montag, 15. Juni 2026" in content("next", "markdown", german)
    for name in ("next", "meetings", "schedule"):
        assert "Dienstag 00:00" in content(name, "markdown", german)


def test_the_groups_own_zone_stands_beside_a_slots() -> None:
    """A slot that goes by another clock has the group's time beside it."""
    tokyo = Slot(ZoneInfo("Asia/Tokyo"), (Recurrence("FREQ=MONTHLY;BYDAY=1FR", time(18), HOUR),))
    group = TIDE._replace(schedule=TIDE.schedule._replace(slots=(tokyo,)))
    for name in ("next", "schedule"):
        assert "11:00 Berlin" in content(name, "markdown", group)
    assert "| Berlin |" in content("meetings", "markdown", group)


def test_a_template_of_ones_own_gets_text_of_the_syntax(tmp_path: Path) -> None:
    """The shapes of the commands' JSON; markup in a value is shown as text, a link stays one."""
    template = tmp_path / "t.j2"
    template.write_text(
        "{{ group.name }}: {% for m in meetings %}{{ m.start_utc }} {{ m.topics|join(',') }};{% endfor %}"
        "{{ schedule[1].slot }} {{ call.join }} {{ groups|length }}"
    )
    wiki = PageSettings(blocks=BlockForms(next=BlockForm(rows=2, template=template)))
    made = content("next", "wikitext", EDGE._replace(wiki=wiki, name="A [[b]]"))
    assert made == (
        "A &#91;&#91;b&#93;&#93;: 2026-06-15T15:00:00Z Lab &#60;!-- /ecg:meetings --&#62;;2026-06-24T00:00:00Z ;"
        "APAC https://meet.example.org/j/1 2"
    )


HOSTILE = st.text(st.sampled_from("|!-<>{}[]=*#:;'`~_\\&\n\r\t \u2028ab/")) | st.sampled_from([
    "-->", "<!-- /ecg:next -->", "\n<!-- /ecg:meetings -->\n", "||", "|}", "{{x}}", "{|", "~~~~", "<nowiki>", "<pre>",
    "```", "\n== a ==\n", "[[x|y]]", "__NOTOC__", "&lt;", "\n# a", "|-\n|", "</table>", "\ufeff", "e\u0301",
])  # fmt: skip


def hostile_group(word: str) -> Group:
    """A group that says ``word`` wherever it can."""
    skip = Skip(date(2026, 6, 29), date(2026, 6, 29), word)
    topics = (Topic(date(2026, 6, 15), word),)
    return EDGE._replace(
        name=word,
        call=Call(f"https://example.org/{word}", word, word, dial_in=(DialIn(word, word),)),
        agenda=Agenda(f"https://example.org/{word}", topics=topics),
        schedule=SCHEDULE._replace(skips=(skip,)),
    )


@given(HOSTILE, st.sampled_from(BLOCK_NAMES), st.sampled_from(["wikitext", "markdown"]))
def test_hostile_words_end_no_block_and_no_table(word: str, name: str, syntax: Syntax) -> None:
    """They come out as text: the block ends where it did, a table has as many cells, what follows is as it was."""
    text = f"a\n\n<!-- ecg:{name} -->\n<!-- /ecg:{name} -->\n\n== b ==\n"
    page = parse_page(text, syntax)
    [block] = find_blocks(page)
    made = apply(text, fill_block(page, block, content(name, syntax, hostile_group(word))))
    changed = parse_page(made, syntax)
    [after] = find_blocks(changed)
    plain = content(name, syntax, hostile_group("word"))
    inner = made[slice(*after.inner)]
    assert [changed.title(heading) for heading in changed.headings] == [page.title(one) for one in page.headings]
    assert made[after.whole[1] :] == "\n== b ==\n"
    for mark in ("{|", "|}", "||", "\n|-", "-->", "{{", "~~~"):
        if syntax == "wikitext":
            assert inner.count(mark) == plain.count(mark)
    if syntax == "markdown":
        assert inner.replace("\\|", "").count("|") == plain.count("|")
    assert inner.count("\n") <= plain.count("\n") + 1


def values_of(_path: Path, values: Mapping[str, Any]) -> str:
    """The keys that a template gets."""
    return ",".join(sorted(values))


def test_what_a_template_gets() -> None:
    """Five names, as the reference has them."""
    group = EDGE._replace(wiki=PageSettings(blocks=BlockForms(call=BlockForm(template=Path("x")))))
    made = BlockRenderer(NOW, values_of)(
        "call", BlockSubject(group=group, schedule=group.schedule, topics=()), (group,), "markdown"
    )
    assert made == "call,group,groups,meetings,schedule"
