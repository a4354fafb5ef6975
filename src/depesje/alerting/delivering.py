"""Delivers alerts: by mail over a server that was configured, to a webhook, or to a command; never through a shell."""

from __future__ import annotations

import hashlib
import hmac
import os
import smtplib
import ssl
import subprocess
import time
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime, localtime

import httpcore2
import httpx2
import msgspec

from depesje.alerting.message import Alert
from depesje.alerting.rules import Mail, Target
from depesje.errors import AlertError, FetchError
from depesje.exports.citing import plain
from depesje.intake.fetching.client import checked
from depesje.intake.fetching.network import AddressError, Transport, context
from depesje.intake.fetching.settings import Settings

SECONDS = 30.0
_SAID = 200  # characters of what another program says of its trouble


class Postman:
    """Delivers to any target. Raises ``AlertError`` where a delivery fails; then nothing is known to have arrived."""

    def __init__(self, mail: Mail | None, settings: Settings) -> None:
        self._mail = mail
        self._settings = settings

    def deliver(self, target: Target, alerts: Sequence[Alert]) -> None:
        """Deliver these at once."""
        if target.mail:
            self._by_mail(target, alerts)
        elif target.webhook is not None:
            self._to_webhook(target, target.webhook, alerts)
        else:
            _to_command(target.command, as_json(alerts))

    def _by_mail(self, target: Target, alerts: Sequence[Alert]) -> None:
        assert self._mail is not None  # a target by mail is refused without a server
        mail, message = self._mail, letter(self._mail.sender, target.mail, alerts)
        secure = ssl.create_default_context()
        try:
            if self._settings.ca_file:
                secure.load_verify_locations(self._settings.ca_file)
            with _connected(mail, secure) as server:
                if mail.security == "starttls":
                    server.starttls(context=secure)
                if mail.user is not None:
                    server.login(mail.user, secret(mail.password_env) or "")
                server.send_message(message)
        except UnicodeEncodeError:  # smtplib logs in by ASCII alone
            raise AlertError(
                f"mail over {mail.server}: a user or password with letters beyond ASCII cannot be sent"
            ) from None
        except (OSError, smtplib.SMTPException) as error:
            raise AlertError(f"mail over {mail.server}: {_line(error)}") from error

    def _to_webhook(self, target: Target, url: str, alerts: Sequence[Alert]) -> None:
        """By POST, signed where a secret is known: HMAC-SHA-256 of the time, a dot and the body."""
        body, now = as_json(alerts), str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": self._settings.user_agent,
            "Idempotency-Key": identity(alerts),
            "Depesje-Timestamp": now,
        }
        if target.secret_env is not None:
            headers["Depesje-Signature"] = signature(secret(target.secret_env) or "", now, body)
        transport = Transport(context(self._settings.ca_file))
        try:
            with transport.bounded(SECONDS, self._settings.allow_private):
                step = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
                request = httpx2.Request(
                    "POST", checked(url), headers=headers, content=body, extensions={"timeout": step}
                )
                response = transport.handle_request(request)
                status = response.status_code
                response.close()
        except (FetchError, AddressError) as error:
            raise AlertError(f"webhook: {error}") from error
        except (
            httpcore2.NetworkError,
            httpcore2.TimeoutException,
            httpcore2.ProtocolError,
            OSError,
        ) as error:
            raise AlertError(f"webhook: cannot be reached: {_line(error)}") from error
        finally:
            transport.close()
        if not 200 <= status < 300:
            raise AlertError(f"webhook: answers with HTTP {status}")


def _connected(mail: Mail, secure: ssl.SSLContext) -> smtplib.SMTP:
    if mail.security == "tls":
        return smtplib.SMTP_SSL(mail.server, mail.port, timeout=SECONDS, context=secure)
    return smtplib.SMTP(mail.server, mail.port, timeout=SECONDS)


def _to_command(command: Sequence[str], data: bytes) -> None:
    try:
        done = subprocess.run(
            list(command), input=data, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=SECONDS, check=False
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise AlertError(f"{command[0]}: did not end in {SECONDS:g} seconds") from None
    except OSError as error:
        raise AlertError(f"{command[0]}: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:  # NUL in an argument
        raise AlertError(f"{plain(command[0])}: {_line(error)}") from error
    if done.returncode:
        said = done.stderr.decode("utf8", "replace").strip().splitlines()
        raise AlertError(
            f"{command[0]}: ended with {done.returncode}" + (f": {said[-1][:_SAID]}" if said else "")
        )


def letter(sender: str, to: Sequence[str], alerts: Sequence[Alert]) -> EmailMessage:
    """A letter with these alerts; the same ones have the same Message-ID, by which a second copy is known."""
    message = EmailMessage()
    message["From"], message["To"] = sender, ", ".join(to)
    first = alerts[0]
    about = first.rule if len(alerts) == 1 else f"{len(alerts)} alerts"
    message["Subject"] = plain(
        f"Depesje: {about}" + (f": {first.title}" if len(alerts) == 1 and first.title else "")
    )
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = f"<{identity(alerts)}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    rules = list(dict.fromkeys(one.rule for one in alerts))
    parts = []
    for rule in rules:
        lines = [plain(one.line) for one in alerts if one.rule == rule]
        parts.append("\n\n".join([plain(rule), *lines] if len(rules) > 1 else lines))
    message.set_content("\n\n\n".join(parts) + "\n")
    return message


def as_json(alerts: Sequence[Alert]) -> bytes:
    """The alerts for a program."""
    return msgspec.json.encode({"alerts": list(alerts)})


def signature(key: str, when: str, body: bytes) -> str:
    """What whoever knows the secret can tell a delivery of ours by."""
    return "sha256=" + hmac.new(key.encode(), when.encode() + b"." + body, hashlib.sha256).hexdigest()


def identity(alerts: Sequence[Alert]) -> str:
    """What a delivery of just these alerts is known by."""
    if len(alerts) == 1:
        return alerts[0].id
    return hashlib.sha256("\0".join(one.id for one in alerts).encode()).hexdigest()[:32]


def secret(variable: str | None) -> str | None:
    """A secret of the environment; raises ``AlertError`` where it is not set."""
    if variable is None:
        return None
    value = os.environ.get(variable)
    if not value:
        raise AlertError(f"${variable} is not set")
    return value


def _line(error: Exception) -> str:
    return plain(str(error))[:_SAID] or type(error).__name__
