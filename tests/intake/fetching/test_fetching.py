"""Fetching from a real server that misbehaves: each of its ways ends in a line for a person, soon and in little memory."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from depesje.errors import FetchError
from depesje.intake.fetching import Fetcher, Settings
from depesje.intake.fetching.addresses import odd_host, refusal
from depesje.intake.fetching.client import Client

from .certificates import Authority
from .misbehaving import PAGE, Server, page, redirect, serving, status

QUICK = Settings(
    allow_private=frozenset({"127.0.0.1"}),
    max_seconds=0.6,
    read_seconds=0.3,
    gap_seconds=0.0,
    max_bytes=100_000,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client(QUICK) as made:
        yield made


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.mark.parametrize(
    ("path", "said", "temporary"),
    [
        ("/drip", "took too long", True),
        ("/slow-headers", "took too long", True),
        ("/endless", "too large: more than 0.1 MB", False),
        ("/endless-headers", "does not keep to HTTP", True),
        ("/hints", "took too long", True),
        ("/hanging", "took too long", True),
        ("/mute", "took too long", True),
        ("/short", "does not keep to HTTP", True),
        ("/two-lengths", "does not keep to HTTP", True),
        ("/huge", "too large", False),
        ("/bomb", "too large", False),
        ("/bomb-twice", "too large", False),
        ("/broken-gzip", "came compressed in a way that cannot be undone", False),
        ("/odd-encoding", "came compressed in a way that was not asked for (aes128gcm)", False),
        ("/empty-blocks", "took too long", True),
        ("/broken-chunks", "does not keep to HTTP", True),
        ("/chunk-without-end", "does not keep to HTTP", True),
        ("/huge-chunk-head", "does not keep to HTTP", True),
        ("/no-http", "does not keep to HTTP", True),
        ("/gone-away", "does not keep to HTTP", True),
        ("/circle", "leads round in a circle", False),
        ("/circle-of-two", "leads round in a circle", False),
        ("/on/1", "leads on and on: more than 5 redirects", False),
        ("/nowhere", "leads elsewhere without saying where", False),
        ("/to-file", "only http and https are fetched, not file", False),
        ("/to-metadata", "leads to a reserved address (169.254.169.254)", False),
        ("/to-private", "leads to a private address (10.0.0.1)", False),
        ("/to-number", "a number that hides an address", False),
        ("/status/401", "asks for a login (HTTP 401)", False),
        ("/status/404", "has no such page (HTTP 404)", False),
        ("/status/410", "is gone for good (HTTP 410)", False),
        ("/status/418", "does not give it (HTTP 418)", False),
        ("/status/429", "is asked too often (HTTP 429)", True),
        ("/status/503", "has trouble of its own (HTTP 503)", True),
        ("/status/204", "does not give it (HTTP 204)", False),
    ],
)
def test_what_a_server_does_wrong_is_said_in_a_line(
    server: Server, client: Client, path: str, said: str, temporary: bool
) -> None:
    begun = time.monotonic()
    tracemalloc.start()
    with pytest.raises(FetchError) as raised:
        client.fetch(server.url + path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said in str(raised.value) and "\n" not in str(raised.value)
    assert raised.value.temporary is temporary
    assert time.monotonic() - begun < 2.5
    assert peak < 12_000_000


def test_what_a_server_says_is_known(client: Client) -> None:
    said = (
        "Content-Type: Text/HTML; charset='ISO-8859-1'",
        'ETag: "a1"',
        "Last-Modified: Tue, 14 Mar 2023 09:00:00 GMT",
        'Link: </hoved.css>; rel=preload, </kravet>; rel="canonical"',
        "Cache-Control: public, max-age=600",
    )
    with serving({"/a": page(*said)}) as server:
        found = client.fetch(server.url + "/a#midt")
    assert (found.data, found.url, found.status) == (PAGE.encode(), f"{server.url}/a", 200)
    assert (found.media_type, found.etag, found.last_modified) == (
        "text/html", '"a1"', "Tue, 14 Mar 2023 09:00:00 GMT",
    )  # fmt: skip
    assert found.canonical == f"{server.url}/kravet"
    assert found.max_age == 600
    assert found.moved is None and found.notes == ()


def test_a_canonical_address_that_is_none_takes_nothing_away(client: Client) -> None:
    with serving({"/a": page("Link: <http://[>; rel=canonical, </b>; rel=canonical")}) as server:
        assert client.fetch(server.url + "/a").canonical == f"{server.url}/b"


def test_a_page_does_not_speak_for_another_host(client: Client) -> None:
    with serving({"/a": page("Link: <https://vg.example/kravet>; rel=canonical")}) as server:
        assert client.fetch(server.url + "/a").canonical is None


@pytest.mark.parametrize("path", ["/http10", "/cookie", "/to-page"])
def test_what_is_odd_but_right_is_fetched(server: Server, client: Client, path: str) -> None:
    assert client.fetch(server.url + path).data == PAGE.encode()


def test_only_as_much_as_was_declared_is_read(server: Server, client: Client) -> None:
    assert client.fetch(server.url + "/long").data == b"<p>bare dette</"


def test_where_a_page_moved_for_good_is_told_apart_from_where_it_is_today(
    server: Server, client: Client
) -> None:
    assert client.fetch(server.url + "/moved").moved == f"{server.url}/page"
    assert client.fetch(server.url + "/moved-for-now").moved is None


def test_what_is_not_new_is_not_sent_again(client: Client) -> None:
    def answer(to: object) -> None:
        connection = to
        if connection.asked.headers.get("if-none-match") == '"a1"':  # type: ignore[attr-defined]
            connection.head("304 Not Modified", 'ETag: "a1"')  # type: ignore[attr-defined]
        else:
            connection.whole(PAGE, "200 OK", 'ETag: "a1"')  # type: ignore[attr-defined]

    with serving({"/a": answer}) as server:
        first = client.fetch(server.url + "/a")
        again = client.fetch(
            server.url + "/a", etag=first.etag, last_modified="Tue, 14 Mar 2023 09:00:00 GMT"
        )
        assert (first.status, again.status, again.data) == (200, 304, None)
        assert server.asked[1].headers["if-modified-since"] == "Tue, 14 Mar 2023 09:00:00 GMT"


def test_no_cookie_goes_from_one_host_to_another_nor_from_one_day_to_the_next(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as other:
        _names(monkeypatch, {"annen.example": ["127.0.0.1"]})
        there = {
            "/sets": redirect(
                f"http://annen.example:{other.port}/page", "302 Found", "Set-Cookie: hemmelig=1"
            ),
            "/a": page("Set-Cookie: hemmelig=2"),
        }
        with (
            serving(there) as server,
            Client(Settings(allow_private=frozenset({"127.0.0.1", "annen.example"}))) as asking,
        ):
            asking.fetch(server.url + "/sets")
            asking.fetch(server.url + "/a")
            asking.fetch(server.url + "/a")
            assert all("cookie" not in one.headers for one in (*server.asked, *other.asked))


def test_who_asks_is_said_honestly(server: Server) -> None:
    with Client(Settings(contact="desk@avis.example", allow_private=frozenset({"127.0.0.1"}))) as asking:
        asking.fetch(server.url + "/page")
    sent = server.asked[-1].headers
    assert sent["user-agent"].startswith("Depesje/") and sent["user-agent"].endswith("(+desk@avis.example)")
    assert "referer" not in sent and "authorization" not in sent


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://avis.example/a", "only http and https are fetched, not ftp"),
        ("file:///etc/passwd", "only http and https"),
        ("http://", "no address on the web"),
        ("http://[::1", "no address on the web"),
        ("https://avis.example:99999/", "no address on the web"),
        ("http://avis.example/\x00", "no address on the web"),
        ("https://desk:hemmelig@avis.example/", "a name or password in it"),
        ("http://avis.example:25/", "nothing is fetched from port 25"),
        ("http://2130706433/", "a number that hides an address"),
        ("http://0x7f.1/", "a number that hides an address"),
        ("http://0177.0.0.1/", "a number that hides an address"),
        ("http://127.1/", "a number that hides an address"),
        ("http://127.0.0.1/", "a private address"),
        ("http://[::1]/", "a private address"),
        ("http://[::ffff:127.0.0.1]/", "a private address"),
        ("http://[::ffff:a9fe:a9fe]/", "a reserved address"),
        ("http://[64:ff9b::7f00:1]/", "a private address"),
        ("http://[fe80::1]/", "a reserved address"),
        ("http://0.0.0.0/", "a reserved address"),
        ("http://localhost/", "a private address"),
        ("http://" + "a" * 5000 + ".example/", "no address on the web"),
    ],
)
def test_what_is_no_address_on_the_web_is_not_asked(url: str, said: str) -> None:
    with Client() as asking, pytest.raises(FetchError) as raised:
        asking.fetch(url)
    assert said in str(raised.value)
    assert "hemmelig" not in str(raised.value)


@pytest.mark.parametrize(
    ("address", "public", "house"),
    [
        ("93.184.215.14", True, True),
        ("2a02:2e0:3fe:1001:302::", True, True),
        ("64:ff9b::5db8:d70e", True, True),
        ("10.1.2.3", False, True),
        ("100.64.0.1", False, True),
        ("127.0.0.1", False, True),
        ("fd12::1", False, True),
        ("::ffff:192.168.1.1", False, True),
        ("169.254.169.254", False, False),
        ("fe80::1%eth0", False, False),
        ("fd00:ec2::254", False, False),
        ("168.63.129.16", False, False),
        ("224.0.0.1", False, False),
        ("ff02::1", False, False),
        ("255.255.255.255", False, False),
        ("2002:7f00:1::", False, False),
        ("2001:db8::1", False, False),
        ("64:ff9b:1::1", False, False),
        ("::", False, False),
        ("::127.0.0.1", False, True),
        ("nei", False, False),
    ],
)
def test_which_addresses_may_be_asked(address: str, public: bool, house: bool) -> None:
    assert (refusal(address) is None) is public
    assert (refusal(address, private=True) is None) is house


def test_a_host_is_no_number() -> None:
    assert odd_host("avis.no") is None and odd_host("10.1.2.3") is None and odd_host("1881.no") is None
    assert odd_host("0x7f000001") and odd_host("1.2.3.0x4") and odd_host("127.0.0.1.")


def _names(monkeypatch: pytest.MonkeyPatch, known: dict[str, list[str]]) -> list[str]:
    """Lets names lead to addresses; returns the names that are asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: object, **more: object) -> object:
        asked.append(host)
        if host not in known:
            return real(host, port, *args, **more)  # type: ignore[arg-type]
        answers = known[host].pop(0) if isinstance(known[host][0], list) else known[host]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in answers]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_a_name_that_leads_to_a_private_address_beside_a_public_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _names(monkeypatch, {"lure.example": ["93.184.215.14", "192.168.0.1"]})
    with (
        Client() as asking,
        pytest.raises(FetchError, match=r"leads to a private address \(192\.168\.0\.1\)"),
    ):
        asking.fetch("http://lure.example/")


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere the second time it is looked up (DNS rebinding) is looked up once."""
    asked = _names(monkeypatch, {"skifter.example": ["127.0.0.1"]})
    with Client(Settings(allow_private=frozenset({"skifter.example"}))) as asking:
        asking.fetch(f"http://skifter.example:{server.port}/page")
    # The numeric address is "looked up" to connect to it, which asks nobody.
    assert [name for name in asked if name != "127.0.0.1"] == ["skifter.example"]


def test_an_allowance_is_for_whom_a_person_asks_not_for_whom_a_page_names(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = f"http://intranett.example:{server.port}/page"
    names: dict[str, list[str]] = {"intranett.example": ["127.0.0.1"], "ute.example": ["127.0.0.1"]}
    _names(monkeypatch, names)
    with Client(Settings(allow_private=frozenset({"intranett.example"}))) as asking:
        assert asking.fetch(inside).data
        assert asking.fetch(inside, named_by=inside).data
        with pytest.raises(FetchError, match="private address"):
            asking.fetch(inside, named_by="https://ute.example/feed")


def test_a_name_that_nobody_tells_of_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(5) or [])
    begun = time.monotonic()
    with Client(QUICK) as asking, pytest.raises(FetchError, match="not found in time"):
        asking.fetch("http://treg.example/")
    assert time.monotonic() - begun < 2


def test_a_name_that_there_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with Client() as asking, pytest.raises(FetchError, match="no host of that name") as raised:
        asking.fetch("http://finnes-ikke.example/")
    assert raised.value.temporary


def test_a_port_where_nobody_listens(server: Server) -> None:
    with Client(QUICK) as asking, pytest.raises(FetchError, match="cannot be reached") as raised:
        asking.fetch("http://127.0.0.1:1/")
    assert raised.value.temporary


class TestTLS:
    def test_a_certificate_that_is_vouched_for(self, authority: Authority) -> None:
        trusting = Settings(allow_private=frozenset({"127.0.0.1"}), ca_file=str(authority.file))
        with serving(certificate=authority.certificate()) as server, Client(trusting) as asking:
            assert asking.fetch(server.url + "/page").data == PAGE.encode()

    @pytest.mark.parametrize(
        ("made", "said"),
        [
            (lambda by: by.self_signed(), "self-signed certificate"),
            (
                lambda by: by.certificate(start="20200101000000Z", end="20200102000000Z"),
                "certificate has expired",
            ),
            (lambda by: by.certificate(start="20480101000000Z"), "certificate is not yet valid"),
            (lambda by: by.certificate("DNS:annen.example"), "certificate is not valid for '127.0.0.1'"),
        ],
    )
    def test_a_certificate_that_is_not(
        self, authority: Authority, made: Callable[[Authority], Path], said: str
    ) -> None:
        trusting = Settings(allow_private=frozenset({"127.0.0.1"}), ca_file=str(authority.file))
        with (
            serving(certificate=made(authority)) as server,
            Client(trusting) as asking,
            pytest.raises(FetchError, match="its certificate is not to be trusted") as raised,
        ):
            asking.fetch(server.url + "/page")
        assert said in str(raised.value)
        assert server.asked == []

    def test_one_that_the_house_alone_vouches_for_is_not_trusted_unasked(self, authority: Authority) -> None:
        with (
            serving(certificate=authority.certificate()) as server,
            Client(QUICK) as asking,
            pytest.raises(FetchError, match="not to be trusted"),
        ):
            asking.fetch(server.url + "/page")

    def test_a_server_that_speaks_no_tls(self) -> None:
        def greet(listening: socket.socket) -> None:
            caller, _ = listening.accept()
            caller.sendall(b"220 mail.example ESMTP\r\n")
            caller.recv(1000)

        with socket.create_server(("127.0.0.1", 0)) as listening:
            threading.Thread(target=greet, args=(listening,), daemon=True).start()
            with Client(QUICK) as asking, pytest.raises(FetchError, match="no secure connection"):
                asking.fetch(f"https://127.0.0.1:{listening.getsockname()[1]}/page")

    def test_that_https_leads_to_http_is_told(self, authority: Authority, server: Server) -> None:
        trusting = Settings(allow_private=frozenset({"127.0.0.1"}), ca_file=str(authority.file))
        down = {"/ned": redirect(f"{server.url}/page")}
        with serving(down, certificate=authority.certificate()) as safe, Client(trusting) as asking:
            (note,) = asking.fetch(safe.url + "/ned").notes
        assert "leads from https to http" in note


class TestRules:
    """What hosts ask of programs."""

    def fetcher(self, **more: object) -> Fetcher:
        return Fetcher(Settings(allow_private=frozenset({"127.0.0.1"}), gap_seconds=0, **more))  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("robots", "allowed"),
        [
            ("User-agent: *\nDisallow: /lukket/\n", True),
            ("User-agent: *\nDisallow: /\n\nUser-agent: depesje\nAllow: /\n", True),
            ("User-agent: *\nDisallow: /\n", False),
            ("User-agent: Depesje\nDisallow: /page\n", False),
            ("<html>ikke funnet</html>", True),
            ("\0" * 100, True),
        ],
    )
    def test_robots_txt_is_kept_to(self, robots: str, allowed: bool) -> None:
        with serving({"/robots.txt": page(body=robots)}) as server, self.fetcher() as asking:
            if allowed:
                assert asking.fetch(server.url + "/page").data
            else:
                with pytest.raises(FetchError, match=r"robots\.txt asks programs not to"):
                    asking.fetch(server.url + "/page")
                assert server.paths() == []

    def test_robots_txt_is_asked_for_once(self) -> None:
        with serving() as server, self.fetcher() as asking:
            for _ in range(3):
                asking.fetch(server.url + "/page")
            assert [one.path for one in server.asked].count("/robots.txt") == 1

    def test_a_host_whose_robots_txt_cannot_be_told_is_left_alone_for_now(self) -> None:
        trouble = status("503 Service Unavailable", "Retry-After: 30")
        with (
            serving({"/robots.txt": trouble}) as server,
            self.fetcher() as asking,
            pytest.raises(FetchError, match=r"robots\.txt cannot be read: has trouble") as raised,
        ):
            asking.fetch(server.url + "/page")
        assert raised.value.temporary and raised.value.retry_after == 30

    def test_a_redirect_into_what_robots_txt_shuts_is_not_followed(self) -> None:
        rules = page(body="User-agent: *\nDisallow: /page")
        with (
            serving({"/robots.txt": rules}) as server,
            self.fetcher() as asking,
            pytest.raises(FetchError, match=r"robots\.txt"),
        ):
            asking.fetch(server.url + "/to-page")
            assert server.paths() == ["/to-page"]

    def test_who_has_an_agreement_need_not_ask(self) -> None:
        rules = page(body="User-agent: *\nDisallow: /")
        with (
            serving({"/robots.txt": rules}) as server,
            self.fetcher(no_robots=frozenset({"127.0.0.1"})) as asking,
        ):
            assert asking.fetch(server.url + "/page").data

    def test_a_pause_lies_between_two_requests_to_a_host(self) -> None:
        waited: list[float] = []
        rules = page(body="User-agent: *\nCrawl-delay: 7")
        settings = Settings(allow_private=frozenset({"127.0.0.1"}), gap_seconds=2)
        with serving({"/robots.txt": rules}) as server, Fetcher(settings, wait=waited.append) as asking:
            asking.fetch(server.url + "/page")
            asking.fetch(server.url + "/page")
        assert len(waited) == 1 and 6 < waited[0] <= 7

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            ({"/page": page("TDM-Reservation: 1", "TDM-Policy: https://avis.example/vilkaar")},
             "header tdm-reservation=1, policy https://avis.example/vilkaar"),
            ({"/page": page("X-Robots-Tag: noindex, noai")}, "header x-robots-tag=noai"),
            ({"/page": page("X-Robots-Tag: depesje: noai")}, "header x-robots-tag=noai"),
            ({"/page": page("X-Robots-Tag: googlebot: noai")}, None),
            ({"/page": page("TDM-Reservation: 0"),
              "/.well-known/tdmrep.json": page(body='[{"location": "/", "tdm-reservation": 1}]')}, None),
            ({"/.well-known/tdmrep.json": page(
                body='[{"location": "/apent/*", "tdm-reservation": 0}, {"location": "/pa*$",'
                     ' "tdm-reservation": 1, "tdm-policy": "https://avis.example/vilkaar"}]')},
             "well-known tdm-reservation=1, policy https://avis.example/vilkaar"),
            ({"/.well-known/tdmrep.json": page(body='[{"location": "/pag$", "tdm-reservation": 1}, 7, {}]')}, None),
            ({"/.well-known/tdmrep.json": page(body="[" * 100_000)}, None),
            ({"/robots.txt": page(body="User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /")},
             "robots.txt content-signal: ai-train=no"),
            ({"/robots.txt": page(body="User-agent: *\nContent-Usage: /arkiv/ train-ai=n\nAllow: /")}, None),
            ({"/robots.txt": page(
                body="User-agent: depesje\nAllow: /\n\nUser-agent: *\nContent-Signal: ai-train=no")}, None),
            ({}, None),
        ],
    )  # fmt: skip
    def test_what_is_reserved_is_known(self, answers: dict[str, object], said: str | None) -> None:
        with serving(answers) as server, self.fetcher() as asking:  # type: ignore[arg-type]
            found = asking.fetch(server.url + "/page").reserved
        assert (found.shown() if found else None) == said


def test_gzip_is_undone(client: Client) -> None:
    packed = gzip.compress(PAGE.encode())
    with serving({"/a": page("Content-Encoding: gzip", body=packed)}) as server:
        assert client.fetch(server.url + "/a").data == PAGE.encode()
