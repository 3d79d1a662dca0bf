"""Mesa's own view draws the model, where what it needs is installed: pip install 'famsim[app]'."""

import tomllib
import warnings

import pytest

from famsim.mesa_front import FamilyModel
from famsim.scenario import change, load_scenario


def test_the_view_draws_the_model():
    solara = pytest.importorskip("solara")
    pytest.importorskip("networkx")
    vuetify = pytest.importorskip("ipyvuetify")
    if int(vuetify.__version__.split(".")[0]) > 1:
        pytest.skip("an ipyvuetify that the view cannot draw with: pip install 'famsim[app]'")
    from mesa.visualization import SolaraViz, make_plot_component

    model = FamilyModel(change(load_scenario("newcastle"), families=200, months=12), strategy="newcastle")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        box, _ = solara.render(SolaraViz(model, components=[make_plot_component("mean_quality")]), handle_error=False)
    assert box.children


def test_the_extra_that_the_view_needs_is_named(pytestconfig):
    """With ipyvuetify 3, which a plain `solara` brings, the view ends in an AttributeError."""
    project = tomllib.loads((pytestconfig.rootpath / "pyproject.toml").read_text(encoding="utf-8"))
    extra = project["project"]["optional-dependencies"]["app"]
    assert "ipyvuetify>=1.9,<2" in extra and any(one.startswith("networkx") for one in extra)
