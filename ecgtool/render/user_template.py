"""Fill in a user's own template, in a sandbox. Its values are the JSON of the command.

The sandbox keeps a template away from the program's inside, but does not keep it from taking all time and memory. So
a process of its own fills it in, with limits on both, and without the environment.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from ecgtool import files
from ecgtool.errors import UsageError

SECONDS = 5
MEGABYTES = 512
"""The most that a template may take."""
_CHILD = (
    "import os, sys; os.environ.clear(); from ecgtool.render.user_template import answered;"
    "sys.stdout.buffer.write(answered(sys.stdin.buffer.read()))"
)


def fill_template(path: Path, values: dict[str, Any]) -> str:
    """Return the template in ``path`` filled in with ``values``.

    They are escaped where its name has ".html" or ".htm".

    Raises:
        UsageError: the template cannot be read, has a fault, or takes too much. The text names the file and the line.
    """
    is_html = ".html" in path.name or ".htm" in path.name
    asked = json.dumps({"source": files.read_text(path), "values": values, "is_html": is_html}).encode()
    try:
        done = subprocess.run(  # noqa: S603 - this very program; -P: nothing of the working folder is loaded
            [sys.executable, "-P", "-c", _CHILD],
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS + 1,
            check=True,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"{path}: it takes longer than {SECONDS} s", "mend the template") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        takes = f"it takes longer than {SECONDS} s, more than {MEGABYTES} MB, or nests too deep"
        raise UsageError(f"{path}: {takes}", "mend the template") from error
    if "problem" in answer:
        raise UsageError(f"{path}, line {answer['line']}: {answer['problem']}", "mend the template")
    return str(answer["text"])


def answered(asked: bytes) -> bytes:
    """Return the filled template, or its fault, as JSON. This runs in the process of its own."""
    _limit()
    from jinja2 import StrictUndefined, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    question = json.loads(asked)
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=question["is_html"], keep_trailing_newline=True
    )
    try:
        text = environment.from_string(question["source"]).render(question["values"])
    except TemplateSyntaxError as error:
        return json.dumps({"line": error.lineno, "problem": error.message}).encode()
    except Exception as error:  # noqa: BLE001 - whatever a template can bring about
        return json.dumps({"line": _line(error), "problem": str(error) or type(error).__name__}).encode()
    if len(text) > files.LARGEST:
        return json.dumps({"line": 1, "problem": f"it makes more than {files.LARGEST // 10**6} MB"}).encode()
    return json.dumps({"text": text}).encode()


def _limit() -> None:
    """Make the system end this process when it takes too much, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _line(error: BaseException) -> int:
    """Return the line of the template in which ``error`` arose. jinja2 puts it into the traceback."""
    lines = [frame.tb_lineno for frame in _frames(error) if frame.tb_frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else 1


def _frames(error: BaseException) -> Iterator[TracebackType]:
    frame = error.__traceback__
    while frame:
        yield frame
        frame = frame.tb_next
