"""Those who are told: a mail server on this machine that takes what it is given, and a webhook."""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any


@dataclass
class MailServer:
    """What came: letters as they were sent. ``refuses``: an answer to every letter other than that it was taken."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    refuses: str | None = None
    secured: int = 0


class _Threading(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """One that hangs up is no concern of ours."""


@contextmanager
def mail_server(certificate: Path | None = None) -> Iterator[MailServer]:
    """A server for mail; with a certificate it offers STARTTLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if certificate is not None:
        context.load_cert_chain(certificate)

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(line.encode() + b"\r\n")
            self.wfile.flush()

        def handle(self) -> None:
            with contextlib.suppress(OSError):
                self.talk()

        def talk(self) -> None:
            recipients: list[str] = []
            self.say("220 mail.example ESMTP")
            while line := self.rfile.readline().decode().strip():
                word = line.split()[0].upper()
                if word == "EHLO":
                    self.say("250-mail.example")
                    self.say("250-AUTH PLAIN")
                    self.say("250 STARTTLS" if certificate is not None else "250 HELP")
                elif word == "STARTTLS":
                    self.say("220 go ahead")
                    self.request = context.wrap_socket(self.request, server_side=True)
                    self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb")
                    server.secured += 1
                elif word == "RCPT":
                    recipients.append(line.partition("<")[2].partition(">")[0])
                    self.say("250 ok")
                elif word == "DATA":
                    if server.refuses:
                        self.say(server.refuses)
                        continue
                    self.say("354 go ahead")
                    data = b""
                    while (part := self.rfile.readline()) not in (b".\r\n", b""):
                        data += part
                    letter = message_from_bytes(data, policy=policy.default)
                    assert isinstance(letter, EmailMessage)
                    server.letters.append(letter)
                    server.recipients.append(recipients)
                    self.say("250 taken")
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    with _Threading(("127.0.0.1", 0), Handler) as running:
        server = MailServer(running.server_address[1])
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            running.shutdown()
