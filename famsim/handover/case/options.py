"""What the options are: what each offers to whom, whom it trains, what it opens; and the sift."""

from famsim.handover.case.derived import OFFERS, PATHWAYS, STAFF
from famsim.handover.case.parts import joined, part, prompt
from famsim.handover.case.told import Told
from famsim.handover.report import lines
from famsim.scenario import Offer, programme_words
from famsim.writing import capital, counted, door, listed, percent, who_label

HEADS = ["option", "programme", "for whom", "found at", "places a year", "months"]


def options(told: Told) -> str:
    """Return the part on options and the sift."""
    return part(
        "Options and sift",
        prompt(
            "The long list, who drew it up, and why each option was kept or left out: strategic fit, value for money, "
            "whether suppliers and staff can do it, whether it can be paid for. What stands below are the options that "
            f"were kept, beside {told.scenario.strategies[0].name!r}, which is what happens anyway."
        )
        if plain_name(told)
        else prompt("The long list, who drew it up, and why each option was kept or left out."),
        "**What each option offers.**\n\n" + offered(told),
        staff_and_pathways(told),
    )


def plain_name(told: Told) -> bool:
    """Say whether the first strategy's name has nothing but letters, numbers and spaces."""
    return all(sign.isalnum() or sign == " " for sign in told.first)


def offered(told: Told) -> str:
    """Return a row an offer."""
    rows = []
    for strategy in told.scenario.strategies[1:]:
        made = [one for one in strategy.offers if not one.usual]
        rows += [offer_row(told, strategy.name, number, offer) for number, offer in enumerate(made, 1)]
        if not made:
            rows.append([told.writing.words(strategy.name), "makes no offer of its own", *["-"] * (len(HEADS) - 2)])
    return lines(HEADS, rows)


def offer_row(told: Told, name: str, number: int, offer: Offer) -> list[str]:
    """Return one offer's cells."""
    writing = told.writing
    where: dict[str, object] = {"strategy": name, "offer": float(number)}
    first, last = (writing.number(OFFERS, one, "{:.0f}".format, **where) for one in ("first", "last"))
    places = (
        "as many as ask" if offer.places_a_month is None else writing.number(OFFERS, "places_a_year", counted, **where)
    )
    whom = [who_label(one) for one in offer.who] or ["any family"]
    return [
        writing.words(name),
        capital(programme_words(offer.programme)),
        writing.words(", ".join(whom)),
        listed([door(one) for one in offer.found], "or"),
        places,
        f"{first} to {last}",
    ]


def staff_and_pathways(told: Told) -> str:
    """Return whom each option trains and which pathways it opens, a line each; nothing where none does."""
    said = [line for name in told.options if (line := opened_by(told, name))]
    return "**Staff and pathways.**\n\n" + "\n".join(said) if said else ""


def opened_by(told: Told, name: str) -> str:
    """Return one option's staff and pathways."""
    writing = told.writing
    trained = writing.tables[STAFF]
    share = [
        f"{door(one)} {writing.number(STAFF, 'share', percent, strategy=name, door=one)}"
        for one in trained.loc[trained["strategy"] == name, "door"]
    ]
    opened = writing.tables[PATHWAYS]
    to = [
        f"{door(one.door)} to {programme_words(str(one.to))} "
        f"({writing.number(PATHWAYS, 'works', percent, strategy=name, door=one.door, to=one.to)} of referrals arrive)"
        for one in opened[opened["strategy"] == name].itertuples()
    ]
    both = [f"trains {listed(share)}" if share else "", f"opens {listed(to)}" if to else ""]
    text = joined("; ".join(one for one in both if one))
    return f"- {told.called(name)}: {text}." if text else ""
