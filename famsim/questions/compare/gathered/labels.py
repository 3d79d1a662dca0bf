"""What the rows of a comparison say beside their numbers: labels of a funnel, and what is known without counting."""

import math
from typing import Any

import pandas as pd

from famsim.measures import MEASURES, WITH_EFFECT, span_of
from famsim.model.counts import Stage
from famsim.questions.compare.gathered.outcomes import STAGE_LABELS, Funnels
from famsim.scenario import Scenario, helps, is_screened
from famsim.writing import who_label

NO_SCREEN = "goes on (no screen for violence)"  # in the place of "safe to enter"


def labelled_stages(scenario: Scenario, funnels: Funnels) -> list[dict[str, Any]]:
    """Return strategy, offer, programme, stage, label and the area's episodes; nobody is said safe without a screen."""
    rows = []
    for strategy in scenario.strategies:
        found = funnels.episodes(strategy.name)
        for number, offer in enumerate(strategy.offers):
            for stage, label in enumerate(STAGE_LABELS):
                if not len(offer.who) < stage <= 8:
                    said = who_label(offer.who[stage - 1]) if 1 <= stage <= 8 else label
                    if stage == Stage.SAFE and not is_screened(offer.programme, scenario):
                        said = NO_SCREEN
                    rows.append(
                        {
                            "strategy": strategy.name,
                            "offer": number + 1,
                            "programme": offer.programme,
                            "stage": stage,
                            "label": said,
                            "episodes": float(found[number, stage]),
                        }
                    )
    return rows


def known_to_be_none(rows: list[dict[str, Any]], idle: list[str]) -> list[dict[str, Any]]:
    """Return rows in which what strategies without an offer come to is no bound from what was seen, but nothing."""
    for row in rows:
        if row["strategy"] in idle and row["n_changed"] == 0:
            row.update(dict.fromkeys(("low", "high", "at_most"), 0.0))
    return rows


def known_to_reach_none(rows: list[dict[str, Any]], scenario: Scenario) -> list[dict[str, Any]]:
    """Return rows of `reach`; whom no offer can reach, or help by an effect for the better, is known to be nobody.

    A name may stand for several strategies, each of its own areas.
    """
    offers = {one.name: list[str]() for one in scenario.strategies}
    for one in scenario.strategies:
        offers[one.name] += [offer.programme for offer in one.offers]
    without = [name for name, found in offers.items() if not any(helps(one, scenario) for one in found)]
    known_to_be_none([row for row in rows if row["measure"] == WITH_EFFECT.name], without)
    return known_to_be_none(rows, [name for name, found in offers.items() if not found])


def not_below_none(differences: list[dict[str, Any]], first: pd.DataFrame) -> list[dict[str, Any]]:
    """Return differences whose intervals take from a measure no more than the first strategy has of it.

    Nor do they add to a share more than is left to 100%. first: the outcomes of its runs.
    """
    has = first[first.measure.isin(list(MEASURES))].groupby(["measure", "group"]).value.mean().to_dict()
    for row in differences:
        of = has.get((row["measure"], row["group"]))
        if of is not None and not math.isnan(of):  # of nobody there is no share
            least, most = span_of(row["measure"])
            row["low"] = min(max(row["low"], least - of), row["estimate"])
            row["high"] = max(min(row["high"], most - of), row["estimate"])
    return differences
