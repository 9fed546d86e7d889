"""Tests of how octets become content lines: folds, character sets, quotes and broken files."""

from ecgtool.ical.reading.content import read_components

EVENT = "BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n"


def summary(octets: bytes) -> str:
    """The SUMMARY of the one event in it."""
    (event,) = read_components(b"BEGIN:VEVENT\r\n" + octets + b"\r\nEND:VEVENT\r\n")
    return event.text("SUMMARY")


def test_a_fold_inside_a_character_is_undone() -> None:
    """Lines are joined before they are decoded."""
    whole = "SUMMARY:Käse".encode()
    cut = whole.index(b"\xa4")
    assert summary(whole[:cut] + b"\r\n " + whole[cut:]) == "Käse"


def test_other_character_sets_are_read() -> None:
    """Latin-1, UTF-16 with its mark, and quoted-printable with soft line breaks."""
    assert summary("SUMMARY:Käse".encode("latin-1")) == "Käse"
    assert read_components(EVENT.format("SUMMARY:Käse").encode("utf-16"))[0].text("SUMMARY") == "Käse"
    quoted = b"SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:K=C3=A4se=20=\r\nund Brot"
    assert summary(quoted) == "Käse und Brot"


def test_escapes_and_quotes_are_undone() -> None:
    """A TEXT has four escapes, and a quoted parameter may hold what else ends one."""
    assert summary(rb"SUMMARY;X-A=\"a:b;c\":One\, two\; \\n\nthree".replace(rb"\"", b'"')) == "One, two; \\n\nthree"


def test_an_unquoted_zone_with_a_colon_is_taken_whole() -> None:
    """Outlook's names hold one."""
    (event,) = read_components(EVENT.format("DTSTART;TZID=(UTC-08:00) Pacific:20260105T080000").encode())
    start = event.first("DTSTART")
    assert start
    assert (start.parameters["TZID"], start.value) == ("(UTC-08:00) Pacific", "20260105T080000")


def test_line_breaks_that_were_not_escaped_stay_in_the_text() -> None:
    """A description that goes over several lines is one."""
    (event,) = read_components(EVENT.format("DESCRIPTION:First\r\nsecond line\r\nLOCATION:Here").encode())
    assert (event.text("DESCRIPTION"), event.text("LOCATION")) == ("First\nsecond line", "Here")


def test_what_is_not_closed_is_not_whole() -> None:
    """An outer END closes what is inside it; the end of the file closes nothing."""
    (calendar,) = read_components(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nEND:VCALENDAR\n")
    assert calendar.is_whole
    assert not calendar.components[0].is_whole
    assert not read_components(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a")[0].is_whole
