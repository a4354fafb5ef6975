"""The endpoint that answers for a model: its address, and one request to it.

Plain ``http.client``: one address that the user has named, no proxies, no redirects, no cookies. Every wait ends at a
deadline, however slowly the other side drips; answers are cut off at a size. The key goes over TLS or to this machine only.
"""

from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from depesje.errors import AssistError

KEY = "DEPESJE_ASSIST_KEY"
_PATH = "/chat/completions"
_BLOCK = 65536
_TOO_LONG = "it took too long to answer"
_SHORTEST_WAIT = 0.5
_LATER = frozenset({429, 503})  # Try again when the answer says so.
_FAILED = frozenset({500, 502, 504})  # Try again at once, perhaps it was bad luck.


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, how long to wait before another try (seconds), the kind of content and the content."""

    status: int
    wait: float
    kind: str
    body: bytes

    @property
    def may_be_tried_again(self) -> bool:
        """Whether another try may do better."""
        return self.status in _LATER or self.status in _FAILED


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked. ``key`` is never shown."""

    host: str
    port: int
    path: str
    tls: bool
    model: str
    key: str | None = field(default=None, repr=False)

    @classmethod
    def at(cls, url: str, model: str, key: str | None = None) -> Endpoint:
        """The endpoint at an address such as ``https://host/v1``; the key is ``$DEPESJE_ASSIST_KEY`` where none is given.

        Raises ``AssistError`` where the address or the key cannot be used.
        """
        try:
            parts = urlsplit(url.strip())
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise AssistError(f"the assistant's address cannot be read ({error})") from None
        if parts.scheme not in {"http", "https"} or not host:
            raise AssistError("the assistant's address must begin with http:// or https:// and name a host")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise AssistError(
                f"the assistant's address takes no password and no query; the key goes into ${KEY}"
            )
        if not model.strip() or not model.isprintable():
            raise AssistError("the assistant's model needs a name")
        key = (key if key is not None else os.environ.get(KEY, "")).strip() or None
        if key is not None and not (key.isascii() and key.isprintable() and " " not in key):
            raise AssistError(f"${KEY} holds characters that no key has")
        tls = parts.scheme == "https"
        if key is not None and not tls and not _is_here(host):
            raise AssistError(f"${KEY} is sent over https only, or to this machine")
        path = parts.path.rstrip("/")
        if not path.isascii() or not path.isprintable() or " " in path:
            raise AssistError("the assistant's address has characters that must be percent-encoded")
        path = path if path.endswith(_PATH) else path + _PATH
        return cls(host, port or (443 if tls else 80), path, tls, model.strip(), key)

    def post(self, body: bytes, deadline: float, largest: int) -> Answer:
        """Sends JSON and waits for the answer until ``deadline`` (of the monotonic clock); at most ``largest`` bytes.

        Raises ``AssistError`` where none comes, or not all of it.
        """
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        if self.key is not None:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            with self._connected(deadline) as connection:
                connection.request("POST", self.path, body, headers)
                response = connection.getresponse()
                kind = (response.getheader("Content-Type") or "no kind").split(";", 1)[0].strip()
                body = _content(response, largest)
                if time.monotonic() >= deadline:
                    raise TimeoutError
                return Answer(response.status, _wait(response.getheader("Retry-After")), kind, body)
        except AssistError:
            if time.monotonic() >= deadline:  # What was cut off then can look like anything.
                raise AssistError(_TOO_LONG) from None
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise AssistError(_TOO_LONG if time.monotonic() >= deadline else _reason(error)) from None

    @contextmanager
    def _connected(self, deadline: float) -> Iterator[http.client.HTTPConnection]:
        """A connection that ends at the deadline, whatever it waits for."""
        sock = socket.create_connection(
            (self.host, self.port), timeout=max(0.01, deadline - time.monotonic())
        )
        if self.tls:
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=self.host, do_handshake_on_connect=False)
        ending = threading.Timer(max(0.01, deadline - time.monotonic()), _shut, (sock,))
        ending.daemon = True
        ending.start()
        try:
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            connection = http.client.HTTPConnection(self.host, self.port)
            connection.sock = sock
            yield connection
        finally:
            ending.cancel()
            sock.close()


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # Below TLS: whoever reads gets an end at once.


def _content(response: http.client.HTTPResponse, largest: int) -> bytes:
    if (response.getheader("Content-Encoding") or "identity").strip().lower() != "identity":
        raise AssistError("it answered in a compressed form that was not asked for")
    parts, size = [], 0
    while block := response.read(_BLOCK):
        parts.append(block)
        size += len(block)
        if size > largest:
            raise AssistError(f"its answer is longer than {largest} bytes")
    if response.length:
        raise AssistError("its answer broke off")
    return b"".join(parts)


def _wait(told: str | None) -> float:
    """The seconds that a Retry-After header asks for; a moment where it asks for nothing that can be read."""
    if told is None:
        return _SHORTEST_WAIT
    if told.strip().isdecimal():
        return max(_SHORTEST_WAIT, float(told.strip()[:9]))
    try:
        return max(_SHORTEST_WAIT, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return _SHORTEST_WAIT


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return f"no safe connection to it ({error.reason or 'TLS'})"
    if isinstance(error, ConnectionRefusedError):
        return "nothing answers there"
    if isinstance(error, socket.gaierror):
        return "its host is not known"
    if isinstance(error, TimeoutError):
        return _TOO_LONG
    if isinstance(error, OSError):
        return f"the connection to it failed ({error.strerror or type(error).__name__})"
    return f"it does not speak HTTP as it should ({type(error).__name__})"
