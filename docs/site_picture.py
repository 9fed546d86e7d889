"""Take the pictures of the site, from the sample groups in headless Chromium: ``python -m docs.site_picture``."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "site.png"
NOW = "2026-03-02T18:00:00Z"
_CLOCK = (
    "<script>const Clock = Date; Date = class extends Clock {{ constructor(...given) {{"
    ' super(...(given.length ? given : ["{now}"])); }}'
    ' static now() {{ return new Clock("{now}").getTime(); }} }};</script>'
)


def take(page: Path, picture: Path, *, zone: str, width: int, height: int, now: str = NOW) -> None:
    """Save a picture of ``page`` as a visitor in ``zone`` sees it at ``now``."""
    shown = page.with_name(f"shown-{page.name}")
    text = page.read_text("utf-8").replace('http-equiv="Content-Security-Policy"', 'name="policy"')
    shown.write_text(text.replace("<title>", f"{_CLOCK.format(now=now)}<title>", 1), "utf-8")
    command = [
        _chromium(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--no-first-run", "--hide-scrollbars", f"--window-size={width},{height}", f"--screenshot={picture}",
        shown.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, env={**os.environ, "TZ": zone}, capture_output=True, check=True, timeout=60)


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        sys.exit("Chromium is not installed")
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copytree(ROOT / "examples", work / "examples")
        build = [sys.executable, "-m", "ecgtool", "site", "build", "-q", "-o", "../public", "--now", NOW]
        subprocess.run(
            build,
            cwd=work / "examples",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        take(work / "public" / "tidal.html", PICTURE, zone="Asia/Tokyo", width=800, height=760)
