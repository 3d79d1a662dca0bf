"""A theory of change written for a strategy: its offers' ways to children's months in harm, bound edge by edge."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import tomli_w

from famsim.evidence import Figure, Register
from famsim.model.parameters import CHANNELS
from famsim.scenario import Offer, Scenario, Strategy
from famsim.writing import door, listed, programme_words, register_of

HEAD = """\
# A theory of change: what is done, what that changes, what comes of it. Change it by hand, then:
#
#   famsim theory {file}          what each edge carries, and what is left when it is switched off
#
# [node.NAME]   kind: activity, mechanism or outcome; says: in words
# [[edge]]      from, to: names of nodes. figures: what of the register stands behind it (`famsim sources`); an edge
#               without one is refused. evidence: sources that were read; an edge without any is drawn grey.
#               off: the values at which nothing passes, 0 unless said (a half-life of 0: nothing lasts). on = false
#               switches the edge off.
# [edge.elicited]  below an edge: figure, low, middle, high, by, date - a range that practitioners gave

"""
OUTCOME, ASKED, PART, EASED = "months_in_harm", "asked", "takes_part", "eased"
GAINS = {
    "level": "the two feel better about each other",
    "buffer": "less of the stress reaches the couple",
    "capability": "arguments are handled better",
    "distress": "parents are less distressed",
    "parenting": "parenting is warmer and steadier",
    "commitment": "partners are more committed",
    "relief": "money strain eases",
    "coparenting": "parents apart argue less",
    "contact": "children see the parent elsewhere",
}


def theory_toml(scenario: Scenario, strategy: Strategy, measure: str, file: str = "theory.toml") -> str:
    """Return the theory of a strategy's offers as a text to save and change; its scenario stands beside it."""
    register = register_of(scenario)
    nodes: dict[str, Any] = {OUTCOME: node("outcome", "children live fewer months in harm")}
    edges: list[dict[str, Any]] = []
    for offer in strategy.offers:
        for name, one in nodes_of(offer, register):
            nodes.setdefault(name, one)
        edges += [one for one in edges_of(offer, register) if one not in edges]
    about = {
        "title": f"{strategy.name}: theory of change",
        "scenario": "scenario.toml",
        "strategy": strategy.name,
        "measure": measure,
    }
    return HEAD.format(file=file) + tomli_w.dumps({"theory": about, "node": nodes, "edge": edges})


def node(kind: str, says: str) -> dict[str, str]:
    """Return one box as a table."""
    return {"kind": kind, "says": says}


def gained(offer: Offer, register: Register) -> list[str]:
    """Return the channels in which the register has an effect of an offer's programme."""
    names = CHANNELS.names or ()
    return [name for name in names if register.figures[f"programmes.{offer.programme}.d_{name}"].value]


def nodes_of(offer: Offer, register: Register) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the boxes of an offer by name."""
    places = listed([door(name) for name in offer.found])
    yield f"met_{offer.programme}", node("activity", f"families are met at the {places}")
    yield ASKED, node("mechanism", "staff notice a couple's difficulty and offer help")
    yield EASED, node("mechanism", "the talk itself eases the moment")
    yield f"{PART}_{offer.programme}", node("mechanism", f"families take part in {programme_words(offer.programme)}")
    for name in gained(offer, register):
        yield name, node("mechanism", GAINS[name])


def edges_of(offer: Offer, register: Register) -> Iterator[dict[str, Any]]:
    """Yield the arrows of an offer."""
    name, part, lasting = (
        offer.programme,
        f"{PART}_{offer.programme}",
        "as much of it as there is, for as long as it lasts",
    )
    talks = ("staff.conversation_trained", "staff.conversation_untrained")
    asked = Arrow(f"met_{name}", ASKED, "staff who notice offer help", talks)
    agreed = Arrow(ASKED, part, "those who are asked agree", (f"programmes.{name}.take_up",))
    eased = Arrow(ASKED, EASED, "what the talk changes by itself", ("staff.conversation_eases",))
    gone = Arrow(EASED, OUTCOME, lasting, ("staff.conversation_half_life", "staff.conversation_eases"))
    yield from (one.table(register) for one in (asked, agreed, eased, gone))
    for one in gained(offer, register):
        changes = Arrow(part, one, "what the programme changes", (f"programmes.{name}.d_{one}",))
        lasts = Arrow(one, OUTCOME, lasting, tuple(f"programmes.{name}.{what}_{one}" for what in ("half_life", "d")))
        yield from (arrow.table(register) for arrow in (changes, lasts))


class Arrow(NamedTuple):
    """One arrow to be written: its ends, what it says, its figures."""

    start: str
    end: str
    says: str
    figures: tuple[str, ...]

    def table(self, register: Register) -> dict[str, Any]:
        """Return it as a table, with the sources of its first figure that were read.

        Others are what an edge before it rests on already: an effect beside its half-life.
        """
        return {
            "from": self.start,
            "to": self.end,
            "says": self.says,
            "figures": list(self.figures),
            "evidence": sorted(read(register.figures[self.figures[0]], register)),
            "off": dict.fromkeys(self.figures, 0.0),
        }


def read(figure: Figure, register: Register) -> list[str]:
    """Return the sources of a figure that are somebody else's and were read."""
    return [key for key in figure.sources if register.sources[key].read_in not in ("own", "memory")]
