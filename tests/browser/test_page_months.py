"""What is said of the months of help: which is worth most, which cannot be told, and what that rests on."""

import copy

import pytest

from famsim.handover.page.file import page_html

HOLDS = "That is if the effect we put in holds: it may be none, or a loss."


def opened_with(browser, data, folder):
    """Return a page in a window, with a truth planted in its tables."""
    path = folder / "planted.html"
    path.write_text(page_html(data), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("() => document.documentElement.dataset.ready")
    return page


@pytest.mark.parametrize(
    ("window", "says"),
    [
        (
            (0, 0, 0, 0, 0.4),
            "hardly matters. The highest is help that begins in",
        ),
        (
            (6, 0, 12, 0, 0.4),
            "begins 6 months after (0.5 UNIT). Help that begins between the month itself and 12 months after may be "
            "worth as much",
        ),
        ((0, -6, 12, 0, 0.4), "is worth about the same. The highest is help that begins in the month"),
        (
            (6, -6, 6, 1, 0.4),
            "hardly matters. The highest is help that begins 6",
        ),
        ((6, -6, 12, 0, 0.2), "No month stands out: help that begins between 6 months before and 12 months after may"),
        ((6, 0, 12, 0, 0.2), "Worth most when it begins between the month itself and 12 months after: which of these"),
        ((6, 6, 6, 0, 0.2), "Worth most when it begins 6 months after (0.5 UNIT). The months next to it are already"),
    ],
)
def test_a_window_is_told_in_sentences(browser, workshop, tmp_path, window, says):
    """A window (best, from, to, how many at first cannot be told, worth of each other month) is planted.

    Help is tried in months -6, 0, 6 and 12. A month that cannot be told is no part of a window.
    """
    data, (best, first, last, untold, other) = copy.deepcopy(workshop.data), window
    opening, windows, worth = data["words"]["opening"], data["tables"]["windows"], data["tables"]["worth_estimate"]
    row = f"{opening['event']}.g0.{opening['programme']}.stay_free_of_harm"
    planted = {"best_month": best, "best": 0.5, "as_good_from": first, "as_good_to": last, "opens": -6, "closes": 12}
    windows["rows"][row] = [planted.get(name) for name in windows["columns"]]
    for table in ("worth_estimate", "worth_low", "worth_high"):
        data["tables"][table]["rows"][row] = [None] * untold + [other] * (len(worth["columns"]) - untold)
    unit = data["tables"]["labels"]["rows"]["measure.stay_free_of_harm"][1]
    page = opened_with(browser, data, tmp_path)
    page.click("#tab-when")
    page.select_option("#when-measure", "stay_free_of_harm")
    told = [page.locator(f"#when-{part}").inner_text().strip() for part in ("answer", "more")]
    assert HOLDS in told[0]  # and the rest without it
    assert says.replace("UNIT", unit) in " ".join(told).replace(f"{HOLDS} ", "").replace(HOLDS, "")
    assert not ("hardly matters" in told[0] and "clearly worth less" in told[1])  # one line is not said to be both
    alike = any(one in " ".join(told) for one in ("hardly matters", "is worth about the same"))
    assert ("Green bar" in page.locator("#when-note").inner_text()) is not alike  # nothing to mark
    page.select_option("#when-measure", "stay_in_harm")
    assert "Green bar" not in page.locator("#when-note").inner_text()
    page.close()


def test_where_no_month_can_be_drawn_the_few_that_can_be_told_are_pointed_to(browser, workshop, tmp_path):
    """Planted: no month is fine enough for the curve, two are in the table below; whether one stands out is said."""
    for high, says in (
        (0.9, "in the table below, and none stands out: pick no month by it"),
        (0.3, "in the table below."),
    ):
        data = copy.deepcopy(workshop.data)
        opening, tables = data["words"]["opening"], data["tables"]
        name, event = "stay_free_of_harm", opening["event"]
        for column in ("estimate", "low", "high"):
            cells = tables[f"worth_{column}"]
            cells["rows"][f"{event}.g0.{opening['programme']}.{name}"] = [None] * len(cells["columns"])
            tried = tables[f"buffer_{column}"]
            ends = {"estimate": [0.2, 0.6], "low": [0.1, 0.5], "high": [high, 0.9]}[column]
            tried["rows"][f"{event}.{opening['programme']}.{name}.b1"] = [*ends, *[None] * (len(tried["columns"]) - 2)]
        page = opened_with(browser, data, tmp_path)
        page.select_option("#guess-measure", name)
        assert "Too few families to draw every month" in page.locator("#guess-worth").inner_text()
        page.click("#tab-when")
        assert page.locator("#when-answer").inner_text().strip().rstrip(".").endswith(says.rstrip("."))
        page.close()


def test_a_lead_that_is_assumed_is_said_to_be_in_the_headline_and_is_not_marked(browser, workshop, tmp_path):
    """Planted: help before the event is worth most, and without the protection from stress it is worth least."""
    data = copy.deepcopy(workshop.data)
    opening, tables = data["words"]["opening"], data["tables"]
    name = f"{opening['programme']}.stay_free_of_harm"
    window = {"best_month": -6, "best": 0.5, "as_good_from": -6, "as_good_to": -6, "opens": -6, "closes": 12}
    tables["windows"]["rows"][f"{opening['event']}.g0.{name}"] = [
        window.get(one) for one in tables["windows"]["columns"]
    ]
    for table in ("worth_estimate", "worth_low", "worth_high"):
        tables[table]["rows"][f"{opening['event']}.g0.{name}"] = [0.5] + [0.3] * (len(tables[table]["columns"]) - 1)
    said = []
    for before in (0.2, 0.4):
        months = tables["buffer_estimate"]["columns"]
        row = [before if int(month) < 0 else 0.3 for month in months]
        tables["buffer_estimate"]["rows"][f"{opening['event']}.{name}.b0"] = row
        page = opened_with(browser, data, tmp_path)
        page.click("#tab-when")
        page.select_option("#when-measure", "stay_free_of_harm")
        assumed = "is our assumption, not a finding" in page.locator("#when-answer").inner_text()
        said.append((assumed, "Green bar" in page.locator("#when-note").inner_text()))
        page.close()
    assert said == [(True, False), (False, True)]
