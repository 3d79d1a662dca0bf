"""Write the parts of the pages that come from the code: `python docs/make.py`.

Each stands between two comments, `<!-- made by docs/make.py: NAME -->` and `<!-- end -->`; all else is left alone.
`--check` writes nothing and exits 1 where a part is not what the code says. A folder may be named instead of docs.
"""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from making import from_assurance, from_code, from_example, from_names, from_rivals, from_symbols, from_tables

HERE = Path(__file__).parent
FILES = ("model.md", "evidence.md", "assurance.md", "api.md", "methods.md", "rivals.md", "concepts/ledger.md")
BEGIN, END = "<!-- made by docs/make.py: {} -->", "<!-- end -->"
MADE = re.compile(rf"(?P<begin>{BEGIN.format('(?P<name>[a-z-]+)')}\n)(?P<made>.*?)(?={END}$)", re.DOTALL | re.MULTILINE)
PARTS = (from_code, from_tables, from_symbols, from_names, from_example, from_assurance, from_rivals)
BLOCKS: dict[str, Callable[[], str]] = {name: made for part in PARTS for name, made in part.BLOCKS.items()}


def remade(text: str) -> str:
    """Return a page with every part made anew; KeyError for a name that nothing makes."""
    return MADE.sub(lambda found: f"{found['begin']}\n{BLOCKS[found['name']]().strip()}\n\n", text)


def named(text: str) -> list[str]:
    """Return the names of the parts that stand on a page, as far as each has its end."""
    return [found["name"] for found in MADE.finditer(text)]


def faults(pages: dict[Path, str]) -> list[str]:
    """Return what is wrong with the markers: a part without an end, unknown, twice, or on no page."""
    there = [name for text in pages.values() for name in named(text)]
    begun = [name for text in pages.values() for name in re.findall(BEGIN.format("(.*)"), text)]
    wrong = [f"{name}: begins and has no {END}" for name in begun if name not in there]
    wrong += [f"{name}: nothing makes this; known: {', '.join(BLOCKS)}" for name in there if name not in BLOCKS]
    wrong += [f"{name}: stands twice" for name in sorted({name for name in there if there.count(name) > 1})]
    return wrong + [f"{name}: stands on no page" for name in BLOCKS if name not in begun]


def main(asked_for: Sequence[str] | None = None) -> int:
    """Make or check the pages; return the exit code."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    asked.add_argument("folder", nargs="?", type=Path, default=HERE, help="where the pages are")
    asked.add_argument("--check", action="store_true", help="exit 1 where a page is not what the code says")
    given = asked.parse_args(asked_for)
    pages = {given.folder / name: (given.folder / name).read_text(encoding="utf-8") for name in FILES}
    wrong = faults(pages)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        return 2
    stale = {page: new for page, text in pages.items() if (new := remade(text)) != text}
    for page, text in stale.items():
        if given.check:
            print(f"{page} is not what the code says: run python docs/make.py", file=sys.stderr)
        else:
            page.write_text(text, encoding="utf-8")
            print(f"{page} is made anew")
    return 1 if stale and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
