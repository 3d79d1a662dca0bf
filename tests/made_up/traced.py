"""Where each number of a printed answer comes from: a cell of a table, or nowhere."""

import math
import re

NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")
MARK = re.compile("\x00(\\d+)\x00")
SIZES = {"k": 1e3, "m": 1e6, "%": 0.01}
OURS = {"95", "0", "40", "17"}  # 95% intervals, "holds 0", SDQ points of 40 and its cut of 17


def untraced_numbers(text, template, writing, tables):
    """Return what in a printed answer is neither a literal of ours, nor a user's word, nor a cell of a table."""
    found, expected, index = NUMBER.findall(text), [], {}
    last = 0
    wrong = []
    for mark in [*MARK.finditer(template), None]:
        literal = template[last : mark.start() if mark else len(template)]
        for number in NUMBER.findall(literal):
            expected.append(number)
            if number not in OURS:
                wrong.append(f"{number} is written in the template")
        if mark is None:
            break
        last = mark.end()
        placed = writing.placed[int(mark[1])]
        if isinstance(placed, str):
            expected += NUMBER.findall(placed)
        else:
            expected += NUMBER.findall(placed.text)
            wrong += cell_problems(placed, tables, index)
    if found != expected:
        at = next((i for i, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), -1)
        wrong.append(f"number {at} of the text is not what the tables give")
    return wrong


def looked_up(citation, tables, index):
    """Return the places of the rows that a citation names; index: what was made of the same tables for others."""
    names = [column for column, _ in citation.where]
    if (citation.table, *names) not in index:
        found = index[citation.table, *names] = {}
        for place, values in enumerate(zip(*(tables[citation.table][name].tolist() for name in names), strict=True)):
            found.setdefault(values, []).append(place)
    return index[citation.table, *names].get(tuple(value for _, value in citation.where), [])


def cell_problems(citation, tables, index=None):
    """Return whether a citation's text is its cell, looked up anew and rounded to what is printed."""
    rows = looked_up(citation, tables, {} if index is None else index)
    if len(rows) != 1:
        return [f"{citation.where} names {len(rows)} rows of {citation.table}"]
    value = float(tables[citation.table][citation.column].iloc[rows[0]])
    text = citation.text.replace("-£", "£-")
    if not math.isfinite(value):
        return [] if text == "not known" else [f"{text} is printed for {value}"]
    if ("measure", "fewer_partings") in citation.where and text.startswith("-") != (value < 0):
        value = -value  # printed as a change of those who part
    size = SIZES.get(text[-1], 1.0)  # £99.8k, £3.53m
    printed, value = float(NUMBER.search(text)[0].replace(",", "")), value / size
    value = abs(value) if text.lstrip("£")[0] != "-" and printed == abs(printed) and value < 0 else value
    digits = len(text.rstrip("km%").partition(".")[2])
    unit = 10.0**-digits
    if abs(value) >= 1000 and digits == 0:
        unit = 10.0 ** (math.floor(math.log10(abs(value))) - 2)
    near = abs(printed - value) <= 0.5 * unit * (1 + 1e-9)
    return [] if near else [f"{text} is printed for {value}"]
