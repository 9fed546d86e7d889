"""Tests of ``ecgtool.config.load``: a file becomes groups, or all its faults are told at once, and no secret."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecgtool.config import load, load_builtin
from ecgtool.config.build import Surroundings, groups_in
from ecgtool.config.keys import FILE
from ecgtool.config.kinds import Faults
from ecgtool.config.load import load_text
from ecgtool.errors import ConfigError, UsageError
from ecgtool.group import DialIn, Item, OneTap, Topic
from ecgtool.schedule.occurrences import meetings, occurrences
from tests.config.arbitrary import trees
from tests.config.files import WHOLE, changed, faults, loaded
from tests.golden import held

SECRETS = ("246802", "c2VjcmV0", "hunter2", "5f2c")
TAP = '[{ dial = "+12025550101,,5550100#,,,,*246802#", label = "US" }]'


def test_everything_that_a_file_says_is_meant() -> None:
    """Each table of the reference becomes the value that the rest works with."""
    group = loaded(WHOLE).groups["tide"]
    first, second = group.schedule.slots[0].recurrences
    assert (first.rule, first.at, first.first, first.last) == (
        "FREQ=WEEKLY;BYDAY=MO",
        time(8),
        date(2025, 11, 10),
        date(2027, 1, 3),
    )
    assert (second.rule, second.at, second.last) == ("FREQ=WEEKLY;BYDAY=TU", time(7), date(2027, 12, 31))
    assert [zone.key for zone in group.zones] == ["UTC", "Europe/Berlin", "Asia/Tokyo"]
    assert group.call.one_tap == (OneTap("+12025550101,,5550100#,,,,*246802#", "US"),)
    assert [number.toll_free for number in group.call.dial_in] == [False, True]
    assert group.call.dial_in[0] == DialIn("+1 202 555 0101", "US (Reston)")
    assert group.agenda.items == (Item("Actions"), Item("Sensors", "Ada", ("https://example.org/s",)))
    assert group.agenda.topics[1] == Topic(date(2026, 6, 22), "Cancelled: fair", cancelled=True)
    assert group.wiki
    assert (group.wiki.minor, group.wiki.patience) == (True, timedelta(minutes=2))
    assert group.announce
    assert group.announce.before == timedelta(hours=24)


@pytest.mark.parametrize("label", ["Toll-free", "Free call", "freephone", "gratis", "kostenlos"])
def test_a_number_that_costs_nothing_is_toll_free(label: str) -> None:
    """In the words that are known on a page too."""
    numbers = loaded(changed(("US (Toll Free)", label))).groups["tide"].call.dial_in
    assert [number.toll_free for number in numbers] == [False, True]


def test_a_pass_code_may_come_from_the_environment() -> None:
    """``{ env = ... }`` names the variable; without it there is none."""
    text = changed(('passcode = "246802"', 'passcode = { env = "ECG_PASSCODE_TIDE" }'))
    assert loaded(text, {"ECG_PASSCODE_TIDE": "135791"}).groups["tide"].call.passcode == "135791"
    assert loaded(text).groups["tide"].call.passcode == ""


def test_cancelled_meetings_are_shown_in_calendars_only_where_asked_for() -> None:
    """The key of the ``ical`` table, and what holds without it."""
    shown = loaded(f'{WHOLE}\n[groups.tide.ical]\ncancelled = "shown"\n')
    assert (loaded(WHOLE).groups["tide"].ical.cancelled, shown.groups["tide"].ical.cancelled) == ("hidden", "shown")


def test_the_built_in_group_is_the_public_schedule() -> None:
    """Mondays at 08:00 in Los Angeles, an hour, no pass codes."""
    config = load_builtin()
    group = config.groups["ecg"]
    meeting = next(meetings(group.schedule, datetime(2026, 6, 9, tzinfo=UTC)))
    assert meeting.occurrence.start == datetime(2026, 6, 15, 15, tzinfo=UTC)
    assert (config.path, config.default_group, group.call.passcode) == (None, "ecg", "")


MISTAKES = (
    ('every = "week"', 'evry = "week"'),
    ('every = "week"', 'every = "wekly"'),
    ('every = "week"', 'every = "bimonthly"'),
    ('on = "Monday"', 'on = "Monday morning"'),
    ('on = "Monday"', 'on = "Mondy"'),
    ('at = "08:00"', 'at = "8"'),
    ('at = "08:00"', 'at = "24:00"'),
    ('at = "08:00"', "at = 08:00"),
    ('duration = "1h"', "duration = 60"),
    ('duration = "1h"', 'duration = "60"'),
    ('timezone = "America/Los_Angeles"', 'timezone = "America/LosAngeles"'),
    ('"Asia/Tokyo"', '"Asia/Tokio"'),
    ("start = 2025-11-10", "start = 2025-02-30"),
    ("at = 2026-02-10T09:00", "at = 2026-02-10T25:00:00.5Z"),
    ("at = 2026-02-10T09:00", "at = 0001-01-01T00:30"),
    ("date = 2026-01-12", "date = 2026-01-13"),
    ("date = 2026-05-25", "date = 2026-05-24"),
    ("date = 2026-05-25", "date = 2026-01-12"),
    ("date = 2026-01-12", "date = 9999-12-31"),
    ("to = 2025-12-29", "to = 2025-12-01"),
    ("to = 2025-12-29", ""),
    ("until = 2027-12-31", "until = 2025-01-01"),
    ("from = 2027-01-04", "from = 2029-01-04"),
    ('on = "Tuesday"', "on = 15"),
    ('holidays = ["US-CA"]', 'holidays = ["us"]'),
    ("minor = true", 'minor = "yes"'),
    ("{weekday} (", "{weekdy} ("),
    ('source = "config"', 'source = "konfig"'),
    ('homepage = "https://example.org/tide"', 'homepage = "example.org/tide"'),
    ('to = "tide@lists.example.org"', ""),
    ("\n[[groups.tide.schedule.move]]", "\n[groups.tide.schedule.move]"),
)


def test_a_fault_says_where_what_and_what_instead() -> None:
    """The key's full path, what stands there, what was expected, and the nearest spelling where there is one."""
    told = [[f"- {old.strip()}", f"+ {new.strip()}", *faults(changed((old, new))), ""] for old, new in MISTAKES]
    assert held(Path(__file__).with_name("faults.txt"), "\n".join(line for lines in told for line in lines))


def test_a_fault_names_the_file_and_the_line() -> None:
    """That of the value; of what is missing that of the table; of what is no TOML the one where reading ended."""
    text = '[groups.g]\n# a comment\ntimezone = "Mars/Base"\n\n[groups.g.schedule]\nevery = "day"\n'
    with pytest.raises(ConfigError) as caught:
        load_text(text, Path("x/ecg.toml"), {})
    places = [line.split(": ")[:2] for line in caught.value.lines]
    assert places == [["x/ecg.toml:3", "groups.g.timezone"], ["x/ecg.toml:5", "groups.g.schedule.at"]]
    with pytest.raises(ConfigError, match=r"^x/ecg\.toml:4: not TOML: "):
        load_text("a = 1\n\n\nevery = \n", Path("x/ecg.toml"), {})


def test_one_fault_is_told_once() -> None:
    """What follows from a fault is no fault of its own: the change that inherits a wrong rule is not blamed."""
    assert len(faults(changed(('every = "week"', 'every = "wekly"')))) == 1
    assert len(faults(changed(("date = 2026-01-12", "date = 2026-01-13")))) == 1


def test_all_faults_are_told_at_once() -> None:
    """In the file's order; a wrong zone, clock time and default hide neither one another nor a date that is none."""
    text = changed(
        ('default_group = "tide"', 'default_group = "tied"\nextra_key = 1'),
        ('timezone = "America/Los_Angeles"', 'timezone = "Mars/Base"'),
        ('at = "08:00"', 'at = "8"'),
        ("date = 2026-01-12", "date = 2026-01-13"),
        ("to = 2026-05-26T09:00", "to = 2026-05-36"),
        ("minor = true", "minor = 1"),
        ('number = "833 555 0100"', "number = 8335550100"),
    )
    assert [fault.split(": ")[0] for fault in faults(text)] == [
        "default_group",
        "extra_key",
        "groups.tide.timezone",
        "groups.tide.schedule.at",
        "groups.tide.schedule.skip[0].date",
        "groups.tide.schedule.move[0].to",
        "groups.tide.call.dial_in[1].number",
        "groups.tide.wiki.minor",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('passcode = "246802"', "passcode = 246802"),
        ('passcode = "246802"', 'passcode = ["246802"]'),
        ('passcode = "246802"', 'password = "246802"'),
        ('passcode = "246802"', 'passcode = "246802\\n"\npaßcode = 1'),
        (f"one_tap = {TAP}", 'one_tap = "+12025550101,,5550100#,,,,*246802#"'),
        (f"one_tap = {TAP}", 'one_tap = ["+12025550101,,5550100#,,,,*246802#"]'),
        (f"one_tap = {TAP}", 'one_tap = [{ dial = ["+12025550101,,5550100#,,,,*246802#"] }]'),
        ('join = "https://', 'join = "htt ps://'),
        ('find_number = "https://meet.example.org/numbers"', 'find_number = "meet.example.org/?x=1&pwd=hunter2"'),
        ('homepage = "https://', 'homepage = "htps://chair:hunter2@'),
        ('ping = "https://hc', 'ping = "hc'),
        ('password_command = ["pass", "show", "wiki"]', 'password = "hunter2"'),
        ('smtp = "smtp://localhost:25"', 'smtp = ["smtp://chair:hunter2@localhost"]'),
    ],
)
def test_no_fault_shows_a_secret(old: str, new: str) -> None:
    """A pass code with a wrong type, in a link or in a telephone number is "what stands there"."""
    told = "\n".join(faults(changed((old, new))))
    assert not any(secret in told for secret in SECRETS), told


@pytest.mark.parametrize(
    "link", ["https://[x", "https://example.org:99999/", "https://", "https://a b", "example.org", "ftp://x"]
)
def test_a_link_is_one_that_can_be_followed(link: str) -> None:
    """What no browser could take apart is a fault of the file, not of whoever uses it."""
    assert len(faults(changed(('homepage = "https://example.org/tide"', f'homepage = "{link}"')))) == 1


@pytest.mark.parametrize("server", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://mail:99999"])
def test_a_mail_server_is_one_that_can_be_connected_to(server: str) -> None:
    """By ``smtp://`` or ``smtps://``, at a host and a port that there can be."""
    assert len(faults(changed(('smtp = "smtp://localhost:25"', f'smtp = "{server}"')))) == 1


def test_paths_of_a_reminder_are_relative_to_the_file() -> None:
    """As those of a page are; a command is a tuple of words."""
    announce = loaded(WHOLE).groups["tide"].announce
    assert announce
    assert (announce.template and announce.template.is_absolute()) is True
    assert (announce.password_command, announce.moved, announce.archive[:5]) == (
        ("pass", "show", "mail"),
        False,
        "https",
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "groups: missing: expected a table of tables"),
        (b"groups = 5", "groups: what stands there: expected a table of tables"),
        (b"[groups]", "groups: missing: expected a table such as [groups.ecg]"),
        (b"\xff\xfe", "byte 0 is not UTF-8: save the file as UTF-8"),
        (b"a = \n", "not TOML: Invalid value (at line 1, column 5)"),
        (b"a = 1\na = 2\n", "not TOML: Cannot overwrite a value (at line 2, column 6)"),
        (b"a = " + b"9" * 5000, "not TOML: Exceeds the limit (4300 digits) for integer string conversion"),
        (
            b"default_group = 0x" + b"f" * 5000 + b"\n[groups]",
            "default_group: a very large number: expected one line",
        ),
        (b"a = " + b"[" * 9000, "not TOML: "),
    ],
)
def test_a_file_that_is_no_table_of_groups(tmp_path: Path, content: bytes, fault: str) -> None:
    """An empty file, one in another encoding, one that is no TOML, one made to break a reader."""
    path = tmp_path / "ecg.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        load(path, {})
    place, _, told = caught.value.lines[0].partition(": ")
    assert place.rstrip(":12") == str(path)
    assert told.startswith(fault)


def test_a_byte_order_mark_and_line_ends_of_windows_are_no_faults(tmp_path: Path) -> None:
    """An editor on another system may have saved the file."""
    path = tmp_path / "ecg.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert load(path, {}).groups.keys() == {"tide"}


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """What cannot be read is a usage error that names it."""
    with pytest.raises(UsageError, match="Is a directory: name one that can be read"):
        load(tmp_path, {})


def test_which_groups_are_meant() -> None:
    """The default, the ones that are named, each once, or every one; an unknown one with the nearest."""
    minimal = '\n[groups.{0}]\ntimezone = "UTC"\n[groups.{0}.schedule]\nevery = "day"\nat = "08:00"\n'
    two = loaded(minimal.format("ebb") + minimal.format("flow"))
    assert [group.key for group in two.select(every=True)] == ["ebb", "flow"]
    assert [group.key for group in two.select(["flow", "ebb", "flow"])] == ["flow", "ebb"]
    with pytest.raises(UsageError, match="there are several groups: name one with --group, or take --all: ebb, flow"):
        two.select()
    with pytest.raises(UsageError, match=r"no group 'flo': did you mean \"flow\"\?"):
        two.select(["flo"])
    assert [group.key for group in loaded(minimal.format("ebb")).select()] == ["ebb"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Tidal Sensors", 'did you mean "tidal"?'),
        ("sensors", 'did you mean "tidal"?'),
        ("wind", 'did you mean "upwind"?'),
        ("group", "there are: tidal, upwind"),
        ("", "there are: tidal, upwind"),
    ],
)
def test_a_group_is_found_by_a_part_of_its_key_or_name(typed: str, said: str) -> None:
    """It is offered, not taken: a script should name what it means."""
    table = '\n[groups.{}]\nname = "{}"\ntimezone = "UTC"\nschedule = {{ every = "day", at = "08:00" }}\n'
    both = loaded(table.format("tidal", "Tidal Sensors Group") + table.format("upwind", "Group for the Air"))
    with pytest.raises(UsageError) as caught:
        both.select([typed])
    assert str(caught.value) == f"no group {typed!r}: {said}"


@settings(max_examples=300)
@given(trees(FILE))
def test_no_heap_of_values_is_more_than_faulty(tree: object) -> None:
    """Whatever stands under whatever key: groups whose meetings can be asked for at any time, or faults."""
    assert isinstance(tree, dict)
    found = Faults()
    groups = groups_in(tree, Surroundings(Path(), {}), found)
    assert all("\n" not in str(fault) or fault.path for fault in found.found)
    for group in groups.values() if not found.found else ():
        for now in (datetime.min, datetime(2026, 1, 1), datetime.max):  # noqa: DTZ901 - UTC follows
            for meeting in islice(meetings(group.schedule, now.replace(tzinfo=UTC)), 2):
                meeting.clock_changes(group.zones)


@given(
    st.integers(0, len(WHOLE)),
    st.integers(0, 40),
    st.one_of(
        st.text(max_size=6), st.sampled_from(['"', "[", "{", "\n", "=", "2026-02-30", "25:61", "'''", "\\", "\x00"])
    ),
)
def test_no_slip_of_the_keyboard_is_more_than_a_fault(at: int, cut: int, typed: str) -> None:
    """The whole file with something cut out of it and something typed into it."""
    with suppress(ConfigError):
        loaded((WHOLE[:at] + typed + WHOLE[at + cut :]).encode("utf-8", "replace").decode())


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261231T235959Z", "2026-12-28"),
        ("20261231", "2026-12-28"),
        ("20261228", "2026-12-28"),
        ("20261227", "2026-12-21"),
        ("20261228T080000", "2026-12-28"),
        ("20261228T075959", "2026-12-21"),
        ("20261228T160000Z", "2026-12-28"),
        ("20261228T155959Z", "2026-12-21"),
    ],
)
@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO;WKST=SU", "FREQ=DAILY;BYDAY=MO"]
)
def test_a_rule_may_say_its_end_in_each_form_of_the_rfc(rule: str, until: str, last: str) -> None:
    """In UTC, on the group's clock, or as a date, which is included (RFC 5545, 3.3.10); in a change as well."""
    whole = '[groups.g]\ntimezone = "America/Los_Angeles"\n[groups.g.schedule]\nat = "08:00"\nstart = 2026-11-02\n{}'
    plain = f'rrule = "{rule};UNTIL={until}"\n'
    changed = f'every = "week"\non = "Friday"\n[[groups.g.schedule.change]]\nfrom = 2026-11-09\n{plain}'
    for said in (plain, changed if "BYDAY" in rule else plain):
        schedule = loaded(whole.format(said)).groups["g"].schedule
        held = list(occurrences(schedule, datetime(2026, 12, 1, tzinfo=UTC)))
        assert str(held[-1].local_start.date()) == last


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = 'x\nc = 1\nd = 2\n", 2),
        ('a = 1\n[t]\nb = """x\nc = 1\n\n', 3),
        ("b = '''x\nc = 1\n", 1),
        ("b = 'x", 1),
    ],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(text: str, line: int) -> None:
    """The reader of TOML names the end of the file, where nothing is to be mended."""
    with pytest.raises(ConfigError, match=rf"ecg\.toml:{line}: not TOML: a quote is opened there and not closed$"):
        loaded(text)


def test_a_change_from_the_beginning_of_time_is_a_fault() -> None:
    """It has no day before it on which the rule before it could end."""
    schedule = "every = 'week'\non = 'Monday'\nat = '08:00'\nchange = [{ from = 0001-01-01, at = '09:00' }]"
    with pytest.raises(ConfigError, match=r"change\[0\]\.from: 0001-01-01: expected a date after start"):
        loaded(f"[groups.g]\ntimezone = 'UTC'\n[groups.g.schedule]\n{schedule}\n")
