"""What files say, read by other means than famsim's own, and what of it is not in what famsim read."""

import tomllib

from famsim.model.parameters import CHANNELS
from famsim.model.policy import DOORS, FEATURES
from famsim.questions.sweep.asked import ExperimentFile
from famsim.scenario import load_scenario
from famsim.scenario.own import GIVEN, KEYS
from famsim.scenario.usual import SETS


def keys_of(value):
    """Yield every key of a table, at every depth."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from keys_of(inside)
    elif isinstance(value, list):
        for one in value:
            yield from keys_of(one)


def leaves(value):
    """Yield every value of a table."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inside is None:
        yield value
    else:
        for one in inside:
            yield from leaves(one)


def text_of(data):
    """Return the text of bytes as a file may be written: UTF-8 with a mark or without, UTF-16 with one."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, "strict" if encoding == "utf-8-sig" else "replace")


def sheet_of(data):
    """Return the text of a sheet, which an older Excel may have saved in its own encoding."""
    try:
        return text_of(data)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def tables_of(data):
    """Return the tables of a file that was accepted."""
    return tomllib.loads(text_of(data).replace("\r\n", "\n"))


def lost_of_scenario(said, found):
    """Return what of a scenario's tables is not in what was read: offers, services, programmes, figures; "" for none.

    said: its tables. A file with areas of their own for its strategies may have more strategies than tables.
    """
    usual = len(SETS[said["scenario"].get("usual", "off")])
    for place, table in enumerate(said["strategy"]):
        there = [one.programme for one in found.strategies[place].offers]
        asked = [one["programme"] for one in table.get("offer", [])]
        if there[: len(asked)] != asked or len(there) != len(asked) + usual:
            return f"{len(there)} offers of {len(asked)} and {usual}"
    for name, table in said.get("programme", {}).items():
        figures = {one.name.split(".")[-1]: one for one in found.programmes[name].figures}
        given = {"cost_per_session": table["cost_per_session"]}
        given |= {f"d_{channel}": one for channel, one in table["effects"].items()}
        wrong = [leaf for leaf, one in given.items() if figures[leaf].value != one["value"]]
        wrong += [leaf for leaf, one in given.items() if [figures[leaf].low, figures[leaf].high] != one["range"]]
        if wrong:
            return f"figures {wrong[:3]} of {name}"
    return "" if set(said.get("evidence", {})) == set(found.evidence) else "an override"


def lost_of_experiment(said, found):
    """Return what of an experiment's factors is not in what was read; "" for none."""
    tables = [(one["name"], one) for one in said.get("lever", [])]
    tables += [(one["figure"], one) for one in said.get("uncertainty", [])]
    if [name for name, _ in tables] != [one.name for one in found.factors]:
        return "a column"
    ends = ("low", "high", "values")
    return next(
        (
            f"{end} of {name}"
            for (name, table), one in zip(tables, found.factors, strict=True)
            for end in ends
            if end in table and (list if end == "values" else float)(getattr(one, end)) != table[end]
        ),
        "",
    )


def schema_keys():
    """Return the keys that scenario and experiment files may have."""
    waiting, seen = [ExperimentFile.model_json_schema(), load_scenario("newcastle").model_json_schema()], []
    for schema in waiting:
        for one in [schema, *schema.get("$defs", {}).values()]:
            seen += one.get("properties", {})
    return {*seen, *KEYS, *GIVEN, *DOORS, "price_year", "half_life", *FEATURES, *(CHANNELS.names or ())}
