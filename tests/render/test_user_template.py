"""Tests of ``ecgtool.render.user_template``: a template of the user's own can do no harm, and its faults are told."""

import resource
import time
from pathlib import Path

import pytest

from ecgtool.errors import UsageError
from ecgtool.render.user_template import fill_template

VALUES = {"group": "tide", "items": [{"title": "<b>&"}], "meeting": None}


def filled(folder: Path, template: str, name: str = "agenda.txt") -> str:
    """The template filled in, as a file of that name."""
    path = folder / name
    path.write_text(template, "utf-8")
    return fill_template(path, VALUES)


def test_a_template_has_the_values_of_the_json(tmp_path: Path) -> None:
    """Loops, conditions, and the newline at the end as it is."""
    template = "{{ group }}:\n{% for item in items %}- {{ item.title }}\n{% endfor %}"
    assert filled(tmp_path, template) == "tide:\n- <b>&\n"


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.html.j2"])
def test_in_html_values_are_escaped(tmp_path: Path, name: str) -> None:
    """In a template whose file name says HTML, values are escaped."""
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


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% set all = namespace(x='x') %}{% for a in range(60) %}{% set all.x = all.x ~ all.x %}{% endfor %}",
        "{% for a in range(99999) %}{{ 'x' * 9999 }}{% endfor %}",
        "{{ 'x'.center(9999999999) }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ " + "(" * 9000 + "1" + ")" * 9000 + " }}",
        "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
        "{{ " + "-" * 50000 + "1 }}",
        "{{ 'a' | replace('', 'x' * 99999) | replace('', 'y' * 99999) }}",
    ],
    ids=["loops", "doubling", "output", "padding", "format", "power", "brackets", "blocks", "signs", "replacing"],
)
def test_a_template_that_takes_all_there_is(tmp_path: Path, template: str) -> None:
    """Time, memory and nesting have an end, in one line's message, and this process has them still."""
    begun = time.monotonic()
    with pytest.raises(UsageError, match="mend the template") as caught:
        filled(tmp_path, template)
    assert len(str(caught.value).splitlines()) == 1
    assert time.monotonic() - begun < 10
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 700_000


def test_the_process_loads_nothing_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a module of a name that is asked for is not run."""
    monkeypatch.chdir(tmp_path)
    for name in ("json.py", "jinja2.py", "ecgtool.py", "resource.py"):
        (tmp_path / name).write_text("open('ran', 'w')")
    assert filled(tmp_path, "{{ group }}") == "tide"
    assert not (tmp_path / "ran").exists()


def test_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, a folder, or in another encoding."""
    (tmp_path / "latin").write_bytes(b"\xe9")
    for name, problem in (
        ("no", "No such file or directory"),
        (".", "Is a directory"),
        ("latin", "byte 0 is not UTF-8"),
    ):
        with pytest.raises(UsageError, match=problem):
            fill_template(tmp_path / name, VALUES)
