"""Numbers and names as an answer prints them: three significant digits, whole pounds, nothing that acts as markup."""

import math
import re
from collections.abc import Callable, Iterable, Sequence

DIGITS = 3  # significant digits of a number in an answer
FINEST = 5  # decimals at most
THOUSAND, MILLION = 1e3, 1e6
SAFE = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
ENDS = "?.!\u2026\u3002\uff1f\uff01\u061f\u0964"  # how a sentence ends, in several scripts
CLOSING = "\"')]\u2019\u201d\u00bb"  # what may stand behind that
MARKUP = re.compile(r"([\\`*_\[\]<>|~]|&(?=[#\w]))")  # an & acts only where it begins a name or number


DOORS = {"gp": "GP", "childrens_centre": "children's centre"}


def decimals_for(*values: float) -> int:
    """Return how many decimals show the largest of some numbers with three significant digits, 0 to 5."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if largest == 0.0:
        return 0
    return min(max(DIGITS - 1 - math.floor(math.log10(largest)), 0), FINEST)


def shown(value: float, decimals: int | None = None) -> str:
    """Return a number with three significant digits, or with so many decimals: 15123.9 -> 15,100."""
    if not math.isfinite(value):
        return "not known"
    places = decimals_for(value) if decimals is None else decimals
    rounded = round(value, places)
    if places == 0 and abs(rounded) >= 10**DIGITS:
        rounded = round(value, DIGITS - 1 - math.floor(math.log10(abs(value))))
    if rounded == 0:
        return "0"
    text = f"{rounded:,.{places}f}"
    return text.rstrip("0").rstrip(".") if decimals is None and "." in text else text


def places_to_add(*totals: float) -> int:
    """Return to how many decimals the parts of totals are printed, all digits before them, so that they add up.

    None from a thousand on; below it one or more, so that halves stay halves.
    """
    largest = max((abs(total) for total in totals), default=0.0)
    return 0 if largest >= 10**DIGITS else max(decimals_for(largest), 1)


def adding_up(*totals: float) -> Callable[[float], str]:
    """Return what prints the parts of totals to one place, so that they add up as printed."""
    places = places_to_add(*totals)
    return lambda value: f"{round(value, places) + 0.0:,.{places}f}"


def counted(value: float) -> str:
    """Return how many families, months or couples: whole from ten on, one decimal below."""
    if not math.isfinite(value):
        return "not known"
    return shown(value, 0) if abs(value) >= 10 else shown(value, 1).removesuffix(".0")


def percent(share: float) -> str:
    """Return a share of 1 in hundredths, with its sign."""
    return f"{counted(100.0 * share)}%"


def whole(value: float) -> str:
    """Return a whole number with all its digits, for what is known exactly."""
    return f"{value:,.0f}"


def pounds(value: float) -> str:
    """Return an amount in whole pounds, three significant digits: 3783144 -> £3,780,000."""
    return in_sterling(shown(value, 0)) if math.isfinite(value) else "not known"


def pence_shown(value: float) -> str:
    """Return pounds with two decimals."""
    return in_sterling(f"{round(value, 2) + 0.0:,.2f}") if math.isfinite(value) else "no limit"


def hundredths(value: float) -> str:
    """Return a number with two decimals."""
    return shown(value, 2)


SPACED = " --- "  # below a heading, with room on either side


def as_table(heads: Sequence[str], rows: Iterable[Sequence[str]], dash: str = "---") -> str:
    """Return a table in Markdown; dash: what stands below each heading."""
    first = "".join(f" {one} |" if one else " |" for one in heads)
    lines = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([f"|{first}", f"|{f'{dash}|' * len(heads)}", *lines])


def in_sterling(number: str) -> str:
    """Return a number with its sign before the pound: -4,960 -> -£4,960."""
    return f"-£{number[1:]}" if number.startswith("-") else f"£{number}"


def pounds_in_short(value: float) -> str:
    """Return an amount for a narrow column, three significant digits: 3783144 -> £3.78m, 25640 -> £25.6k."""
    if math.isfinite(value) and abs(value) >= MILLION:
        return f"{in_sterling(shown(value / MILLION))}m"
    if not math.isfinite(value) or abs(value) < 10 * THOUSAND:
        return pounds(value)
    return f"{in_sterling(shown(value / THOUSAND))}k"


def pounds_size(value: float) -> str:
    """Return an amount in whole pounds, whichever the sign."""
    return pounds(abs(value))


def pounds_size_in_short(value: float) -> str:
    """Return an amount for a narrow place, whichever the sign."""
    return pounds_in_short(abs(value))


def whole_percent(share: float) -> str:
    """Return a share of 1 as a whole percentage."""
    return f"{100.0 * share:.0f}%"


def counted_size(value: float) -> str:
    """Return how many, whichever the sign."""
    return counted(abs(value))


def plain(text: str) -> str:
    """Return a user's text on one line, with nothing that Markdown or HTML would act on."""
    return MARKUP.sub(lambda found: SAFE.get(found[1], "\\" + found[1]), " ".join(text.split()))


def listed(words: list[str], last: str = "and") -> str:
    """Return words as a list in a sentence: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def ended(text: str) -> str:
    """Return a sentence with a full stop where it ends with nothing of the kind, so that another can follow it."""
    last = text.rstrip().rstrip(CLOSING)[-1:]
    return text if last in ENDS else f"{text.rstrip()}."


def capital(text: str) -> str:
    """Return a text with its first letter large."""
    return f"{text[0].upper()}{text[1:]}"


def families_run(asked: int | None, there: int) -> str:
    """Return how many families are simulated, in words; asked: None for all."""
    if asked is None or asked >= there:
        return f"all {there:,} families"
    return f"a sample of {asked:,} of {there:,} families"


def door(name: str) -> str:
    """Return a registry's name in words."""
    return DOORS.get(name, name.replace("_", " "))
