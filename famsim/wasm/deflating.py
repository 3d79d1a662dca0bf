"""Bytes deflated, as a browser inflates them."""

import zlib

HARDEST, RAW = 9, -15  # how hard; without a head


def deflated(content: bytes) -> bytes:
    """Return bytes deflated as hard as can be, without a head, as browsers inflate them."""
    squeezed = zlib.compressobj(HARDEST, zlib.DEFLATED, RAW)
    return squeezed.compress(content) + squeezed.flush()
