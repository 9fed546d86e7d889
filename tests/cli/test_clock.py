"""Whatever the clock shows, a command answers or refuses it in one line: run as a person runs it."""

from pathlib import Path

import pytest

from ecgtool.__main__ import run

FILE = """\
[groups.tidal]
timezone = "{zone}"
schedule = {{ every = "week", on = "Monday", at = "08:00" }}
wiki = {{ file = "page.wiki", schedule_line = "Mondays at {{time}} {{tz}}", manage = ["heading", "schedule_line"] }}
[groups.radio]
timezone = "UTC"
schedule = {{ every = "month", on = "first Monday", at = "08:00", start = 2026-01-05 }}
"""
PAGE = """\
== Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC ==
Mondays at 8am PDT
=== Upcoming topics ===
* June 15 - cancelled
* December 31, 9999 - Buoys
* January 1, 0001 - Tides
"""
COMMANDS = (
    "next-meeting --all", "next-meeting --all -n 2 -f json", "agenda render", "call render", "ical export --all",
    "wiki bump --force", "wiki check", "wiki show", "cancel Monday", "cancel --from-page", "move +1w +2d",
    "restore 2026-06-15", "agenda add Buoys", "log add Buoys", "status --all", "conflicts", "cron render",
    "config check", "config show",
)  # fmt: skip


@pytest.fixture(params=["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def folder(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A working folder with a configuration of two groups, the default one at an end of the day, and its page."""
    (folder / "page.wiki").write_text(PAGE)
    (folder / "ecg.toml").write_text('default_group = "tidal"\n' + FILE.format(zone=request.param))
    return folder


@pytest.mark.parametrize("now", ["0002-01-01T00:00:00Z", "9997-12-31T23:59:59Z"])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("folder")
def test_any_clock_that_is_taken_has_an_answer(command: str, now: str, capsys: pytest.CaptureFixture[str]) -> None:
    """From the first year to the last, in zones at both ends of the day: what can go wrong is a person's to mend."""
    run([*command.split(), "--now", now])
    assert "unexpected" not in capsys.readouterr().err


@pytest.mark.parametrize("now", ["0001-12-31T23:59:59Z", "9998-01-01", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("command", ["next-meeting", "conflicts", "wiki bump", "config check", "cancel 2026-06-15"])
def test_a_clock_at_the_ends_of_the_calendar_is_refused(
    folder: Path, command: str, now: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line that says which years there are, from the option or the environment; nothing is written."""
    before = [path.read_bytes() for path in sorted(folder.iterdir())]
    assert run([*command.split(), "--now", now]) == 2
    monkeypatch.setenv("ECG_NOW", now)
    assert run(command.split()) == 2
    problem = f"'{now}' is too near an end of the calendar: the years are 2 to 9997\n"
    assert capsys.readouterr() == ("", f"ecg: --now: {problem}ecg: $ECG_NOW: {problem}")
    assert [path.read_bytes() for path in sorted(folder.iterdir())] == before
