"""Lines that say a rule on one or several clocks are kept true in both seasons, or what stays untrue is told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from ecgtool.learn.draft import drafts_by_key
from ecgtool.learn.page import learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.learn.write import toml_text
from ecgtool.page import Syntax, parse_page
from ecgtool.upkeep.bump import bump
from tests.plans import group_of

SEASONS = (date(2026, 1, 13), date(2026, 7, 14))
"""A Tuesday in winter and one in summer; learnt in the one or the other, bumped in both."""
PLACES = {
    "America/Los_Angeles": ("PT", "Pacific", "US Pacific time", "abbreviation"),
    "America/New_York": ("ET", "Eastern time", "abbreviation", "abbreviation"),
    "America/Chicago": ("CT", "Central"), "Europe/Berlin": ("Berlin time", "CE(S)T", "CET/CEST", "abbreviation"),
    "Europe/London": ("UK time", "London time"), "Asia/Tokyo": ("Tokyo time", "Japan time", "abbreviation"),
    "Asia/Kolkata": ("India time", "Asia/Kolkata"), "Australia/Sydney": ("Sydney time", "abbreviation"),
    "UTC": ("UTC", "UTC", "GMT"), "Etc/GMT-2": ("UTC+2", "GMT+2"),
}  # fmt: skip
"""Zones, each with words that name it in every season; its abbreviation is the season's."""
FRAMES = {
    "wikitext": ("* {}", "* When: {}", "'''When:''' {}", "| When || {}", "{}"),
    "markdown": ("{}", "- {}", "**When:** {}", "| When | {} |", "> {}"),
}
"""How the line stands on a page."""
MARKS = ("", "bold", "wrapped", "spaces", "link", "address")
"""What is between the words of the line: bold marks, a line break, more spaces, or a link to a converter.

The address of the last one has the letters of the season.
"""
WORDS = ("", " on the bridge", " (all are welcome)", ", one hour", " in the usual room")


@dataclass(frozen=True)
class Clock:
    """A clock time in a line, and how it is written there."""

    zone: str
    form: str
    name: str
    lasts: int
    to: str

    def written(self, instant: datetime) -> str:
        """The clock time of an instant, with its zone, as the line has it."""
        local = instant.astimezone(ZoneInfo(self.zone))
        end = local + timedelta(minutes=self.lasts)
        name = (local.tzname() or "") if self.name == "abbreviation" else self.name
        named_twice = f" {name}" if self.to != "-" else ""
        until = f"{named_twice}{self.to}{self._one(end)}" if self.lasts else ""
        return f"{self._one(local)}{until} {name}"

    def _one(self, moment: datetime) -> str:
        twelve = f"{moment.hour % 12 or 12}"
        half = "am" if moment.hour < 12 else "pm"
        minutes = f":{moment:%M}"
        return {
            "8am": f"{twelve}{minutes if moment.minute else ''}{half}",
            "8:00 AM": f"{twelve}{minutes} {half.upper()}",
            "8 AM": f"{twelve}{minutes if moment.minute else ''} {half.upper()}",
            "08:00": f"{moment:%H:%M}",
            "8:00": f"{moment.hour}{minutes}",
            "0800": f"{moment:%H%M}",
        }[self.form]


@dataclass(frozen=True)
class Case:
    """A page with one line that says a rule, what is true of it, and when it was learnt."""

    syntax: Syntax
    days: str
    weekday: int
    at: time
    clocks: tuple[Clock, ...]
    between: tuple[str, ...]
    after: str
    learnt: date
    stale: bool
    frame: str
    marks: str

    def next(self, now: datetime) -> datetime:
        """The next meeting after an instant, by the calendar."""
        zone = ZoneInfo(self.clocks[0].zone)
        day = now.astimezone(zone).date()
        days = (day + timedelta(days=n) for n in range(40))
        for one in days:
            start = datetime.combine(one, self.at, zone).astimezone(UTC)
            ended = start + timedelta(minutes=self.clocks[0].lasts or 60) <= now
            if one.weekday() == self.weekday and not ended and (not self.days.startswith("first") or one.day <= 7):
                return start
        raise ValueError(now)

    def line(self, now: datetime) -> str:
        """The line as it is true of the next meeting."""
        start = self.next(now)
        said = "".join(clock.written(start) + mark for clock, mark in zip(self.clocks, self.between, strict=True))
        return f"{self.days} at {said}{self.after}"

    def page(self) -> str:
        """The page on the day on which it is learnt; a stale one was true in the other season."""
        line = self.marked(self.line(noon(SEASONS[SEASONS.index(self.learnt) ^ self.stale])))
        framed = self.frame.format(line)
        if self.syntax == "markdown":
            table = "| a | b |\n|---|---|\n" if framed.startswith("|") else ""
            return f"# Lab\n\n## Meetings\n\n{table}{framed}\n\n## Next meeting: TBD\n"
        framed = f"{{|\n|-\n{framed}\n|}}" if framed.startswith("|") else framed
        return f"== Meetings ==\n{framed}\n\n== Next meeting: TBD ==\n"

    def marked(self, line: str) -> str:
        """The line with its marks."""
        head, _, rest = line.partition(" at ")
        hour, mark, more = rest.partition(self.between[0]) if self.between[0] else (rest, "", "")
        bold = "**" if self.syntax == "markdown" else "'''"
        match self.marks:
            case "bold" if mark:
                return f"{head} at {bold}{hour}{bold}{mark}{more}"
            case "wrapped" if self.syntax == "markdown" and not self.frame.startswith("|") and more:
                indent = "> " if self.frame.startswith(">") else "  " if self.frame.startswith("-") else ""
                return f"{head} at {hour}{mark.rstrip()}\n{indent}{more}" if mark.endswith(" ") else line
            case "spaces":
                return f"{head}  at {hour}{mark}{more}"
            case "link":
                form = (
                    r"[\1](https://t.example.org/?utc=\2)" if bold == "**" else r"[https://t.example.org/?utc=\2 \1]"
                )
                return re.sub(r"(\b(\d{4}) UTC)", form, line)
            case "address":
                letters = re.findall(r"\b[A-Z]{3,4}\b", hour)[:1] or ["utc"]
                address = f"https://t.example.org/?q=0900+in+{letters[0].lower()}"
                return f"{line} [map]({address})" if bold == "**" else f"{line} [{address} map]"
        return line

    def read(self, page: str) -> str:
        """The line of a page, without its frame and marks."""
        before, _, after = self.frame.partition("{}")
        start = page.index(before + self.days) + len(before)
        said = re.split(r"\n\n|\n\|\}", page[start:])[0].removesuffix(after)
        said = re.sub(r" \[map\]\(\S+\)| \[\S+ map\]", "", said)
        for form in (r"\[(?P<a>\d{4} UTC)\]\(\S+=(?P<b>\d{4})\)", r"\[\S+=(?P<b>\d{4}) (?P<a>\d{4} UTC)\]"):
            said = re.sub(form, lambda link: link["a"] if link["a"].startswith(link["b"]) else link[0], said)
        return " ".join(re.sub(r"\n>", " ", said).replace("**", "").replace("'''", "").split())


def noon(day: date) -> datetime:
    """Noon of a day in UTC."""
    return datetime.combine(day, time(12), UTC)


@st.composite
def clocks(draw: st.DrawFn, zone: str) -> Clock:
    """A clock time in a zone, in one of the forms that people write."""
    forms = ["8am", "8am", "8:00 AM", "8 AM", "08:00", "8:00"] if zone != "UTC" else ["08:00", "0800", "8am", "8:00"]
    return Clock(
        zone, draw(st.sampled_from(forms)), draw(st.sampled_from(PLACES[zone])), draw(st.sampled_from([0, 0, 0, 60])),
        draw(st.sampled_from(["-", "-", " - ", " to "])),
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A line of the grammar: days, and one instant on one to four clocks."""
    weekday = draw(st.integers(0, 6))
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    days = draw(st.sampled_from([f"{name}s", f"Every {name}", f"first {name} of the month", f"{name}s, weekly,"]))
    zones = draw(st.lists(st.sampled_from(sorted(PLACES)), min_size=1, max_size=4, unique=True))
    marks = draw(st.sampled_from([" / ", "/", " = ", ", ", " | "])), " ("
    joined = [draw(st.sampled_from(marks)) for _ in zones[1:]]
    joined = [mark if n == len(joined) - 1 or mark != " (" else " / " for n, mark in enumerate(joined)]
    between = (*joined, ")" if joined[-1:] == [" ("] else "")
    at = time(draw(st.integers(6, 21)), draw(st.sampled_from([0, 0, 30])))
    syntax: Syntax = draw(st.sampled_from(["wikitext", "markdown"]))
    return Case(
        syntax=syntax,
        days=days, weekday=weekday, at=at, clocks=tuple(draw(clocks(zone)) for zone in zones), between=between,
        after=draw(st.sampled_from(WORDS)), learnt=draw(st.sampled_from(SEASONS)),
        stale=draw(st.sampled_from([False, False, True])), frame=draw(st.sampled_from(FRAMES[syntax])),
        marks=draw(st.sampled_from(MARKS)),
    )  # fmt: skip


def untold(case: Case, line: str, told: Sequence[str], now: datetime) -> list[str]:
    """The clock times of a line that are not those of the next meeting, and of which no word was said."""
    start = case.next(now)
    right = [clock.written(start) for clock in case.clocks]
    pattern = r"(\d.+?)".join(
        map(re.escape, (f"{case.days} at ", *case.between[:-1], f"{case.between[-1]}{case.after}"))
    )
    match = re.fullmatch(pattern, line)
    assert match, line
    named = [one for one in told if re.match(r"line \d+: “", one)]
    said = zip(match.groups(), right, strict=True)  # "10:30" does not tell how nine is written: 9:30 or 09:30
    plain = re.compile(r"^0(?=\d)")
    return [one for one, truth in said if plain.sub("", one) != plain.sub("", truth) and not named]


@settings(max_examples=60)
@given(cases())
def test_a_standing_line_is_true_in_both_seasons_or_told(case: Case) -> None:
    """After a bump in winter and one in summer every clock of the line is right, by the calendar, or it was told."""
    text = case.page()
    source = PageSource(
        page=parse_page(text, case.syntax), title="Lab", target={"file": "p"}, today=case.learnt, syntax=case.syntax
    )
    drafts = [draft for draft in learn_page(source).drafts if not draft.missing]
    event(f"{len(drafts)} learnt")
    if not drafts:
        return
    assert len(drafts) == 1, [draft.table["schedule"] for draft in drafts]
    group = group_of(toml_text(drafts_by_key(drafts), "test"))
    event("kept" if "schedule_line" in drafts[0].table["wiki"] else "left")
    for day in SEASONS:
        after = bump(text, group, noon(day), syntax=case.syntax, force=True).text
        assert not untold(case, case.read(after), drafts[0].unknown, noon(day))
        if (address := re.search(r"0900\+in\+(\w+)", after)) and case.read(after) != case.read(text):
            is_true = address[1].upper() in (*re.findall(r"[A-Z]{2,}", case.read(after)), "UTC")
            assert is_true or any(address[0] in one for one in drafts[0].unknown)
        assert re.findall(r"\s+", text.partition("TBD")[0]) == re.findall(r"\s+", after.partition("ing: ")[0] + " ")


@pytest.mark.parametrize(
    ("syntax", "line", "template"),
    [
        (
            "markdown",
            "Mondays at 8am PST / [1600 UTC](https://t.example.org/?h=1600&z=utc), all welcome.",
            "Mondays at {time} {tz} / [{utc} UTC](https://t.example.org/?h={utc}&z=utc)",
        ),
        (
            "wikitext",
            "* Mondays at 10:00 AM Pacific ([https://t.example.org/utc/18:00 your time])",
            "Mondays at 10:00 AM Pacific ([https://t.example.org/utc/{utc_colon} your time]",
        ),
        ("markdown", "Mondays at 8am PST ([when](https://t.example.org/20260112T1600))", "Mondays at {time} {tz}"),
        ("markdown", "Mondays at 8am PST ([when](https://t.example.org/utc?t=16))", "Mondays at {time} {tz}"),
        ("markdown", "Mondays at 8am PST ([map](https://s.example.org/?q=0800+am+in+pst))", "Mondays at {time} {tz}"),
        ("markdown", "Mondays at 8am PST ([map](https://s.example.org/?t=8:00&tz=PST))", "Mondays at {time} {tz}"),
        ("markdown", "Mondays at 8am PST ([map](https://s.example.org/8%20AM_in_PST))", "Mondays at {time} {tz}"),
        ("markdown", "Mondays at 8am PST ([map](https://s.example.org/?utc=4pm))", "Mondays at {time} {tz}"),
        ("markdown", "Mondays at 8am PST ([map](https://s.example.org/20260112T160000))", "Mondays at {time} {tz}"),
        ("markdown", "Mondays at 1pm GMT ([1300](https://t.example.org/?h=1300))", None),
        ("markdown", "We meet on Mondays at\n8am PST / 1600 UTC, all\nwelcome.", "{time} {tz} / {utc} UTC, all"),
        ("markdown", "We meet on Mondays at\n8am PST / 1600 UTC\n(all welcome).", None),
    ],
)
def test_a_link_to_a_converter_goes_with_the_line(syntax: Syntax, line: str, template: str | None) -> None:
    """An hour in UTC in a link is a field; one beside a date is told, and a line of clock times alone is left."""
    text = f"# Lab\n\n{line}\n" if syntax == "markdown" else f"== Lab ==\n{line}\n"
    source = PageSource(
        page=parse_page(text, syntax), title="Lab", target={"file": "p"}, today=SEASONS[0], syntax=syntax
    )
    (draft,) = learn_page(source).drafts
    assert draft.table["wiki"].get("schedule_line") == template
    assert template != "Mondays at {time} {tz}" or any("names an hour, which stays" in one for one in draft.unknown)


@pytest.mark.parametrize(
    "line",
    [
        "Tuesdays, 19:00 (Welsh time, so BST in summer)",
        "Tuesdays, 19:00 London time (GMT in winter, BST in summer)",
        "Tuesdays, 7pm Pacific (PST in winter, else PDT), room 5",
    ],
)
def test_letters_beside_their_season_stay(line: str) -> None:
    """They are true all year, and no bump may write the letters of the other season in their place."""
    page = parse_page(f"# Lab\n\n{line}\n", "markdown")
    (draft,) = learn_page(PageSource(page=page, title="Lab", target={"file": "p"}, today=SEASONS[0])).drafts
    assert "schedule_line" not in draft.table["wiki"]
    assert not [told for told in draft.unknown if "not used" in told or "stays" in told]


def test_letters_of_one_season_in_a_link_are_told() -> None:
    """A bump keeps "PST" on the line true, and not "in+pst" in a link on it."""
    text = "# Lab\n\nThursdays at 9am PST ([your time](https://search.example.org/?q=9+am+in+pst)).\n"
    source = PageSource(page=parse_page(text, "markdown"), title="Lab", target={"file": "p"}, today=SEASONS[0])
    (draft,) = learn_page(source).drafts
    assert any("names an hour, which stays" in one for one in draft.unknown)


@pytest.mark.parametrize(("label", "told"), [("New York", True), ("Berlin", False)])
def test_an_hour_elsewhere_in_a_link_is_told(label: str, *, told: bool) -> None:
    """Where it changes on the clock that the link is called by, against the meeting's own."""
    hours = {"New York": "0900", "Berlin": "1500"}
    links = f"([UTC](https://clock.example.org/1400), [{label}](https://clock.example.org/{hours[label]}))"
    text = f"# Lab\n\nTuesdays, 15:00 CET {links}\n"
    source = PageSource(page=parse_page(text, "markdown"), title="Lab", target={"file": "p"}, today=SEASONS[0])
    (draft,) = learn_page(source).drafts
    stays = [one for one in draft.unknown if "names an hour, which stays" in one]
    assert any(hours[label] in one for one in stays) == told


def test_a_line_with_an_hour_of_another_instant_is_left_alone() -> None:
    """Letters that two places share would be kept true for the wrong one: 8 AM CST is no hour of Chicago here."""
    text = "* Thursdays at 4:00 PM PST / 7:00 PM EST / 8:00 AM CST"
    source = PageSource(page=parse_page(text), title="Lab", target={"file": "p"}, today=SEASONS[0])
    (draft,) = learn_page(source).drafts
    assert "schedule_line" not in draft.table["wiki"]
    assert any("so the line is left alone" in line for line in draft.unknown)


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("First Wednesday of the month, 10am AEDT (Tuesday 23:00 UTC)", False),
        ("Mondays 5pm PST / Tuesdays 01:00 UTC", True),
    ],
)
def test_a_weekday_of_another_clock_is_true_in_both_seasons_or_the_line_is_left(line: str, *, is_kept: bool) -> None:
    """Ten in the morning in Sydney is Tuesday in UTC in summer and Wednesday in winter: no field writes that."""
    source = PageSource(page=parse_page(line), title="Lab", target={"file": "p"}, today=SEASONS[0])
    (draft,) = learn_page(source).drafts
    assert ("schedule_line" in draft.table["wiki"]) == is_kept
    assert any("so the line is left alone" in told for told in draft.unknown) != is_kept
