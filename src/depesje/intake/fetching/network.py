"""Connections to checked addresses only, within a time that is not renewed by every byte.

httpx2 has no way to say where to connect to, so this speaks to what is below it, httpcore2: a name is looked up once,
each address is checked, and the connection goes to the address that was checked. So a name that leads elsewhere a moment
later (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpcore2
import httpx2

from depesje.errors import IntakeError
from depesje.intake.fetching.addresses import refusal

_LEAST = 0.001  # seconds; a socket takes 0 for "at once or not at all"


class AddressError(IntakeError):
    """A host that lies where nothing may be fetched from."""


@dataclass(slots=True)
class Bounds:
    """When the work at hand must be done (``time.monotonic``), and whether it may go to a private network."""

    end: float = float("inf")
    private: frozenset[str] = frozenset()

    def left(self, timeout: float | None) -> float:
        """The seconds that one step may take; raises ``TimeoutError`` where none are left."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return max(_LEAST, left if timeout is None else min(timeout, left))


class _Stream(httpcore2.NetworkStream):
    """A connection on which every step is bounded by the end of the whole."""

    def __init__(self, stream: httpcore2.NetworkStream, bounds: Bounds) -> None:
        self._stream = stream
        self._bounds = bounds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._left(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._bounds)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, error: type[Exception]) -> float:
        try:
            return self._bounds.left(timeout)
        except TimeoutError:
            raise error("took too long in all") from None


class CheckedBackend(httpcore2.NetworkBackend):
    """Connects to the first checked address of a host that answers. Raises ``AddressError`` where none may be asked."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to a host, at an address that may be asked."""
        failed: Exception = httpcore2.ConnectError("no address answers")
        for address in self._checked(host, port, timeout):
            try:
                left = self._bounds.left(timeout)
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
                return _Stream(stream, self._bounds)
            except TimeoutError:
                raise httpcore2.ConnectTimeout("took too long in all") from None
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """There is none on the web."""
        raise AddressError("is no host on the web")

    def _checked(self, host: str, port: int, timeout: float | None) -> list[str]:
        private = host.strip("[]").rstrip(".").lower() in self._bounds.private
        found = resolve(host.strip("[]"), port, self._bounds.left(timeout))
        # One bad address among good ones is reason enough: whoever answers so means no good.
        for address in found:
            if reason := refusal(address, private=private):
                raise AddressError(f"leads to {reason} ({address}), from which nothing is fetched")
        return found


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a host, each once; raises what httpcore2 raises where there are none, or nobody tells in time."""
    told: list[list[str] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            told.append(list(dict.fromkeys(str(one[4][0]) for one in found)))
        except (OSError, UnicodeError) as error:
            told.append(error)

    # The system's resolver knows no time limit; a thread that waits for it beyond ours is left to end by itself.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if not told:
        raise httpcore2.ConnectTimeout("the host's name was not found in time")
    (answer,) = told
    if isinstance(answer, list):
        return answer
    raise httpcore2.ConnectError("there is no host of that name") from answer


class Transport(httpx2.BaseTransport):
    """httpx2's transport over a pool of checked connections; what fails below is raised as httpcore2 has it."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.bounds = Bounds()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context,
            max_connections=4,
            max_keepalive_connections=4,
            keepalive_expiry=10.0,
            network_backend=CheckedBackend(self.bounds),
        )

    @contextmanager
    def bounded(self, seconds: float, private: frozenset[str]) -> Iterator[None]:
        """All that is done inside ends after so many seconds; these hosts may lie in a private network."""
        self.bounds.end, self.bounds.private = time.monotonic() + seconds, private
        try:
            yield
        finally:
            self.bounds.end, self.bounds.private = float("inf"), frozenset()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request; its answer is still to be read."""
        url = request.url
        response = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
            request=request,
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


def context(ca_file: str | None = None) -> ssl.SSLContext:
    """What certificates are verified by: those that the system or certifi trusts, and a house's own."""
    made = httpx2.create_ssl_context(trust_env=False)
    if ca_file:
        try:
            made.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise IntakeError(f"{ca_file}: no certificates can be read from it: {error}") from None
    return made
