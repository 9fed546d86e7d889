"""Where the configuration file is: named, or in the places where one is looked for."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ecgtool.errors import UsageError

FILE_NAME = "ecg.toml"


def find(
    named: Path | None, environ: Mapping[str, str], folder: Path, own: Callable[[], Path] | None = None
) -> Path | None:
    """The file ``named``, else ``$ECG_CONFIG``, else ``ecg.toml`` in ``folder`` or a parent, else the user's own.

    None where there is none of these. ``own`` is asked for the user's own folder only where no other has one.

    Raises:
        UsageError: the file that is named does not exist.
    """
    if named or environ.get("ECG_CONFIG"):
        path = named or Path(environ["ECG_CONFIG"])
        if not _is(path.exists):
            raise UsageError(f"{path}: no such file", "name one with --config, or write one with `ecg init`")
        return path
    return next((path for path in _places(folder, own) if _is(path.is_file)), None)


def _is(question: Callable[[], bool]) -> bool:
    """The answer, or no where the folder is closed to us or the name is none that a file can have."""
    try:
        return question()
    except OSError:
        return False


def _places(folder: Path, own: Callable[[], Path] | None) -> Iterator[Path]:
    for parent in (folder, *folder.parents):
        yield parent / FILE_NAME
    if own:
        with suppress(RuntimeError):  # a user without a home folder
            yield own() / FILE_NAME
