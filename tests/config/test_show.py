"""What is in force and where it comes from, without its secrets."""

from pathlib import Path

import pytest
import tomli

from ecgtool.config.load import load_builtin, load_text
from ecgtool.config.show import Setting, settings, settings_toml

FILE = """\
# Ours.
[groups.tidal]
timezone = "America/Los_Angeles"

[groups.tidal.schedule]
every = "week"
on = "Monday"
at = "08:00"
[[groups.tidal.schedule.move]]
date = 2026-05-25
to = 2026-05-26T09:00

[groups.tidal.call]
join = "https://meet.example.org/j/5550142?pwd=c2FtcGxl"
note = "The code is 271828."
passcode = { env = "ECG_PASSCODE_TIDAL" }
one_tap = [{ dial = "+12025550142,,5550142#,,,,*314159#" }]

[groups.tidal.wiki]
api = "https://wiki.example.org/w/api.php"
page = "Tidal Sensors"
username = "Chair@ecg"
ping = "https://hc.example.org/f00d-cafe"

[groups.tidal.announce]
to = "tidal@lists.example.org"
sender = "chair@example.org"
smtp = "smtp://chair:hunter2@mail.example.org"
"""
ENVIRON = {"ECG_PASSCODE_TIDAL": "271828", "ECG_WIKI_TOKEN": "t0ken", "ECG_WIKI_USERNAME": "Robot@ecg"}


def shown(environ: dict[str, str] | None = None) -> list[Setting]:
    """What is shown of the file."""
    environ = environ or {}
    config = load_text(FILE, Path("/home/chair/ecg.toml"), environ)
    return settings(config, environ, list(config.groups.values()))


@pytest.mark.parametrize(
    ("key", "value", "origin"),
    [
        ("default_group", "tidal", "default"),
        ("groups.tidal.timezone", "America/Los_Angeles", "ecg.toml:3"),
        ("groups.tidal.name", "tidal", "default"),
        ("groups.tidal.schedule.duration", "1h", "default"),
        ("groups.tidal.agenda.source", "page", "default"),
        ("groups.tidal.wiki.manage", ["heading", "blocks"], "default"),
        ("groups.tidal.wiki.username", "Chair@ecg", "ecg.toml:22"),
        ("groups.tidal.announce.before", "24h", "default"),
        ("$ECG_WIKI_TOKEN", "...", "environment"),
    ],
)
def test_each_value_says_where_it_comes_from(key: str, value: object, origin: str) -> None:
    """The file with the line, a default, or the environment."""
    found = {one.key: (one.value, one.origin) for one in shown(ENVIRON)}
    assert found[key] == (value, origin)


def test_members_of_arrays_are_shown_one_by_one() -> None:
    """Each member of an array is shown with the line of the file that it stands in."""
    found = {one.key: (str(one.value), one.origin) for one in shown()}
    assert found["groups.tidal.schedule.move[0].to"] == ("2026-05-26 09:00:00", "ecg.toml:11")


def test_the_environment_s_account_counts_where_its_password_does() -> None:
    """As for the wiki itself: a password of the environment goes with the name of the environment."""
    found = {one.key: one for one in shown({**ENVIRON, "ECG_WIKI_PASSWORD": "s3cret"})}
    assert found["groups.tidal.wiki.username"].origin == "$ECG_WIKI_USERNAME"


@pytest.mark.parametrize("environ", [{}, ENVIRON])
def test_no_secret_is_shown(environ: dict[str, str]) -> None:
    """Not in links, numbers, notes, the address of a mail server, or the environment; the rest of them is."""
    everything = "\n".join(f"{one.key} {one.value}" for one in shown({**environ, "ECG_SMTP_PASSWORD": "hunter3"}))
    everything += settings_toml(shown(environ))
    secrets = ["c2FtcGxl", "314159", "f00d", "hunter", "t0ken", *(["271828"] if environ else [])]
    assert [secret for secret in secrets if secret in everything] == []
    assert "https://meet.example.org/j/5550142?pwd=..." in everything
    assert "+12025550142,,5550142#,,,,*...#" in everything
    assert "https://hc.example.org/..." in everything


def test_a_pass_code_from_the_environment_says_if_it_is_there() -> None:
    """Its name is told, and whether it is set."""
    origins = [next(one.origin for one in shown(env) if one.path[-1] == "passcode") for env in ({}, ENVIRON)]
    assert origins == ["$ECG_PASSCODE_TIDAL, which is not set", "$ECG_PASSCODE_TIDAL"]


def test_shown_as_toml_it_is_a_file_that_says_the_same() -> None:
    """Every value is there, defaults included, but for the secrets."""
    data = tomli.loads(settings_toml(shown(ENVIRON)))
    assert data["groups"]["tidal"]["schedule"]["move"] == tomli.loads(FILE)["groups"]["tidal"]["schedule"]["move"]
    assert data["groups"]["tidal"]["schedule"]["duration"] == "1h"
    load_text(settings_toml(shown(ENVIRON)), Path("ecg.toml"), {})


def test_what_is_built_in_says_so() -> None:
    """Without a file, nothing claims to come from one."""
    config = load_builtin()
    found = settings(config, {}, list(config.groups.values()))
    assert {one.origin for one in found} == {"built-in", "default"}
