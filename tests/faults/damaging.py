"""Bytes damaged as files are: cut, spliced, flipped, lines lost or swapped, another encoding, pages of zeros."""

PAGE = 4096  # of a disk and of a database
SPLICES = [
    "nan",
    "inf",
    "-inf",
    "1e400",
    "-1",
    "0",
    "1e-3",
    "012",
    "1_0",
    "12:30",
    "true",
    "NO",
    "5%",
    "03/04/2016",
    "42463",
    "1,234",
    "#REF!",
    "=1+1",
    "@x",
    "../x",
    "/etc/passwd",
    "CON",
    "\x00",
    "\ufeff",
    "\u202e",
    "\ud7ff",
    "é",
    "\r",
    "\r\n",
    "[[",
    "]]",
    "{",
    "}",
    '"""',
    "'''",
    "=",
    ".",
    ",",
    ";",
    "\t",
    "__class__",
    "!!python/object/apply:os.system",
]
SPLICES = [one.encode("utf-8", "surrogatepass") for one in SPLICES] + [
    b"9" * 6000,
    b"[" * 2000,
    b"a." * 2000,
    b"\xff\xfe",
]


def damaged(data, luck):
    """Return bytes cut, spliced, flipped, with lines lost, doubled or swapped, or in another encoding."""
    for _ in range(luck.choice([1, 1, 1, 2, 3])):
        kind, at = luck.randrange(8), luck.randrange(len(data) + 1)
        lines = data.split(b"\n")
        one, other = luck.randrange(len(lines)), luck.randrange(len(lines))
        if kind == 0:
            data = data[:at]
        elif kind == 1:
            data = data[:at] + data[at + luck.randrange(1, 80) :]
        elif kind == 2:
            data = data[:at] + luck.choice(SPLICES) + data[at:]
        elif kind == 3:
            data = data[:at] + bytes([luck.randrange(256)]) + data[at + 1 :]
        elif kind == 4:
            lines[one], lines[other] = lines[other], lines[one]
        elif kind == 5:
            lines.insert(one, lines[other])
        elif kind == 6:
            head, sign, _ = lines[one].partition(b"=")
            lines[one] = head + sign + b" " + luck.choice(SPLICES)
        else:
            wide = luck.choice(["utf-16", "cp1252", "utf-8-sig", "utf-16-be"])
            data = data.decode("utf-8", "replace").encode(wide, "replace")
        data = b"\n".join(lines) if kind in (4, 5, 6) else data
    return data


def damaged_pages(data, luck):
    """Return bytes of a database with bits flipped, cut off, or with pages lost, swapped or overwritten."""
    data = bytearray(data)
    for _ in range(luck.choice([1, 1, 1, 2, 3])):
        at, kind = luck.randrange(len(data)), luck.randrange(8)
        one, other = (PAGE * luck.randrange(max(len(data) // PAGE, 1)) for _ in range(2))
        if kind < 4:
            data[at] ^= 1 << luck.randrange(8)
        elif kind == 4:
            data = data[: max(at, 1)]
        elif kind == 5:
            data[one : one + PAGE] = bytes(len(data[one : one + PAGE]))
        elif kind == 6:
            data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]
        else:
            splice = luck.choice(SPLICES)
            data[at : at + len(splice)] = splice
    return bytes(data)
