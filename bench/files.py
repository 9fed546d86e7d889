"""Make the files that are measured with: configurations of many groups, the same for other programs, and pages."""

from pathlib import Path

NOW = "2026-06-08T16:30:00Z"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
ZONES = ("America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo", "America/Sao_Paulo", "Australia/Sydney")
RHYTHMS = (("week", "{day}"), ("2 weeks", "{day}"), ("month", "first {day}"))
GROUP = """
[groups.g{n}]
name = "Group {n}"
timezone = "{zone}"
zones = ["UTC", "Europe/Berlin"]
schedule = {{ every = "{every}", on = "{on}", at = "{hour:02}:00", start = 2026-01-05 }}
call = {{ join = "https://meet.example.org/j/{n}" }}
agenda = {{ notes = "https://pad.example.org/{n}" }}
"""
MEETING = """
project: Group {n}
agenda_url: https://pad.example.org/{n}
schedule:
  - {{ time: '{hour:02}00', day: {day}, irc: group-{n}, start_date: 20260105, frequency: {frequency} }}
chair: Nobody
description: The meeting of group {n}.
"""
EVENT = """
name: Group
timezone: America/Los_Angeles
events:
  - summary: Group
    begin: 2026-01-05 08:00:00
    duration: {{ minutes: 60 }}
    repeat: {{ interval: {{ weeks: 1 }}, until: 2027-12-31 }}
    url: https://meet.example.org/j/0
""".replace("{{", "{").replace("}}", "}")
STALE = "Next meeting: Monday (June 08, 2026), 8am PDT / 1500 UTC"
SECTION = """
=== {year}-{month:02} ===
* '''{month}/{year}''': [https://pad.example.org/{n} notes], [https://video.example.org/{n} recording]
** What was said of {{{{topic|{n}}}}} <!-- nobody knows --> and <nowiki>[[what]]</nowiki> was not.
{{| class="wikitable"
! Who !! What
|-
| Robin || Wrote it down
|}}
"""


def groups(folder: Path, number: int) -> Path:
    """Write an ecg.toml of so many groups, which meet weekly, every two weeks, or monthly, in five zones."""
    path = folder / f"{number}.toml"
    path.write_text("".join(_group(n) for n in range(number)), encoding="utf-8")
    return path


def meetings(folder: Path, number: int) -> Path:
    """Write a folder of so many meetings for yaml2ical, which has no monthly ones, and no zone but UTC."""
    path = folder / f"meetings-{number}"
    path.mkdir()
    for n in range(number):
        frequency = "biweekly-even" if n % 3 == 1 else "weekly"
        text = MEETING.format(n=n, hour=7 + n % 9, day=DAYS[n % 5], frequency=frequency)
        (path / f"{n}.yaml").write_text(text, encoding="utf-8")
    return path


def page(path: Path, size: int) -> Path:
    """Write a page of at least so many bytes, with the line of a past meeting near its start."""
    parts = ["= Group =\n", f"== {STALE} ==\n", "=== Agenda ===\n* News\n", "=== Meeting logs and recordings ===\n"]
    length, n = sum(map(len, parts)), 0
    while length < size:
        parts.append(SECTION.format(n=n, year=2000 + n // 12, month=n % 12 + 1))
        length, n = length + len(parts[-1]), n + 1
    path.write_text("".join(parts), encoding="utf-8")
    return path


def page_group(folder: Path, file: Path) -> Path:
    """Write an ecg.toml of the group whose page is ``file``."""
    path = folder / f"{file.stem}.toml"
    path.write_text(f'{_group(0)}wiki = {{ file = "{file.name}" }}\n', encoding="utf-8")
    return path


def _group(n: int) -> str:
    every, on = RHYTHMS[n % 3]
    return GROUP.format(n=n, zone=ZONES[n % 5], every=every, on=on.format(day=DAYS[n % 5]), hour=7 + n % 9)
