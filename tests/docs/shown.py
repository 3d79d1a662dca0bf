"""What the pages show: commands, files to save, Python, changes of files; read from their Markdown."""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(?P<kind>[\w.-]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(famsim [^`]+)`")
SAVED = re.compile(r"Save this as `(?P<name>[\w.]+)`:\n\n```\w*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
TYPED = re.compile(r"`((?:famsim|python|pip|mkdocs) [^`]+)`")
INDENTED = re.compile(r"^ {4}\S.*$", re.MULTILINE)
BEGINS = ("famsim ", "python ", "pip ", "mkdocs ", "dask ", "cat > ")
SHELL = ("", "sh")
NOTE = re.compile(r"\s+#.*$")
SMALLER = {  # of what a page runs: so few families and months that a test may
    r"--families 2000": "--families 300",
    r"--months \d+": "--months 12",
    r"families=2000, months=\d+": "families=300, months=12",
}


class Step(NamedTuple):
    """One thing that a page has its reader do: save a file by its name, run a command, or run some Python."""

    kind: str
    text: str
    name: str = ""


def fenced(text, *kinds):
    """Return the texts of fenced blocks of some kinds."""
    return [found["text"] for found in FENCE.finditer(text) if found["kind"] in kinds]


def lines_of_shell(text):
    """Return the lines of a page that stand as commands, without their notes."""
    bare = FENCE.sub("", text)
    indented = [line.strip() for line in bare.splitlines() if line.startswith("    ")]
    return [NOTE.sub("", line) for line in (*"".join(fenced(text, *SHELL)).splitlines(), *indented)]


def beside(text):
    """Return the commands of famsim that a page shows indented."""
    bare = FENCE.sub("", text)
    indented = [line.strip() for line in bare.splitlines() if line.startswith("    ")]
    return [NOTE.sub("", line) for line in indented if line.startswith("famsim ")]


def commands(text):
    """Return every command line of famsim that a page shows, in a block or inside a sentence, as its arguments."""
    told = [line for line in lines_of_shell(text) if line.startswith("famsim ")] + INLINE.findall(text)
    return [shlex.split(" ".join(one.split()).replace("...", ""))[1:] for one in told]


def in_order(text):
    """Return what a page has its reader type, in its order, each once: lines, files that it saves, blocks of Python."""
    blank = FENCE.sub(lambda one: re.sub(r"[^\n]", " ", one[0]), text)
    found = [(one.start(), " ".join(one[1].split())) for one in TYPED.finditer(blank)]
    found += [(one.start(), NOTE.sub("", one[0].strip())) for one in INDENTED.finditer(blank)]
    found += [(one.start(), here(f"cat > {one['name']}", one["text"])) for one in SAVED.finditer(text)]
    for one in FENCE.finditer(text):
        if one["kind"] in SHELL:
            found += [(one.start(), NOTE.sub("", line.strip())) for line in one["text"].splitlines()]
        if one["kind"] == "python":
            begins = "" if "import famsim" in one["text"] else "import famsim as fs\n"
            found.append((one.start(), here("python -", begins + one["text"])))
    told = [line for _, line in sorted(found, key=lambda pair: pair[0]) if line.startswith(BEGINS)]
    return [*dict.fromkeys(told)]


def here(command, text):
    """Return a command of a shell that is given a text."""
    return f"{command} <<'END'\n{text}END"


def scripts(text):
    """Return every script and folder of tests that a page has its reader run, as paths."""
    told = [line.split() for line in lines_of_shell(text) if line.startswith("python ")]
    told += [one.split() for one in re.findall(r"`(python [^`]+)`", text)]
    return sorted(
        {part for parts in told for part in parts if re.fullmatch(r"(?:docs|tests|experiments)[\w/.]*", part)}
    )


def steps(text):
    """Return what a page has its reader do, in its order, on fewer families."""
    found = [(one.start(), Step("save", one["text"], one["name"])) for one in SAVED.finditer(text)]
    for one in FENCE.finditer(text):
        if one["kind"] == "sh":
            found += [(one.start(), Step("run", smaller(line))) for line in one["text"].splitlines()]
        if one["kind"] == "python":
            found.append((one.start(), Step("python", smaller(one["text"]))))
    return [step for _, step in sorted(found, key=lambda pair: pair[0])]


def smaller(text):
    """Return a text with fewer families and months."""
    for before, after in SMALLER.items():
        text = re.sub(before, after, text)
    return text
