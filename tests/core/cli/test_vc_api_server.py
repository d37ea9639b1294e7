"""The server around the application: TLS, bounds, a graceful end; and the command."""

from __future__ import annotations

import datetime
import http.client
import json
import os
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mintmark.cli.vc_api import command, server
from mintmark.cli.vc_api.command import Order
from mintmark.errors import UsageError
from vc_api_client import credential


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    return folder / "cert.pem", folder / "key.pem"


@contextmanager
def serving(**changes: Any) -> Iterator[server.Server]:
    listening = command.start(Order(**({"port": 0, "offline": True} | changes)))
    loop = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
    loop.start()
    try:
        yield listening
    finally:
        listening.shutdown()
        loop.join()
        listening.server_close()


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: Any = None
) -> tuple[int, Any]:
    data = None if body is None else json.dumps(body)
    connection.request(method, path, data, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def test_it_serves_over_tls(pem):
    certificate, key = pem
    trusted = ssl.create_default_context(cafile=str(certificate))
    with serving(tls_cert=certificate, tls_key=key) as listening:

        def https(method: str, path: str, body: Any = None) -> tuple[int, Any]:
            connection = http.client.HTTPSConnection(
                "localhost", listening.server_port, context=trusted, timeout=10
            )
            try:
                return ask(connection, method, path, body)
            finally:
                connection.close()

        body = {"credential": credential(), "options": {"credentialStatus": True}}
        status, issued = https("POST", "/credentials/issue", body)
        assert status == 201
        secured = issued["verifiableCredential"]
        url = secured["credentialStatus"]["statusListCredential"]
        base = f"https://localhost:{listening.server_port}"
        assert url.startswith(base)
        assert https("GET", url.removeprefix(base))[0] == 200
        status, said = https("POST", "/credentials/verify", {"verifiableCredential": secured})
        assert (status, said["verified"]) == (200, True)
        with socket.create_connection(("127.0.0.1", listening.server_port)) as plain:
            plain.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert b"issuers" not in plain.recv(1000)
        assert https("GET", "/")[0] == 200


def raw(listening: server.Server, data: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", listening.server_port), timeout=10) as client:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        answer = b""
        while part := client.recv(65536):
            answer += part
        return answer


def test_odd_requests_over_plain_http():
    with serving() as listening:
        assert raw(listening, b"GET /issuers HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.0 200")
        assert b" 414 " in raw(listening, b"GET /" + b"x" * 70000 + b" HTTP/1.1\r\n\r\n")
        assert b" 400 " in raw(listening, b"NONSENSE / HTTP/9.9 x\r\n\r\n")
        assert raw(listening, b"") == b""
        short = b"POST /credentials/issue HTTP/1.1\r\nContent-Type: application/json\r\n"
        assert b" 400 " in raw(listening, short + b"Content-Length: 9\r\n\r\n{}")
        assert b" 411 " in raw(listening, short + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        assert b" 413 " in raw(listening, short + b"Content-Length: 99999999\r\n\r\n{}")


def test_silent_clients_are_hung_up_on(monkeypatch):
    monkeypatch.setattr(server, "WAIT", 0.1)
    monkeypatch.setattr(server._Handler, "timeout", 0.1)
    with serving() as listening:
        address = ("127.0.0.1", listening.server_port)
        with socket.create_connection(address, timeout=10) as silent:
            assert silent.recv(10) == b""


def test_no_connection_lasts_for_ever(monkeypatch):
    monkeypatch.setattr(server, "LIFETIME", 0.2)
    with serving() as listening:
        address = ("127.0.0.1", listening.server_port)
        with socket.create_connection(address, timeout=10) as dribbling:
            dribbling.sendall(b"POST /credentials/issue HTTP/1.1\r\n")
            assert dribbling.recv(10) == b""


def test_connections_over_the_bound_wait_for_a_place(monkeypatch):
    monkeypatch.setattr(server, "MAX_CONNECTIONS", 1)
    monkeypatch.setattr(server, "LIFETIME", 0.3)
    with serving() as listening:
        address = ("127.0.0.1", listening.server_port)
        with socket.create_connection(address, timeout=10):
            assert raw(listening, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 200")


def test_a_thread_that_cannot_start_leaves_its_place(monkeypatch):
    with serving() as listening:

        def refuse(*_: Any) -> None:
            raise RuntimeError

        before = listening._places._value
        monkeypatch.setattr(server.ThreadingMixIn, "process_request", refuse)
        with pytest.raises(RuntimeError):
            listening.process_request(None, None)
        assert listening._places._value == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it_gracefully(run, number, tmp_path, monkeypatch):
    """A signal sent while it serves ends the command with 0, and puts the handlers back."""
    seed = tmp_path / "seed"
    seed.write_bytes(b"s" * 40)
    before = signal.getsignal(number)
    told = command._tell

    def tell_and_stop(listening: server.Server, *, as_json: bool) -> None:
        told(listening, as_json=as_json)
        threading.Timer(0.2, os.kill, (os.getpid(), number)).start()

    monkeypatch.setattr(command, "_tell", tell_and_stop)
    answer = run("vc-api", "--port", 0, "--offline", "--seed-file", seed, "--json")
    assert answer.code == 0, answer.err
    assert answer.facts["address"].startswith("http://127.0.0.1:")
    assert len(answer.facts["issuers"]) == 16
    assert signal.getsignal(number) == before
    plain = run("vc-api", "--port", 0, "--offline")
    assert plain.out.startswith("Serving at http://127.0.0.1:")
    assert "/issuers/ecdsa-sd-2023" in plain.out


def test_an_address_of_the_sixth_version():
    try:
        with serving(host="::1") as listening:
            assert listening.server_name == "::1"
    except UsageError:
        pytest.skip("There is no IPv6 here.")


def bad_pem(folder: Path) -> dict[str, Any]:
    (folder / "x.pem").write_text("x")
    return {"tls_cert": folder / "x.pem", "tls_key": folder / "x.pem"}


ORDERS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "vc-api.half-a-certificate": lambda folder: {"tls_cert": folder / "x.pem"},
    "vc-api.bad-certificate": bad_pem,
    "vc-api.no-tls": lambda _: {"host": "0.0.0.0"},
    "vc-api.cannot-listen": lambda _: {"port": 70000},
    "file.unreadable": lambda folder: {"seed_file": folder / "missing"},
}


@pytest.mark.parametrize("code", ORDERS)
def test_orders_that_cannot_be_carried_out(code, tmp_path):
    with pytest.raises(UsageError) as caught:
        command.start(Order(**({"port": 0} | ORDERS[code](tmp_path))))
    assert caught.value.code == code


def test_only_this_machine_is_spoken_to_without_tls():
    with pytest.raises(UsageError):
        command.start(Order(port=0, host="example.org"))
    with serving(host="localhost"):
        pass


def test_a_seed_that_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr("mintmark.cli.files.MAX_INPUT", 3)
    (tmp_path / "seed").write_bytes(b"s" * 40)
    with pytest.raises(UsageError):
        command.start(Order(port=0, seed_file=tmp_path / "seed"))


def test_the_network_is_asked_unless_told_otherwise(tmp_path):
    from mintmark.network.fetch import First

    assert isinstance(command._fetcher({}, offline=False), First)
    (tmp_path / "documents.json").write_text('{"https://x.example/r": "text"}')
    with serving(documents=tmp_path / "documents.json", offline=False) as listening:
        service = listening.get_app()._service  # type: ignore[union-attr]
        assert service.documents().fetch("https://x.example/r") == b"text"
