"""Whatever stands in a title, note or reason stays text: escaped once, folded between characters, and no property."""

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from ecgtool.group import Agenda, Call, Item, Topic
from ecgtool.ical.text import link_text, on_one_line, paragraph, parameter, phrase, stream, unfolded
from tests.ical.groups import events, exported, tea
from tests.ical.lint import findings

HOSTILE = "Tea\r\nATTACH:x\nEND:VEVENT\x0b\x00\x85\u2028BEGIN:VALARM\\n;,:\"^n'\ttail\x7f"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(st.text(max_size=400))
@example("日" * 100)
@example("a" * 74 + "🍵")
@example(" " * 80)
def test_folds_are_undone_and_short_enough(line: str) -> None:
    """Each piece is 75 octets or fewer and whole characters; together they are the line."""
    clean = on_one_line(line)
    sent = stream([clean])
    assert all(len(piece.encode()) <= 75 for piece in sent.split("\r\n"))
    assert sent.replace("\r\n ", "") == f"{clean}\r\n"
    assert unfolded(sent) == [clean, ""]


def test_a_line_of_75_octets_is_not_folded() -> None:
    """And one of 76 is, after 75."""
    assert stream(["a" * 75]) == "a" * 75 + "\r\n"
    assert stream(["a" * 76]) == "a" * 75 + "\r\n a\r\n"
    assert stream(["a" * 74 + "é"]) == "a" * 74 + "\r\n é\r\n"


@given(texts)
@example(HOSTILE)
def test_text_is_read_back_by_another_program(text: str) -> None:
    """As it was, without control characters; escaped once, so neither more nor fewer backslashes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", f"SUMMARY:{phrase(text)}"]
    event = Calendar.from_ical(stream([*lines, "END:VEVENT", "END:VCALENDAR"])).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == on_one_line(text)


def test_a_paragraph_keeps_its_lines() -> None:
    """A paragraph keeps its lines, whichever line break ended them."""
    assert paragraph("a\r\nb\rc\nd\u2028e\x85f") == "a\\nb\\nc\\nd\\ne\\nf"
    assert paragraph("1;2,3\\4\tx\x07\x9b") == "1\\;2\\,3\\\\4\tx"


def test_a_link_is_not_escaped_and_no_text_is_a_link() -> None:
    """What cannot stand in one is percent-encoded, and line breaks are gone."""
    assert link_text("https://meet.example.org/j/1?pwd=a,b;c") == "https://meet.example.org/j/1?pwd=a,b;c"
    assert link_text('https://example.org/ a"\r\nb') == "https://example.org/%20a%22b"
    assert link_text("room 12") == ""
    assert link_text("") == ""


def test_a_parameter_holds_no_quotes() -> None:
    """RFC 6868 says what a caret means."""
    assert parameter('Tea "Chairs";\n^x') == "\"Tea 'Chairs'; ^^x\""


@given(texts)
@example(HOSTILE)
def test_nothing_in_a_group_becomes_a_property(text: str) -> None:
    """The calendar of a group with that text everywhere has the lines of one with plain words."""
    schedule = tea().schedule
    plain, hostile = (
        tea()._replace(
            name=words or "x",
            homepage=f"https://example.org/{words}",
            call=Call(join=f"https://example.org/{words}", note=words or "x", passcode=words or "x"),
            agenda=Agenda(
                items=(Item(words, words, (words,)),), topics=(Topic(schedule.slots[0].recurrences[0].first, words),)
            ),
        )
        for words in ("x", text)
    )
    sent = exported(hostile)
    assert not findings(sent.encode())
    shapes = [
        [line.partition(":")[0].partition(";")[0] for line in unfolded(exported(group))] for group in (plain, hostile)
    ]
    assert shapes[0] == shapes[1]
    assert len(events(sent)) == 2
