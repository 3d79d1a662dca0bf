"""One setting a poster; and every place on the page that a choice should fill is filled."""

from famsim.runs.levers import LEVERS

POSTER_KEYS = "() => [...document.querySelectorAll('#poster [data-key]')].map((one) => one.dataset.key)"
OF_THE_SCENARIO = ("worth_", "windows/", "ways/")  # what is worked out as the scenario has it, and at no other setting
MISSED = {"in_need", "missed", "share_missed", "times", "share_unhelped", "helped", "total", "per_family_helped"}
MISSED |= {"helped_with_effect"}


def only_as_it_is(keys):
    """Return the keys of numbers that hold at the scenario's own setting only."""
    counts = [key for key in keys if key.startswith("strategies/") and key.split("/")[2] in MISSED]
    return counts + [key for key in keys if key.startswith(OF_THE_SCENARIO)]


def test_a_poster_is_at_one_setting(opened):
    """As the scenario has it everything is shown; at another setting, only what is known at that setting."""
    opened.view("poster")
    assert only_as_it_is(opened.page.evaluate(POSTER_KEYS))
    assert opened.page.locator("#poster-chart").is_visible()
    opened.view("change")
    opened.move(f"lever-{LEVERS[0].name}", 0)
    opened.view("poster")
    keys = opened.page.evaluate(POSTER_KEYS)
    assert only_as_it_is(keys) == []
    assert not opened.page.locator("#poster-chart").is_visible()
    missed = opened.page.locator("#poster-missed [data-key^='changed/']").evaluate_all(
        "(all) => all.map((one) => one.dataset.key)"
    )
    assert [key.split(".")[1].split("/")[0] for key in missed] == ["missed"] * 3
    opened.view("change")
    opened.page.click("#change-reset")
    opened.view("poster")
    assert only_as_it_is(opened.page.evaluate(POSTER_KEYS))


def test_many_such_families_stand_beside_the_one(opened):
    """Whichever month of help is chosen, the panel says what such families come to (K4.4)."""
    opened.view("family")
    for arm in range(4):
        opened.move("family-slider", arm)
        assert opened.page.locator("#family-beside [data-key^='beside/']").count() > 0, arm
    assert opened.said == []


def test_those_whom_an_offer_is_for_are_shown_by_themselves(opened, workshop):
    """K4.4: of all families in need nearly all are missed, whatever is done; of those an offer is for, fewer are."""
    opened.view("missed")
    for place in range(3):
        opened.page.locator("#missed-choices label").nth(place).click()
        offers = [key for key in workshop.tables.rows["offers"] if key.startswith(f"s{place}.")]
        assert opened.page.locator("#missed-offered").is_visible() == bool(offers)
        bars = opened.page.locator("#missed-offers [data-key^='steps/']")
        assert bars.count() == 5 * len(offers)
    assert opened.said == []


def test_the_page_opens_on_the_scenarios_own_question(opened, workshop):
    """What a room sees first is what the scenario asks about, in every view."""
    opening = workshop.data["words"]["opening"]
    for name in ("event", "programme", "measure"):
        assert opened.page.input_value(f"#guess-{name}") == opening[name]
    opened.view("missed")
    assert opened.page.locator("#missed-choices :checked").get_attribute("value") == str(opening["strategy"])
    opened.view("family")
    assert opened.page.locator("#family-choices :checked").get_attribute("value") == str(opening["family"])


def test_nobody_is_told_to_choose_all_families_who_has(opened):
    """K4.4: a curve that cannot be shown says what else could be tried."""
    opened.view("when")
    for group, offered in (("0", False), ("3", True)):
        opened.page.select_option("#when-group", group)
        said = opened.page.locator("#when-chart").inner_text()
        assert "Too few" in said and ("all families" in said) == offered


def test_each_strategy_stands_beside_the_others(opened):
    opened.view("missed")
    assert opened.page.locator("#missed-beside [data-key^='strategies/']").count() > 0
