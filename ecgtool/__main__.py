"""The program ``ecg``: the one place where errors become messages and exit codes.

The libraries are imported inside ``run``, so that Ctrl-C ends a run quietly from the first moment on.
"""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import FileIO, TextIOWrapper
from pathlib import Path
from typing import NoReturn

from ecgtool.errors import EcgError, UsageError

INTERRUPTED = 130
"""128 and the number of SIGINT, as a shell has it."""
_SELDOM = 500_000
"""How many objects more before Python looks for cycles, of which a run makes few.

At its usual 700 a tenth of a start goes into it, and at 50,000 a twentieth of a run over 1,000 groups.
"""
CLOSED_PIPE = 141
"""128 and the number of SIGPIPE."""


def main() -> NoReturn:
    """Run ``ecg`` with the arguments of this process, and end the process."""
    gc.set_threshold(_SELDOM)
    atexit.register(gc.freeze)  # what is left when the process ends need not be looked through for cycles
    _mend_streams()
    sys.exit(_written_out(run(sys.argv[1:])))


def run(arguments: Sequence[str]) -> int:
    """Run ``ecg`` and return its exit code; what went wrong stands on standard error, one line each."""
    try:
        return _invoke(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:  # how Typer ends where it completes a word, or where a reader has gone away
        return CLOSED_PIPE if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
    except Exception as error:
        return _fail(*_told(error))


def _mend_streams() -> None:
    """Let a closed stream swallow what is written, and show what a terminal's encoding lacks as question marks.

    With $PYTHONUNBUFFERED Python forgets the rest of what was written in part, so standard output gets a buffer.
    """
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    if isinstance(sys.stdout, TextIOWrapper) and isinstance(sys.stdout.buffer, FileIO):
        sys.stdout = os.fdopen(sys.stdout.fileno(), "w", encoding=sys.stdout.encoding, closefd=False)
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")


def _written_out(exit_code: int) -> int:
    """Return the exit code once standard output has nothing left that could fail when the process ends."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_code or _fail(*_told(error))
    return exit_code


def _invoke(arguments: Sequence[str]) -> int:
    from ecgtool.cli.app import app

    try:
        "".join(arguments).encode()
    except UnicodeEncodeError as error:  # nothing that ecg writes could hold it
        raise UsageError("an argument is not UTF-8", "type it in UTF-8; a file needs a name that is") from error
    result = app(list(arguments), prog_name="ecg", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _told(error: Exception) -> tuple[Sequence[str], int]:
    """Return the lines that tell ``error``, and the exit code it ends in."""
    from typer import Abort, TyperException

    match error:
        case EcgError():
            return error.lines, error.exit_code
        case Abort():
            return [], INTERRUPTED
        case TyperException():
            from ecgtool.cli.usage import usage_line

            return [usage_line(error)], error.exit_code
        case BrokenPipeError():
            return [], CLOSED_PIPE
        case OSError(strerror=str(reason)):
            return [f"{error.filename or 'standard output'}: {reason}"], 1
    # a fault of ours: still one line, and how to tell us
    return [f"unexpected {type(error).__name__}: run again with ECG_DEBUG=1 and report what it prints"], 1


def _fail(lines: Sequence[str], exit_code: int) -> int:
    from ecgtool.cli.app import columns_of
    from ecgtool.render.plain import coloured, in_lines, plain

    if os.environ.get("ECG_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    with suppress(OSError):
        for line in lines:
            told = f"ecg: {plain(line)}"
            told = in_lines(told, columns_of(sys.stderr)) if sys.stderr.isatty() else told
            print(coloured(told, finding=exit_code == 1) if _has_colours() else told, file=sys.stderr)
    return exit_code


def _has_colours() -> bool:
    """Whether standard error is a terminal that shows colours, and NO_COLOR is not set; what is piped stays plain."""
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return False
    from ecgtool.cli.app import PLAIN_TERMINALS

    return os.environ.get("TERM") not in PLAIN_TERMINALS or bool(os.environ.get("FORCE_COLOR"))


if __name__ == "__main__":
    main()
