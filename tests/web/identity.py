"""A small OpenID Connect provider on the loopback, honest unless told otherwise."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "mintmark", "a secret that both know"


class Identity:
    """Who signs in there, and how its answers differ from honest ones.

    Attributes:
        person: the claims about who signs in.
        token: claims that the token has instead of the honest ones.
        userinfo: claims that the second answer has instead.
        asked: the parameters of the last authorisation request.
    """

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        self.person: dict[str, Any] = {
            "sub": "248289761001",
            "email": "ada@example.org",
            "email_verified": True,
            "name": "Ada Zoë",
        }
        self.token: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.asked: dict[str, str] = {}
        self.exchanged: dict[str, str] = {}
        self.issuer = ""

    def discovery(self) -> dict[str, Any]:
        """Return what the provider says of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def jwks(self) -> dict[str, Any]:
        """Return the public key."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def answer(self) -> dict[str, Any]:
        """Return what a code is exchanged for."""
        now = int(time.time())
        claims = {
            **self.person,
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked.get("nonce"),
            **self.token,
        }
        signed = jwt.encode(claims, self.key, "RS256", headers={"kid": "one"})
        return {"access_token": "t", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


@contextmanager
def providing() -> Iterator[Identity]:
    """Run a provider."""
    identity = Identity()

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                identity.asked = {name: one[0] for name, one in parse_qs(parts.query).items()}
                back = urlencode({"code": "c0de", "state": identity.asked["state"]})
                self.send_response(302)
                self.send_header("Location", f"{identity.asked['redirect_uri']}?{back}")
                self.end_headers()
                return
            self.say(
                {
                    "/.well-known/openid-configuration": identity.discovery,
                    "/jwks": identity.jwks,
                    "/userinfo": lambda: {**identity.person, **identity.userinfo},
                }[parts.path]()
            )

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            identity.exchanged = {name: one[0] for name, one in parse_qs(text).items()}
            self.say(identity.answer())

        def say(self, told: dict[str, Any]) -> None:
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    identity.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield identity
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
