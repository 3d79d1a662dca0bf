"""Which figures a function reads, found in its source: `p.topic.name`, or through a local that is a topic."""

import ast
from pathlib import Path

# parameters of rules that are handed a topic rather than `p`
HANDED = {"who": {"mother", "other"}, "programme": {"programmes"}}
GIVES = {"programme_of": {"programmes"}}  # rules that return a topic
OF_THE_FAMILY = {"mother", "other"}  # `family.mother.work` is no figure, `p.mother.onset` is


def readers(folders, topics):
    """Return {(topic, name): [functions]}; a name ending in * is a family of figures read by a built name."""
    found = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.py")):
            module = ".".join(path.relative_to(Path(folder).parent).with_suffix("").parts)
            for function in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(function, ast.FunctionDef):
                    for read in sorted(reads_of(function, topics)):
                        found.setdefault(read, []).append(f"{module}.{function.name}")
    return found


def reads_of(function, topics):
    """Return the (topic, name) pairs that one function reads."""
    locals_ = {arg.arg: HANDED[arg.arg] for arg in function.args.args if arg.arg in HANDED}
    for node in ast.walk(function):
        for name, value in bindings(node):
            if standing := topic_of(value, {}, topics):
                locals_[name] = standing
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute):
            found |= {(topic, node.attr) for topic in topic_of(node.value, locals_, topics)}
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.JoinedStr):
            prefix = node.slice.values[0]
            if isinstance(prefix, ast.Constant):
                found |= {(topic, f"{prefix.value}*") for topic in topic_of(node.value, locals_, topics)}
    return found


def bindings(node):
    """Yield the (local name, expression) pairs that a statement binds."""
    if isinstance(node, ast.For) and isinstance(node.target, ast.Name):
        yield node.target.id, node.iter
    if isinstance(node, ast.Assign):
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            yield from ((one.id, value) for one, value in pairs if isinstance(one, ast.Name))


def topic_of(node, locals_, topics):
    """Return the topics an expression stands for: a topic of `p`, or a local that is one."""
    if isinstance(node, ast.Subscript):
        return topic_of(node.value, locals_, topics)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return GIVES.get(node.func.id, set())
    if isinstance(node, ast.Name):
        return locals_.get(node.id, set())
    if not isinstance(node, ast.Attribute) or node.attr not in topics:
        return set()
    whose = node.value.id if isinstance(node.value, ast.Name) else ""
    return set() if node.attr in OF_THE_FAMILY and whose != "p" else {node.attr}


def read_by(name, found):
    """Return the functions that read a figure, by its dotted name in the register."""
    topic, leaf = name.split(".")[0], name.split(".")[-1]
    rules = list(found.get((topic, leaf), []))
    for (area, start), more in found.items():
        if area == topic and start.endswith("*") and leaf.startswith(start[:-1]):
            rules += more
    return rules


def literals(text):
    """Return the (number, line) pairs written in a source text."""
    constants = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]
    return [(node.value, node.lineno) for node in constants if type(node.value) in (int, float)]
