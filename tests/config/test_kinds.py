"""Tests of ``ecgtool.config.kinds``: what each kind reads, and what it hides."""

from typing import Any

import pytest

from ecgtool.config.kinds import (
    MISSING,
    Faults,
    Forbidden,
    Key,
    Kind,
    ListOf,
    Named,
    OneOf,
    Scalar,
    Table,
    dotted,
    excerpt,
)
from ecgtool.config.scalars import BOOLEAN, LINE, SECRET

EITHER = OneOf(((str, LINE), (dict, Table({"x": Key(BOOLEAN, "X.", required=True)}))))


def read(kind: Kind, value: object) -> tuple[Any, list[str]]:
    """What ``kind`` makes of ``value`` at ``here``, and the faults."""
    faults = Faults()
    return kind.read(value, ("here",), faults), [str(fault) for fault in faults.found]


@pytest.mark.parametrize(
    ("kind", "value", "meant"),
    [
        (LINE, " text ", "text"),
        (ListOf(LINE), ["a", "b"], ["a", "b"]),
        (EITHER, "a", "a"),
        (EITHER, {"x": True}, {"x": True}),
        (
            Named(Table({"x": Key(BOOLEAN, "X.")})),
            {"own name": {"x": False}, "other": {}},
            {"own name": {"x": False}, "other": {}},
        ),
    ],
)
def test_what_is_right_is_read(kind: Kind, value: object, meant: object) -> None:
    """The value meant, without a fault."""
    assert read(kind, value) == (meant, [])


@pytest.mark.parametrize(
    ("kind", "value", "left", "faults"),
    [
        (ListOf(BOOLEAN), [1, True, "x"], [True], [
            "here[0]: 1: expected true or false", 'here[2]: "x": expected true or false']),
        (ListOf(BOOLEAN), "x", MISSING, ['here: "x": expected an array: [ ], each member true or false']),
        (EITHER, True, MISSING, ["here: true: expected one line of text in quotes, or a table"]),
        (EITHER, {}, {}, ["here.x: missing: expected true or false"]),
        (Table({"xylem": Key(BOOLEAN, "")}), {"xylen": True}, {}, ['here.xylen: unknown key; did you mean "xylem"?']),
        (Named(LINE), ["x"], MISSING, ['here: ["x"]: expected a table of tables']),
        (Forbidden("never here"), "hunter2", MISSING, ["here: never here"]),
        (SECRET, 5, MISSING, ["here: what stands there: expected a text in quotes"]),
        (ListOf(Table({"code": Key(SECRET, "C.")})), "hunter2", MISSING, [
            "here: what stands there: expected an array: [ ], each member a table"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_the_rest_is_read(
    kind: Kind, value: object, left: object, faults: list[str]
) -> None:
    """One wrong value does not hide the next, and where a secret may stand nothing is shown."""
    assert read(kind, value) == (left, faults)


def test_a_value_is_shown_as_the_file_has_it() -> None:
    """Cut to what fits a line, links without what may be a secret, whatever its type."""
    assert [excerpt(value) for value in (True, 5, 1.5, "a\nb", {"a": 1}, ["x", False])] == [
        "true", "5", "1.5", '"a b"', "{a}", '["x", false]',
    ]  # fmt: skip
    assert excerpt("https://u:p@example.org/?a=b#c=d") == '"https://...@example.org/?..."'
    assert excerpt("x" * 90) == '"' + "x" * 56 + "..."
    assert excerpt(10**5000) == "a very large number"


def test_a_path_is_written_as_the_file_has_it() -> None:
    """Keys behind dots, places in brackets, odd keys in quotes."""
    assert dotted(("groups", "a b", "skip", 0, "", "é", "x-1")) == 'groups."a b".skip[0].""."é".x-1'


def test_every_kind_is_described() -> None:
    """A kind without a JSON Schema would leave a hole in the file's."""
    kinds: list[Kind] = [LINE, ListOf(LINE), EITHER, Named(LINE), Forbidden(""), Scalar("x", str, {"type": "string"})]
    assert all(kind.schema() for kind in kinds)
