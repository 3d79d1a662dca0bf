"""The few lives on the page: who they are in plain words, their months, and what happens to them."""

from collections.abc import Mapping
from typing import Any

from famsim.handover.page.keys import Tables
from famsim.questions.twins import EXIT, LOSS, SHOWS_IN, Twin
from famsim.runs import EVENTS
from famsim.writing import programme_words

SHOWN = ("mother_quality", "other_quality")
STATES = {  # feature: as a page says it
    "in_arrears": "behind with bills",
    "unemployed": "a parent out of work",
    "in_poverty": "below the poverty line",
    "parent_distressed": "a parent in distress",
}
SPREAD = ("p10", "p25", "mean", "p75", "p90")
SHARES = {"losses": LOSS, "exits": EXIT, "come": "first session"}
ARMS = ("a0", "a1", "a2", "a3")  # without help, help, earlier, later


def add_lives(tables: Tables, lives: Mapping[str, Twin]) -> None:
    """Add the tables families, arms, beside, lives and happenings."""
    families: dict[str, dict[str, Any]] = {}
    arms, beside, happenings = {}, {}, {}
    months: dict[str, dict[str, float]] = {}
    columns: dict[str, str] = {}
    for place, (event, twin) in enumerate(lives.items()):
        key = f"f{place}"
        families[key] = {
            "event": EVENTS[event],
            "programme": programme_words(twin.plan.programme),
            "about": about(twin),
        }
        families[key] |= {"followed": float(fact(twin, "followed")), "months": float(twin.plan.after)}
        moves = (None, *twin.plan.moves)
        columns |= {str(month): "quality" for month in sorted(set(twin.tables["lives"].month))}
        for arm, name, move in zip(ARMS, twin.arms, moves, strict=True):
            arms[f"{key}.{arm}"] = arm_row(twin, name, move)
            beside[f"{key}.{arm}"] = beside_row(twin, name)
            months |= months_of(twin, name, f"{key}.{arm}")
            mine = twin.tables["happenings"]
            for number, row in enumerate(mine[mine.arm == name].to_dict("records")):
                happenings[f"{key}.{arm}.h{number}"] = {
                    "month": row["month"], "event": row["event"], "says": row["says"],
                }  # fmt: skip
    tables.add(
        "families",
        {"event": "text", "programme": "text", "about": "text", "followed": "whole", "months": "whole"},
        families,
    )
    tables.add("arms", {"month": "month", "gained": "quality", "ends": "text"}, arms)
    tables.add("beside", dict.fromkeys(SPREAD, "quality") | dict.fromkeys(SHARES, "share"), beside)
    tables.add("lives", dict(sorted(columns.items(), key=lambda one: int(one[0]))), months)
    tables.add("happenings", {"month": "month", "event": "text", "says": "text"}, happenings)


def arm_row(twin: Twin, name: str, move: int | None) -> dict[str, Any]:
    """Return a life's month of help, what quality it gained over the months compared, and how it ends."""
    summary = twin.tables["summary"]
    gained = summary[(summary.arm == name) & (summary.measure == "quality") & (summary.what == "gained")].value
    parted = twin.tables["happenings"]
    says = parted[(parted.arm == name) & parted.event.isin(("parting_loss", "parting_exit"))].says.tolist()
    return {
        "month": float("nan") if move is None else float(move),
        "gained": float(gained.iloc[0]) if len(gained) else float("nan"),
        "ends": says[0] if says else "the couple stays together",
    }


def beside_row(twin: Twin, name: str) -> dict[str, Any]:
    """Return what many such families gain in one life, as the twins' spread has it, and how many come and part."""
    rows, partings = twin.tables["spread"], twin.tables["partings"]
    mine = rows[(rows.arm == name) & (rows.group == "all") & (rows.measure == "quality") & (rows.when == "whole")]
    gains = mine[mine.of == "change"].to_dict("records")
    share = partings[partings.arm == name].set_index("what").share / 100.0
    found = {says: float(share[what]) for says, what in SHARES.items()}
    return found | ({one: float(gains[0][one]) for one in SPREAD} if gains else {})


def fact(twin: Twin, name: str) -> float:
    """Return one of a twin's facts."""
    return float(twin.tables["facts"].set_index("name").value[name])


def months_of(twin: Twin, name: str, key: str) -> dict[str, dict[str, float]]:
    """Return each parent's quality by month in one life."""
    found = twin.tables["lives"]
    mine = found[(found.arm == name) & found.measure.isin(SHOWN)]
    rows: dict[str, dict[str, float]] = {}
    for row in mine.to_dict("records"):
        rows.setdefault(f"{key}.{row['measure']}", {})[str(row["month"])] = row["value"]
    return rows


def about(twin: Twin) -> str:
    """Return in words what the family is like in the month of the event."""
    is_so = dict(zip(twin.tables["family"].feature, twin.tables["family"].value, strict=True))
    shown_by = SHOWS_IN[twin.asked.event]  # the event itself is told beside this
    said = ["married" if is_so["married"] else "living together"]
    said += ["in the most deprived fifth of places"] if is_so["deprivation_decile"] <= 2 else []
    said += ["with a history of difficulties"] if is_so["history_of_difficulties"] else []
    said += [says for name, says in STATES.items() if is_so[name] and name not in shown_by]
    return f"A couple, {', '.join(said)}"
