"""Where the configuration file is: named, or in the places where one is looked for."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ecgtool.errors import UsageError

FILE_NAME = "ecg.toml"


def find(named: Path | None, environ: Mapping[str, str], folder: Path) -> Path | None:
    """The file ``named``, else ``$ECG_CONFIG``, else ``ecg.toml`` in ``folder`` or a parent, else the user's own.

    None where there is none of these.

    Raises:
        UsageError: the file that is named does not exist.
    """
    if named or environ.get("ECG_CONFIG"):
        path = named or Path(environ["ECG_CONFIG"])
        if not _is(path.exists):
            raise UsageError(f"{path}: no such file", "name one with --config, or write one with `ecg init`")
        return path
    return next((path for path in _places(environ, folder) if _is(path.is_file)), None)


def _is(question: Callable[[], bool]) -> bool:
    """The answer, or no where the folder is closed to us or the name is none that a file can have."""
    try:
        return question()
    except OSError:
        return False


def _places(environ: Mapping[str, str], folder: Path) -> Iterator[Path]:
    for parent in (folder, *folder.parents):
        yield parent / FILE_NAME
    home = environ.get("HOME")
    base = environ.get("XDG_CONFIG_HOME") or (f"{home}/.config" if home else None)
    if base:
        yield Path(base) / "ecg" / FILE_NAME
