"""OpenSSL and libsodium say the same of every signature, and what RFC 8032 wants at its strictest.

The points of order 8 are where implementations differ: some multiply by eight first, and take more.
"""

import hashlib
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintmark.keys import ed25519
from mintmark.keys.edwards import PRIME as P
from mintmark.keys.edwards import SMALL_ORDER_Y, D, has_small_order
from mintmark.keys.private_key import from_secret_bytes
from mintmark.keys.public_key import PublicKey

LIBSODIUM = ed25519.by_libsodium()
WAYS = {"openssl": ed25519.by_openssl} | ({"libsodium": LIBSODIUM} if LIBSODIUM else {})
ORDER = 2**252 + 27742317777372353535851937790883648493
MESSAGE = b"a loaf of bread"
KEY = from_secret_bytes("Ed25519", bytes(range(32)))
Point = tuple[int, int]


@pytest.fixture(params=list(WAYS))
def verify(request, monkeypatch):
    """Verify as a credential's signature is verified, by one of the ways."""
    monkeypatch.setattr(ed25519, "verify", WAYS[request.param])
    return lambda public, signature, data: PublicKey("Ed25519", public).verify(signature, data)


def add(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    k = D * x1 * x2 * y1 * y2 % P
    return (
        (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P,
        (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P,
    )


def times(number: int, point: Point) -> Point:
    found = (0, 1)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


def at(y: int) -> Point:
    """Return the point with this y and an even x."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - square) % P == 0
    return (P - x if x & 1 else x), y


def encoded(point: Point) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


BASE = at(4 * pow(5, -1, P) % P)
TORSION = next(p for p in map(at, sorted(SMALL_ORDER_Y - {0, 1, P - 1})) if times(4, p) != (0, 1))
SECRET, NONCE = 3**150 % ORDER, 5**100 % ORDER


def signed(public: Point, r: Point, nonce: int = NONCE) -> tuple[bytes, int]:
    """Return a signature that its maker bent: with any R, for any key of a secret known."""
    digest = hashlib.sha512(encoded(r) + encoded(public) + MESSAGE).digest()
    h = int.from_bytes(digest, "little") % ORDER
    return encoded(r) + ((nonce + h * SECRET) % ORDER).to_bytes(32, "little"), h


def test_an_honest_signature_holds_and_another_s_for_it_does_not(verify):
    public = times(SECRET, BASE)
    signature, _ = signed(public, times(NONCE, BASE))
    assert verify(encoded(public), signature, MESSAGE)
    assert not verify(encoded(public), signature, MESSAGE + b".")
    s = int.from_bytes(signature[32:], "little")
    for other in (s + ORDER, s + 2 * ORDER, ORDER - s):
        bent = signature[:32] + other.to_bytes(32, "little")
        assert not verify(encoded(public), bent, MESSAGE)


@pytest.mark.parametrize("number", range(1, 8))
def test_an_r_with_a_part_of_small_order_is_refused(verify, number):
    public = times(SECRET, BASE)
    signature, _ = signed(public, add(times(NONCE, BASE), times(number, TORSION)))
    assert not verify(encoded(public), signature, MESSAGE)


@pytest.mark.parametrize("number", range(8))
def test_an_r_of_small_order_is_refused(verify, number):
    public = times(SECRET, BASE)
    r = times(number, TORSION)
    assert has_small_order(encoded(r))
    signature, _ = signed(public, r, nonce=0)
    assert not verify(encoded(public), signature, MESSAGE)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_key_with_a_part_of_small_order_verifies_only_what_is_exact(verify, number):
    public = add(times(SECRET, BASE), times(number, TORSION))
    verdicts = set()
    for nonce in range(NONCE, NONCE + 48):
        signature, h = signed(public, times(nonce, BASE), nonce)
        exact = h * number % 8 == 0
        assert verify(encoded(public), signature, MESSAGE) == exact
        verdicts.add(exact)
    assert verdicts == {True, False}


@pytest.mark.skipif(LIBSODIUM is None, reason="PyNaCl is not installed")
@given(
    data=st.binary(max_size=80),
    position=st.integers(0, 95),
    flip=st.integers(0, 255),
)
@settings(max_examples=200)
def test_both_say_the_same(data, position, flip):
    bent = bytearray(KEY.public_key.raw + KEY.sign(data))
    bent[position] ^= flip
    public, signature = bytes(bent[:32]), bytes(bent[32:])
    assert ed25519.by_libsodium()(public, signature, data) == ed25519.by_openssl(
        public, signature, data
    )
    assert ed25519.by_openssl(public, signature, data) == (flip == 0)


def test_without_libsodium_openssl_verifies(monkeypatch):
    monkeypatch.setitem(sys.modules, "nacl.bindings", None)
    assert ed25519.by_libsodium() is None
