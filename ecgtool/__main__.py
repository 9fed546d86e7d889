"""The program ``ecg``: the one place where errors become messages and exit codes."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from typer import Abort, TyperException

from ecgtool.errors import EcgError

INTERRUPTED = 130
"""128 and the number of SIGINT, as a shell has it."""


def main() -> NoReturn:
    """Run ``ecg`` with the arguments of this process, and end the process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run ``ecg`` and return its exit code; what went wrong stands on standard error, one line each."""
    try:
        return _invoke(arguments)
    except EcgError as error:
        return _fail(error.lines, error.exit_code)
    except TyperException as error:
        return _fail([f"{' '.join(error.format_message().split()).rstrip('.')}: see `ecg --help`"], error.exit_code)
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED
    except Exception as error:  # a fault of ours: still one line, and how to tell us
        name = type(error).__name__
        return _fail([f"unexpected {name}: run again with ECG_DEBUG=1 and report what it prints"], 1)


def _invoke(arguments: Sequence[str]) -> int:
    from ecgtool.cli.app import app

    result = app(list(arguments), prog_name="ecg", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _fail(lines: Sequence[str], exit_code: int) -> int:
    if os.environ.get("ECG_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    for line in lines:
        print(f"ecg: {line}", file=sys.stderr)
    return exit_code


if __name__ == "__main__":
    main()
