"""Tests of ``ecgtool.page.sections.call``: call details as different groups write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import Call, DialIn, OneTap, SectionNames
from ecgtool.page import Syntax, parse_page
from ecgtool.page.sections.call import read_call
from ecgtool.page.sections.named import NamedSections

NESTED = """== Meetings ==
=== Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC ===

==== Call Detail: ====

* ''' Join at: https://meet.example.org/j/91355501000?pwd=a1b2&amp;from=wiki '''

Sign in first, or join as a guest;
you only need to give your name.

** One tap mobile
*** +12025550101,,91355501000#,,,,*123456# US
** Dial-in
*** +1 202 555 0101 US (Washington DC)
*** +49 30 555 0102 (Germany)
*** 833 555 0100 US (Toll Free)
**** Meeting ID: 913 5550 1000
**** Meeting Passcode: 12&34.<nowiki>''</nowiki>!
** Find your local number: https://meet.example.org/u/numbers

=== Agenda ===
* Passcode: wrong
"""

ONE_LINE = """= Lab team =
== How to join ==
We use [https://zoom.example.org/j/555?pwd=x our video room] (meeting ID: 555 0100 200, password: s3cret).

By phone: +1-202-555-0101 (US), +44 20 5550 0102 (UK) or 0800 555 0103 (UK, toll-free)
"""

WEBEX = """== Conference call ==
; Link: https://lab.webex.example.org/meet/room
; Meeting number (access code): 2345 678 9012
; Meeting password: pZ7?x
: Phone
:: US: +1 (202) 555-0101
:: US TOLL FREE: 1-833-555-0100
[https://lab.webex.example.org/globalcallin Global call-in numbers]
"""

BRIDGE = """'''Dial in information'''

* Phone number: 1-202-555-0101
* Access code: 5550100
* PIN 4321
'''Agenda'''
* Access code: wrong
"""

TABLE = """== Meeting details ==
{| class="wikitable"
! What !! How
|-
| Where || [https://jitsi.example.org/lab Jitsi]
|-
| Webinar ID || 555 0100
|-
| Notes || https://etherpad.example.org/p/lab
|}
"""

MARKDOWN = """# Lab group

## Meeting link

- Calendar: <https://calendar.example.org/lab.ics>
- **Google Meet**: [meet.example.org/abc-defg-hij](https://meet.example.org/abc-defg-hij)
  - Meeting ID
    - abc-defg-hij
  - Passcode: `x_y_z`
  - Phone: [+1 202 555 0101](tel:+12025550101) PIN: 987 654 321#
- [Find a local number](https://meet.example.org/numbers)
- Note: *mute* yourself when you join.
"""


@pytest.mark.parametrize(
    ("text", "syntax", "call"),
    [
        (
            NESTED,
            "wikitext",
            Call(
                join="https://meet.example.org/j/91355501000?pwd=a1b2&from=wiki",
                note="Sign in first, or join as a guest; you only need to give your name.",
                meeting_id="913 5550 1000",
                passcode="12&34.''!",
                one_tap=(OneTap("+12025550101,,91355501000#,,,,*123456#", "US"),),
                dial_in=(
                    DialIn("+1 202 555 0101", "US (Washington DC)"),
                    DialIn("+49 30 555 0102", "Germany"),
                    DialIn("833 555 0100", "US (Toll Free)", toll_free=True),
                ),
                find_number="https://meet.example.org/u/numbers",
            ),
        ),
        (
            ONE_LINE,
            "wikitext",
            Call(
                join="https://zoom.example.org/j/555?pwd=x",
                meeting_id="555 0100 200",
                passcode="s3cret",
                dial_in=(
                    DialIn("+1-202-555-0101", "US"),
                    DialIn("+44 20 5550 0102", "UK"),
                    DialIn("0800 555 0103", "UK, toll-free", toll_free=True),
                ),
            ),
        ),
        (
            WEBEX,
            "wikitext",
            Call(
                join="https://lab.webex.example.org/meet/room",
                meeting_id="2345 678 9012",
                passcode="pZ7?x",
                dial_in=(
                    DialIn("+1 (202) 555-0101", "US"),
                    DialIn("1-833-555-0100", "US TOLL FREE", toll_free=True),
                ),
                find_number="https://lab.webex.example.org/globalcallin",
            ),
        ),
        (
            BRIDGE,
            "wikitext",
            Call(meeting_id="5550100", passcode="4321", dial_in=(DialIn("1-202-555-0101"),)),
        ),
        (TABLE, "wikitext", Call(join="https://jitsi.example.org/lab", meeting_id="555 0100")),
        (
            MARKDOWN,
            "markdown",
            Call(
                join="https://meet.example.org/abc-defg-hij",
                note="mute yourself when you join.",
                meeting_id="abc-defg-hij",
                passcode="x_y_z",
                dial_in=(DialIn("+1 202 555 0101"),),
                find_number="https://meet.example.org/numbers",
            ),
        ),
    ],
    ids=["nested", "one line", "webex", "bridge", "table", "markdown"],
)
def test_call_details_are_read_however_they_are_written(text: str, syntax: Syntax, call: Call) -> None:
    """Links, numbers, ids and pass codes are found by their labels in any order, depth and form."""
    assert read_call(NamedSections(parse_page(text, syntax), SectionNames())) == call


@pytest.mark.parametrize(
    ("line", "passcode"),
    [
        ("Passcode: F=4.U.fA", "F=4.U.fA"),
        ("Pass code 123456", "123456"),
        ("Password is hunter2, as always", "hunter2"),
        ("Meeting password = x y", "x"),
        ("Pass-code: 123 456", "123 456"),
        ("PIN: 1234#", "1234#"),
        ("Passcode: knots\\", "knots"),
        ("Security Code: ab.c!", "ab.c!"),
        ("PASSWD: (ask the chair)", ""),
        ("Passcode: none", ""),
        ("No PIN number is required!", ""),
        ("Passcode: Shared in the channel for members", ""),
        ("Passcode: bluebird (in small letters)", "bluebird"),
        ("Kenncode: 123456", "123456"),
        ("Mot de passe : 123456", "123456"),
        ("Código de acceso: 123456", "123456"),
        ("The password protects us", ""),
        ("https://meet.example.org/j/1?password=secret", ""),
    ],
)
def test_a_pass_code_is_taken_whole(line: str, passcode: str) -> None:
    """It may hold any sign; what only talks of passwords, or has one in a link, gives none."""
    page = parse_page(f"== Call details ==\n* {line}\n")
    assert read_call(NamedSections(page, SectionNames())).passcode == passcode


@pytest.mark.parametrize(
    ("lines", "join"),
    [
        ("* https://docs.example.org/help\n* Join: https://a.example.org", "https://a.example.org"),
        ("* https://other.example.org\n* https://bbb.example.org/b/lab", "https://bbb.example.org/b/lab"),
        ("* Zoom\n** https://a.example.org/1", "https://a.example.org/1"),
        ("* https://a.example.org/1", "https://a.example.org/1"),
        ("* Meeting recordings: https://zoom.example.org/1", ""),
        ("* https://zoom.example.org/rec/play/1", ""),
        ("* <!-- Join: https://a.example.org/1 -->", ""),
        ("Read https://a.example.org/1 before.", ""),
    ],
)
def test_the_link_to_join_is_told_from_others(lines: str, join: str) -> None:
    """What is called so goes first, then what leads to a service for calls, then a link that stands alone."""
    assert read_call(NamedSections(parse_page(f"== Call details ==\n{lines}\n"), SectionNames())).join == join


@pytest.mark.parametrize(
    "line", ["Dial-in room 12 34 56", "By phone since 2026-01-05", "Room 202 555 0101", "1 " * 20]
)
def test_not_all_digits_are_a_number(line: str) -> None:
    """Short ones, long ones, dates, and what nothing calls a telephone number are none."""
    assert read_call(NamedSections(parse_page(f"== Call details ==\n* {line}\n"), SectionNames())).dial_in == ()


def test_a_page_without_the_section_has_its_link_below_the_line() -> None:
    """There only a link that is called so counts, for anything may stand there."""
    text = (
        "'''Next: March 27th'''\n* [https://pad.example.org/x Notes]\n* [https://m.example.org/x Conference call]\n"
    )
    below = (text.index("*"), len(text))
    assert read_call(NamedSections(parse_page(text), SectionNames()), below) == Call(join="https://m.example.org/x")
    assert read_call(NamedSections(parse_page(text), SectionNames())) == Call()
    elsewhere = parse_page(text.replace("Conference call", "Plans"))
    assert read_call(NamedSections(elsewhere, SectionNames()), below) == Call()


def test_what_stands_below_the_line_with_a_link_to_join_is_the_call() -> None:
    """Up to where another part of the page begins: the pass code of a recording is none of the call's."""
    text = (
        "# Next meeting: 2026-06-09\n\n**Teams** [Join the meeting](https://teams.example.com/x)\n"
        "Meeting ID: 345 678\nPasscode: aB3xYz\n\n## Logs\n- Dial-in: +1 202 555 0101\n"
    )
    sections = NamedSections(parse_page(text, "markdown"), SectionNames())
    found = Call(join="https://teams.example.com/x", meeting_id="345 678", passcode="aB3xYz")
    assert read_call(sections, (text.index("**"), len(text))) == found


def test_the_words_before_a_number_that_only_say_to_dial_are_no_label() -> None:
    """All of them: nothing of "Dial-in" stays."""
    page = parse_page("== Call ==\n* Dial-in: +1 202 555 0101 PIN: 123#\n")
    assert read_call(NamedSections(page, SectionNames())).dial_in == (DialIn("+1 202 555 0101", ""),)


def test_marks_of_the_direction_of_writing_are_no_part_of_a_number() -> None:
    """Google pastes them around numbers: they are no label, and the PIN is whole without them."""
    page = parse_page("== Call ==\nOr dial: \u202a(US) +1 202 555 0101\u202c PIN: \u202a987 654 321\u202c#\n")
    call = read_call(NamedSections(page, SectionNames()))
    assert (call.dial_in, call.passcode) == ((DialIn("+1 202 555 0101", "US"),), "987 654 321#")


@pytest.mark.parametrize("label", ["Toll-free", "Free call", "freephone", "gratis", "kostenlos"])
def test_a_number_that_costs_nothing_is_toll_free(label: str) -> None:
    """In the words that a label in ecg.toml may have too."""
    page = parse_page(f"== Call ==\n* Dial-in: 0800 555 0103 ({label})\n")
    assert read_call(NamedSections(page, SectionNames())).dial_in == (DialIn("0800 555 0103", label, toll_free=True),)


def test_a_section_of_the_configured_name_is_the_only_one() -> None:
    """Where ecg.toml names the section, no other is taken for it."""
    text = "== Meeting details ==\n* Join: https://a.example.org\n== Bridge ==\n* Join: https://b.example.org\n"
    assert read_call(NamedSections(parse_page(text), SectionNames(call="bridges"))).join == "https://b.example.org"
    assert read_call(NamedSections(parse_page(text), SectionNames(call="Rooms"))) == Call()


@given(st.text(st.sampled_from("*:# \n0123456789+-,.()=|[]{}'<>!PINpasscodejMeetingIDhttps/"), max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No page is an error: what is not there is absent."""
    for syntax in ("wikitext", "markdown"):
        page = parse_page(f"== Call details ==\n{text}", "markdown" if syntax == "markdown" else "wikitext")
        assert isinstance(read_call(NamedSections(page, SectionNames()), (0, len(page.text))), Call)


@pytest.mark.parametrize("title", ["Call", "Calls", "call:", "Call-in", "Join", "Conference call"])
def test_a_section_with_a_short_name(title: str) -> None:
    """A section may be called just what it is for."""
    page = parse_page(f"== {title} ==\n* Video: https://meet.example.org/lab\n* Passcode: 123456\n")
    assert read_call(NamedSections(page, SectionNames())) == Call(
        join="https://meet.example.org/lab", passcode="123456"
    )


def test_numbers_one_after_the_other_have_the_labels_before_them() -> None:
    """Where each has one with a colon; a code behind them is no number to dial."""
    line = "* Mondays, US Toll Free number: 800-555-0100, Toll number: 1-202-555-0101, Code: 5550109"
    call = read_call(NamedSections(parse_page(f"== Call ==\n{line}\n"), SectionNames()))
    assert call.dial_in == (
        DialIn("800-555-0100", "US Toll Free", toll_free=True),
        DialIn("1-202-555-0101", "Toll"),
    )
    assert call.passcode == "5550109"


@pytest.mark.parametrize(
    ("line", "dial_in"),
    [
        ("Zoom, or by phone +1 555 010 0123", [("+1 555 010 0123", "")]),
        ("Mondays on Zoom or call +49 30 555 0100 (code 4711#).", [("+49 30 555 0100", "")]),
        ("Dial-in: US: +1 555 010 0123", [("+1 555 010 0123", "US")]),
        ("Where: on the web (dial-in: +1 555 010 0123)", [("+1 555 010 0123", "")]),
        (
            "iPhone one-tap: US: +15550100123,,757849640# Or Telephone: Dial: US: +1 555 010 0124 or +1 555 010 0125",
            [("+1 555 010 0124", "US"), ("+1 555 010 0125", "US")],
        ),
        ("Meeting ID: 757 849 640, dial +1 555 010 0123 (US)", [("+1 555 010 0123", "US")]),
    ],
)
def test_words_that_lead_to_a_number_are_no_label(line: str, dial_in: list[tuple[str, str]]) -> None:
    """Nor is a code, or the sentence before it; what stands behind a code is read."""
    page = parse_page(f"== Call ==\n* {line}\n")
    assert [(one.number, one.label) for one in read_call(NamedSections(page, SectionNames())).dial_in] == dial_in


@pytest.mark.parametrize(
    ("line", "passcode"),
    [
        ("Passcode: Please check the notes, where the passcode is represented", ""),
        ("The pass code is kiwi", "kiwi"),
        ("or call us (code 4711#)", "4711#"),
    ],
)
def test_a_pass_code_in_a_sentence(line: str, passcode: str) -> None:
    """A word behind "is" is one where little stands before it, or where it has a figure."""
    page = parse_page(f"== Call ==\n* {line}\n")
    assert read_call(NamedSections(page, SectionNames())).passcode == passcode


@pytest.mark.parametrize(
    "text",
    [
        "{|\n! Meeting ID\n| 913 5550 1000\n|-\n! Passcode\n| 999123\n|}",
        "{|\n| Meeting ID || 913 5550 1000\n|-\n| '''Passcode'''\n| style=x | 999123\n|}",
        "; Meeting ID\n: 913 5550 1000\n; Passcode\n: 999123",
    ],
)
def test_a_label_and_its_value_may_be_cells_or_term_and_definition(text: str) -> None:
    """They belong together, though each stands on a line of its own."""
    call = read_call(NamedSections(parse_page(f"== Call details ==\n{text}\n"), SectionNames()))
    assert (call.meeting_id, call.passcode) == ("913 5550 1000", "999123")


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        (
            "{|\n! Meeting ID\n! Passcode\n! Link\n|-\n| 913 5550 1000\n| 999123\n| [https://x.example.org Go]\n|}",
            "wikitext",
        ),
        (
            "| Link | Meeting ID | Passcode |\n|---|:-:|--:|\n| https://x.example.org | 913 5550 1000 | 999123 |",
            "markdown",
        ),
    ],
)
def test_the_head_of_a_column_is_the_label_of_what_stands_below(text: str, syntax: Syntax) -> None:
    """Of heads in a row, none is the value of the one before it."""
    mark = "==" if syntax == "wikitext" else "##"
    page = f"{mark} Call details {mark}\n\n{text}\n"
    call = read_call(NamedSections(parse_page(page, syntax), SectionNames()))
    assert call == Call(join="https://x.example.org", meeting_id="913 5550 1000", passcode="999123")
    without = read_call(NamedSections(parse_page(page.replace("999123", ""), syntax), SectionNames()))
    assert without.passcode == ""


def test_the_title_of_the_numbers_is_no_note() -> None:
    """An invitation as services write it has one above its numbers; a sentence there is still a note."""
    numbers = " +1 202 555 0101 US (Washington DC)\n"
    page = f"== Call details ==\nYou may dial in too.\n{numbers}\nDial by your location\n{numbers}"
    assert read_call(NamedSections(parse_page(page), SectionNames())).note == "You may dial in too."
