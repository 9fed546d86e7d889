"""Files are written whole or not at all, stay whose they are, and are locked for one run at a time."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ecgtool import files
from ecgtool.errors import PageError, UnreachableError, UsageError


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


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    """Another waits, is told so once, and gives up when its time is over; what is left is nothing."""
    told: list[str] = []
    turn = files.LockWait("editing", 1.2, told.append)
    with files.locked(tmp_path / "new" / "lock", turn) as waited:
        assert not waited
        with ThreadPoolExecutor() as other:
            held = other.submit(_take, tmp_path / "new" / "lock", turn)
            with pytest.raises(UnreachableError, match="another ecg has been editing for 1 s: run it again"):
                held.result()
    assert told == ["another ecg is editing: waiting for it to end"]
    assert not _take(tmp_path / "new" / "lock", turn)
    assert list((tmp_path / "new").iterdir()) == []


def _take(path: Path, turn: files.LockWait) -> bool:
    with files.locked(path, turn) as waited:
        return waited


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """In the state folder by what to set, and beside a file by its name."""
    turn = files.LockWait("editing", 1, pytest.fail)
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="XDG_STATE_HOME"), files.locked(tmp_path / "file" / "lock", turn):
        pass
    with (
        pytest.raises(UsageError, match=r"page\.wiki cannot be edited"),
        files.edited(tmp_path / "none" / "page.wiki", turn),
    ):
        pass


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    """By the next one that would write, also where there is nothing to change."""
    path = tmp_path / "page.wiki"
    for content in (b"one", b"one", b"two"):
        (tmp_path / ".page.wiki.new").write_bytes(b"half")
        (tmp_path / ".page.wiki.lock").touch()
        files.replace(path, content)
        assert (path.read_bytes(), list(tmp_path.iterdir())) == (content, [path])


def test_a_link_planted_beside_a_file_is_not_followed(tmp_path: Path) -> None:
    """What is written goes into a file of its own."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / ".page.wiki.new").symlink_to(victim)
    files.replace(tmp_path / "page.wiki", b"one")
    assert victim.read_bytes() == b"mine"


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    """Whoever reads it gets what is written, and it stays a pipe; where nobody does, that is told at once."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match="cannot be written"):
        files.replace(pipe, b"one")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert files.replace(pipe, b"one")
    assert os.read(reader, 100) == b"one"
    os.close(reader)
    assert pipe.is_fifo()
    assert files.read(pipe, absent=b"") == b""


def test_a_pipe_that_is_silent_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No reader waits for ever for somebody to write, nor a writer for a reader that has had enough."""
    monkeypatch.setattr(files, "SILENCE", 0.1)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match="nothing happens there"):
        files.read(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(UsageError, match="nothing happens there"):
        files.replace(pipe, b"x" * 10**6)
    os.close(reader)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may make devices")
def test_a_device_stays_one(tmp_path: Path) -> None:
    """What is written goes into it; a disk is refused."""
    null, disk = tmp_path / "null", tmp_path / "disk"
    try:
        os.mknod(null, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        os.mknod(disk, stat.S_IFBLK | 0o600, os.makedev(7, 200))
    except PermissionError:
        pytest.skip("no devices can be made here")
    files.replace(null, b"one")
    with pytest.raises(UsageError, match="it is a disk"):
        files.replace(disk, b"one")
    assert null.is_char_device()
    assert disk.is_block_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_asks_for_room() -> None:
    """Another file beside it would not do."""
    with pytest.raises(UsageError, match="No space left on device: make room there"):
        files.replace(Path("/dev/full"), b"one")


def test_standard_output_by_its_name(tmp_path: Path) -> None:
    """``/dev/stdout`` is what it was opened for, a pipe or a file, and nothing is put in its place."""
    code = "from pathlib import Path; from ecgtool import files; files.replace(Path('/dev/stdout'), b'one')"
    done = subprocess.run([sys.executable, "-c", code], check=True, timeout=30, stdout=subprocess.PIPE)
    assert done.stdout == b"one"
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], check=True, timeout=30, stdout=out)
    assert (tmp_path / "out").read_bytes() == b"one"
