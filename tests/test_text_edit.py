"""Tests of ``ecgtool.text_edit``: edits change what they name, and a difference shows what changed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.text_edit import Edit, Text, apply, composed, replaced_on_saving, unified


def test_edits_are_made_where_the_old_text_has_them() -> None:
    """In any order; of two insertions at one place the first given comes first."""
    edits = [Edit(4, 5, "E"), Edit(0, 1, ""), Edit(2, 2, "1"), Edit(2, 2, "2")]
    assert apply("abcdef", edits) == "b12cdEf"
    assert apply("abc", []) == "abc"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1\n2\na\nb\nc\nd\ne\n", "1\n2\na\nb\nX\nd\ne\n", "@@ -4,3 +4,3 @@\n b\n-c\n+X\n d\n"),
        ("a\r\nb", "a\r\n", "@@ -1,2 +1 @@\n a\r\n-b\n\\ No newline at end of file\n"),
        ("", "a\n", "@@ -0,0 +1 @@\n+a\n"),
        ("a\ud8ff\n", "b\n", "@@ -1 +1 @@\n-a\ufffd\n+b\n"),
    ],
)
def test_a_difference_in_the_unified_format(old: str, new: str, expected: str) -> None:
    """With a line around, line ends as they are, a word on a missing last one, and what is no UTF-8 marked."""
    assert unified(old, new, "p") == f"--- p\n+++ p\n{expected}"


@given(st.text(st.sampled_from("a\r\n\x0b\x85\u2028\ud800")))
def test_lines_end_where_a_page_has_them_end(text: str) -> None:
    """At LF, CR LF and CR, and at nothing else that Unicode has for it; a last line is one without a break too."""
    breaks = [match.end() for match in re.finditer(r"\r\n?|\n", text)]
    for position in range(len(text) + 1):
        before = [0, *(end for end in breaks if end <= position)]
        after = [end for end in breaks if end > position]
        where = Text(text)
        assert where.line_number(position) == len(before)
        assert where.line_start(position) == before[-1]
        assert where.line_end(position) == next(iter(after), len(text))


def patched(old: str, diff: str) -> str:
    """What ``patch`` makes of ``old``."""
    lines, result, position, kept = old.splitlines(keepends=True), list[str](), 0, False
    for sign, rest in ((line[0], line[1:]) for line in diff.splitlines(keepends=True)[2:]):
        if sign == "@":
            first, count = re.findall(r"-(\d+)(?:,(\d+))?", rest)[0]
            start = int(first) - (count != "0")
            result += lines[position:start]
            position = start
        elif sign == "\\":
            result[-1:] = [result[-1].removesuffix("\n")] if kept else result[-1:]
        else:
            kept = sign != "-"
            result += [rest] * kept
            position += sign != "+"
    return "".join([*result, *lines[position:]])


_LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "-\n"]), max_size=12).map("".join)
_LAST = st.sampled_from(["", "end"])


@given(_LINES, _LINES, _LINES, _LINES, _LAST, _LAST)
def test_a_difference_makes_the_new_text_of_the_old_one(
    before: str, old: str, new: str, after: str, old_last: str, new_last: str
) -> None:
    """Though what both have in common at their ends is skipped, no line and no number is lost."""
    one, other = before + old + after + old_last, before + new + after + new_last
    diff = unified(one, other, "p")
    assert patched(one, diff) == other
    assert (diff == "") == (one == other)
    assert diff.count("\n") <= 3 * (old + new).count("\n") + 12


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at ~~~~", "~~~~"), ("~~~", "~~~"), ("~~~~~", "~~~~~"), ("{{subst:date}}", "{{subst:"),
        ("{{ SafeSubst: x}}", "{{ SafeSubst:"), ("[[Help:Lab (a)|]]", "[[Help:Lab (a)|]]"), ("[[|Lab]]", "[[|Lab]]"),
        ("~~ a", ""), ("{{date}}", ""), ("[[Lab|lab]]", ""), ("<nowiki>~~~~</nowiki>", ""), ("<!-- ~~~~ -->", ""),
    ],
)  # fmt: skip
def test_what_saving_replaces(text: str, found: str) -> None:
    """Signatures, substitutions and the pipe trick, but not where they are shown as they are."""
    assert replaced_on_saving(text) == found


def test_letters_are_composed() -> None:
    """An accent of its own joins its letter, and the sign for angstrom is a letter."""
    assert composed("cafe\u0301 \u212b") == "caf\u00e9 \u00c5"


def test_what_is_no_character_is_replaced() -> None:
    """MediaWiki does so, and a template with it would differ from the page at every run."""
    assert composed("a\ufffe \uffff") == "a\ufffd \ufffd"
