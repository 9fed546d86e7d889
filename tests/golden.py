"""Output held in files: ``ECG_GOLDEN=write pytest`` writes what comes out now, for ``git diff`` to show."""

import os
from pathlib import Path


def held(path: Path, text: str) -> bool:
    """Whether ``text`` is what the file at ``path`` holds; where goldens are to be written, it is from now on."""
    if os.environ.get("ECG_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text
    return True
