"""Who to be on a mail server: the table and the environment say, and no secret goes to a host not named for it."""

from collections.abc import Mapping

from ecgtool.announce.smtp import Login, Server
from ecgtool.errors import RefusedError
from ecgtool.group import Announce
from ecgtool.trust import SMTP, printed_secret, secret_hosts


def login_of(announce: Announce, environ: Mapping[str, str], server: Server) -> Login | None:
    """Return the login for ``server``, or None where neither an account nor a password is named.

    ``password_command`` comes before $ECG_SMTP_PASSWORD, and the account of whoever has the password first.

    Raises:
        RefusedError: one of account and password is missing, the command fails, or the secret is for another host.
    """
    theirs, secret = environ.get("ECG_SMTP_USERNAME", ""), environ.get("ECG_SMTP_PASSWORD", "")
    if not (announce.username or theirs or announce.password_command or secret):
        return None
    if not (announce.password_command or secret):
        raise RefusedError(
            "there is no password for the mail server", "set announce.password_command or $ECG_SMTP_PASSWORD"
        )
    secret_hosts(SMTP, environ).require(server.host, server.port)
    if announce.password_command:
        username = announce.username or theirs
        secret = printed_secret(announce.password_command, "announce.password_command")
    else:
        username = theirs or announce.username
    if not username:
        raise RefusedError("there is no account for the mail server", "set announce.username or $ECG_SMTP_USERNAME")
    return Login(username=username, password=secret)
