"""What a comparison says of staff and agencies: the staff board, courses, navigators' weeks, who referred whom."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famsim.measures import Outcome
from famsim.model.counts import Count
from famsim.model.policy import AGENCIES
from famsim.population import World
from famsim.runs import board_rows, by_heads, course_rows, training_rows, week_rows
from famsim.scenario import prices_of
from famsim.writing import Writing, counted, door

if TYPE_CHECKING:
    from famsim.questions.compare.comparison import Comparison

PENCE = 100.0
TRAINERS = "train_the_trainer"
TABLES = {"staff": board_rows, "courses": course_rows, "training": training_rows, "navigators": week_rows}


@dataclass
class Agencies:
    """Who talked and referred, by whose door it was, summed over runs."""

    k: float
    runs: dict[str, int] = field(default_factory=dict)
    counts: dict[str, np.ndarray] = field(default_factory=dict)  # (counts,) by strategy

    def add(self, outcome: Outcome) -> None:
        """Add one run."""
        self.runs[outcome.strategy] = self.runs.get(outcome.strategy, 0) + 1
        found = self.counts.setdefault(outcome.strategy, np.zeros(len(Count), np.int64))
        found += outcome.totals[0]

    def rows(self) -> list[dict[str, Any]]:
        """Return referrals and pounds of talks by strategy and agency, the whole area's, mean of runs; `all` adds up.

        duplicated: referrals, in no agency's, of families who wait for another offer.
        """
        rows = []
        for strategy, counts in self.counts.items():
            scale = self.k / self.runs[strategy]
            people = [float(counts[Count.REFERRED_BY_HEALTH + one]) * scale for one in range(len(AGENCIES))]
            pounds = [float(counts[Count.TALKS_BY_HEALTH + one]) * scale / PENCE for one in range(len(AGENCIES))]
            of = [*zip(AGENCIES, people, pounds, strict=True), ("all", sum(people), sum(pounds))]
            rows += [{"strategy": strategy, "agency": one, "referrals": who, "pounds": paid} for one, who, paid in of]
            twice = float(counts[Count.DUPLICATED]) * scale
            rows.append({"strategy": strategy, "agency": "duplicated", "referrals": twice, "pounds": float("nan")})
        return rows


def staff_tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return the tables staff, courses, training and navigators, by central figures; none without staff by heads."""
    world, found = comparison.world, {}
    if not isinstance(world, World):
        return {}
    trains = [one for one in comparison.scenario.strategies if by_heads(one)]
    for name, rows_of in TABLES.items():
        if rows := [row for strategy in trains for row in rows_of(strategy, world)]:
            found[name] = pd.DataFrame(rows)
    if "courses" in found:
        found["courses"]["fee_each"] *= prices_of(comparison.scenario).factor
    return found


def trained_in_short(writing: Writing) -> str:
    """Return what training by heads came to, a sentence a strategy; nothing where there is none."""
    if "training" not in writing.tables:
        return ""
    return " ".join(one_trains(writing, name) for name in writing.tables["training"].strategy)


def one_trains(writing: Writing, name: str) -> str:
    """Return what one strategy's training came to."""
    filled, trained, lapsed, left = (
        writing.number("training", column, counted, strategy=name) for column in ("filled", "trained", "lapsed", "left")
    )
    return (
        f"**Training**, {writing.words(name)}: {filled} staff trained; {trained} still do as trained at the end, "
        f"{lapsed} no longer; {left} of the doors' staff, trained or not, left meanwhile.{handed_on(writing, name)}"
    )


def handed_on(writing: Writing, name: str) -> str:
    """Return from when handing courses on has cost no more than buying them, a sentence for each that is handed on."""
    courses = writing.tables["courses"]
    said = []
    for row in courses[(courses.strategy == name) & (courses.kind == TRAINERS)].itertuples():
        if math.isnan(row.cheaper_from):
            said.append(f" Handing on at the door {door(row.door)} costs more than buying as many places throughout.")
        else:
            month = writing.number("courses", "cheaper_from", counted, strategy=name, course=row.course)
            said.append(f" Handing on at the door {door(row.door)} costs no more than buying from month {month} on.")
    return "".join(said)
