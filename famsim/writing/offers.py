"""What a strategy offers, in words: programmes, for whom, where families are found, and how many places."""

from famsim.areas import AreaProfile, places_of, search_areas
from famsim.limits import MAX_MONTHS
from famsim.model.identity import MONTHS_A_YEAR
from famsim.scenario import (
    Offer,
    Pathway,
    Scenario,
    Strategy,
    for_the_worse,
    has_usual,
    helps,
    own_offers,
    programme_in_short,
    programme_words,
    slug,
)
from famsim.writing.cited import Writing
from famsim.writing.staff import counted_posts, staff_in_words
from famsim.writing.whom import (
    NAMED_AREAS,
    in_short,
    lasting,
    stands,
    told,
    who_label,
    whom_of,
    window,
    window_in_short,
)
from famsim.writing.words import capital, counted, door, listed

SERVED_FIRST = {"deprivation": "the most deprived first", "need": "the least happy first"}
NAMED_DOORS = 3  # doors that a short line names; of more it says how many
NO_EFFECT, WORSE = "no shown effect", "effects for the worse"
SHARED = {  # how areas share an offer's places
    "births": ", shared out over areas by births",
    "need": ", shared out over areas by families likely to be poor",
    "population": ", shared out over areas by families with children",
    "each": " in each area",
}
FOR = " for "  # in the name of a programme that says whom it is for
USUAL = "Usual services, under every strategy:"
BY_AREA = "what it offers differs by area"
NO_OFFER = "no offer: families come to the usual doors all the same"


def usual_goes_on(writing: Writing, scenario: Scenario) -> str:
    """Return that usual services go on under every strategy, where they do; else nothing."""
    if not has_usual(scenario):
        return ""
    first = writing.words(scenario.strategies[0].name)
    return f"Usual services go on under every strategy: {first} is these alone, and others are held beside them."


def strategy_in_short(strategy: Strategy, scenario: Scenario) -> str:
    """Return what a strategy offers in a line or two: each programme with whom, when, where and how many a year."""
    if len(tables_of(strategy, scenario)) > 1:
        return BY_AREA
    return in_areas(strategy, offers_in_short(strategy, scenario))


def offers_in_short(strategy: Strategy, scenario: Scenario) -> str:
    """Return what a strategy offers beyond usual services, in a line; where that is nothing, what else it does."""
    own = own_offers(strategy)
    if parts := made_of(strategy, scenario):
        return f"all that {listed(parts)} offer"
    offers = [offer_in_short(offer, scenario) for offer in own]
    if offers and any(own_offers(one) == own for one in scenario.strategies if one.name != strategy.name):
        return "; ".join([*offers, *else_done(strategy)])  # what tells it from another with these offers
    if offers or not any(offer.usual for offer in strategy.offers):
        return "; ".join(offers) or NO_OFFER
    return f"{'; '.join(else_done(strategy)) or 'nothing more'}, to usual services"


def made_of(strategy: Strategy, scenario: Scenario) -> list[str]:
    """Return the strategies, two or more, whose offers a strategy makes, each once and no other; else nothing."""
    own, others = own_offers(strategy), [one for one in scenario.strategies if one.areas == strategy.areas]
    parts = [
        one for one in others if 0 < len(own_offers(one)) < len(own) and all(may in own for may in own_offers(one))
    ]
    made = [offer for one in parts for offer in own_offers(one)]
    return [one.name for one in parts] if len(made) == len(own) and all(offer in made for offer in own) else []


def else_done(strategy: Strategy) -> list[str]:
    """Return what a strategy does beside its offers: staff trained, pathways opened, doors that work together."""
    trained = {name for name, share in strategy.staff_trained.items() if share > 0}
    doors, paths = len(trained | {line.door for line in strategy.train}), len(strategy.pathways)
    done = [f"staff trained at {counted(doors)} {'door' if doors == 1 else 'doors'}"] if doors else []
    done += [f"{counted_posts(strategy.navigator.posts)} paid"] if strategy.navigator else []
    done += [f"{counted(paths)} {'pathway' if paths == 1 else 'pathways'} opened"] if paths else []
    done += ["a questionnaire agreed on"] if strategy.questionnaire else []
    done += ["records shared"] if strategy.data_shared else []
    return done + (["waits shortened"] if strategy.waits_shortened else [])


def strategy_in_words(strategy: Strategy, scenario: Scenario) -> list[str]:
    """Return what a strategy does: a sentence or two for each offer, then staff, pathways and the rest.

    Of one that differs by area a line for each table of its name.
    """
    tables = tables_of(strategy, scenario)
    if len(tables) > 1:
        return [in_areas(one, " ".join(table_in_words(one, scenario))) for one in tables]
    return [in_areas(strategy, line) for line in table_in_words(strategy, scenario)]


def by_area_in_short(strategy: Strategy, scenario: Scenario) -> list[str]:
    """Return what a strategy that differs by area offers in each, a line or two; nothing of one that does not."""
    tables = tables_of(strategy, scenario)
    if len(tables) == 1:
        return []
    return [in_areas(one, offers_in_short(one, scenario)) for one in tables]


def tables_of(strategy: Strategy, scenario: Scenario) -> list[Strategy]:
    """Return what a scenario has under a strategy's name: one, or several that differ by area."""
    return [one for one in scenario.strategies if one.name == strategy.name]


def in_areas(strategy: Strategy, text: str) -> str:
    """Return what is said of a strategy with the areas in which it is set, if not everywhere."""
    if not strategy.areas:
        return text
    names = [one.title for one in places_of(strategy.areas)]
    return f"In {listed(names) if len(names) <= NAMED_AREAS else f'{len(names)} areas'}: {text}"


def table_in_words(strategy: Strategy, scenario: Scenario) -> list[str]:
    """Return what one table of a strategy does, a line each."""
    done = [offer_in_words(offer, scenario) for offer in own_offers(strategy)]
    if usual := [usual_in_words(offer) for offer in strategy.offers if offer.usual]:
        done.append(f"{USUAL} {'; '.join(usual)}.")
    if strategy.staff_trained:
        shares = [f"{door(name)} {share:.0%}" for name, share in strategy.staff_trained.items()]
        done.append(f"Trains staff: {', '.join(shares)}.")
    done += staff_in_words(strategy)
    for to in dict.fromkeys(one.to for one in strategy.pathways):
        works = [edge_in_words(one) for one in strategy.pathways if one.to == to]
        done.append(f"Opens pathways to {programme_words(to)}; referrals that arrive: {', '.join(works)}.")
    if not strategy.signposting:
        done.append("Refers along opened pathways alone.")
    if strategy.questionnaire:
        done.append("Lets doors ask by a questionnaire that they have agreed on.")
    if strategy.data_shared:
        done.append("Lets doors share what they know.")
    if strategy.waits_shortened > 0:
        done.append(f"Shortens the wait for a first session by {strategy.waits_shortened:.0%}.")
    return done or [f"{capital(NO_OFFER)}."]


def edge_in_words(pathway: Pathway) -> str:
    """Return where a pathway begins, how many referrals arrive, and when."""
    late = f" after {counted(pathway.delay)} months" if pathway.delay else ""
    return f"{door(pathway.door or f'{pathway.agency} doors')} {pathway.works:.0%}{late}"


def named_after(strategy: Strategy, area: AreaProfile) -> str:
    """Return " (after Croydon)" for a strategy named after another area, whose offer is on record; else nothing."""
    begins = f"{slug(strategy.name)}-"
    named = [one for one in search_areas(strategy.name) if one != area and f"{one.slug}-".startswith(begins)]
    return "".join(f" (after {one.name})" for one in named if one.offer == "documented")


def offer_in_short(offer: Offer, scenario: Scenario) -> str:
    """Return one offer in a few words."""
    shown_effect = "" if helps(offer.programme, scenario) else f", {no_good_of(offer, scenario)}"
    since = lasting(offer)
    rows = [told(row, offer, scenario, in_short) for row in offer.who if row.feature != "together" and row not in since]
    months = [f"{in_short(row)} for up to {offer.when.to_month} months" for row in since] or window_in_short(offer)
    about = [", ".join([*rows, *months] or [whom_of(offer, scenario)[0]])]
    about.append(", ".join(map(door, offer.found)) if len(offer.found) <= NAMED_DOORS else f"{len(offer.found)} doors")
    shared = SHARED["each"] if offer.shared_by == "each" else ""
    many = "no limit" if offer.unlimited else "as its budget buys"
    about.append(many if offer.places_a_month is None else counted(MONTHS_A_YEAR * offer.places_a_month) + shared)
    return f"{programme_in_short(offer.programme)}{shown_effect} ({'; '.join(about)})"


def no_good_of(offer: Offer, scenario: Scenario) -> str:
    """Return why a programme helps nobody: its effects are for the worse, or none is shown."""
    return WORSE if for_the_worse(offer.programme, scenario) else NO_EFFECT


def offer_in_words(offer: Offer, scenario: Scenario) -> str:
    """Return one offer in words: what, for whom, when, where found, who is asked, how many places."""
    anyone, several = whom_of(offer, scenario)
    rows = [told(row, offer, scenario, who_label) for row in offer.who if row.feature != "together"]
    whom = f"{several} ({', '.join(rows)})" if rows else anyone
    places = (
        f"{round(offer.places_a_month, 2):g} a month" if offer.places_a_month is not None else without_number(offer)
    )
    places += SHARED[offer.shared_by] if offer.shared_by and offer.places_a_month is not None else ""
    first = f", {SERVED_FIRST[offer.priority]}" if offer.priority in SERVED_FIRST else ""
    when = "" if (offer.begins, offer.ends) == (1, MAX_MONTHS) else f", {stands(offer)} of the scenario"
    asked = "All of them are asked" if offer.invites == "everyone" else "Those whom staff notice are asked"
    asked += ", and both parents must be willing" if offer.both_willing else ""
    found = listed([door(name) for name in offer.found], "or")
    effect = ""
    if not helps(offer.programme, scenario):
        worse = for_the_worse(offer.programme, scenario)
        effect = f" At the central figures {'its effects are for the worse' if worse else 'it has no effect'}."
    called = capital(programme_words(offer.programme))
    return (
        f"{called}{':' if FOR in called else ' for'} {whom}{window(offer)}. Found by {found}. {asked}. "
        f"Places: {places}{first}{when}.{effect}"
    )


def without_number(offer: Offer) -> str:
    """Return how many places an offer has of which no number is given."""
    if offer.unlimited:
        return "as many as ask"
    return "as many as its budget buys" + (
        f", {offer.share:g} part{'' if offer.share == 1 else 's'} of them" if offer.share else ""
    )


def usual_in_words(offer: Offer) -> str:
    """Return a usual service in a few words."""
    places = (
        f"{round(offer.places_a_month, 2):g} places a month" if offer.places_a_month is not None else "as many as ask"
    )
    places += " in all areas" if offer.shared_by else ""
    return f"{programme_words(offer.programme)} ({listed([door(name) for name in offer.found], 'or')}, {places})"
