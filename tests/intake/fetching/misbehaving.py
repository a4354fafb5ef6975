"""A web server on this machine that answers as servers do when they are broken, overloaded or up to no good.

An answer is a function that writes bytes to a connection as it likes; what was asked for is remembered.
"""

from __future__ import annotations

import contextlib
import gzip
import socketserver
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAGE = """<!doctype html><html lang="nb"><head><title>Krever skipet tilbake</title>
<meta property="article:published_time" content="2023-03-14T10:00:00+01:00"></head><body><article>
<h1>Krever skipet tilbake</h1>
<p>– Vi krever at skipet blir frigitt, sa utenriksminister Gennadij Rodimtsev til NTB tirsdag.</p>
<p>Latvias president Ilze Kalvane avviser kravet. Skipet ble stanset i Østersjøen natt til mandag, og
mannskapet er fortsatt om bord. Havnemyndighetene i Ventspils sier at de venter på papirene.</p>
</article></body></html>"""
END = b"\r\n\r\n"


@dataclass
class Asked:
    """One request: what was asked for, by which headers (names in small letters), when."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    when: float = field(default_factory=time.monotonic)


class Connection:
    """What an answer is written to."""

    def __init__(self, handler: socketserver.StreamRequestHandler, asked: Asked) -> None:
        self._handler = handler
        self.asked = asked

    def send(self, data: bytes) -> None:
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def head(self, status: str, *headers: str) -> None:
        self.send("\r\n".join((f"HTTP/1.1 {status}", *headers)).encode() + END)

    def whole(self, body: bytes | str = PAGE, status: str = "200 OK", *headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        said = headers if any(one.lower().startswith("content-type") for one in headers) else (
            "Content-Type: text/html; charset=utf-8", *headers)  # fmt: skip
        self.head(status, *said, f"Content-Length: {len(data)}", "Connection: close")
        self.send(data)


Answer = Callable[[Connection], None]


@dataclass
class Server:
    """A running server: ``answers`` by path, ``asked`` so far. What has no answer is not found."""

    port: int
    tls: bool
    answers: dict[str, Answer]
    asked: list[Asked] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for, the rules of the host aside."""
        return [one.path for one in self.asked if "robots" not in one.path and "well-known" not in one.path]

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1


class _Threading(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is what half of the tests are about."""


@contextmanager
def serving(
    answers: dict[str, Answer] | None = None, certificate: Path | None = None, port: int = 0
) -> Iterator[Server]:
    """A server that answers so, and by ``ANSWERS``; over TLS with the certificate and key of a file."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    class Handler(socketserver.StreamRequestHandler):
        timeout = 20

        def setup(self) -> None:
            if context is not None:
                self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def handle(self) -> None:
            asked = _asked(self.rfile)
            if asked is None:
                return
            with server.counted():
                server.asked.append(asked)
                path = asked.path.partition("?")[0]
                answer = server.answers.get(path, _not_found)
                with contextlib.suppress(OSError):
                    answer(Connection(self, asked))

    with _Threading(("127.0.0.1", port), Handler) as running:
        server = Server(running.server_address[1], certificate is not None, {**ANSWERS, **(answers or {})})
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            running.shutdown()


def _asked(stream: Any) -> Asked | None:
    first = stream.readline(65536).decode("latin-1").split()
    if len(first) < 2:
        return None
    headers: dict[str, str] = {}
    while line := stream.readline(65536).decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", 0)))
    return Asked(first[0], first[1], headers, body)


def _not_found(to: Connection) -> None:
    to.whole("nei", "404 Not Found", "Content-Type: text/plain")


def redirect(where: str, status: str = "302 Found", *headers: str) -> Answer:
    return lambda to: to.head(status, f"Location: {where}", "Content-Length: 0", *headers)


def status(line: str, *headers: str) -> Answer:
    return lambda to: to.whole("trøbbel", line, "Content-Type: text/plain", *headers)


def page(*headers: str, body: str | bytes = PAGE) -> Answer:
    return lambda to: to.whole(body, "200 OK", *headers)


def _slow_drip(to: Connection) -> None:
    """Every byte in time, all of them never."""
    to.head("200 OK", "Content-Type: text/html", "Content-Length: 100000")
    for _ in range(200):
        to.send(b"<")
        time.sleep(0.05)


def _slow_headers(to: Connection) -> None:
    to.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        to.send(f"X-{number}: 1\r\n".encode())
        time.sleep(0.05)


def _endless(to: Connection) -> None:
    to.head("200 OK", "Content-Type: text/html")
    while True:
        to.send(b"<p>mer</p>" * 10_000)


def _endless_headers(to: Connection) -> None:
    to.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        to.send(b"X-Mer: " + b"m" * 1000 + b"\r\n")


def _endless_early_hints(to: Connection) -> None:
    while True:
        to.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
        time.sleep(0.01)


def _hanging(to: Connection) -> None:
    to.head("200 OK", "Content-Type: text/html", "Content-Length: 1000")
    time.sleep(10)


def _mute(to: Connection) -> None:
    time.sleep(10)


def _too_short(to: Connection) -> None:
    to.head("200 OK", "Content-Type: text/html", "Content-Length: 99999", "Connection: close")
    to.send(PAGE.encode())


def _too_long(to: Connection) -> None:
    to.head("200 OK", "Content-Type: text/html", "Content-Length: 15", "Connection: close")
    to.send(b"<p>bare dette</p>")


def _two_lengths(to: Connection) -> None:
    to.head("200 OK", "Content-Type: text/html", "Content-Length: 5", "Content-Length: 500")
    to.send(PAGE.encode())


def _declared_huge(to: Connection) -> None:
    to.head("200 OK", "Content-Type: text/html", "Content-Length: 99999999999")
    time.sleep(5)


def _bomb(data: bytes, encoding: str) -> Answer:
    def answer(to: Connection) -> None:
        to.head(
            "200 OK",
            "Content-Type: text/html",
            f"Content-Encoding: {encoding}",
            f"Content-Length: {len(data)}",
        )
        to.send(data)

    return answer


def _broken_chunks(to: Connection) -> None:
    to.head("200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked")
    to.send(b"5\r\n<p>he\r\nzz\r\ni</p>\r\n0\r\n\r\n")


def _chunk_without_end(to: Connection) -> None:
    to.head("200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked", "Connection: close")
    to.send(b"5\r\n<p>he\r\n")


def _huge_chunk_head(to: Connection) -> None:
    to.head("200 OK", "Content-Type: text/html", "Transfer-Encoding: chunked")
    while True:
        to.send(b"5;" + b"x" * 1000)


def _http_1_0(to: Connection) -> None:
    to.send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode())


def _no_http(to: Connection) -> None:
    to.send(b"220 mail.example ESMTP\r\n" * 20)


def _gone_away(to: Connection) -> None:
    """Closes without a word."""


def _only_compressed_blocks(to: Connection) -> None:
    """Compressed bytes without end that stand for nothing at all."""
    to.head("200 OK", "Content-Type: text/html", "Content-Encoding: gzip")
    packer = zlib.compressobj(wbits=31)
    to.send(packer.compress(b""))
    while True:
        to.send(packer.flush(zlib.Z_SYNC_FLUSH) or b"\x00\x00\x00\xff\xff")
        time.sleep(0.001)


def _wants_a_cookie(to: Connection) -> None:
    if "vis=ja" in to.asked.headers.get("cookie", ""):
        to.whole()
    else:
        to.head("302 Found", "Location: /cookie", "Set-Cookie: vis=ja; Path=/", "Content-Length: 0")


BOMB = gzip.compress(b"a" * 60_000_000, 1)
TWICE = gzip.compress(gzip.compress(b"a" * 60_000_000, 1), 1)

ANSWERS: dict[str, Answer] = {
    "/page": page(),
    "/drip": _slow_drip,
    "/slow-headers": _slow_headers,
    "/endless": _endless,
    "/endless-headers": _endless_headers,
    "/hints": _endless_early_hints,
    "/hanging": _hanging,
    "/mute": _mute,
    "/short": _too_short,
    "/long": _too_long,
    "/two-lengths": _two_lengths,
    "/huge": _declared_huge,
    "/bomb": _bomb(BOMB, "gzip"),
    "/bomb-twice": _bomb(TWICE, "gzip, gzip"),
    "/broken-gzip": _bomb(b"\x1f\x8b\x08\x00" + b"no gzip" * 20, "gzip"),
    "/odd-encoding": _bomb(b"abc", "aes128gcm"),
    "/empty-blocks": _only_compressed_blocks,
    "/broken-chunks": _broken_chunks,
    "/chunk-without-end": _chunk_without_end,
    "/huge-chunk-head": _huge_chunk_head,
    "/http10": _http_1_0,
    "/no-http": _no_http,
    "/gone-away": _gone_away,
    "/cookie": _wants_a_cookie,
    "/circle": redirect("/circle"),
    "/circle-of-two": redirect("/circle-back"),
    "/circle-back": redirect("/circle-of-two"),
    "/nowhere": lambda to: to.head("302 Found", "Content-Length: 0"),
    "/to-file": redirect("file:///etc/passwd"),
    "/to-metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/to-private": redirect("http://10.0.0.1/"),
    "/to-number": redirect("http://2130706433/"),
    "/to-page": redirect("/page"),
    "/moved": redirect("/page", "301 Moved Permanently"),
    "/moved-for-now": redirect("/moved", "307 Temporary Redirect"),
    **{f"/status/{code}": status(f"{code} Trouble") for code in (401, 403, 404, 410, 418, 500, 503)},
    "/status/429": status("429 Too Many Requests", "Retry-After: 120"),
    "/status/204": lambda to: to.head("204 No Content"),
}
ANSWERS |= {f"/on/{n}": redirect(f"/on/{n + 1}") for n in range(30)}
