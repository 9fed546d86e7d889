"""A visitor's browser: headless Chromium in a zone of the visitor's, with a clock that a test sets."""

import json
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from tests.support import missing

_CLOCK = """<script>
const RealDate = Date, shown = %d;
Date = class extends RealDate {
  constructor(...given) { super(...(given.length ? given : [shown])); }
  static now() { return shown; }
};
</script>
"""


def seen(page: bytes, folder: Path, *, zone: str, now: datetime, script: str = "") -> str:
    """The document of ``page`` once its script has run, as HTML; ``script`` runs after it."""
    text = at_time(page, now).replace("</body>", f"<script>{script}</script></body>")
    return document(text.encode(), folder, zone=zone)


def at_time(page: bytes, now: datetime) -> str:
    """The text of a page that has the time ``now`` for good, whatever the machine's clock says.

    The page's policy allows no other script than its own, so it is taken out of the copy.
    """
    text = page.decode().replace('http-equiv="Content-Security-Policy"', 'name="policy"')
    return text.replace("<title>", f"{_CLOCK % (now.timestamp() * 1000)}<title>", 1)


def document(page: bytes, folder: Path, *, zone: str = "UTC", options: tuple[str, ...] = ()) -> str:
    """The document of ``page`` as it is after two seconds, as HTML; these are the page's, not the machine's.

    A browser that breaks before it has a document says nothing of the page, so another one is begun, twice.
    """
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        missing("Chromium is not installed")
    file = folder / "shown.html"
    file.write_bytes(page)
    broke: list[str] = []
    while len(broke) < 3:
        profile = mkdtemp(dir=folder)  # one of its own: a browser that is still ending has a lock on the other
        command = [
            found, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-dev-shm-usage", "--no-first-run", f"--user-data-dir={profile}", "--virtual-time-budget=2000",
            *options, "--dump-dom", file.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=False)
        if not done.returncode and "<html" in done.stdout:
            return done.stdout
        broke.append(f"exit {done.returncode}: {done.stderr[-2000:]}")
    raise AssertionError("\n".join(broke))


def npm_file(path: str) -> str:
    """The text of a file of a package that npm has installed for everybody."""
    npm = shutil.which("npm")
    root = (
        npm and subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=True).stdout.strip()
    )
    if not root or not (Path(root) / path).exists():
        missing(f"npm install --global {path.partition('/')[0]}")
    return (Path(root) / path).read_text("utf-8")


def told(html: str) -> object:
    """What a script has written into the title of the document, as JSON."""
    return json.loads(
        html.partition("<title>")[2].partition("</title>")[0].replace("&quot;", '"').replace("&amp;", "&")
    )
