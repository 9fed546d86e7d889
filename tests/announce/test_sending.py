"""Tests that a mail goes out once: whatever breaks, and whenever the run is killed."""

import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from ecgtool.announce.sent import from_json
from tests.announce.groups import lab_text
from tests.announce.server import CLOSE, GARBAGE, STEPS, Post, serving
from tests.cli.processes import ECG, environment

NOW = "2026-06-14T16:00:00Z"


class Lab:
    """A folder with a group whose mail server is ``post``, and runs of ``ecg announce`` there."""

    def __init__(self, folder: Path, post: Post) -> None:
        self.folder, self.post = folder, post
        self.environ = environment(XDG_STATE_HOME=str(folder / "state"), PYTHONDEVMODE="0")
        self.plan("")

    def plan(self, schedule: str) -> None:
        """Write the file, with more lines in the table of the schedule."""
        text = lab_text(schedule, announce=f'smtp = "smtp://127.0.0.1:{self.post.port}"')
        (self.folder / "ecg.toml").write_text(text, "utf-8")

    def start(self, *words: str, now: str = NOW, through: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        """Start ``ecg announce send``, ``through`` a script of the shell where it is ``"$@"``."""
        return subprocess.Popen(
            [*(("bash", "-c", *through, "bash") if through else ()), *ECG, "announce", "send", "--now", now, *words],
            env=self.environ,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def send(self, *words: str, now: str = NOW, through: tuple[str, ...] = ()) -> tuple[int, str]:
        """Run it to its end; its exit code and all that it says."""
        with self.start(*words, now=now, through=through) as run:
            out, err = run.communicate(timeout=60)
            return run.returncode, out + err

    @property
    def noted(self) -> list[str]:
        """Of each mail that is noted what is known."""
        files = list((self.folder / "state").rglob("announced/*.json"))
        return [mailing.standing for file in files for mailing in from_json(file.read_bytes()).mailings]


def test_a_mail_is_sent_once(tmp_path: Path) -> None:
    """The second run finds nothing to do."""
    with serving() as post:
        lab = Lab(tmp_path, post)
        assert lab.send() == (0, "lab: the reminder of 2026-06-15 is sent to lab@lists.example.org\n")
        assert lab.send() == (0, "")
    assert (len(post.taken), lab.noted) == (1, ["sent"])


@pytest.mark.parametrize(
    ("answer", "code"), [("451 4.7.1 greylisted, come back", 5), ("550 5.7.1 not you", 4), (CLOSE, 5)]
)
@pytest.mark.parametrize("step", STEPS[:-1])
def test_what_was_not_sent_is_sent_by_the_next_run(tmp_path: Path, step: str, answer: str, code: int) -> None:
    """Whichever step fails; the exit code tells how, and the server's words are told."""
    with serving(step, answer) as post:
        lab = Lab(tmp_path, post)
        ended, said = lab.send()
        assert (ended, lab.noted) == (code, [])
        assert (answer in said) is (answer != CLOSE)
        post.flaw = ("", "")
        assert lab.send()[0] == 0
    assert (len(post.taken), lab.noted) == (1, ["sent"])


@pytest.mark.parametrize("how", [CLOSE, "close after", GARBAGE])
def test_what_may_have_been_sent_waits_for_a_person(tmp_path: Path, how: str) -> None:
    """Each run says so and sends nothing more; neither of the reminder nor of a change."""
    with serving("text", how) as post:
        lab = Lab(tmp_path, post)
        code, said = lab.send()
        assert (code, "may have been sent" in said, "--sent" in said, "--again" in said) == (1, True, True, True)
        post.flaw = ("", "")
        lab.plan("[[groups.lab.schedule.skip]]\ndate = 2026-06-15")
        for words in ((), ("--check",), ("--dry-run",)):
            code, said = lab.send(*words)
            assert (code, "may have been sent" in said) == (1, True)
        assert (post.texts, lab.noted) == (1, ["unsettled"])


def test_sent_settles_it_and_what_follows_goes_on(tmp_path: Path) -> None:
    """A person looked, and it had arrived; a dry run names what would be noted."""
    with serving("text", "close after") as post:
        lab = Lab(tmp_path, post)
        lab.send()
        post.flaw = ("", "")
        would = "lab: the reminder of 2026-06-15 would be noted as sent\n"
        assert (lab.send("--sent", "--dry-run"), lab.noted) == ((0, would), ["unsettled"])
        assert lab.send("--sent")[0] == 0
        nothing = "ecg: lab: there is no mail to note as sent\n"
        assert lab.send("--sent", "--dry-run") == (0, nothing)
        assert (lab.send(), lab.noted) == ((0, ""), ["sent"])
        lab.plan("[[groups.lab.schedule.skip]]\ndate = 2026-06-15")
        assert lab.send()[0] == 0
    assert (len(post.taken), lab.noted) == (2, ["sent", "sent"])


def test_again_sends_what_may_have_been_sent_and_nothing_else(tmp_path: Path) -> None:
    """With the same Message-ID; once it is settled, there is nothing to send again."""
    with serving("text", CLOSE) as post:
        lab = Lab(tmp_path, post)
        assert lab.send("--again") == (0, "")
        lab.send()
        assert lab.send("--again")[0] == 1
        assert lab.noted == ["unsettled"]
        post.flaw = ("MAIL", "451 later")
        assert (lab.send("--again")[0], lab.noted) == (5, ["unsettled"])
        post.flaw = ("", "")
        assert (lab.send("--again")[0], lab.noted) == (0, ["sent"])
        assert lab.send("--again") == (0, "")
        assert lab.send() == (0, "")
    assert len(post.taken) == 1


def test_again_does_not_send_what_does_not_hold_any_more(tmp_path: Path) -> None:
    """The reminder of a meeting that is cancelled by now."""
    with serving("text", CLOSE) as post:
        lab = Lab(tmp_path, post)
        lab.send()
        post.flaw = ("", "")
        lab.plan("[[groups.lab.schedule.skip]]\ndate = 2026-06-15")
        code, said = lab.send("--again")
        assert (code, "cancelled by now" in said) == (1, True)
    assert post.taken == []


@pytest.mark.parametrize("step", [*STEPS, "QUIT"])
def test_a_run_that_is_killed_sends_at_most_one_mail(tmp_path: Path, step: str) -> None:
    """While the server is at any step: the next run sends it, or says that it may have been sent, as is true."""
    with serving() as post:
        lab = Lab(tmp_path, post)
        runs: list[subprocess.Popen[str]] = []

        def kill(at: str) -> None:
            if at == step and runs:
                runs[0].kill()
                runs[0].wait()

        post.on_step = kill
        run = lab.start()
        runs.append(run)
        with run:
            assert run.wait(timeout=60) == -signal.SIGKILL
        runs.clear()
        before = len(post.taken)
        code, said = lab.send()
        known = step == "QUIT" or step != "text"
        assert (code, "may have been sent" in said) == ((0, False) if known else (1, True))
    assert len(post.taken) == 1
    assert before == (1 if step in {"text", "QUIT"} else 0)


def test_a_run_that_is_killed_after_each_write(tmp_path: Path) -> None:
    """At the very moment that something is noted: never two mails, and none noted as sent that was not."""
    killing = (
        "import os, signal, sys\nfrom ecgtool import files\nleft = int(sys.argv.pop(1))\nput = files.replace\n"
        "def replace(path, content):\n    global left\n    if 'announced' in str(path):\n        left -= 1\n"
        "        if left == 0:\n            os.kill(os.getpid(), signal.SIGKILL)\n    done = put(path, content)\n"
        "    return done\nfiles.replace = replace\nfrom ecgtool.__main__ import main\nmain()\n"
    )
    for number in (1, 2, 3):
        folder = tmp_path / str(number)
        folder.mkdir()
        with serving() as post:
            lab = Lab(folder, post)
            words = [sys.executable, "-c", killing, str(number), "announce", "send", "--now", NOW]
            done = subprocess.run(words, env=lab.environ, cwd=folder, capture_output=True, check=False, timeout=60)
            assert done.returncode == -signal.SIGKILL
            code, said = lab.send()
            assert (code, "may have been sent" in said) == ((0, False) if number < 3 else (1, True))
            assert len(post.taken) == 1


def test_two_at_once_send_one_mail(tmp_path: Path) -> None:
    """The second waits for the first, and finds nothing to do."""
    with serving() as post:
        lab = Lab(tmp_path, post)
        ends: list[tuple[int, str]] = []
        threads = [Thread(target=lambda: ends.append(lab.send())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [code for code, _ in ends] == [0, 0, 0, 0]
    assert "".join(said for _, said in ends).count("is sent to") == 1
    assert len(post.taken) == 1


def test_a_full_disk_sends_nothing(tmp_path: Path) -> None:
    """What cannot be noted is not sent."""
    with serving() as post:
        lab = Lab(tmp_path, post)
        code, said = lab.send(through=('ulimit -f 0; exec "$@"',))
        assert (code, "cannot be written" in said) == (2, True)
        assert (post.commands, lab.noted) == ([], [])
        assert lab.send()[0] == 0
    assert len(post.taken) == 1


@pytest.mark.parametrize(("step", "code", "taken"), [("DATA", 2, 0), ("text", 1, 1)])
def test_a_folder_that_breaks_meanwhile(tmp_path: Path, step: str, code: int, taken: int) -> None:
    """Before the end of the mail it is not sent; after it was sent, a person is told that it may have been."""

    def breaks(at: str) -> None:
        if at == step:
            for file in (tmp_path / "state" / "ecg" / "announced").glob("*.json"):
                file.unlink()
                file.mkdir()

    with serving() as post:
        lab = Lab(tmp_path, post)
        post.on_step = breaks
        ended, said = lab.send()
    assert (ended, "may have been sent" in said, len(post.taken)) == (code, code == 1, taken)


def test_a_record_that_makes_no_sense_sends_nothing(tmp_path: Path) -> None:
    """Without it nobody knows what went out."""
    with serving() as post:
        lab = Lab(tmp_path, post)
        lab.send()
        [record] = (tmp_path / "state").rglob("announced/*.json")
        for content in ("{", "[]", '{"mails": [{}]}', re.sub('"sent"', '"?"', record.read_text())):
            record.write_text(content)
            code, said = lab.send(now="2026-06-21T16:00:00Z")
            assert (code, str(record) in said) == (2, True)
    assert len(post.taken) == 1


def test_a_state_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Nothing is sent, and it is said where."""
    with serving() as post:
        lab = Lab(tmp_path, post)
        (tmp_path / "state").touch()
        code, said = lab.send()
        assert (code, str(tmp_path / "state") in said, post.commands) == (2, True, [])
