"""Names and passwords: where they come from, and that nobody sees them."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from ecgtool.errors import RefusedError, UsageError
from ecgtool.group import PageSettings
from ecgtool.targets.mediawiki.credentials import Password, account_name, bearer, password
from ecgtool.trust import WIKI, secret_hosts

SECRET = "s3cret-bot-password"  # noqa: S105 - of nobody
HOSTS = secret_hosts(WIKI, {WIKI: "wiki.example.org"})
HERE = PageSettings(api="https://wiki.example.org/w/api.php", username="Chair@ecg")


def _printing(text: str, code: int = 0) -> PageSettings:
    program = f"import sys; print({text!r}); print({text!r}, file=sys.stderr); sys.exit({code})"
    return HERE._replace(password_command=(sys.executable, "-c", program))


def test_password_command_prints_it_on_its_first_line() -> None:
    """As pass and its like have it; what comes after is not the password."""
    assert password(_printing(f"{SECRET}\nlogin: Chair"), {}, HOSTS) == Password(username="Chair@ecg", secret=SECRET)


def test_password_from_the_environment() -> None:
    """Name and password, or the password for the name in the file."""
    assert password(HERE, {"ECG_WIKI_PASSWORD": SECRET}, HOSTS) == Password(username="Chair@ecg", secret=SECRET)
    both = {"ECG_WIKI_USERNAME": "Other@bot", "ECG_WIKI_PASSWORD": SECRET}
    assert password(HERE, both, HOSTS) == Password(username="Other@bot", secret=SECRET)


def test_what_a_group_names_itself_comes_first() -> None:
    """The environment's secrets are not for a wiki that has its own."""
    environ = {"ECG_WIKI_USERNAME": "Other@bot", "ECG_WIKI_PASSWORD": "other", "ECG_WIKI_TOKEN": "other"}
    assert password(_printing(SECRET), environ, HOSTS) == Password(username="Chair@ecg", secret=SECRET)
    assert bearer(_printing(SECRET), environ, HOSTS) == ""


@pytest.mark.parametrize(
    "target", [_printing(SECRET, 3), _printing(""), HERE._replace(password_command=("no-such-x",))]
)
def test_command_that_fails_is_told_without_what_it_said(target: PageSettings) -> None:
    """Neither its answer nor its complaint is shown."""
    with pytest.raises(RefusedError, match="password_command") as caught:
        password(target, {}, HOSTS)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("environ", [{}, {"ECG_WIKI_USERNAME": "Chair@ecg"}])
def test_no_password(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one, the line says where to put it."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(RefusedError, match="ECG_WIKI_PASSWORD"):
        password(HERE, environ, HOSTS)


def test_no_name() -> None:
    """Without a name, the line says where to put it."""
    with pytest.raises(RefusedError, match="ECG_WIKI_USERNAME"):
        password(HERE._replace(username=""), {"ECG_WIKI_PASSWORD": SECRET}, HOSTS)


def test_password_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's keyring is asked for the host and the name, where its library is installed."""
    known = {("ecg:wiki.example.org", "Chair@ecg"): SECRET}
    keyring = ModuleType("keyring")
    vars(keyring).update(get_password=lambda *key: known.get(key), errors=SimpleNamespace(KeyringError=OSError))
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert password(HERE, {}, HOSTS) == Password(username="Chair@ecg", secret=SECRET)


def test_token_from_the_environment() -> None:
    """A token is taken as it is, without the space around it."""
    assert bearer(HERE, {"ECG_WIKI_TOKEN": " a.b-c_d.e\n"}, HOSTS) == "a.b-c_d.e"
    assert bearer(HERE, {}, HOSTS) == ""


@pytest.mark.parametrize("token", ["Bearer abc", "a\nX-Header: b", "clé"])
def test_token_that_is_none(token: str) -> None:
    """What cannot be a token is told, and not shown."""
    with pytest.raises(UsageError) as caught:
        bearer(HERE, {"ECG_WIKI_TOKEN": token}, HOSTS)
    assert token not in str(caught.value)


def test_password_that_cannot_be_sent() -> None:
    """Bytes of the environment that are no text are told, and not shown."""
    with pytest.raises(RefusedError) as caught:
        password(HERE, {"ECG_WIKI_PASSWORD": "s3cret-\udce9"}, HOSTS)
    assert "s3cret" not in str(caught.value)


def test_secrets_are_not_shown() -> None:
    """Neither in a traceback that shows values, nor in a log."""
    assert SECRET not in repr(Password(username="Chair@ecg", secret=SECRET))


def test_account_of_a_bot_password() -> None:
    """The account is what stands before the at sign, as the wiki writes it."""
    assert account_name("Edge_Chair@ecg") == "Edge Chair"


def test_nothing_is_kept_in_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No password comes to lie in the state folder, the home or the working folder."""
    monkeypatch.chdir(tmp_path)
    password(_printing(SECRET), {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}, HOSTS)
    assert list(tmp_path.iterdir()) == []
