"""A programme of one's own has a price of its own, which stands among the switching values like any other."""

import re
from pathlib import Path

import famsim as fs
from famsim.scenario import parse_scenario

PAGE = Path(__file__).parents[3] / "docs" / "extend" / "programme.md"


def test_the_price_of_an_own_programme_has_a_switching_value():
    """The page's own example ended in a KeyError of the price once sessions were held; its range is the scenario's."""
    text = re.search(
        r"`evenings.toml`:\n\n```toml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    scenario = parse_scenario(text[1]).with_(families=2000, months=24)
    table = fs.compare(scenario, threads=1).tables["switching"]
    (mine,) = table[table.figure == "programmes.evenings_at_the_hub.cost_per_session"].to_dict("records")
    assert (mine["now"], mine["low"], mine["high"]) == (45.0, 30.0, 70.0)
