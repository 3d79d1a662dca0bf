"""What is lived in the page is what `famsim compare` says of the same file, and what leaves the room is that file."""

import json

import pytest

import famsim as fs
from famsim.handover.page.keys import FORMATS
from famsim.handover.page.missed import STEPS, meant, of_strategy
from famsim.scenario import parse_scenario

KEYED = """() => Object.fromEntries([...document.querySelectorAll('[data-key^="lived"]')]
  .map((one) => [one.dataset.key, one.textContent]))"""
SEEN_KEYS = """() => [...document.querySelectorAll('[data-key]')].filter((one) => one.offsetParent !== null)
  .map((one) => one.dataset.key).join(' ')"""
SPARED = ("child_months_in_harm", "mother_months_in_harm")


def saved(opened, button, folder):
    """Return the text of what a button downloads."""
    with opened.page.expect_download() as coming:
        opened.page.click(button)
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def told_by(study, strategy, who):
    """Return what the page should show for a strategy of a comparison, by key."""
    table = study.tables["differences"]
    rows = table[(table.group == "all") & (table.strategy == strategy)].set_index("measure")
    found = {}
    for name, row in rows.iterrows():
        ends = ("estimate", "low", "high")
        values = dict(zip(ends, (-row.estimate, -row.high, -row.low), strict=True)) if name in SPARED else row
        found |= {f"lived/{who}.{name}/{end}": FORMATS["people"](values[end] + 0.0) for end in ends}
        sizes = {"size": "estimate", "near": "high", "far": "low"}
        found |= {f"lived/{who}.{name}/{one}": FORMATS["people"](abs(values[end])) for one, end in sizes.items()}
        if row.at_most > 0:
            found[f"lived/{who}.{name}/at_most"] = FORMATS["people"](row.at_most)
    costs = study.tables["costs"]
    row = costs[(costs.strategy == strategy) & (costs["item"] == "total")].iloc[0]
    return found | {f"lived_cost/{who}/{end}": FORMATS["pounds"](row[end]) for end in ("estimate", "low", "high")}


def same(opened, wanted):
    """Check every number lived and shown against what it should be; return how many there were."""
    opened.view("change")
    shown = {key: text for key, text in opened.page.evaluate(KEYED).items() if key in wanted}
    assert {key: wanted[key] for key in shown} == shown
    return len(shown)


def made_alike(tables, wanted, place):
    """Check what the page shows until something is changed against the same comparison; return how many numbers."""
    here = {
        key.replace("lived/was.", f"made/s{place}.").replace("lived_cost/was/", f"made_cost/s{place}/"): text
        for key, text in wanted.items()
    }
    there = {key: text for key, text in here.items() if key.split("/")[1] in tables.rows[key.split("/")[0]]}
    assert {key: tables.text(key) for key in there} == there
    return len(there)


def change_the_offer(opened):
    """Change whom an offer is for, where they are found, how many, and how sure we are that they say yes."""
    page = opened.page
    page.locator("#offer-0 > summary").click()
    page.fill("#offer-0-places", "90.5")
    page.check("#offer-0-housing")
    page.select_option("#offer-0-add", "children")
    page.fill("#offer-0-children-from", "1")
    page.fill("#offer-0-children-to", "4")
    page.select_option("#offer-0-trigger", "arrears")
    page.fill("#offer-0-to", "60")
    page.locator("#form-staff summary").click()
    page.fill("#trained-money_desk", "70")
    page.locator("#form-pathways summary").click()
    page.select_option("#path-add", index=1)


def test_the_scenario_lived_in_the_page_is_what_compare_says(opened, workshop):
    """As it is: every strategy, central figures; and the draws that the page holds."""
    for draws, sure in ((1, "some"), (2, "draws")):
        study = fs.compare(workshop.scenario, draws=draws)
        opened.view("change")
        opened.page.check(f"input[name=sure][value={sure}]")
        for place in (1, 2):
            opened.page.select_option("#change-strategy", str(place))
            opened.lived()
            strategy = workshop.scenario.strategies[place].name
            told = told_by(study, strategy, "was")
            assert same(opened, told) > 12, (sure, place)
            assert sure != "some" or made_alike(workshop.tables, told, place) > 20


def test_what_leaves_the_room_compares_to_the_same_figures(opened, tmp_path):
    """A changed offer under another assumption and another economy: saved, compared, and every number is the page's."""
    opened.lived()
    change_the_offer(opened)
    opened.lived()
    opened.page.locator("#form-levers summary").click()
    opened.move("lever-uptake", 8)
    opened.move("lever-screen", 2)
    opened.page.locator("#form-economy summary").click()
    opened.page.fill("#economy-arrears", "130")
    opened.lived()
    assert "the questions about it find: 6 of ten, not 8" in opened.page.locator("#change-says").text_content()
    text = saved(opened, "#change-save", tmp_path).read_text(encoding="utf-8")
    scenario = parse_scenario(text)
    own = next(one for one in scenario.strategies if one.name.endswith("the room's own"))
    assert own.offers[0].places_a_month == 90.5 and "housing" in own.offers[0].found
    assert scenario.evidence["programmes.money_and_us.take_up"] == pytest.approx(0.65)
    study = fs.compare(scenario)
    assert same(opened, told_by(study, own.name, "now")) > 12


def test_who_is_missed_is_the_mean_of_the_draws(opened, workshop, tmp_path):
    """A changed offer under two draws: every step of those it is for, as a comparison with two draws has it."""
    opened.lived()
    opened.move("lever-uptake", 8)
    opened.page.check("input[name=sure][value=draws]")
    opened.lived()
    scenario = parse_scenario(saved(opened, "#change-save", tmp_path).read_text(encoding="utf-8"))
    opened.view("missed")
    opened.page.select_option("#missed-strategy", "room")
    place = workshop.data["words"]["opening"]["strategy"]
    funnel = of_strategy(fs.compare(scenario, draws=2).tables["funnel"], scenario.strategies[place].name)
    offer = funnel[funnel.offer == 1].groupby("stage", as_index=False).episodes.sum()
    wanted = {
        f"steps/room.o1.{step}/share": FORMATS["share"](offer[offer.stage == int(stage)].episodes.sum() / meant(offer))
        for step, (stage, _) in STEPS.items()
    }
    shown = "() => Object.fromEntries([...document.querySelectorAll('#missed-offers [data-key^=\"steps/room.o1\"]')]"
    assert opened.page.evaluate(f"{shown}.map((one) => [one.dataset.key, one.textContent]))") == wanted


def test_a_room_is_kept_and_opened_again(opened, tmp_path):
    """The same numbers after it is opened in a page that knows nothing of it; a damaged file opens nothing."""
    opened.lived()
    change_the_offer(opened)
    opened.lived()
    before, path = opened.page.evaluate(KEYED), saved(opened, "#change-keep", tmp_path)
    opened.page.reload()
    opened.lived()
    assert opened.page.evaluate(KEYED) != before
    opened.page.set_input_files("#change-open", path)
    opened.says("#change-saved", "Opened.")
    opened.lived()
    assert opened.page.evaluate(KEYED) == before
    said = json.loads(path.read_text())
    said["tables"]["1"]["offer"][0]["found"] = ["mony_desk"]
    other = tmp_path / "other.json"
    for text, says in (
        (json.dumps(said), 'did you mean "money_desk"?'),
        (json.dumps(said | {"page": "x"}), "a page of another scenario"),
        ("{", "not a room that this page saved"),
        (json.dumps(said | {"tables": {"1": 3}}), "damaged"),
        (json.dumps(said | {"setting": [2.0] * 4}), "not ones that this page has"),
    ):
        other.write_text(text)
        opened.page.set_input_files("#change-open", other)
        opened.says("#change-saved", says)
        assert opened.page.evaluate(KEYED) == before


def test_guesses_are_hidden_from_the_answer_and_scored(opened):
    """Hidden until the answer is shown; the nearest is named; what would have made one right is searched."""
    opened.lived()
    page = opened.page
    truth = page.locator("#change-says [data-key$='.helped/estimate']").first.text_content().replace(",", "")
    assert not page.locator("#change-told").is_visible()
    for name, number in (("Table A", "90000"), ("Table <b>B</b>", truth)):
        page.fill("#wager-name", name)
        page.fill("#wager-number", number)
        page.click("#wager-add")
    assert not page.locator("#change-told").is_visible()
    for view in ("missed", "safety", "poster"):
        page.click(f"#tab-{view}")
        assert not page.locator(f"#{view}-told").is_visible() and "helped" not in page.evaluate(SEEN_KEYS), view
    page.click("#tab-change")
    page.click("#wager-show")
    rows = page.locator("#wager-list li").all_inner_texts()
    assert "★" not in rows[0] and "Table <b>B</b>" in rows[1] and "★ the nearest" in rows[1]
    page.locator("#wager-list li").nth(0).get_by_text("What would it take?").click()
    page.wait_for_function("() => document.querySelector('#wager-list li:nth-child(1) p')", timeout=60_000)
    said = page.locator("#wager-list li").nth(0).inner_text()
    assert "Families who say yes" in said and "How well staff notice" in said
    assert "The questions about violence are not moved to fill a group" in said and "of the violence" not in said


def test_another_area_stands_beside_with_the_same_places(opened, workshop):
    """The same strategy in Gateshead: what a comparison there says, its own families and prices of staff."""
    opened.view("change")
    opened.page.check("#change-beside")
    opened.page.check("input[name=sure][value=some]")
    opened.lived()
    other = workshop.scenario.with_(area="gateshead", families=None)
    sampled = other.with_(families=2000)
    strategy = workshop.scenario.strategies[workshop.data["words"]["opening"]["strategy"]].name
    assert same(opened, told_by(fs.compare(sampled), strategy, "there")) > 12
    opened.page.check("input[name=sure][value=draws]")
    opened.lived()
    assert same(opened, told_by(fs.compare(sampled, draws=2), strategy, "there")) > 12
    assert "in Gateshead" in opened.page.locator("#change-table").inner_text()


def test_each_step_says_what_it_rests_on(opened, workshop):
    """The theory of change of the strategy shown: the register's own value, range and grade of who says yes."""
    from famsim.scenario import package_figures

    figure = package_figures()["programmes.money_and_us.take_up"]
    opened.lived()
    opened.page.click("#wager-show")
    opened.page.locator("#view-change .sources").click()
    row = opened.page.locator("#change-rests tr", has_text=figure.says).inner_text()
    assert f"0.5 ({figure.low:g} to {figure.high:g}) {figure.unit}" in row and "set by the scenario" in row
    kept = opened.page.locator("[data-key='rests/comes.all.0/grade']").inner_text()
    assert kept == package_figures()["support.comes_to_first_session"].grade
    opened.page.keyboard.press("Escape")
    for view in ("when", "family", "missed", "safety", "poster"):
        opened.page.click(f"#tab-{view}")
        opened.page.locator(f"#view-{view} .sources").click()
        assert opened.page.locator("#change-rests td", has_text=figure.unit).first.is_visible(), view
        grades = opened.page.locator("#change-rests td:nth-child(3)").all_inner_texts()
        assert {"assumed", "measured"} & set(grades), view
        opened.page.locator("#sources button").click()


def test_effects_that_are_solved_are_not_moved_in_draws_that_hold_others(opened):
    """How long what was gained lasts moves what effects are solved to, in every draw its own: refused in words."""
    opened.lived()
    page = opened.page
    page.locator("#form-levers summary").click()
    opened.move("lever-fade", 0)
    page.check("input[name=sure][value=draws]")
    opened.says("#change-state", "the unsure figures cannot be worked out in this page")
    page.check("input[name=sure][value=some]")
    opened.lived()
    opened.move("lever-fade", 1)
    page.check("input[name=sure][value=draws]")
    opened.lived()
    assert opened.said == []
