"""The network door, held against loopback servers with certificates of their own."""

import datetime
import itertools
import socket
import ssl
import threading
import time
from contextlib import suppress
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mintmark.errors import MintmarkError, UnavailableError
from mintmark.network import timed_connection
from mintmark.network.fetch import First, Limits, NetworkFetcher
from mintmark.network.public_address import is_public
from mintmark.ports import Documents

HOST = "issuer.example"
LOOPBACK = ip_address("127.0.0.1")
OK = b"HTTP/1.1 200 OK\r\n"


# --- addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("1.1.1.1", True),
        ("100.63.255.255", True),
        ("100.128.0.0", True),
        ("172.15.255.255", True),
        ("172.32.0.1", True),
        ("192.0.1.1", True),
        ("223.255.255.255", True),
        ("0.0.0.0", False),
        ("0.1.2.3", False),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("127.255.255.254", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("172.31.255.255", False),
        ("192.0.0.8", False),
        ("192.0.2.1", False),
        ("192.88.99.1", False),
        ("192.168.1.1", False),
        ("198.18.0.1", False),
        ("198.51.100.1", False),
        ("203.0.113.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("2606:4700:4700::1111", True),
        ("2a00:1450:4001::1", True),
        ("2001:4860:4860::8888", True),
        ("::", False),
        ("::1", False),
        ("::8.8.8.8", False),
        ("::127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::ffff:127.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("::ffff:0:127.0.0.1", False),
        ("64:ff9b::8.8.8.8", True),
        ("64:ff9b::10.0.0.1", False),
        ("64:ff9b:1::10.0.0.1", False),
        ("100::1", False),
        ("2001::1", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("2001:2::1", False),
        ("2001:20::1", False),
        ("2001:db8::1", False),
        ("2002:7f00:1::1", False),
        ("2002:808:808::1", False),
        ("3fff::1", False),
        ("4000::1", False),
        ("5f00::1", False),
        ("fc00::1", False),
        ("fd12:3456::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("2606:4700::1%1", False),
        ("fec0::1", False),
        ("ff02::1", False),
    ],
)
def test_is_public(address, public):
    assert is_public(ip_address(address)) is public


# --- a server ---------------------------------------------------------------------------------


def issue(subject, key, issuer, issuer_key, *extensions):
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_key, hashes.SHA256())


def named(name):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    """The server's and the client's TLS settings: an authority, and a leaf for HOST."""
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    skid = x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key())
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    authority = issue(
        named("Test authority"),
        authority_key,
        named("Test authority"),
        authority_key,
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (usage, True),
        (skid, False),
    )
    leaf = issue(
        named(HOST),
        key,
        authority.subject,
        authority_key,
        (x509.SubjectAlternativeName([x509.DNSName(HOST)]), False),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(skid), False),
    )
    folder = tmp_path_factory.mktemp("tls")
    pem = serialization.Encoding.PEM
    (folder / "leaf.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + leaf.public_bytes(pem)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "leaf.pem")
    client = ssl.create_default_context(cadata=authority.public_bytes(pem).decode())
    return server, client


class Server:
    """Answers each connection with the next script: bytes, or a function that writes."""

    def __init__(self, tls, scripts):
        self.requests = []
        self._tls, self._scripts = tls, list(scripts)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        for script in self._scripts:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            with suppress(OSError), plain:
                if script == "silent":
                    plain.recv(10_000)
                    plain.recv(10_000)
                    continue
                with self._tls.wrap_socket(plain, server_side=True) as secure:
                    self._answer(secure, script)

    def _answer(self, secure, script):
        request = b""
        while b"\r\n\r\n" not in request:
            request += secure.recv(10_000)
        self.requests.append(request.decode())
        if callable(script):
            script(secure)
        else:
            secure.sendall(script)
        with suppress(OSError, ValueError):
            secure.unwrap()

    def close(self):
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
        self._listener.close()
        self._thread.join(2)


@pytest.fixture
def serve(tls):
    servers = []

    def start(*scripts, limits=None, client=None, **changes):
        server = Server(tls[0], scripts)
        servers.append(server)
        arguments = {
            "allow": lambda address: address == LOOPBACK,
            "resolve": lambda host, port: [LOOPBACK],
            "connect": lambda address, port, seconds: socket.create_connection(
                (str(address), server.port), timeout=seconds
            ),
            "tls": client or tls[1],
            **changes,
        }
        return NetworkFetcher(limits, **arguments), server

    yield start
    for server in servers:
        server.close()


def sized(body, head=OK):
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def redirect(location, status=302):
    head = b"HTTP/1.1 %d Moved\r\nLocation: %s\r\n" % (status, location.encode())
    return sized(b"", head)


def code_of(fetcher, url=f"https://{HOST}/doc"):
    with pytest.raises(UnavailableError) as caught:
        fetcher.fetch(url)
    return caught.value.code


# --- what works -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        sized(b"hello"),
        OK + b"\r\nhello",
        OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
        OK + b"Content-Encoding: identity\r\n\r\nhello",
        b"HTTP/1.1 100 Continue\r\n\r\n" + sized(b"hello"),
    ],
)
def test_a_document_is_fetched(serve, answer):
    fetcher, _ = serve(answer)
    assert fetcher.fetch(f"https://{HOST}/doc") == b"hello"


def test_the_request_is_plain(serve, monkeypatch):
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    fetcher, server = serve(sized(b"x"))
    fetcher.fetch(f"https://{HOST.upper()}/a/b?c=d#fragment")
    lines = server.requests[0].split("\r\n")
    assert lines[0] == "GET /a/b?c=d HTTP/1.1"
    assert f"Host: {HOST}" in lines
    assert "Accept-Encoding: identity" in lines
    assert not any(line.lower().startswith(("cookie", "authorization")) for line in lines)


@pytest.mark.parametrize(
    ("url", "path", "host"),
    [
        (f"https://{HOST}", "/", HOST),
        (f"https://{HOST}?q", "/?q", HOST),
        (f"HTTPS://{HOST}:443/x", "/x", HOST),
        (f"https://{HOST}:8443/x", "/x", f"{HOST}:8443"),
    ],
)
def test_addresses_that_are_accepted(serve, url, path, host):
    fetcher, server = serve(sized(b"x"))
    assert fetcher.fetch(url) == b"x"
    assert server.requests[0].startswith(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n")


def test_asked_twice_is_one_request(serve):
    fetcher, server = serve(sized(b"one"), sized(b"two"))
    assert [fetcher.fetch(f"https://{HOST}/doc") for _ in range(3)] == [b"one"] * 3
    assert len(server.requests) == 1


def test_a_failure_is_remembered_too(serve):
    fetcher, server = serve(b"HTTP/1.1 404 No\r\n\r\n", sized(b"late"))
    assert [code_of(fetcher) for _ in range(2)] == ["fetch.status"] * 2
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(serve, status):
    fetcher, server = serve(
        redirect("/b", status), redirect(f"https://{HOST}/c", status), redirect("d"), sized(b"end")
    )
    assert fetcher.fetch(f"https://{HOST}/a") == b"end"
    assert [request.split()[1] for request in server.requests] == ["/a", "/b", "/c", "/d"]


def test_the_next_address_is_tried_when_one_does_not_answer(serve):
    second = ip_address("127.0.0.2")
    tried = []
    fetcher, _ = serve(
        sized(b"x"), resolve=lambda host, port: [second, LOOPBACK], allow=lambda address: True
    )
    real = fetcher._connect

    def connect(address, port, seconds):
        tried.append(address)
        if address == second:
            raise ConnectionRefusedError
        return real(address, port, seconds)

    fetcher._connect = connect
    assert fetcher.fetch(f"https://{HOST}/doc") == b"x"
    assert tried == [second, LOOPBACK]


# --- addresses that are refused ---------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "",
        "doc",
        f"http://{HOST}/",
        f"ftp://{HOST}/",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        f"https:{HOST}",
        f"https://user@{HOST}/",
        f"https://user:word@{HOST}/",
        f"https://other.example\\@{HOST}/",
        f"https://{HOST}:0/",
        f"https://{HOST}:65536/",
        f"https://{HOST}:/",
        f"https://{HOST}:-1/",
        f"https://{HOST}:٤٤٣/",
        f"https://{HOST}./",
        f"https://-{HOST}/",
        "https://a..example/",
        "https://a_b.example/",
        "https://127.0.0.1/",
        "https://8.8.8.8/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0x7f000001/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://\u212aelvin.example/",
        "http\u017f://issuer.example/",
        "https://b\u00fccher.example/",
        f"https://{HOST}/a b",
        f"https://{HOST}/\r\nX: y",
        f"https://{HOST}/\x00",
        f"https://{HOST}/\u00e4",
        f" https://{HOST}/",
        f"https://{HOST}/\n",
        f"https://{'a' * 64}.example/",
        f"https://{'a.' * 130}example/",
        f"https://{HOST}/{'a' * 2000}",
    ],
)
def test_addresses_that_are_refused(url):
    def resolve(host, port):
        raise AssertionError("resolved")

    assert code_of(NetworkFetcher(resolve=resolve), url) == "fetch.url-refused"


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["8.8.8.8", "10.0.0.1"],
        ["::ffff:169.254.169.254"],
        ["2606:4700::1", "fd00::1"],
    ],
)
def test_one_private_address_refuses_the_host(addresses):
    def connect(*_):
        raise AssertionError("connected")

    fetcher = NetworkFetcher(
        resolve=lambda host, port: [ip_address(address) for address in addresses], connect=connect
    )
    assert code_of(fetcher) == "fetch.address-refused"


def test_no_second_resolution(serve):
    """A name that turns private after the check (rebinding) is never asked again."""
    answers = iter([[ip_address("8.8.8.8")]])
    connected = []
    fetcher, _ = serve(sized(b"x"), resolve=lambda host, port: next(answers), allow=is_public)
    real = fetcher._connect
    fetcher._connect = lambda address, port, s: connected.append(address) or real(LOOPBACK, port, s)
    assert fetcher.fetch(f"https://{HOST}/doc") == b"x"
    assert connected == [ip_address("8.8.8.8")]


@pytest.mark.parametrize(
    ("location", "code"),
    [
        (f"http://{HOST}/", "fetch.url-refused"),
        ("file:///etc/passwd", "fetch.url-refused"),
        ("https://127.0.0.1/", "fetch.url-refused"),
        ("https://[", "fetch.url-refused"),
        ("//user@other.example/", "fetch.url-refused"),
        ("https://inside.example/", "fetch.address-refused"),
    ],
)
def test_redirects_pass_the_same_door(serve, location, code):
    inside = ip_address("10.0.0.1")
    fetcher, server = serve(
        redirect(location),
        sized(b"secret"),
        resolve=lambda host, port: [inside if host == "inside.example" else LOOPBACK],
    )
    assert code_of(fetcher) == code
    assert len(server.requests) == 1


def test_too_many_redirects(serve):
    fetcher, server = serve(*[redirect("/next")] * 6)
    assert code_of(fetcher) == "fetch.too-many-redirects"
    assert len(server.requests) == 4


def test_too_many_requests(serve):
    fetcher, server = serve(*[sized(b"x")] * 4, limits=Limits(requests=3))
    for number in range(3):
        fetcher.fetch(f"https://{HOST}/{number}")
    assert code_of(fetcher) == "fetch.too-many-requests"
    assert len(server.requests) == 3


# --- servers that misbehave -------------------------------------------------------------------


def test_an_unknown_host():
    def nobody(host, port):
        raise socket.gaierror("no such host")

    assert code_of(NetworkFetcher(resolve=nobody)) == "fetch.unknown-host"
    assert code_of(NetworkFetcher(resolve=lambda host, port: [])) == "fetch.unknown-host"


def test_nobody_listens():
    def refuse(*_):
        raise ConnectionRefusedError

    fetcher = NetworkFetcher(resolve=lambda host, port: [ip_address("8.8.8.8")], connect=refuse)
    assert code_of(fetcher) == "fetch.connection"


def test_certificate_of_another_authority(serve):
    fetcher, server = serve(sized(b"x"), client=ssl.create_default_context())
    assert code_of(fetcher) == "fetch.tls"
    assert not server.requests


def test_default_settings_verify(serve):
    fetcher, server = serve(sized(b"x"))
    fetcher._tls = None
    assert code_of(fetcher) == "fetch.tls"
    assert not server.requests


def test_certificate_of_another_name(serve):
    fetcher, server = serve(sized(b"x"))
    assert code_of(fetcher, "https://other.example/") == "fetch.tls"
    assert not server.requests


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"HTTP/1.1 404 Not Found\r\n\r\n", "fetch.status"),
        (sized(b"x", b"HTTP/1.1 206 Partial\r\n"), "fetch.status"),
        (b"HTTP/1.1 204 Nothing\r\n\r\n", "fetch.status"),
        (b"HTTP/1.1 302 Found\r\n\r\n", "fetch.status"),
        (b"HTTP/1.1 304 Same\r\nLocation: /x\r\n\r\n", "fetch.status"),
        (sized(b"x", OK + b"Content-Encoding: gzip\r\n"), "fetch.compressed"),
        (sized(b"x" * 1001), "fetch.too-large"),
        (OK + b"Content-Length: 99999999999\r\n\r\n", "fetch.too-large"),
        (OK + b"\r\n" + b"x" * 1001, "fetch.too-large"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n7d0\r\n" + b"x" * 2000, "fetch.too-large"),
        (OK + b"Content-Length: 10\r\n\r\nhalf", "fetch.response"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\nhalf", "fetch.response"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "fetch.response"),
        (b"not http at all\r\n\r\n", "fetch.response"),
        (b"", "fetch.connection"),
        (OK + b"X: " + b"x" * 70_000 + b"\r\n\r\n", "fetch.response"),
        (OK + b"X: y\r\n" * 200 + b"\r\n", "fetch.response"),
    ],
)
def test_answers_that_are_refused(serve, answer, code):
    fetcher, _ = serve(answer, limits=Limits(body=1000))
    assert code_of(fetcher) == code


def test_the_largest_body_is_accepted(serve):
    fetcher, _ = serve(sized(b"x" * 1000), limits=Limits(body=1000))
    assert fetcher.fetch(f"https://{HOST}/doc") == b"x" * 1000


def test_a_cut_connection_is_not_the_end_of_the_document(serve):
    """Without a length only TLS's own goodbye says that the document is whole."""

    def cut(secure):
        secure.sendall(OK + b"\r\nhalf")
        secure.shutdown(socket.SHUT_RDWR)

    fetcher, _ = serve(cut)
    assert code_of(fetcher) == "fetch.connection"


def pour(secure, head, piece):
    secure.sendall(head)
    for _ in itertools.repeat(None, 2_000):
        secure.sendall(piece)


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        # http.client reads a chunk of size -1 to the end of the connection.
        (OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", b"x" * 16_000),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"Trailer: x\r\n" * 1_000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 600),
    ],
)
def test_a_server_that_pours_is_cut_off(serve, head, piece):
    fetcher, _ = serve(lambda secure: pour(secure, head, piece), limits=Limits(body=1000))
    start = time.monotonic()
    assert code_of(fetcher) == "fetch.too-large"
    assert time.monotonic() - start < 5


def dribble(secure, head, piece):
    secure.sendall(head)
    with suppress(OSError):
        for _ in range(100):
            secure.sendall(piece)
            time.sleep(0.02)


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (OK + b"Content-Length: 5000\r\n\r\n", b"x"),
        (OK + b"\r\n", b"x"),
        (OK, b"X"),
        (OK, b"X: y\r\n"),
        (b"", b"H"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
)
def test_a_server_that_dribbles_is_left(serve, head, piece):
    """Each wait is short, the whole is not: the total counts."""
    fetcher, _ = serve(
        lambda secure: dribble(secure, head, piece), limits=Limits(phase=0.3, total=0.4)
    )
    start = time.monotonic()
    assert code_of(fetcher) == "fetch.timeout"
    assert time.monotonic() - start < 1.5


def test_a_server_that_keeps_silent_is_left(serve):
    fetcher, _ = serve("silent", limits=Limits(phase=0.2, total=5))
    start = time.monotonic()
    assert code_of(fetcher) == "fetch.timeout"
    assert time.monotonic() - start < 1.5


def test_a_resolver_that_hangs_is_left():
    stuck = threading.Event()
    fetcher = NetworkFetcher(
        Limits(phase=0.1), resolve=lambda host, port: [LOOPBACK] if stuck.wait(5) else []
    )
    start = time.monotonic()
    assert code_of(fetcher) == "fetch.timeout"
    stuck.set()
    assert time.monotonic() - start < 1.5


def test_time_is_the_clocks(serve):
    """With the injected clock past the total, no connection is begun."""
    ticks = iter([0.0, 1.0, 11.0])
    fetcher, server = serve(sized(b"x"), clock=lambda: next(ticks, 12.0))
    assert code_of(fetcher) == "fetch.timeout"
    assert not server.requests


# --- the system's own resolver and connector --------------------------------------------------


def test_system_resolver_gives_every_address(monkeypatch):
    entry = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    found = [(*entry, ("8.8.8.8", 443)), (*entry, ("fe80::1%1", 443, 0, 1))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, type: found)
    assert [str(a) for a in timed_connection.ask_system(HOST, 443)] == ["8.8.8.8", "fe80::1%1"]
    assert code_of(NetworkFetcher()) == "fetch.address-refused"


def test_localhost_is_refused_by_default():
    assert code_of(NetworkFetcher(), "https://localhost/") == "fetch.address-refused"


def test_connector_goes_to_the_very_address():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with timed_connection.connect_to(LOOPBACK, port, 1.0) as connected:
            assert connected.getpeername() == ("127.0.0.1", port)


# --- composition ------------------------------------------------------------------------------


def test_first_that_has_it_answers():
    given, more = Documents({"a": "1"}), Documents({"a": "2", "b": "3"})
    assert First(given, more).fetch("a") == b"1"
    assert First(given, more).fetch("b") == b"3"


def test_first_gives_the_last_reason():
    def nobody(host, port):
        raise socket.gaierror

    both = First(Documents(), NetworkFetcher(resolve=nobody))
    assert code_of(both) == "fetch.unknown-host"
    assert code_of(First()) == "fetch.not-at-hand"


def test_first_lets_other_errors_through():
    class Broken:
        def fetch(self, url):
            raise MintmarkError("test.broken", "Broken.")

    with pytest.raises(MintmarkError, match="Broken"):
        First(Broken(), Documents({"a": "1"})).fetch("a")
