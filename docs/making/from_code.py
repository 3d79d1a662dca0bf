"""Parts of the pages that are read from the code's own text: the month, the rules, what is remembered, the draws."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import famsim
from famsim.model.draws import Draw

PACKAGE = Path(famsim.__file__).parent
MONTH = PACKAGE / "rules" / "month.py"
RULES = sorted((PACKAGE / "rules" / "family").glob("[a-z]*.py"))
BEFORE, AFTER = "before_places", "after_places"  # the two phases of a month
SPLIT_UP = ("adapt", "couple_changes")  # functions of month.py whose own steps are shown
FIELD = re.compile(r'\s*\("(?P<name>\w+)", (?P<kind>[^#]+?)\),\s*(?:# (?P<says>.*))?$')
LAID = re.compile(r"\*([A-Z]+)\.descr,")  # a record laid out inside another
RECORD = re.compile(
    r"^(?:# (?P<about>[^\n]*)\n)?(?P<name>[A-Z]+) = np\.dtype\(\n(?P<body>.*?)^\)", re.DOTALL | re.MULTILINE
)
FAMILY = (PACKAGE / "model" / "family.py").read_text(encoding="utf-8")
CODES = re.compile(r"^(?P<names>[A-Z_]+(?:, [A-Z_]+)+) = (?P<values>\d+(?:, \d+)+)(?:\s+# (?P<says>.*))?$")
KEPT = "keep_"  # fields that hold a share kept each month
LEAVES_OUT = "Leaves out:"
WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
Functions = dict[str, ast.FunctionDef]
Rules = dict[str, tuple[str, ast.FunctionDef]]


def functions(source: Path) -> Functions:
    """Return the functions of a file by name, in its order."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def said(node: ast.FunctionDef | ast.Module) -> str:
    """Return a docstring as one line."""
    return " ".join((ast.get_docstring(node) or "").split())


def first(node: ast.FunctionDef) -> str:
    """Return a docstring's first line, less the word that says what a function returns."""
    return (ast.get_docstring(node) or "").split("\n", maxsplit=1)[0].removeprefix("Return ").removeprefix("Say ")


def rules() -> Rules:
    """Return every rule of a family by name, with its file."""
    return {name: (source.name, node) for source in RULES for name, node in functions(source).items()}


def order() -> str:
    """Return the order of a month: each step of both phases, the file it stands in, and when it is taken."""
    month, known = functions(MONTH), rules()
    lines = []
    for phase in (BEFORE, AFTER):
        lines += ["", f"**`{phase}`.** {said(month[phase])}", ""]
        lines += steps(month[phase].body, month, known, "")
    return "\n".join(lines)


def steps(body: list[ast.stmt], month: Functions, known: Rules, indent: str) -> list[str]:
    """Return the lines of what some statements do, in order, what hangs on a condition below it."""
    lines = []
    for statement in body:
        if isinstance(statement, ast.If):
            lines += branches(statement, month, known, indent)
        elif isinstance(statement, ast.Return):
            lines += [f"{indent}- nothing more happens to it"]
        elif not is_docstring(statement):
            lines += step(statement, month, known, indent)
    return lines


def branches(statement: ast.If, month: Functions, known: Rules, indent: str) -> list[str]:
    """Return the lines of what is done if something is so, and otherwise."""
    lines, otherwise = [], ""
    rest: list[ast.stmt] = [statement]
    while len(rest) == 1 and isinstance(rest[0], ast.If):
        lines += [f"{indent}- {otherwise}if {condition(rest[0].test, known)}:"]
        lines += steps(rest[0].body, month, known, indent + "  ")
        rest, otherwise = rest[0].orelse, "otherwise, "
    return lines + ([f"{indent}- otherwise:", *steps(rest, month, known, indent + "  ")] if rest else [])


def step(statement: ast.stmt, month: Functions, known: Rules, indent: str) -> list[str]:
    """Return the lines of one step: the rule that is called, or what is set."""
    called = [name for name in names_called(statement) if name in known or name in month]
    if not called:
        return [f"{indent}- `{ast.unparse(statement)}`"]
    name = called[0]
    if name in SPLIT_UP:
        return [f"{indent}- `{name}`: {first(month[name])}", *steps(month[name].body, month, known, indent + "  ")]
    place, node = known[name]
    return [f"{indent}- `{name}` ({place}): {first(node)}"]


def condition(test: ast.expr, known: Rules) -> str:
    """Return a condition as it is written, with what the rule that it asks says."""
    asked = [first(known[name][1]) for name in names_called(test) if name in known]
    return f"`{ast.unparse(test)}`" + (f" ({asked[0].rstrip('.:')})" if asked else "")


def names_called(node: ast.AST) -> Iterator[str]:
    """Yield the names of the functions that are called inside a piece of code."""
    return (one.func.id for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name))


def is_docstring(statement: ast.stmt) -> bool:
    """Say whether a statement is a bare text."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def records() -> Iterator[tuple[str, str, list[re.Match[str]], list[str]]]:
    """Yield each record of a family: its name, what stands above it, its fields, and the records laid out inside it."""
    for found in RECORD.finditer(FAMILY):
        fields_of = [field for line in found["body"].splitlines() if (field := FIELD.match(line))]
        shown = [field for field in fields_of if not field["name"].startswith("pad_")]
        yield found["name"].lower(), found["about"] or "", shown, re.findall(LAID, found["body"])


def fields() -> dict[str, dict[str, str]]:
    """Return what each field holds, by record and name."""
    found = {name: {field["name"]: holds(field) for field in shown} for name, _, shown, _ in records()}
    for name, _, _, laid in records():
        found[name] |= {field: says for inside in laid for field, says in found[inside.lower()].items()}
    return found


def holds(field: re.Match[str]) -> str:
    """Return what a field holds: its comment, else what words.toml says, else its name in words."""
    name: str = field["name"]
    said_elsewhere: str | None = WORDS["fields"].get(name)
    kept = name.startswith(KEPT)
    words = name.removeprefix(KEPT).replace("_", " ")
    return field["says"] or said_elsewhere or (f"share of {words} kept each month" if kept else words)


def state() -> str:
    """Return the fields of every record of a family, with their kind and what they hold, and what codes mean."""
    lines = []
    for name, about, shown, laid in records():
        inside = f", with the fields of {', '.join(laid).lower()}" if laid else ""
        lines += ["", f"**{name.capitalize()}**{inside}{': ' if about else ''}{about}", ""]
        lines += ["| field | type | what it holds |", "| --- | --- | --- |"]
        lines += [f"| `{field['name']}` | {kind(field)} | {holds(field)} |" for field in shown]
    return "\n".join([*lines, "", "**Codes**: " + "; ".join(codes(FAMILY)) + "."])


def kind(field: re.Match[str]) -> str:
    """Return what kind of number, or which record, a field is, and how many."""
    return re.sub(r"\s+", " ", field["kind"].replace("np.", "")).replace(", (", " x ").replace(",)", "").lower()


def codes(text: str) -> Iterator[str]:
    """Yield what the numbers of each code mean, in words."""
    for found in (match for line in text.splitlines() if (match := CODES.match(line))):
        names, values = found["names"].lower().split(", "), found["values"].split(", ")
        yield ", ".join(f"{value} {name.replace('_', ' ')}" for name, value in zip(names, values, strict=True))


def draws() -> str:
    """Return what random numbers are for, in the groups of the code."""
    lines = [f"{len(Draw)} named decisions (`famsim/model/draws.py`):", ""]
    inside = (PACKAGE / "model" / "draws.py").read_text(encoding="utf-8").split("class Draw", maxsplit=1)[1]
    for group in re.split(r"^    # ", inside, flags=re.MULTILINE)[1:]:
        title, names = group.split("\n", maxsplit=1)
        found = re.findall(r"^    ([A-Z_]+) = \d+", names, re.MULTILINE)
        lines.append(f"- {title}: {', '.join(name.lower().replace('_', ' ') for name in found)}")
    return "\n".join(lines)


def rules_in_words() -> str:
    """Return what every rule says of itself, file by file."""
    lines = []
    for source in (MONTH, *RULES):
        about = said(ast.parse(source.read_text(encoding="utf-8")))
        lines += ["", f"**`{source.name}`** - {about}", ""] if functions(source) else []
        lines += [f"- `{name}`: {said(node)}" for name, node in functions(source).items()]
    return "\n".join(lines)


def left_out() -> str:
    """Return what the rules say they leave out."""
    found = [(name, said(node)) for name, (_, node) in rules().items()]
    return "\n".join(f"- `{name}`: {text.split(LEAVES_OUT)[1].strip()}" for name, text in found if LEAVES_OUT in text)


BLOCKS = {
    "state": state,
    "order": order,
    "draws": draws,
    "rules": rules_in_words,
    "left-out": left_out,
}
