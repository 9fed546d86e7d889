"""A few groups of a large configuration: found without reading all its files, and the same as if all were read."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ecgtool.config.load import Config, WhichGroup, load, open_config
from ecgtool.config.lookup import GroupsInPart
from ecgtool.errors import ConfigError

RULE = 'timezone = "UTC"\nschedule = {{ every = "week", on = "Monday", at = "0{hour}:00" }}\n'
GROUP = f"[groups.{{key}}]\n{RULE}"
LARGE = f"# {'-' * 250_000}\n"
WRITTEN = {
    "plain": GROUP.format(key="plain", hour=1),
    "quoted": GROUP.format(key='"quoted"', hour=2),
    "two words": GROUP.format(key=" 'two words' ", hour=3),
    "spaced": f'[ groups . "spaced" ]\n{RULE.format(hour=4)}',
    "dotted": 'groups.dotted.timezone = "UTC"\ngroups.dotted.schedule = { every = "day", at = "05:00" }\n',
    "inline": 'groups = { inline = { timezone = "UTC", schedule = { every = "day", at = "06:00" } } }\n',
    "below": '[groups]\nbelow . timezone = "UTC"\nbelow.schedule = { every = "day", at = "07:00" }\n',
    "apart": '[groups.apart.schedule]\nevery = "day"\nat = "08:00"\n[groups.apart]\ntimezone = "UTC"\n',
    "café": GROUP.format(key='"caf\\u00e9"', hour=9),
    "a.b": GROUP.format(key='"a.b"', hour=0),
}
"""Groups in every way that TOML has to write their keys, each for a file of its own."""


def written(folder: Path, *texts: str, first: str = 'include = ["*.group.toml"]\n') -> Path:
    """Write a large configuration of a first file and one for each of ``texts``; return the path of the first."""
    for place, text in enumerate((*texts, LARGE)):
        (folder / f"{place}.group.toml").write_text(text, "utf-8")
    (folder / "ecg.toml").write_text(first, "utf-8")
    return folder / "ecg.toml"


def opened(path: Path, *names: str) -> Config:
    """The configuration, opened for the groups ``names``."""
    return open_config(path, {}, names)


def told(path: Path, names: Sequence[str] | None) -> tuple[str, ...]:
    """What is said to be wrong, when the groups ``names`` are asked for, or all."""
    with pytest.raises(ConfigError) as error:
        open_config(path, {}, names).select(names or (), every=names is None)
    return tuple(error.value.lines)


@pytest.mark.parametrize("key", WRITTEN)
def test_a_group_is_the_same_as_if_all_were_read(tmp_path: Path, key: str) -> None:
    """However its key is written; and so is every other one that is asked for afterwards."""
    path = written(tmp_path, *WRITTEN.values())
    config, whole = opened(path, key), load(path, {})
    assert config.select([key]) == whole.select([key])
    assert config.file_of(config.groups[key]) == whole.file_of(whole.groups[key])
    assert dict(config.groups) == dict(whole.groups)
    assert list(config.groups.values()) == list(whole.groups.values())


@pytest.mark.parametrize("key", [key for key in WRITTEN if key != "café"])
def test_what_is_wrong_elsewhere_does_not_stop_a_group(tmp_path: Path, key: str) -> None:
    """A file that is no TOML, and one with a wrong key: told to who asks for all groups, not to who asks for one."""
    path = written(tmp_path, *WRITTEN.values(), "[groups.broken\n", GROUP.format(key="wrong", hour="x"))
    assert opened(path, key).select([key])[0].key == key
    faults = told(path, None)
    assert [line for line in faults if "not TOML" in line]
    assert [line for line in faults if "groups.wrong" in line]
    assert told(path, ["wrong"]) == faults


def test_a_key_written_with_escapes_is_found_by_reading_all(tmp_path: Path) -> None:
    """No search finds it, so nothing is left out."""
    config = opened(written(tmp_path, *WRITTEN.values()), "café")
    assert not isinstance(config.groups, GroupsInPart)
    assert config.groups["café"].key == "café"


def test_words_that_look_like_a_group_are_none(tmp_path: Path) -> None:
    """A header in a text of several lines, or in a comment, is neither the group nor a second one."""
    text = GROUP.format(key="other", hour=2) + 'agenda.items = ["""\n[groups.edge]\nname = 1\n"""]\n# [groups.edge]\n'
    path = written(tmp_path, text, GROUP.format(key="edge", hour=1))
    config = opened(path, "edge")
    assert isinstance(config.groups, GroupsInPart)
    assert config.select(["edge"]) == open_config(path, {}).select(["edge"])


def test_a_group_that_stands_twice_is_told_with_both_places(tmp_path: Path) -> None:
    """As when all is read, and by whatever way its key is written there."""
    path = written(tmp_path, GROUP.format(key="edge", hour=1), WRITTEN["plain"], GROUP.format(key="'edge'", hour=2))
    (line,) = told(path, ["edge"])
    first, second = tmp_path / "0.group.toml", tmp_path / "2.group.toml"
    assert line == f"{second}:1: groups.edge: stands at {first}:1 as well: take one of them out"


@pytest.mark.parametrize(
    "title", ["Edge_Computing", "edge Computing#Meetings", " Edge  Computing", "Edge\\u0020Computing"]
)
def test_a_line_of_two_groups_is_told_though_one_is_in_another_file(tmp_path: Path, title: str) -> None:
    """However the title of their page is written there: else each would overwrite what the other wrote."""
    page = 'wiki = {{ api = "https://wiki.example.org/w/api.php", page = "{title}" }}\n'
    texts = (
        GROUP.format(key=key, hour=1) + page.format(title=name)
        for key, name in (("edge", "Edge Computing"), ("fog", title), ("mist", "Edge of Computing"))
    )
    lines = told(written(tmp_path, *texts), ["edge"])
    assert [line.partition(": ")[2].partition(" is the same line")[0] for line in lines] == [
        "groups.edge.wiki.heading: groups.fog.wiki.heading",
        "groups.fog.wiki.heading: groups.edge.wiki.heading",
    ]


def test_the_default_group_is_the_one_where_none_is_named(tmp_path: Path) -> None:
    """Named in the first file, which has to name one; without it, the groups are told as when all is read."""
    texts = (WRITTEN["plain"], WRITTEN["quoted"])
    path = written(tmp_path, *texts, first='include = ["*.group.toml"]\ndefault_group = "quoted"\n')
    assert [group.key for group in opened(path).select()] == ["quoted"]
    assert opened(path, "plain").default_group == "quoted"
    path.write_text('include = ["*.group.toml"]\ndefault_group = "quotes"\n')
    assert told(path, ["plain"]) == told(path, None)
    path.write_text('include = ["*.group.toml"]\n')
    with pytest.raises(WhichGroup, match="there are several groups"):
        opened(path).select()


def test_an_unknown_group_is_answered_with_those_there_are(tmp_path: Path) -> None:
    """The nearest name stands in a file that the search passed over."""
    with pytest.raises(WhichGroup) as error:
        opened(written(tmp_path, *WRITTEN.values()), "plane").select(["plane"])
    assert "plain" in error.value.hint


@pytest.mark.parametrize(
    "first", ['include = ["*.group.toml", "gone.toml"]\n', 'include = ["*.group.toml"]\nsite = 1\n']
)
def test_what_is_wrong_in_the_first_file_is_told_to_everybody(tmp_path: Path, first: str) -> None:
    """It is read whole: a file that it includes and that is not there, or a key of its own."""
    path = written(tmp_path, WRITTEN["plain"], first=first)
    assert told(path, ["plain"]) == told(path, None)


def test_a_small_configuration_is_read_whole(tmp_path: Path) -> None:
    """What is wrong anywhere in it is told at once, since to read it takes no time."""
    path = written(tmp_path, WRITTEN["plain"], "[groups.broken\n")
    (tmp_path / "2.group.toml").unlink()
    assert told(path, ["plain"])
