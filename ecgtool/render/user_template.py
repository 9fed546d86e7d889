"""A user's own template, in a sandbox: what it is given is the JSON of the command."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ecgtool import files
from ecgtool.errors import UsageError

_MISHAPS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RuntimeError,
    MemoryError,
)
"""What a template can bring about: also macros that call themselves and texts without measure."""


def fill(path: Path, values: dict[str, Any]) -> str:
    """The template in ``path`` with ``values`` filled in; in a file named ``*.html`` they are escaped.

    Raises:
        UsageError: the template cannot be read or has a fault; it tells the file and the line.
    """
    source = files.read_text(path)
    is_html = ".html" in path.name or ".htm" in path.name
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=is_html, keep_trailing_newline=True
    )
    try:
        return environment.from_string(source).render(values)
    except TemplateSyntaxError as error:
        raise UsageError(f"{path}, line {error.lineno}: {error.message}", "mend the template") from error
    except _MISHAPS as error:
        problem = str(error) or type(error).__name__
        raise UsageError(f"{path}, line {_line(error)}: {problem}", "mend the template") from error


def _line(error: BaseException) -> int:
    """The line of the template in which ``error`` arose: jinja2 maps the traceback to it."""
    lines = [frame.tb_lineno for frame in _frames(error) if frame.tb_frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else 1


def _frames(error: BaseException) -> Iterator[TracebackType]:
    frame = error.__traceback__
    while frame:
        yield frame
        frame = frame.tb_next
