"""An object store on loopback that speaks as much of S3 as listing and reading want."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


@contextmanager
def store(bucket: str, held: dict[str, bytes]) -> Iterator[dict[str, str]]:
    """Serves these objects; gives the environment by which programs find it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(bucket, held))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nothing",
            "AWS_REGION": "eu-north-1",
        }
    finally:
        server.shutdown()
        server.server_close()


def _handler(bucket: str, held: dict[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            return

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            address = urlsplit(self.path)
            asked = parse_qs(address.query)
            name, _, key = unquote(address.path).lstrip("/").partition("/")
            if name != bucket:
                self._send(404, b"<Error><Code>NoSuchBucket</Code></Error>", {}, body)
            elif not key:
                self._send(200, _listed(bucket, held, asked), {"Content-Type": "application/xml"}, body)
            elif key not in held:
                self._send(
                    404, b"<Error><Code>NoSuchKey</Code></Error>", {"Content-Type": "application/xml"}, body
                )
            else:
                self._send_object(held[key], body)

        def _send_object(self, data: bytes, body: bool) -> None:
            head = {
                "ETag": '"one"',
                "Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT",
                "Accept-Ranges": "bytes",
            }
            wanted = self.headers.get("Range")
            if wanted is None:
                self._send(200, data, head, body)
                return
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            start, end = int(first), min(int(last or len(data) - 1), len(data) - 1)
            head["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
            self._send(206, data[start : end + 1], head, body)

        def _send(self, status: int, data: bytes, head: dict[str, str], body: bool) -> None:
            self.send_response(status)
            for name, value in (head | {"Content-Length": str(len(data))}).items():
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(data)

    return Handler


def _listed(bucket: str, held: dict[str, bytes], asked: dict[str, list[str]]) -> bytes:
    prefix = asked.get("prefix", [""])[0]
    delimiter = asked.get("delimiter", [""])[0]
    files, folders = [], set()
    for key in sorted(held):
        if not key.startswith(prefix):
            continue
        rest = key[len(prefix) :]
        if delimiter and delimiter in rest:
            folders.add(prefix + rest.partition(delimiter)[0] + delimiter)
        else:
            files.append(key)
    contents = "".join(
        f"<Contents><Key>{escape(key)}</Key><Size>{len(held[key])}</Size><ETag>one</ETag>"
        "<LastModified>2015-10-21T07:28:00.000Z</LastModified><StorageClass>STANDARD</StorageClass></Contents>"
        for key in files
    )
    contents += "".join(
        f"<CommonPrefixes><Prefix>{escape(one)}</Prefix></CommonPrefixes>" for one in sorted(folders)
    )
    return (
        '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        f"<Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix><KeyCount>{len(files)}</KeyCount><MaxKeys>1000</MaxKeys>"
        f"<IsTruncated>false</IsTruncated>{contents}</ListBucketResult>"
    ).encode()
