"""Tests of ``ecgtool.render.user_template``: a template of the user's own can do no harm, and its faults are told."""

from pathlib import Path

import pytest

from ecgtool.errors import UsageError
from ecgtool.render.user_template import fill

VALUES = {"group": "tide", "items": [{"title": "<b>&"}], "meeting": None}


def filled(folder: Path, template: str, name: str = "agenda.txt") -> str:
    """The template filled in, as a file of that name."""
    path = folder / name
    path.write_text(template, "utf-8")
    return fill(path, VALUES)


def test_a_template_has_the_values_of_the_json(tmp_path: Path) -> None:
    """Loops, conditions, and the newline at the end as it is."""
    template = "{{ group }}:\n{% for item in items %}- {{ item.title }}\n{% endfor %}"
    assert filled(tmp_path, template) == "tide:\n- <b>&\n"


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.html.j2"])
def test_in_html_values_are_escaped(tmp_path: Path, name: str) -> None:
    """By the file's name."""
    assert filled(tmp_path, "{{ items[0].title }}", name) == "&lt;b&gt;&amp;"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{{ nothing }}", 1),
        ("\n\n{{ meeting.start }}", 3),
        ("\n{% for %}", 2),
        ("{{ group", 1),
        ("{{ group|nothing }}", 1),
        ("{% include 'x' %}", 1),
        ("\n{{ 1 / 0 }}", 2),
        ("{{ group.upper(1, 2) }}", 1),
        ("{{ group.__class__ }}", 1),
        ("{{ cycler.__init__.__globals__ }}", 1),
        ("{{ items.clear() }}", 1),
        ("{{ range(10 ** 9) | list }}", 1),
        ("{% macro deep() %}{{ deep() }}{% endmacro %}{{ deep() }}", 1),
        ("{{ 'x' * 10 ** 15 }}", 1),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, template: str, line: int) -> None:
    """Unknown names, syntax, and what a sandbox does not allow."""
    with pytest.raises(UsageError, match=f"agenda.txt, line {line}: .+: mend the template"):
        filled(tmp_path, template)


def test_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, a folder, or in another encoding."""
    (tmp_path / "latin").write_bytes(b"\xe9")
    for name, problem in (
        ("no", "No such file or directory"),
        (".", "Is a directory"),
        ("latin", "byte 0 is not UTF-8"),
    ):
        with pytest.raises(UsageError, match=problem):
            fill(tmp_path / name, VALUES)
