"""Bytes as signs that can stand in a page: seven bits a sign, so that a text is an eighth longer than what it holds.

A sign that HTML, a terminal or an editor could read as something else is not written: its place in WILD and the next
seven bits are one sign of two bytes. The page's loader reads the same.
"""

import numpy as np

WILD = (
    0,
    8,
    10,
    11,
    12,
    13,
    26,
    27,
    28,
    29,
    30,
    38,
    60,
    127,
)  # with 7 bits more they fill what two bytes of UTF-8 hold
BITS, FIRST = 7, 2  # bits a sign; where WILD begins among signs of two bytes, past a second set of control signs
SEVEN = (1 << BITS) - 1


def signs_of(content: bytes) -> str:
    """Return bytes as signs, after how many bytes they are."""
    bits = np.unpackbits(np.frombuffer(content, np.uint8))
    sevens = np.packbits(np.append(bits, np.zeros(-bits.size % BITS, np.uint8)).reshape(-1, BITS), axis=1) >> 1
    found, left = [f"{len(content)};"], iter(sevens.ravel().tolist())
    for seven in left:
        found.append(chr((WILD.index(seven) + FIRST) << BITS | next(left, 0)) if seven in WILD else chr(seven))
    return "".join(found)


def bytes_of(text: str) -> bytes:
    """Return the bytes that signs are; ValueError for what was not written by `signs_of`."""
    count, _, signs = text.partition(";")
    sevens: list[int] = []
    for sign in map(ord, signs):
        if sign > SEVEN:
            sevens.append(wild(sign))
        sevens.append(sign & SEVEN)
    high = (np.array(sevens, np.uint8) << 1).astype(np.uint8)
    bits = np.unpackbits(high[:, None], axis=1)[:, :BITS].ravel()
    return np.packbits(bits[: bits.size - bits.size % BITS]).tobytes()[: int(count)]


def wild(sign: int) -> int:
    """Return the seven bits that a sign of two bytes begins with; ValueError for one that is none of them."""
    place = (sign >> BITS) - FIRST
    if not 0 <= place < len(WILD):
        raise ValueError(f"no sign of a page: {sign}")
    return WILD[place]
