"""Edits of a file's text: what was meant is there, and nothing else has changed."""

from datetime import date, datetime

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.config.edit.rewriting import rewritten
from ecgtool.config.source import locate
from ecgtool.errors import UsageError
from ecgtool.schedule.array_edits import Added, ArrayEdit, Changed, Removed, Values

SCHEDULE = ("groups", "tidal", "schedule")
ON_JUNE_15: Values = {"date": date(2026, 6, 15), "reason": 'a "workshop"'}

HEADED = (
    '[groups.tidal]\nname = "Tidal" # ours\n\n[groups.tidal.schedule]\nevery = "week" # weekly\nat = "08:00"',
    '[groups . "tidal"]\n\n  [groups . "tidal" . schedule]\n  every = "week"\n  at = "08:00"',
)
DOTTED = ('[groups.tidal]\nschedule.every = "week"\nschedule.at = "08:00"', '[groups]\ntidal.schedule.at = "08:00"')
INLINE = (
    '[groups.tidal]\nschedule = { every = "week", at = "08:00"MORE }',
    '[groups.tidal]\nschedule = {\n  every = "week", # weekly\n  at = "08:00", # early\nMORE}',
)
AT_END = "\n[[groups.tidal.schedule.skip]]\ndate = 2026-01-26"
INDENTED = """
  [[groups.tidal.schedule.skip]]
    date = 2026-01-19
  [[groups.tidal.schedule.move]]
    date = 2026-05-25
    to = 2026-05-26T09:00:00"""
TABLES = (
    "",
    "\n\n[[groups.tidal.schedule.skip]]\ndate = 2026-01-19\nreason = 'x'\n" + AT_END.strip(),
    (
        "\n\n# off\n[[groups.tidal.schedule.skip]]\ndate = 2026-01-19 # one\n# reason = 1\n\n# moved\n"
        "[[groups.tidal.schedule.move]]\ndate = 2026-05-25\nto = 2026-05-26T09:00\n\n"
        "[[groups.tidal.schedule.skip]]\ndate = 2026-02-02"
    ),
    INDENTED,
    "\n[[groups.tidal.schedule.move]]\ndate = 2026-05-25\nto = 2026-05-26 09:00\n# a word",
)
ARRAYS = (
    "",
    "skip = []",
    "skip = [ { date = 2026-01-19 } ]",
    "skip = [{date=2026-01-19},]",
    "skip = [\n  { date = 2026-01-19 }, # one\n  # two\n  { date = 2026-01-26, reason = 'a, b' } # three\n]",
    "skip = [ { date = 2026-01-19 },\n         { date = 2026-01-26 } ]",
    "skip = [\n  { date = 2026-01-19 },\n]",
    "skip = [\n  # none yet\n]",
    "skip = [\n  { date = 2026-01-19 }\n  , { date = 2026-01-26 } # three\n]",
    "move = [ { date = 2026-05-25, to = 2026-05-26T09:00 } ]",
)
TAILS = (
    "",
    "\n",
    "\n\n\n",
    "\n# end",
    '\n\n# how to join\n[groups.tidal.call]\njoin = ""\n',
    '\n# how to join\n[groups.tidal.call]\njoin = ""\n',
    '\n[groups.other]\nname = "O"',
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file in one of the ways in which TOML can say a schedule with exceptions."""
    array, tail = draw(st.sampled_from(ARRAYS)), draw(st.sampled_from(TAILS))
    form = draw(st.sampled_from(["tables", "arrays", "dotted", "inline"]))
    if form == "tables":
        text = draw(st.sampled_from(HEADED)) + draw(st.sampled_from(TABLES))
    elif form == "arrays":
        text = draw(st.sampled_from(HEADED)) + (f"\n{array}" if array else "")
    elif form == "dotted":
        head = draw(st.sampled_from(DOTTED))
        prefix = "tidal.schedule." if head.startswith("[groups]") else "schedule."
        text = head + (f"\n{prefix}{array}" if array else "")
    else:
        head = draw(st.sampled_from(INLINE))
        more = f", {array}" if "\n  every" not in head else f"  {array},\n"
        text = head.replace("MORE", more if array else "")
    return (text + tail).replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def skips(text: str) -> list[dict[str, object]]:
    """The skips that a file holds."""
    found: list[dict[str, object]] = tomli.loads(text)["groups"]["tidal"]["schedule"].get("skip", [])
    return found


def comments(text: str) -> list[str]:
    """The comments of a file, in their order."""
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]


@given(files())
def test_to_cancel_and_to_restore_gives_the_very_same_bytes(text: str) -> None:
    """One skip more and one skip less is nothing, however the file is written, to the last newline."""
    cancelled = rewritten(text, SCHEDULE, [Added(name="skip", values=ON_JUNE_15)])
    assert skips(cancelled) == [*skips(text), ON_JUNE_15]
    assert rewritten(cancelled, SCHEDULE, [Removed(name="skip", place=len(skips(text)))]) == text


@given(files())
def test_what_is_added_keeps_all_that_was_there(text: str) -> None:
    """Without the lines and pieces that came, the file is the old one: nothing of it was moved, changed or lost."""
    new = rewritten(text, SCHEDULE, [Added(name="skip", values=ON_JUNE_15)])
    remaining = iter(new)
    assert all(character in remaining for character in text)
    assert comments(new) == comments(text)
    assert ("\r\n" in text) == ("\r\n" in new)
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    assert new.endswith("\n") == text.endswith("\n")


@given(files(), st.data())
def test_any_edits_together_come_to_what_was_meant(text: str, data: st.DataObject) -> None:
    """Changes, removals and additions, also between, are all counted from what was there before."""
    present = skips(text)
    places = data.draw(st.lists(st.sampled_from(range(len(present))), unique=True)) if present else []
    edits: list[ArrayEdit] = [Removed(name="skip", place=place) for place in places]
    kept = [place for place in range(len(present)) if place not in places]
    edits += [Changed(name="skip", place=place, values={"reason": "new"}) for place in kept]
    edits += [
        Added(name="skip", values=ON_JUNE_15),
        *(Added(name="skip", values={"date": date(2027, 1, 4)}, after=kept[0]) for _ in kept[:1]),
    ]
    expected = [{**present[place], "reason": "new"} for place in kept] + [ON_JUNE_15]
    expected[1:1] = [{"date": date(2027, 1, 4)}] if kept else []
    assert skips(rewritten(text, SCHEDULE, edits)) == expected


@given(files())
def test_comments_outlive_what_is_removed(text: str) -> None:
    """All skips go; every comment stays, except those on the lines that go."""
    new = rewritten(text, SCHEDULE, [Removed(name="skip", place=place) for place in range(len(skips(text)))])
    gone = {"one", "three"}
    assert [comment for comment in comments(text) if comment not in gone] == [
        comment for comment in comments(new) if comment not in gone
    ]


def test_times_without_seconds_stay_and_are_written_so() -> None:
    """A time as TOML 1.1 allows it is untouched by an edit beside it, and a new one has the same form."""
    text = HEADED[0] + TABLES[2]
    new = rewritten(
        text,
        SCHEDULE,
        [Added(name="move", values={"date": date(2026, 6, 15), "to": datetime.fromisoformat("2026-06-16T09:30")})],
    )
    assert "to = 2026-05-26T09:00\n" in new
    assert "to = 2026-06-16T09:30\n" in new


def test_a_new_table_looks_like_those_beside_it() -> None:
    """Indentation, blank lines between and the writing of the header are taken from the one before."""
    text = '[groups.tidal.schedule]\nat = "08:00"\n\n  [[groups."tidal".schedule.skip]]\n    date = 2026-01-19\n'
    added = '\n  [[groups."tidal".schedule.skip]]\n    date = 2026-06-15\n'
    assert rewritten(text, SCHEDULE, [Added(name="skip", values={"date": date(2026, 6, 15)})]) == text + added


def test_a_new_table_does_not_come_between_a_comment_and_what_it_is_about() -> None:
    """The comment above the next header stays there."""
    new = rewritten(HEADED[0] + TAILS[4], SCHEDULE, [Added(name="skip", values={"date": date(2026, 6, 15)})])
    assert "# how to join\n[groups.tidal.call]" in new
    assert '"08:00"\n\n[[groups.tidal.schedule.skip]]\ndate = 2026-06-15\n\n# how' in new


def test_arrays_whose_tables_take_turns_keep_their_order() -> None:
    """Skip, move, skip: the order in which a person put them stays."""
    new = rewritten(HEADED[0] + TABLES[2], SCHEDULE, [Added(name="skip", values={"date": date(2026, 6, 15)})])
    headers = [header.path[3:] for header in locate(new).headers[2:]]
    assert headers == [("skip", 0), ("move", 0), ("skip", 1), ("skip", 2)]


def test_strings_that_look_like_toml_are_only_strings() -> None:
    """Brackets, hashes and headers inside of strings of all four kinds lead nobody astray."""
    odd = "name = \"\"\"\n[[groups.tidal.schedule.skip]]\n\\\"\"\"\" \nhomepage = '# [x]'\nnote = '''\n[a]'''\n"
    text = f'[groups.tidal]\n{odd}[groups.tidal.schedule]\nat = "08:00"\n'
    new = rewritten(text, SCHEDULE, [Added(name="skip", values=ON_JUNE_15)])
    assert new.startswith(text)
    assert skips(new) == [ON_JUNE_15]


def test_a_table_that_cannot_be_edited_is_refused() -> None:
    """Where what would come out is not what was meant, nothing comes out, and the person is told."""
    text = f"{HEADED[0]}\nskip = [ {{ date = 2026-01-19 }} # one\n , {{ date = 2026-01-26 }} ]"
    with pytest.raises(UsageError, match="edit it by hand"):
        rewritten(text, SCHEDULE, [Removed(name="skip", place=0)])


def test_comments_right_below_a_table_stay_with_it() -> None:
    """What is commented out at the end of the last table does not become the new one's."""
    text = (
        '[groups.tidal.schedule]\nat = "08:00"\n[[groups.tidal.schedule.skip]]\ndate = 2026-01-19\n# reason = "x"\n'
    )
    assert rewritten(text, SCHEDULE, [Added(name="skip", values={"date": date(2026, 6, 15)})]).startswith(text)
