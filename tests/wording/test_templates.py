"""Tests of ``ecgtool.wording.templates``: what is rendered is read back; a line is known by its beginning."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.reading import WEEKDAYS, Reading
from ecgtool.wording.templates import FIELDS, ZONED, Subject, parse_template
from tests.plans import zones

PACIFIC = ZoneInfo("America/Los_Angeles")
DEFAULT = "Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC"
NAMES = ["Edge Group", "The Friday Club", "June 3 Movement", "8am UTC crew", "", "a / b (c)", "2026-01-01"]
LANGUAGES = ["", "en-GB", "de", "fr", "es", "pt", "it", "nl", "ja", "zh", "ru", "vi", "fi"]
DATES: list[list[str]] = [["date"], ["utc_date", "utc"], ["utc_date", "utc_colon"], ["utc_date", "time24"]]
DATES += [[month, day] for month in ("month", "month_abbr") for day in ("day", "day:02", "ordinal")]


def subject(start: datetime, zone: ZoneInfo, name: str = "", join: str = "") -> Subject:
    """What a line is about that says a meeting at ``start``."""
    return Subject(Occurrence(start, start + timedelta(hours=1), zone), name, join)


@st.composite
def templates(draw: st.DrawFn) -> str:
    """Fixed words and fields between them, in any order, among them enough to tell the date."""
    elsewhere = [f"{name}:{zone}" for name in ZONED for zone in ("Asia/Tokyo", "America/New_York", "UTC")]
    fields = draw(st.sampled_from(DATES)) + draw(st.lists(st.sampled_from(sorted(FIELDS) + elsewhere), max_size=6))
    fields = draw(st.permutations(list(dict.fromkeys(fields))))
    between = [
        draw(st.sampled_from([" ", ", ", " / ", " (", ") ", " at ", " {{", "}} ", "  ", " - "])) for _ in fields
    ]
    return "Next meeting:" + "".join(f"{fixed}{{{field}}}" for fixed, field in zip(between, fields, strict=True))


@settings(max_examples=250)
@given(st.data(), templates(), zones, st.sampled_from(NAMES), st.sampled_from(LANGUAGES), st.integers(-179, 179))
def test_what_is_rendered_is_read_back(
    data: st.DataObject, text: str, zone: ZoneInfo, name: str, tag: str, away: int
) -> None:
    """Every field is read as it was written, in every zone and language, whatever the group is called."""
    start = data.draw(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1))).replace(second=0, microsecond=0)
    about = subject(start.replace(tzinfo=UTC), zone, name, "https://meet.example.org/j/1?pwd=2")
    template, local = parse_template(text, tag), about.occurrence.local_start
    assume(_is_clear(template.fields, about))
    read = template.read(template.render(about), local.date() + timedelta(days=away), zone)
    assert read.day == local.date()
    assert ("weekday" not in template.fields) or read.weekday == WEEKDAYS[local.weekday()]
    assert not {"time", "time24"} & template.fields or read.clock == local.time()
    assert not {"utc", "utc_colon"} & template.fields or read.utc == about.occurrence.start.time()
    assert ("tz" not in template.fields) or read.label == abbreviation(local)


@settings(max_examples=150)
@given(
    st.sampled_from(["{month} {slot}", "{slot} {month} {day}", "{slot} {name} {day} {month}", "{month} {slot} {day}",
                     "{day} {month} {slot}, {time24}", "{day} {month} ({slot}) {join}"]),
    st.sampled_from(LANGUAGES), st.sampled_from([None, "APAC"]), st.sampled_from(["", "Edge Group"]),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)  # fmt: skip
def test_a_field_that_may_be_empty_hides_none(text: str, tag: str, slot: str | None, name: str, day: date) -> None:
    """With a slot or without, at either end of the line or within; the spaces beside it may have gone as well."""
    start = datetime.combine(day, time(18), UTC)
    template = parse_template(text, tag)
    line = template.render(Subject(Occurrence(start, start + timedelta(hours=1), ZoneInfo("UTC"), slot=slot), name))
    expected = day if template.tells_date else None
    assert [template.read(form, day, ZoneInfo("UTC")).day for form in (line, " ".join(line.split()))] == [
        expected
    ] * 2


def _is_clear(fields: frozenset[str], about: Subject) -> bool:
    """Whether a local clock time and a date in UTC are of one meeting alone: near a change they may not be."""
    near = {(about.occurrence.local_start + timedelta(days=days)).utcoffset() for days in (-2, -1, 0, 1, 2)}
    return bool({"utc", "utc_colon"} & fields) or "utc_date" not in fields or len(near) == 1


def test_a_template_renders_every_field() -> None:
    """Each field once, as the reference shows it."""
    text = "|".join(f"{{{field}}}" for field in FIELDS)
    meeting = subject(datetime(2026, 6, 8, 15, 30, tzinfo=UTC), PACIFIC, "Edge", "https://meet.example.org/")
    assert parse_template(text).render(meeting).split("|") == [
        "Monday", "June", "Jun", "8", "08", "8th", "2026", "8:30am", "08:30", "PDT", "1530", "15:30",
        "Monday", "2026-06-08", "2026-06-08", "Edge", "https://meet.example.org/", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hour", "said"),
    [(0, "12am"), (1, "1am"), (11, "11am"), (12, "12pm"), (13, "1pm"), (23, "11pm")],
)
def test_the_clock_as_people_write_it(hour: int, said: str) -> None:
    """Midnight is 12am and noon is 12pm."""
    meeting = subject(datetime(2026, 6, 8, hour, tzinfo=UTC), ZoneInfo("UTC"))
    assert parse_template("{time}").render(meeting) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (31, "31st"),
    ],
)
def test_the_day_as_people_say_it(day: int, said: str) -> None:
    """Eleventh to thirteenth end in th."""
    assert parse_template("{ordinal}").render(subject(datetime(2026, 7, day, tzinfo=UTC), ZoneInfo("UTC"))) == said


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Next: {weekdy}", "no field {weekdy}; the nearest is {weekday}"),
        ("Next: {day:03}", "no field {day:03}; the nearest is {day:02}"),
        ("Next: {date!r}", "no field {date!r}; the nearest is {date}"),
        ("Next: {}", "no field {}; the nearest is"),
        ("Next: {time:Mars/X}", "{time:Mars/X}: there is no zone Mars/X"),
        ("Next: {tz:PST}", '{tz:PST}: there is no zone PST; did you mean "America/Los_Angeles" or "Asia/Manila"?'),
        ("Next: {date.__class__}", "no field {date.__class__}"),
        ("Next: {date", "a brace stands alone"),
        ("Next: date}", "a brace stands alone"),
    ],
)
def test_what_is_no_field_is_told(text: str, problem: str) -> None:
    """An unknown field with the nearest one, a brace without its other half; nothing is looked up in objects."""
    with pytest.raises(ValueError, match="^" + problem.replace("{", r"\{").replace("}", r"\}").replace(".", r"\.")):
        parse_template(text)


@pytest.mark.parametrize(
    ("text", "tells"),
    [("{date}", True), ("{utc_date}", True), ("{month} {day}", True), ("{month_abbr} {ordinal}", True)]
    + [(text, False) for text in ("{month}", "{day:02} {year}", "{weekday} {time}", "{utc_weekday}", "words")],
)
def test_whether_a_template_tells_the_date(text: str, tells: bool) -> None:
    """A month and a day do, or a date; a weekday does not."""
    assert parse_template(text).tells_date is tells


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("Next meeting: Monday (September 23), 8am PDT / 1500 UTC", True),
        ("  next   MEETING:   TBD", True),
        ("Next meeting:", True),
        ("Next meetings: Monday", False),
        ("The next meeting: Monday", False),
        ("", False),
    ],
)
def test_a_line_is_known_by_its_beginning(line: str, begins: bool) -> None:
    """Case and spaces do not count, and what follows is not looked at."""
    assert parse_template(DEFAULT).begins(line) is begins


def test_a_beginning_is_whole_words() -> None:
    """A template that begins with "Next" is not the beginning of "Nextcloud"."""
    assert parse_template("Next {date}").begins("Next 2026-06-08")
    assert not parse_template("Next {date}").begins("Nextcloud on 2026-06-08")


@pytest.mark.parametrize(
    ("line", "reading"),
    [
        (
            "Next meeting: Monday (June 08, 2026), 8am PDT / 1500 UTC",
            Reading(date(2026, 6, 8), "Monday", time(8), "PDT", time(15)),
        ),
        (
            "Next meeting: Monday (September 23), 8am PDT / 1500 UTC",
            Reading(date(2026, 9, 23), "Monday", time(8), "PDT", time(15)),
        ),
        ("Next meeting: TBD", Reading()),
        ("Next meeting: on summer break until August", Reading()),
        (
            "Next meeting: Monday (June 31, 2026), 8am PDT / 1500 UTC",
            Reading(None, "Monday", time(8), "PDT", time(15)),
        ),
        ("Next meeting: 2026-06-08 1500 UTC", Reading(date(2026, 6, 8), utc=time(15))),
        (
            "Next meeting: Monday (June 08, 2026), 8am -03 / 1100 UTC",
            Reading(date(2026, 6, 8), "Monday", time(8), "-03", time(11)),
        ),
        (
            "Next meeting: June 8, 2026 at 8:00 UTC-3 (11:00 UTC)",
            Reading(date(2026, 6, 8), clock=time(8), label="UTC-3", utc=time(11)),
        ),
        (
            "Next meeting: June 8, 2026 at 16:30 (GMT+05:30)",
            Reading(date(2026, 6, 8), clock=time(16, 30), label="GMT+05:30"),
        ),
    ],
)
def test_a_line_of_another_form_is_read_all_the_same(line: str, reading: Reading) -> None:
    """Older forms, forms of others and words: what is not there, or makes no sense, is None."""
    assert parse_template(DEFAULT).read(line, date(2026, 6, 1), PACIFIC) == reading


@pytest.mark.parametrize(
    ("tag", "text", "line"),
    [
        ("de", "Nächstes Treffen: {weekday}, {ordinal} {month} {year}", "Nächstes Treffen: Dienstag, 24. März 2026"),
        ("de", "{month_abbr} {day}, {month} {year}", "März 24, März 2026"),
        ("fr", "{weekday} {day} {month} {year}", "mardi 24 mars 2026"),
        ("es", "{weekday}, {day} de {month} de {year}", "martes, 24 de marzo de 2026"),
        ("pt", "{weekday}, {day} de {month} de {year}", "terça-feira, 24 de março de 2026"),
        ("it", "{weekday} {day} {month} {year}", "martedì 24 marzo 2026"),
        ("nl", "{weekday} {day} {month_abbr} {year}", "dinsdag 24 mrt 2026"),
        ("ja", "{year}年{month}{day}日{weekday}", "2026年3月24日火曜日"),
        ("zh", "{year}年{month_abbr}{day}日 {weekday}", "2026年3月24日 星期二"),
        ("ru", "{day} {month} {year}", "24 марта 2026"),
        ("ru", "{month} {year}", "март 2026"),
        ("", "{weekday} {ordinal} {month}", "Tuesday 24th March"),
    ],
)
def test_names_are_of_the_groups_language(tag: str, text: str, line: str) -> None:
    """In the case in which the language has them beside a day, and read back."""
    about = subject(datetime(2026, 3, 24, 15, tzinfo=UTC), ZoneInfo("UTC"))
    template = parse_template(text, tag)
    assert template.render(about) == line
    reading = template.read(line, date(2026, 3, 1), ZoneInfo("UTC"))
    assert reading.day == (date(2026, 3, 24) if template.tells_date else None)
    assert reading.weekday in {"Tuesday", None}


@pytest.mark.parametrize(
    ("tag", "line", "day"),
    [
        ("de", "Nächstes Treffen: 03.04.2026, 15 Uhr", date(2026, 4, 3)),
        ("de", "Nächstes Treffen: am 3. April um 15.00 Uhr", date(2026, 4, 3)),
        ("de", "Nächstes Treffen: April 3, 2026, 15:00", date(2026, 4, 3)),
        ("", "Nächstes Treffen: 03.04.2026, 15:00", None),
        ("", "Nächstes Treffen: 24.04.2026, 15:00", date(2026, 4, 24)),
    ],
)
def test_another_form_is_read_in_the_groups_language(tag: str, line: str, day: date | None) -> None:
    """And in English; a date in numbers only where it has one reading."""
    template = parse_template("Nächstes Treffen: {weekday}, {date}", tag)
    reading = template.read(line, date(2026, 3, 1), ZoneInfo("UTC"))
    assert (reading.day, reading.clock) == (day, time(15))


def test_a_line_has_the_time_of_other_zones() -> None:
    """Each field on the clock that it names, also on another day there."""
    about = subject(datetime(2026, 6, 8, 23, 30, tzinfo=UTC), PACIFIC)
    text = "{weekday} {time} {tz}, {time:America/New_York} {tz:America/New_York}"
    text += ", {weekday:Asia/Tokyo} {time24:Asia/Tokyo}"
    assert parse_template(text).render(about) == "Monday 4:30pm PDT, 7:30pm EDT, Tuesday 08:30"


def test_a_time_of_another_zone_tells_the_groups_own() -> None:
    """Where the line has no other, by the date beside it."""
    template = parse_template("On {date}, {time24:Asia/Tokyo} in Tokyo")
    assert template.read("On 2026-06-08, 08:30 in Tokyo", date(2026, 6, 1), PACIFIC).clock == time(16, 30)
    assert template.read("On 2026-12-07, 08:30 in Tokyo", date(2026, 6, 1), PACIFIC).clock == time(15, 30)


@pytest.mark.parametrize(
    "text", ["{time:Mars/Base}", "{time:}", "{date:UTC}", "{day:UTC}", "{tz:PST}", "{utc:UTC}", "{time24:America/}"]
)
def test_a_zone_that_is_none_is_told(text: str) -> None:
    """Nor has a field a zone whose meaning does not depend on it."""
    with pytest.raises(ValueError):  # noqa: PT011 - any that says so
        parse_template(text)


def test_no_word_of_a_name_is_taken_for_a_month() -> None:
    """Where a group's name may be left out, and words of any sort may follow the month."""
    template = parse_template("Next meeting: {day} {name} {month} {slot}")
    line = template.render(subject(datetime(2026, 6, 8, 15, tzinfo=UTC), PACIFIC, "Edge Group"))
    assert template.read(line, date(2026, 6, 1), PACIFIC).day == date(2026, 6, 8)
