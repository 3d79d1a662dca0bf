"""A commented scenario for any English authority, as text to save and change."""

import re

from famsim.areas import AreaProfile, find_area
from famsim.scenario.loading import shipped_text
from famsim.scenario.prices import financial_year, register_year

PRICE_YEAR = 2027  # the financial year in which this version came out
MODEL = "newcastle"  # the shipped scenario whose strategies and comments are copied
MODEL_AREA = "newcastle-upon-tyne"

_HEAD = """\
# {title}: six ways of supporting couples, compared on its {families:,} families with children (2011).
{offer}
# The places of every offer are those of Newcastle times {scale:.2f}, for as many more or fewer families.
#
#   famsim check {slug}.toml          is everything in it known and in range?
#   famsim compare {slug}.toml        the answer, tables and figures
#
# Change any number and run again. A key or name that is not known is an error with the nearest one that is.

[scenario]
name = "{slug}"
question = "{title}: which way of supporting couples would change most for families here?"
area = "{slug}"
months = 120                      # how long to look ahead, 1-240
seed = 1                          # another seed, another luck; the same seed, the same result
# families = 2000                 # a sample of this many instead of the whole area; at least 200
price_year = {year}                 # every sum in prices of {said}; without this line of {register}
start = "stock"                   # all families of today; or "birth cohort": only families with a new birth
usual = "2026"                    # what there is already, under every strategy; "2016": then; "off": nothing

# [area]                          # of which years the area's figures are, or your own (docs/own-data.md)
# vintage = "newest"              # "pilot": about 2017, as without this table

"""

_OFFERS = {
    "documented": "# The strategies illustrate six approaches; set them beside what it offered itself.",
    "later programme": "# Only a later programme is on record here: the strategies are illustrations.",
    "assumed": "# What it offered is not on record here: the strategies are illustrations.",
}


def commented_scenario(area_slug: str) -> str:
    """Return a commented scenario for an area, by slug, ONS code or name; AreaError if there is none.

    Where the authority's own offer is not documented, the title says "<area> - illustrative offer".
    """
    area = find_area(area_slug)
    scale = area.families / find_area(MODEL_AREA).families
    text = scaled_places(_strategies(), scale)
    return _head(area, scale) + (text if area.level != "country" else shared_places(text))


def _head(area: AreaProfile, scale: float) -> str:
    fields = {"title": area.title, "slug": area.slug, "families": area.families, "scale": scale}
    prices = {"year": PRICE_YEAR, "said": financial_year(PRICE_YEAR), "register": financial_year(register_year())}
    return _HEAD.format(offer=_OFFERS[area.offer], **fields, **prices)


def _strategies() -> str:
    """Return the model scenario from the first comment after its [scenario] table on."""
    text = shipped_text(MODEL)
    return text[text.index("# ---") :]


def shared_places(text: str) -> str:
    """Return `text` with whole numbers of places, shared out over authorities by families with children."""
    return re.sub(
        r"places_a_month = (\d+\.\d+)",
        lambda found: f'places_a_month = {float(found[1]):.0f}\nshared_by = "population"',
        text,
    )


def scaled_places(text: str, scale: float) -> str:
    """Return `text` with every number of places scaled, to a tenth of a place and at least a tenth."""

    def scaled(found: re.Match[str]) -> str:
        return f"places_a_month = {max(0.1, round(float(found[1]) * scale, 1))}"

    return re.sub(r"places_a_month = (\d+\.\d+)", scaled, text)
