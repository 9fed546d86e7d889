"""A real MediaWiki, on loopback in a folder of its own, that fails where a test wants it.

It is that of Debian's packages, or the unpacked release in the folder that $ECG_TEST_MEDIAWIKI names.
"""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Self

PACKAGES = "mediawiki php-cli php-sqlite3 php-mbstring php-xml php-intl php-apcu diffutils"
INSTALL = f"apt-get install --no-install-recommends {PACKAGES}"
TREE = Path(os.environ.get("ECG_TEST_MEDIAWIKI") or "/usr/share/mediawiki")
HERE = Path(__file__).parent
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of a wiki that lives as long as the tests do
SECONDS_TO_START = 30


def why_not() -> str:
    """What stands against starting one here; empty where nothing does."""
    found = shutil.which("php") and (TREE / "api.php").exists()
    return "" if found else f"no MediaWiki in {TREE}: {INSTALL}"


class MediaWiki:
    """A wiki in ``folder``, which is empty at first; it runs from ``start`` to ``stop``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def api(self) -> str:
        """The address of its API."""
        return f"http://127.0.0.1:{self.port}/api.php"

    def start(self) -> Self:
        """Install it, with the accounts Chair (bot password Chair@ecg) and Somebody, and serve it."""
        self._link_tree()
        self._install()
        for user in ("Chair", "Somebody"):
            self._maintain("createAndPromote", user, "a-long-main-password")
        self._maintain("createBotPassword", "--appid", "ecg", "--grants", "basic,editpage", "Chair", SECRET)
        self._serve()
        return self

    def stop(self) -> None:
        """End the server and those it started."""
        if self._server:
            os.killpg(self._server.pid, signal.SIGTERM)
            self._server.wait(timeout=10)

    def switch(self, **modes: object) -> None:
        """From the next request on, fail as ``modes`` says and in no other way; see modes.php for their names."""
        new = self.folder / "modes.new"
        new.write_text(json.dumps(modes))
        new.replace(self.folder / "modes.json")

    def put(self, title: str, text: str, user: str = "Somebody") -> None:
        """Save ``text`` as a person would."""
        self._maintain("edit", "--user", user, title, text=text)

    def put_all(self, pages: Mapping[str, str]) -> None:
        """Save many pages at once."""
        folder = self.folder / "pages"
        folder.mkdir()
        for title, text in pages.items():
            (folder / title).write_text(text)
        self._maintain("importTextFiles", "--overwrite", *map(str, folder.iterdir()))

    def protect(self, title: str, *, on: bool) -> None:
        """Let only admins edit a page, or everybody again."""
        self._maintain("protect", *([] if on else ["--unprotect"]), title)

    def block(self, user: str, *, on: bool) -> None:
        """Block an account, or no longer."""
        self._maintain("blockUsers", *([] if on else ["--unblock"]), text=user)

    def lose_sessions(self) -> None:
        """Log everybody out."""
        with closing(sqlite3.connect(self.folder / "data" / "wiki.sqlite")) as database, database:
            database.execute("DELETE FROM objectcache WHERE keyname LIKE '%MWSession%'")

    def _link_tree(self) -> None:
        for entry in TREE.iterdir():
            if entry.name not in {"LocalSettings.php", "images", "config", "extensions"}:
                (self.folder / entry.name).symlink_to(entry)
        (self.folder / "extensions").symlink_to((TREE / "extensions").resolve())
        for name in ("images", "data", "compiled"):
            (self.folder / name).mkdir()
        shutil.copy(HERE / "modes.php", self.folder)

    def _install(self) -> None:
        self._maintain(
            "install", "--dbtype", "sqlite", "--dbpath", str(self.folder / "data"), "--dbname", "wiki",
            "--server", f"http://127.0.0.1:{self.port}", "--scriptpath", "", "--confpath", str(self.folder),
            "--pass", "an-admin-password-for-tests", "Tests", "Admin",
        )  # fmt: skip
        with (self.folder / "LocalSettings.php").open("a") as settings:
            settings.write((HERE / "settings.php").read_text())

    def _maintain(self, script: str, *arguments: str, text: str = "") -> None:
        cached = {"enable_cli": 1, "file_cache_only": 1, "file_cache": self.folder / "compiled"}
        options = [f"-dopcache.{name}={value}" for name, value in cached.items()]  # MediaWiki takes long to compile
        command = ["php", *options, str(self.folder / "maintenance" / f"{script}.php"), *arguments]
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, cwd=self.folder, env=self._environment(), check=False
        )
        if done.returncode:
            raise RuntimeError(f"{script}: {done.stdout.decode()}{done.stderr.decode()}")

    def _serve(self) -> None:
        with (self.folder / "server.log").open("wb") as log:
            self._server = subprocess.Popen(
                ["php", "-S", f"127.0.0.1:{self.port}", "-t", str(self.folder)],
                cwd=self.folder,
                env={**self._environment(), "PHP_CLI_SERVER_WORKERS": "4"},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + SECONDS_TO_START
        while not _answers(self.port):
            if time.monotonic() > until:
                raise RuntimeError((self.folder / "server.log").read_text())
            time.sleep(0.05)

    def _environment(self) -> Mapping[str, str]:
        settings = self.folder / "LocalSettings.php"
        named = {"MW_CONFIG_FILE": str(settings)} if settings.exists() else {}
        return {"PATH": os.environ["PATH"], "MW_INSTALL_PATH": str(self.folder), **named}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
