"""Files are written whole or not at all, stay whose they are, and are locked for one run at a time."""

import os
import stat
from pathlib import Path

import pytest

from ecgtool import files
from ecgtool.errors import PageError, UsageError


def test_what_is_there_already_is_not_written(tmp_path: Path) -> None:
    """The same content leaves the file as it is, to the inode; another one is another file in its place."""
    path = tmp_path / "page.wiki"
    assert files.replace(path, b"one")
    before = path.stat().st_ino
    assert not files.replace(path, b"one")
    assert path.stat().st_ino == before
    assert files.replace(path, b"two")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"two", [path])


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o400])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    """Who may read it may read it afterwards, and nobody else; a new one is as the umask has it."""
    path = tmp_path / "ecg.toml"
    umask = os.umask(0o027)
    try:
        files.replace(path, b"one")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(mode)
        files.replace(path, b"two")
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    """Root edits a person's file, and it is still the person's."""
    path = tmp_path / "ecg.toml"
    path.write_bytes(b"one")
    os.chown(path, 1234, 2345)
    files.replace(path, b"two")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_nothing_is_created_over_a_file(tmp_path: Path) -> None:
    """Neither over one that is there nor over a link that leads nowhere; what is there stays."""
    path, link = tmp_path / "ecg.toml", tmp_path / "link"
    link.symlink_to("nowhere")
    files.create(path, b"one")
    for taken in (path, link):
        with pytest.raises(UsageError, match="exists already"):
            files.create(taken, b"two")
    assert (path.read_bytes(), link.is_symlink()) == (b"one", True)


@pytest.mark.parametrize("write", [files.replace, files.create])
def test_half_a_file_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object) -> None:
    """Whatever ends the writing, an interrupt too: no new file, none beside it, and the old one as it was."""

    def interrupted(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    assert callable(write)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "ecg.toml", b"one")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_is_told_as_the_caller_has_it(tmp_path: Path) -> None:
    """A missing page is a page's fault, a missing template one of the command line."""
    with pytest.raises(PageError, match="none cannot be read: No such file"):
        files.read(tmp_path / "none", PageError)
    assert files.read(tmp_path / "none", absent=b"") == b""
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        files.read(tmp_path, absent=b"")
    (tmp_path / "odd").write_bytes(b"a\xff")
    with pytest.raises(UsageError, match="byte 1 is not UTF-8: save the file as UTF-8"):
        files.read_text(tmp_path / "odd")


@pytest.mark.parametrize("name", ["", "new/lock"])
def test_a_lock_is_held_by_one(tmp_path: Path, name: str) -> None:
    """A folder or a file: the second waits until the first is done, and only as long as it wants to."""
    path, waits = tmp_path / name, iter([1, 2, 3])

    def wait() -> None:
        if next(waits, None) is None:
            raise InterruptedError

    with files.locked(path, pytest.fail, "no") as waited:
        assert not waited
        with pytest.raises(InterruptedError), files.locked(path, wait, "no"):
            pass
    assert next(waits, None) is None
    with files.locked(path, pytest.fail, "no"):
        pass
