"""What of a scenario can never do anything, or too little to be seen: said before any work, with the reason.

What contradicts itself is refused when a scenario is made; what is only pointless is run as it stands.
"""

from collections.abc import Iterator
from math import ceil

from famsim.areas import AreaProfile
from famsim.limits import MAX_MONTHS
from famsim.model.policy import FEATURES
from famsim.scenario.agreeing import in_words, triggered
from famsim.scenario.by_area import in_area, is_many, one_place, places_in
from famsim.scenario.called import programme_words
from famsim.scenario.channels import widest_draw, worse_ones
from famsim.scenario.effects import without_effect
from famsim.scenario.factorial import cells_of
from famsim.scenario.offering import Offer
from famsim.scenario.opening import is_shut, shut_words
from famsim.scenario.register import package_figures
from famsim.scenario.schema import Scenario, Strategy
from famsim.scenario.seen import comes_to

LEAST_PLACES = 20  # in a sample: with fewer, whether anybody is helped is left to chance
ROUND = 100  # families: a number to ask for is rounded up to so many
NAMED_OF_SOME = 3  # notes that hold in some areas only, said one by one
INFORMAL, GIVES_UP = "staff.informal_pathway", "support.gives_up_waiting"


def pointless(scenario: Scenario, prescribed: bool = False) -> list[str]:
    """Return what of a scenario can do nothing, a sentence each that names strategy and offer; none for most.

    prescribed: help is given to whoever is followed, so that it is nothing to a study how many places there are.
    """
    if is_many(scenario):
        return pointless_in_some(scenario, prescribed)
    return pointless_there(scenario, prescribed, one_place(scenario).families)


def pointless_there(scenario: Scenario, prescribed: bool, sampled: int) -> list[str]:
    """Return the same of a scenario of one area; sampled: how many families there are where its sample is drawn."""
    area, said = one_place(scenario), list(of_doors(scenario))
    is_design = cells_of(scenario.strategies) is not None
    for strategy in scenario.strategies:
        sample = [] if prescribed else of_sample(strategy, scenario, area, sampled)
        whole = [*of_strategy(strategy, scenario, is_design), *sample]
        said += [f"strategy {strategy.name}: {what}" for what in whole]
        for number, offer in enumerate(strategy.offers, 1):
            wait = [] if prescribed else of_wait(offer, scenario, area)
            about = [*of_offer(offer, scenario, area), *wait, *of_programme(offer.programme, scenario)]
            about += of_stand_in(offer, strategy)
            said += [f"strategy {strategy.name}, offer {number}: {what}" for what in about]
    return said


def pointless_in_some(scenario: Scenario, prescribed: bool) -> list[str]:
    """Return what of a scenario of several areas can do nothing: what is said of every area once, then a few."""
    areas = places_in(scenario)
    sampled = sum(area.families for area in areas)
    by_area = {area.name: pointless_there(in_area(scenario, area), prescribed, sampled) for area in areas}
    everywhere = [what for what in by_area[areas[0].name] if all(what in said for said in by_area.values())]
    some = [f"{name}, {what}" for name, said in by_area.items() for what in said if what not in everywhere]
    rest = [f"and {len(some) - NAMED_OF_SOME} more of single areas"] if len(some) > NAMED_OF_SOME else []
    return everywhere + some[:NAMED_OF_SOME] + rest


def of_strategy(strategy: Strategy, scenario: Scenario, is_design: bool = False) -> Iterator[str]:
    """Yield what a strategy pays for and cannot use; in a 2x2x2 that is asked for, of pathways without their offer."""
    trained = [door for door, share in strategy.staff_trained.items() if share > 0]
    trained += list(dict.fromkeys(line.door for line in strategy.train))
    if not strategy.offers:
        done = {
            "trains staff": trained,
            "opens pathways": strategy.pathways,
            "agrees on a questionnaire": strategy.questionnaire,
            "shares data": strategy.data_shared,
            "shortens waits": strategy.waits_shortened,
        }
        if what := " and ".join(name for name, any_of_it in done.items() if any_of_it):
            yield f"{what} but makes no offer, so it costs money and changes nothing; give it a [[strategy.offer]]"
        return
    yield from of_late(strategy, scenario)
    found = {door for offer in strategy.offers for door in offer.found}
    if unused := [door for door in trained if door not in found]:
        yield f"staff trained at {', '.join(unused)} notice nobody, as no offer of this strategy is found there"
    yield from of_referrals(strategy)
    if not is_design:
        yield from of_pathways(strategy, scenario)


def of_late(strategy: Strategy, scenario: Scenario) -> Iterator[str]:
    """Yield which training, and whether a navigator, begins after the scenario's last month."""
    for line in strategy.train:
        if line.begins > scenario.months:
            yield f"the training at {line.door} begins in month {line.begins}, after the last, {scenario.months}: never"
    if strategy.navigator is not None and strategy.navigator.begins > scenario.months:
        yield f"the navigator begins in month {strategy.navigator.begins}, after the last, {scenario.months}: never"


def of_doors(scenario: Scenario) -> Iterator[str]:
    """Yield which doors close after the scenario's last month, so that it is as if they did not."""
    for door, when in scenario.doors.items():
        if when.closes is not None and when.closes > scenario.months:
            yield f"door.{door} closes in month {when.closes}, after the last, {scenario.months}: it stays open"


def of_stand_in(offer: Offer, strategy: Strategy) -> Iterator[str]:
    """Yield that no family whom an offer is for can be taken by the one that is to stand in for it."""
    others = [one for one in strategy.offers if offer.stands_in and one.programme == offer.stands_in]
    if others and not any(offer.families().may_be(one.who) and one.families().may_be(offer.who) for one in others):
        yield f"nobody whom it is for can be taken by {offer.stands_in}, so it never stands in"


def of_referrals(strategy: Strategy) -> Iterator[str]:
    """Yield for which programmes nobody is referred: no signposting, and no pathway from where families are found."""
    for offer in () if strategy.signposting else strategy.offers:
        leads = [one for one in strategy.pathways if one.to == offer.programme and one.works > 0]
        if not any(door in offer.found for one in leads for door in one.doors):
            yield (
                f"without signposting and without a pathway from {', '.join(offer.found)} to {offer.programme} nobody "
                "is referred to it, so nobody is helped"
            )


def of_pathways(strategy: Strategy, scenario: Scenario) -> Iterator[str]:
    """Yield which pathways nobody is referred along, and which are no better than none."""
    informal = scenario.evidence.get(INFORMAL, package_figures()[INFORMAL].value)
    for one in strategy.pathways:
        doors = [offer.found for offer in strategy.offers if offer.programme == one.to]
        whose = one.door or one.agency
        if not doors:
            yield f"the pathway from {whose} to {one.to} is never used, as no offer is of {one.to}"
        elif not any(door in found for found in doors for door in one.doors):
            yield f"the pathway from {whose} to {one.to} is never used, as no offer of {one.to} is found there"
        elif strategy.signposting and one.works <= informal:
            yield (
                f"the pathway from {whose} to {one.to} works for {one.works:g} of referrals, no more than without "
                f"one ({INFORMAL}, {informal:g})"
            )


def of_sample(strategy: Strategy, scenario: Scenario, area: AreaProfile, sampled: int) -> Iterator[str]:
    """Yield that a sample holds too few of a strategy's places, and how many families hold enough.

    sampled: how many families there are where the sample is drawn: those of the area, or of all areas together, each
    with its part of the families that are asked for.
    """
    if scenario.families is None or any(offer.unlimited for offer in strategy.offers):
        return
    share = min(scenario.families / area.families, 1.0)
    in_area = sum((offer.places_a_month or 0.0) * months_open(offer, scenario) for offer in strategy.offers)
    if share < 1.0 and 0.0 < in_area * share < LEAST_PLACES:
        here = ceil(area.families * LEAST_PLACES / in_area)
        enough = ROUND * ceil(here * sampled / area.families / ROUND)
        where, whole = (" over all areas", "areas whole") if sampled > area.families else ("", "the whole area")
        more = f"families = {enough} (--families){where}" if enough < sampled else f"{whole} (no families)"
        yield (
            f"a sample of {scenario.families} families{' of this area' if where else ''} holds {in_area * share:.1f} "
            f"of its {in_area:.0f} places, too few to rely on; better: {more}"
        )


def of_wait(offer: Offer, scenario: Scenario, area: AreaProfile) -> Iterator[str]:
    """Yield that an offer's first place comes up after families have given up waiting, or the offer has ended."""
    if not offer.places_a_month:
        return
    share = min((scenario.families or area.families) / area.families, 1.0)
    every, stands = 1.0 / (offer.places_a_month * share), offer.ends - offer.begins + 1
    patience = 1.0 / max(scenario.evidence.get(GIVES_UP, package_figures()[GIVES_UP].value), 1.0 / MAX_MONTHS)
    if every > min(patience, stands):
        why = f"families wait {patience:.0f} on average ({GIVES_UP})"
        why = why if patience < stands else f"the offer stands for {stands}"
        sample = f" in a sample of {scenario.families} families" if share < 1.0 else ""
        yield (
            f"a place comes up every {every:.0f} months{sample} and {why}, so no place can be had: staff "
            "talk with nobody and nobody is helped"
        )


def months_open(offer: Offer, scenario: Scenario) -> int:
    """Return for how many months of the scenario an offer stands."""
    return min(offer.ends, scenario.months) - offer.begins + 1


def of_offer(offer: Offer, scenario: Scenario, area: AreaProfile) -> Iterator[str]:
    """Yield why an offer reaches nobody, or not where or when it says."""
    if offer.places_a_month == 0:
        yield "places_a_month = 0, so nobody is helped"
    if scenario.months < offer.ends < MAX_MONTHS:
        yield f"ends = {offer.ends} is after the last month, {scenario.months}: the offer stands to the end"
    if closed := [door for door in offer.found if not comes_to(offer.families(), door)]:
        yield f"nobody whom it is for comes to {', '.join(closed)}"
    if shut := [door for door in offer.found if is_shut(door, offer, scenario)]:
        all_shut = ", so nobody is helped" if len(shut) == len(offer.found) else ""
        yield f"while it stands {', '.join(map(shut_words(scenario), shut))}: nobody is found there{all_shut}"
    for row in offer.who:
        if row.feature == "deprivation_decile" and not lives_in(area, row.low, row.high):
            yield f"no family of {area.name} lives where {in_words(row)}, so nobody is helped"
    when = offer.when
    if when.trigger in ("birth", "arrears") and not triggered(when.trigger, when.from_month, when.to_month):
        yield f"when from {when.from_month}: by then a family's youngest is grown up, so nobody is helped"


def lives_in(area: AreaProfile, low: float, high: float) -> bool:
    """Say whether any family of an area lives in these deciles."""
    first = int(FEATURES["deprivation_decile"].low)
    return any(share > 0 and low <= decile <= high for decile, share in enumerate(area.infants_by_decile, first))


def of_programme(programme: str, scenario: Scenario) -> Iterator[str]:
    """Yield that a programme has no effect, and how wide its draws are all the same; or that effects harm."""
    if worse := worse_ones(programme, scenario):
        effects = "effects of it are" if len(worse) > 1 else "an effect of it is"
        yield (
            f"{programme_words(programme)}: {effects} for the worse at the central figures ({', '.join(worse)}); above "
            "0 is for the better on every channel"
        )
    if without_effect(programme, scenario):
        drawn = widest_draw(programme, scenario)
        what = f"no effect of {programme_words(programme)} has been shown: each is 0"
        yield f"{what} at the central figures; in draws {drawn}" if drawn else f"{what}, so it changes nothing"
