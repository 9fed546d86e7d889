"""The tool in a process of its own, as a shell or cron runs it."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
ECG = (sys.executable, "-m", "ecgtool")


def environment(**changed: str) -> dict[str, str]:
    """The variables a plain terminal has, and the ones that are ``changed``; of the tool's own none but those."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"} | changed


def ecg(
    *arguments: str, environ: Mapping[str, str] | None = None, folder: Path | None = None, through: Sequence[str] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Run ``ecg`` to its end, in ``folder``; ``through`` is a script around it, where it is ``"$@"``."""
    command = [*(("bash", "-c", *through, "bash") if through else ()), *ECG, *arguments]
    return subprocess.run(
        command, env=dict(environ or environment()), cwd=folder, capture_output=True, check=False, timeout=60
    )


def talk(command: list[str], answers: list[str]) -> str:
    """All that the command says on a terminal where somebody types ``answers``."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(command[0], command)  # noqa: S606 - the program itself, which needs a terminal of its own
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    said = b""
    while True:
        try:
            block = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other side is closed
            break
        if not block:
            break
        said += block
    os.waitpid(pid, 0)
    os.close(terminal)
    return said.decode()
