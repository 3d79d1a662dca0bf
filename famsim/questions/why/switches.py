"""Switches of a strategy: each channel of effect off or on, each step of delivery perfect or as the scenario has it.

Contact with a door, the safety screen and the wait for a first session stay as they are in every run: the first is the
same under every strategy, the second is never switched off, the third is part of the programme.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from famsim.model.parameters import CHANNELS as CHANNEL_FIGURES
from famsim.model.policy import MAX_DOORS

OF_PROGRAMMES: tuple[str, ...] = CHANNEL_FIGURES.names or ()
TALK = "talk"  # what a talk with trained staff eases, whatever it leads to
CHANNELS: tuple[str, ...] = (*OF_PROGRAMMES, TALK)
GIVEN, REVERSE, MEAN = ("given", "reverse", "mean of both")
NOTHING, PERFECT, OFFERED = "nothing", "perfect delivery", "as offered"


def lasting(p: np.ndarray) -> None:
    """Let no effect fade."""
    for channel in OF_PROGRAMMES:
        p["programmes"]["keep"][channel] = 1.0
    p["staff"]["conversation_keep"] = 1.0


def every_session(p: np.ndarray) -> None:
    """Let everyone who starts come to every session, whatever their means."""
    p["programmes"]["attendance"], p["programmes"]["drops_out"] = 1.0, 0.0
    p["support"]["attendance_poor"] = 1.0


def all_willing(p: np.ndarray) -> None:
    """Let both parents agree whenever they are asked, wait as long as it takes, and come to the first session."""
    p["programmes"]["take_up"], p["programmes"]["both_take_part"] = 1.0, 1.0
    p["support"]["willing_with_history"] = p["support"]["comes_to_first_session"] = 1.0
    p["support"]["gives_up_waiting"] = 0.0


def all_reached(p: np.ndarray) -> None:
    """Let everyone who meets an offer's rows and comes to one of its doors be noticed, talked with and referred."""
    p["staff"]["conversation_trained"] = p["staff"]["conversation_untrained"] = 1.0
    policy = p["policy"][0]
    policy["offers"]["everyone"] = 1
    for place, offer in enumerate(policy["offers"][: policy["n_offers"]]):
        policy["pathway"][offer["found"] >> np.arange(MAX_DOORS) & 1 == 1, place] = 1.0


def places_for_all(p: np.ndarray) -> None:
    """Let nobody wait for a place."""
    p["policy"]["offers"]["limited"] = 0


MADE_PERFECT: dict[str, Callable[[np.ndarray], None]] = {
    "fade": lasting,
    "dose": every_session,
    "willingness": all_willing,
    "reach": all_reached,
    "places": places_for_all,
}
DELIVERY = tuple(MADE_PERFECT)


@dataclass(frozen=True)
class Setting:
    """How the switches stand in one run: the channels that are on, the steps of delivery as the scenario has them."""

    channels: frozenset[str]
    own: frozenset[str]

    def applied(self, p: np.recarray) -> np.recarray:
        """Return a run's parameters with the switches set; PARAMETERS, an array of one record."""
        switched = p.copy()
        plain = switched.view(np.ndarray)
        for channel in OF_PROGRAMMES:
            if channel not in self.channels:
                plain["programmes"]["full"][channel] = 0.0
        if TALK not in self.channels:
            plain["staff"]["conversation_eases"] = 0.0
        for step, make_perfect in MADE_PERFECT.items():
            if step not in self.own:
                make_perfect(plain)
        return switched


class Move(NamedTuple):
    """One step of a chain: which switch is moved, which sort it is, and the settings before and after it."""

    part: str
    sort: str  # "channel" or "delivery"
    before: Setting
    after: Setting


def settings_of(order: str) -> list[Setting]:
    """Return the settings of a chain: nothing, the channels on one by one, then delivery as it is one by one."""
    channels, delivery = parts_of(order)
    rising = [Setting(frozenset(channels[:on]), frozenset()) for on in range(len(channels) + 1)]
    return rising + [Setting(frozenset(channels), frozenset(delivery[:own])) for own in range(1, len(delivery) + 1)]


def parts_of(order: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the channels and the steps of delivery in the order in which they are switched."""
    return (CHANNELS, DELIVERY) if order == GIVEN else (CHANNELS[::-1], DELIVERY[::-1])


def moves_of(order: str) -> list[Move]:
    """Return the steps of a chain."""
    settings, (channels, delivery) = settings_of(order), parts_of(order)
    sorts = ["channel"] * len(channels) + ["delivery"] * len(delivery)
    return [
        Move(part, sort, before, after)
        for part, sort, before, after in zip(channels + delivery, sorts, settings, settings[1:], strict=False)
    ]


def run_names(order: str) -> list[str]:
    """Return the names of a chain's runs."""
    channels, delivery = parts_of(order)
    rising = [NOTHING, *(f"with {channel}" for channel in channels[:-1]), PERFECT]
    return [*rising, *(f"after {step}" for step in delivery[:-1]), OFFERED]


SETTINGS = tuple(dict.fromkeys([*settings_of(GIVEN), *settings_of(REVERSE)]))
