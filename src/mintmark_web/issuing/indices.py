"""In which order the indices of a status list are given out: one that tells nothing.

Whoever sees two credentials must not learn from their indices which was issued first, or that both
are of one cohort. A keyed permutation gives each position an index, so that a range of positions
can be reserved at once and no index has to be looked for.
"""

from __future__ import annotations

from hashlib import blake2b

SEED_BYTES = 32
_ROUNDS = 6


def index_at(position: int, size: int, seed: bytes) -> int:
    """Return the index that stands at a position: a permutation of ``range(size)``.

    A Feistel network over the next even number of bits, walked until it falls into the range.

    Raises:
        ValueError: the position is outside.
    """
    if not 0 <= position < size:
        raise ValueError(f"{position} is not below {size}")
    half = ((size - 1).bit_length() + 1) // 2
    while True:
        position = _permuted(position, half, seed)
        if position < size:
            return position


def _permuted(value: int, half: int, seed: bytes) -> int:
    mask = (1 << half) - 1
    left, right = value >> half, value & mask
    for number in range(_ROUNDS):
        told = number.to_bytes(1, "big") + right.to_bytes(4, "big")
        drawn = blake2b(told, key=seed, digest_size=4).digest()
        left, right = right, left ^ (int.from_bytes(drawn, "big") & mask)
    return left << half | right
