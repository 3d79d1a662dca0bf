"""Names in pictures: as wide as there is room, in fonts that have their signs, and each told apart from the others."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from string import ascii_uppercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

POINTS, DPI = 11, 100  # of the print that widths are measured in
SIGN = 0.092  # inches of a sign of the middle width in it
CUT, UNKNOWN = "\u2026", "\ufffd"  # where a name was cut; a sign that no font here has
BROKEN = "\n\t"  # a text into lines and columns: no font draws it
JOINS = "\u200d"  # the sign that joins two signs to one
STACKED = 2  # marks over, under or through a letter that are drawn: more of them lie over other rows
ABOVE_OR_BELOW, THROUGH = 200, 1  # combining classes
CHOOSES = range(0xFE00, 0xFE10)  # signs that choose how the one before looks
FLAGS = range(0x1F1E6, 0x1F200)  # two of them are a flag
TONES = range(0x1F3FB, 0x1F400)  # of skin
PLAIN = (400, "normal", "regular")  # weights that need no other to stand in for them
NOT_A_FONT = "last resort"  # draws a box for every sign there is


def cut_to_fit(text: str, signs: float) -> str:
    """Return a name for a figure: cut in the middle to the width of so many signs, nothing a formula."""
    return shortened_to(drawn(text), signs).replace("$", r"\$")


def labels(names: Sequence[str], signs: float, kind: str = "strategy") -> dict[str, str]:
    """Return what each of several names is called in a figure: no two are called the same.

    A name that no font here can show goes by its letter, "strategy B"; names cut to the same have theirs added.
    """
    called = {name: cut_to_fit(name, signs) for name in names}
    for place, name in enumerate(names):
        if UNKNOWN in called[name]:
            called[name] = f"{kind} {letter(place)}"
    cut = list(called.values())
    for place, name in enumerate(names):
        if cut.count(called[name]) > 1:
            called[name] = f"{cut_to_fit(name, signs - 4)} ({letter(place)})"
    return called


def letter(place: int) -> str:
    """Return the letter of a place, 0 for A; after Z its number."""
    return ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)


def unknown_in(names: Iterable[str]) -> bool:
    """Say whether any of some names has a sign that no font here has."""
    return any(UNKNOWN in drawn(name) for name in names)


def drawn(text: str) -> str:
    """Return a text as it can be drawn: signs that no font here has as a sign of their own, no heaps of marks."""
    text = unicodedata.normalize("NFC", text)
    known, kept = {*fonts_of(text), *BROKEN}, []
    for letters in whole_letters(text):
        heap = [sign for sign in letters[1:] if is_stacked(sign)][STACKED:]
        plain = [sign for sign in letters if sign not in heap]
        shown = [sign if sign in known else UNKNOWN for sign in plain if sign in known or is_seen(sign)]
        kept.append("".join(shown) if UNKNOWN not in shown else UNKNOWN)
    return "".join(kept)


def is_seen(sign: str) -> bool:
    """Say whether a name cannot do without a sign: it can without joiners, what chooses a look, and heaped marks."""
    if is_stacked(sign):
        return False
    return unicodedata.category(sign) != "Cf" and ord(sign) not in CHOOSES


def is_stacked(sign: str) -> bool:
    """Say whether a mark is put above, below or through its letter."""
    kind = unicodedata.combining(sign)
    return kind >= ABOVE_OR_BELOW or kind == THROUGH


def whole_letters(text: str) -> list[str]:
    """Return the letters of a text, each with its marks and with what is joined to it."""
    found: list[str] = []
    for sign in text:
        if found and goes_with(sign, found[-1]):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def goes_with(sign: str, before: str) -> bool:
    """Say whether a sign is part of the letter before it."""
    if before.endswith(JOINS) or ord(sign) in CHOOSES or ord(sign) in TONES or unicodedata.category(sign) == "Cf":
        return True
    if ord(sign) in FLAGS:
        return len(before) == 1 and ord(before) in FLAGS
    return unicodedata.category(sign).startswith("M")


def shortened_to(text: str, signs: float) -> str:
    """Return a text cut in the middle, between whole letters, to the width of so many signs of a middle width."""
    if inches(text) <= signs * SIGN:
        return text
    letters = whole_letters(text)
    fewest, most = 0, len(letters) - 1  # letters kept
    while fewest < most:
        half = (fewest + most + 1) // 2
        if inches(without_middle(letters, half)) <= signs * SIGN:
            fewest = half
        else:
            most = half - 1
    return without_middle(letters, fewest)


def without_middle(letters: list[str], kept: int) -> str:
    """Return the first and last letters, so many in all, with a sign for what is left out between."""
    last = kept // 2
    end = "".join(letters[len(letters) - last :])
    return f"{''.join(letters[: kept - last]).rstrip()}{CUT}{end.lstrip()}"


@lru_cache(4096)
def inches(text: str) -> float:
    """Return how wide a line is in small print, in the fonts that it is drawn in."""
    from matplotlib.backends.backend_agg import get_hinting_flag
    from matplotlib.font_manager import get_font

    found = fonts_of(text)
    font = get_font(list(dict.fromkeys([usual_font(), *(found[sign] for sign in text if sign in found)])))
    font.set_size(POINTS, DPI)
    font.set_text(" ".join(text.split("\n")), 0.0, flags=get_hinting_flag())  # type: ignore[no-untyped-call]
    return float(font.get_width_height()[0]) / 64.0 / DPI  # 26.6 fixed point


def usual_font() -> str:
    """Return the file of the font that figures are drawn in."""
    from matplotlib.font_manager import FontProperties, findfont

    return findfont(FontProperties())


def fonts_of(text: str) -> Mapping[str, str]:
    """Return for every sign of a text that a font here has the file of that font: the usual one where it can."""
    usual = usual_font()
    found = {sign: usual if ord(sign) in signs_of(usual) else font_with(sign) for sign in set(text) - set(BROKEN)}
    return {sign: file for sign, file in found.items() if file}


@lru_cache(64)
def signs_of(file: str) -> frozenset[int]:
    """Return the signs that a font has; none of one that cannot be read or drawn at any size."""
    from matplotlib.font_manager import get_font

    try:
        font = get_font(file)
        return frozenset(font.get_charmap()) if font.scalable else frozenset()
    except (OSError, RuntimeError, ValueError):
        return frozenset()


@lru_cache(4096)
def font_with(sign: str) -> str:
    """Return the file of the first font installed here that has a sign, by the fonts' names; empty if none has."""
    from matplotlib.font_manager import fontManager

    upright = [one for one in fontManager.ttflist if one.weight in PLAIN and one.style == "normal"]
    for one in sorted(upright, key=lambda one: one.name):
        if NOT_A_FONT not in one.name.lower() and ord(sign) in signs_of(one.fname):
            return one.fname
    return ""


def use_fonts(figure: "Figure") -> None:
    """Let every text of a figure be drawn in other fonts where the usual one has not its signs."""
    from matplotlib.font_manager import FontProperties, get_font
    from matplotlib.text import Text

    texts = [one for one in figure.findobj(Text) if isinstance(one, Text)]
    files = fonts_of("".join(one.get_text() for one in texts)).values()
    others = sorted({str(get_font(file).family_name) for file in files if file != usual_font()})
    for one in texts if others else ():
        one.set_fontfamily([*FontProperties().get_family(), *others])
