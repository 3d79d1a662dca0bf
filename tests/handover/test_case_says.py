"""What a business case says: its first page, its preferred option, the two aims, what a user typed."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from famsim.handover.case import made, templates, told
from famsim.handover.case.economic import aims
from famsim.results import Kept, kept, kept_of
from famsim.writing import counted, pounds, pounds_in_short

pytest.importorskip("docx")
WORDS = 900  # of a first page of two options, one with a long name and one that goes on after its money
ODD = "=cmd|' /C calc'!A0 <b>$x_1$</b> **9**"


def test_the_first_page_answers_three_readers(of_folder):
    """In so few words that they fit on one page of A4, by what was tried; each finds the number it came for."""
    anew = made(of_folder).told
    page = anew.writing.printed(templates(anew)["The answer"])
    director, councillor, finance = re.split("### For the (?:councillor|finance officer)", page)
    tables = of_folder.writing.tables
    assert "**To decide today:**" in director and "couple counselling (16 sessions)" in director
    assert "**Tonight: do not vote to spend.**" in councillor and "**Do not promise**" in director
    asked = ("Are children better off?", "How many come?", "Is anyone put at risk?", "Who pays?", "How sure? Say to a ")
    assert all(f"- **{ask}" in councillor for ask in asked)
    assert f"{counted(tables['facts'].set_index('name').value['area_families'])} families" in councillor
    assert "**Sign nothing today.**" in finance and "The model is unaudited; ranges rest on" in finance
    assert "**No return in cash is counted.**" in finance and "none has agreed" in councillor
    assert len(re.sub(r"[|*#-]", " ", page).split()) < WORDS


def test_the_first_page_says_what_falls_to_the_council_if_partners_refuse(folder, of_folder):
    """All that no grant pays, by hand from the ledger's sources; every payer has its line in the financial case."""
    page, *_ = texts = texts_of(told(kept(folder)))
    finance, case = page.split("### For the finance officer")[1], "\n".join(texts)
    funding = of_folder.writing.tables["funding"].query("who != 'grant'")
    cells, own = (cells_of(finance, one) for one in ("C. B if they refuse", "B. the council"))
    aside = of_folder.writing.tables["all_but_the_grant"].set_index("strategy")
    for name in (ODD, "counselling"):
        ends = "–".join(pounds_in_short(aside[end][name]) for end in ("low", "high"))
        assert cells[name][-1] == f"{pounds_in_short(funding.query('strategy == @name').pounds.sum())} ({ends})"
    ours = funding.query("strategy == @ODD and who == 'authority'")
    assert own[ODD][0] == pounds_in_short(ours.within.sum()) and len(own["counselling"]) == 1
    payers = {row.split("|")[2].strip() for row in case.splitlines() if row.count("| not agreed |")}
    assert {"the authority, its own", "the NHS, its own"} <= payers
    assert " --" not in page.replace("| --", "") and "`" not in page  # no option of a command line, no command


def test_whose_money_pays_is_told_and_what_is_left_of_the_grant(folder, of_folder):
    """The table of the ledger's sources, cell by cell, in the financial case; the first page has the same sums."""
    page, *_ = texts = texts_of(told(kept(folder)))
    (text,) = [one.split("### From which money")[1].split("###")[0] for one in texts if "### From which money" in one]
    rows = [row for row in text.splitlines() if row.startswith("| ") and plain(ODD) in row]
    funding = of_folder.writing.tables["funding"].query("strategy == @ODD and (pounds != 0 or there_is > 0)")
    assert len(rows) == len(funding) > 2
    grant = funding.query("source == 'grant'").iloc[0]
    assert [cell.strip() for cell in rows[0].split("|")[-7:-5]] == [pounds(grant.there_is), pounds(grant.within)]
    assert rows[0].split("|")[-4].strip().removesuffix(" over") == pounds(abs(grant.left))
    assert grant.after == 0 and rows[0].split("|")[-5].strip() == "-"
    left = f"{pounds_in_short(abs(grant.left))}{' over' if grant.left < 0 else ''}"
    assert ("over" in left) or f"(grant left: {left})" in page
    assert cells_of(page, "A. grant, in cash")[ODD][0].startswith(pounds_in_short(grant.within))
    own = funding.query("who == 'authority'").after.sum()
    assert all("| not agreed | … |" in row for row in rows)
    assert f"{pounds(own)}" in text


def test_months_of_the_money_and_after_it_stand_side_by_side(folder, of_folder):
    """Three rows where an option goes on, one where it does not; the first page has the same but one."""
    page, *_ = texts = texts_of(told(kept(folder)))
    title = "### In the months of the money, and after them"
    (text,) = [one.split(title)[1].split("###")[0] for one in texts if title in one]
    phases = of_folder.writing.tables["phases"].set_index(["strategy", "phase", "measure"]).estimate
    rows = [row for row in text.splitlines() if row.startswith("| ") and plain(ODD) in row]
    assert [cost.split("|")[-6].split("(")[0].strip() for cost in rows] == [
        pounds(phases[ODD, one, "cost"]) for one in ("within", "after", "all")
    ]
    assert sum(row.startswith("| *counselling*") for row in text.splitlines()) == 1
    table = [row for row in page.splitlines() if row.startswith("| *")]
    first = next(row for row in table if plain(ODD) in row)
    goes_on = phases[ODD, "after", "come"] >= 5
    phase = "within" if goes_on else "all"
    assert f"{counted(phases[ODD, phase, 'come'])}; " in first and ("to month 12" in first) == goes_on
    assert pounds_in_short(phases[ODD, phase, "cost"]) in first
    later = f", if {pounds_in_short(phases[ODD, 'after', 'cost'])} is paid later |"
    assert (later in [*table, ""][table.index(first) + 1]) == goes_on


def test_the_annex_has_every_price_with_its_year_and_every_payer(folder, of_folder):
    """As many rows as the tables have; a price as it was published and in the prices of the case; no sum unnamed."""
    annex = texts_of(told(kept(folder)))[-1]
    prices, payers = (of_folder.writing.tables[name] for name in ("unit_prices", "payer_map"))
    of_prices, of_payers = annex.split("### Who pays for what")
    rows = [row for row in of_prices.splitlines() if row.startswith("| ") and "/" in row]
    assert len(rows) == len(prices) > 5
    (one,) = [row for row in rows if "First response of a specialist service" in row]
    assert "300 (80 to 900) | 2013/14 |" in one
    assert sum(of_payers.count(f" {100 * one.share:.0f}%") > 0 for one in payers.itertuples()) == len(payers)


def test_other_harm_that_rises_is_told_under_the_table(study):
    """Planted: conflict falls by 255 months under an option, all harm by 253; two months of other harm more."""
    table = study.tables["harm_parts"].copy()
    ours = (table.strategy == "counselling") & (table.part == "other_harm")
    table.loc[ours, ["estimate", "low", "high"]] = [2.0, -8.0, 12.0]
    table.loc[(table.strategy == ODD) & (table.part == "other_harm"), "estimate"] = 0.0
    of = told(kept_of(replace(study, tables=study.tables | {"harm_parts": table}, told=lambda: "# N\n"), drawn=False))
    case = "\n".join(texts_of(of))
    assert "how much of that violence is new these runs do not tell: *counselling* 2 more (8 fewer to 12 more)." in case
    assert "Rows may stop but violence not: nobody knows if children live with it longer." in case
    table.loc[ours, "low"] = 1.0
    of = told(kept_of(replace(study, tables=study.tables | {"harm_parts": table}, told=lambda: "# N\n"), drawn=False))
    assert "where quarrels have ended and violence goes on: *counselling* 2." in texts_of(of)[0]


def test_the_councillor_is_told_the_pounds(folder):
    councillor = texts_of(told(kept(folder)))[0].split("### For the councillor")[1].split("###")[0]
    assert re.search(r"come\?\*\* .* [\d.,]+ \([\d.,]+ if it goes on\), \*counselling\* [\d.,]+, of about", councillor)
    each = r"£[\d.,]+k? to £[\d.,]+k, up to £[\d.]+[km]"
    assert re.search(f"council: {each}; if partners refuse {each}[.;]", councillor)
    assert "**Fair to each ward?** Not worked out: no place is chosen. Ask where it runs; who cannot come" in councillor
    case = "\n".join(texts_of(told(kept(folder))))
    assert re.search(r"so many are in need: .*; \*counselling\* \d+ of [\d.,]+ \(", case)


def test_the_councillor_is_told_what_children_are_spared_at_best(study):
    """Planted: 300 months in harm fewer under one option, 400 more under the other; the councillor is told of both."""
    table = study.tables["differences"].copy()
    for name, value in ((ODD, 400.0), ("counselling", -300.0)):
        mine = (table.measure == "child_months_in_harm") & (table.group == "all") & (table.strategy == name)
        table.loc[mine, ["estimate", "low", "high", "at_most"]] = [value, value - 50.0, value + 50.0, np.nan]
    of = told(kept_of(replace(study, tables=study.tables | {"differences": table}, told=lambda: "# N\n"), drawn=False))
    page = texts_of(of)[0]
    assert "300 fewer (250 to 350) |" in page and "are spared: *counselling* one in " in "\n".join(texts_of(of))
    councillor = page.split("### For the councillor")[1]
    assert "400 months more in all, which is bad" in councillor and "cannot be told" not in councillor.split("###")[0]


def test_fewer_months_of_contact_are_neither_good_nor_bad(study):
    """Planted: 15 fewer months of safe contact, clearly: fewer where fewer couples part, so it is no verdict."""
    table = study.tables["differences"].copy()
    mine = (table.measure == "child_months_contact") & (table.group == "all") & (table.strategy == "counselling")
    table.loc[mine, ["estimate", "low", "high", "at_most"]] = [-15.0, -25.0, -5.0, np.nan]
    of = told(kept_of(replace(study, tables=study.tables | {"differences": table}, told=lambda: "# N\n"), drawn=False))
    page, *rest = texts_of(of)
    assert "safely see a parent elsewhere" not in page
    told_after = "\n".join(rest)
    assert "15 (5 to 25)" in told_after and "a loss" not in told_after and "(neither good nor bad" in told_after


def test_a_change_next_to_nothing_has_no_digits(study):
    """Planted: six thousandths of a couple, and an interval as narrow."""
    table = study.tables["differences"].copy()
    mine = (table.measure == "fewer_partings") & (table.group == "all") & (table.strategy == "counselling")
    table.loc[mine, ["estimate", "low", "high", "at_most"]] = [0.006, 0.001, 0.032, np.nan]
    of = told(kept_of(replace(study, tables=study.tables | {"differences": table}, told=lambda: "# N\n"), drawn=False))
    case = "\n".join(texts_of(of))
    assert (
        case.count("next to none (under 0.1)") >= 2
        and "0.006" not in case.split("For you to write")[0].split("figures move")[0]
    )


def test_the_sift_has_what_is_known_and_room_for_what_is_not(folder):
    """The first option too, as what happens anyway is one."""
    case = "\n".join(texts_of(told(kept(folder))))
    rows = case.split("**For the sift")[1].split("\n\n")[1].splitlines()[2:]
    assert len(rows) == 3 and all(row.count("…") == 2 for row in rows)
    assert "of £60k" in rows[1] and "no budget given" in rows[2]


def cells_of(page, head):
    """Return the cells of a row of the finance officer's table by option: two of one that goes on."""
    (row,) = [one for one in page.splitlines() if one.startswith(f"| {head} |")]
    *goes_on, ends = (cell.strip() for cell in row.split("|")[2:-1])
    return {ODD: goes_on, "counselling": [ends]}


def plain(name):
    """Return a name's first word without what Markdown would act on."""
    return name.split("'")[0].split("|")[0].lstrip("=")


def texts_of(of):
    anew = made(of).told
    return [anew.writing.printed(text) for text in templates(anew).values()]


def test_the_rank_flip_between_the_two_aims_is_told(study):
    """Planted: one option leads by fewer partings, the other by less conflict."""
    table = study.tables["differences"].copy()
    planted = {"fewer_partings": (9.0, 2.0), "child_months_harmful": (-50.0, -400.0)}
    for measure, values in planted.items():
        for name, value in zip((ODD, "counselling"), values, strict=True):
            mine = (table.measure == measure) & (table.group == "all") & (table.strategy == name)
            table.loc[mine, ["estimate", "low", "high", "at_most"]] = [value, value - 1.0, value + 1.0, np.nan]
    found = kept_of(
        replace(study, tables=study.tables | {"differences": table}, told=lambda: "# Newcastle\n"), drawn=False
    )
    case = "\n".join(texts_of(told(found)))
    assert "The order turns: by estimates" in case and "leads under both" not in case
    assert "counselling under the second" in case
    from famsim.handover.report import compose

    assert "counselling under the second" in compose(found).text("two aims")


def test_a_sum_below_nothing_and_fewer_helped_have_words(study):
    """Planted: without budgets one option costs GBP 206,000 less than the first and helps 35 fewer, the other more."""
    costs, summary, reach = (study.tables[name].copy() for name in ("costs", "summary", "reach"))
    total = (costs.item == "total") & (costs.strategy == "counselling")
    costs.loc[total, ["estimate", "low", "high"]] = [-206_000.0, -300_000.0, -100_000.0]
    summary.loc[summary.strategy == "counselling", ["helped", "helped_with_effect"]] = -35.0
    helped = (reach.strategy == "counselling") & (reach.measure == "helped") & (reach.group == "all")
    reach.loc[helped, ["estimate", "low", "high", "at_most"]] = [-35.0, -50.0, -20.0, np.nan]
    tables = {name: table for name, table in study.tables.items() if name != "budgets"}
    planted = tables | {"costs": costs, "summary": summary, "reach": reach}
    page = texts_of(told(kept_of(replace(study, tables=planted, told=lambda: "# Newcastle\n"), drawn=False)))[0]
    assert "whether to help, for £206k less to £" in page and "more than *no grant* costs, families" in page
    assert "35 fewer to" in page and "more than under *no grant* would be" in page
    assert "spend about -" not in page


def test_a_year_in_which_less_is_paid_has_words_and_no_sign(study):
    """Planted: in its second year the NHS pays less for one option than under the first strategy."""
    ledger = study.tables["ledger"]
    paid = ledger[(ledger.strategy == "counselling") & (ledger.flow == "pays") & (ledger.account == "fiscal")]
    less = paid.iloc[[0]].assign(month=24, who="nhs", pence=-123_400 - paid[paid.who == "nhs"].pence.sum())
    planted = study.tables | {"ledger": pd.concat([ledger, less])}
    money = texts_of(told(kept_of(replace(study, tables=planted, told=lambda: "# Newcastle\n"), drawn=False)))
    (part,) = [one.split("### Budgets")[0] for one in money if "Public money as it is expected to fall" in one]
    assert " less |" in part and "so much less is paid than under *no grant*" in part and "| -£" not in part


def test_what_would_turn_it_is_told_of_kept_tables_too(study):
    """Planted: a figure without a year of prices turns an option within its range; its empty year is kept as a gap."""
    table = study.tables["switching"].copy()
    mine = table[(table.strategy == "counselling") & (table.beside == "no grant")]
    none = mine[mine.figure == "every cost"].price_year.iloc[0]
    place = mine.index[~mine.figure.str.startswith("every")][0]
    planted = {"now": 2.0, "switches_at": 2.5, "low": 1.0, "high": 3.0, "within": "yes", "price_year": none}
    table.loc[place, list(planted)] = list(planted.values())
    of = told(
        kept_of(replace(study, tables=study.tables | {"switching": table}, told=lambda: "# Newcastle\n"), drawn=False)
    )
    said = "\n".join(texts_of(of))
    assert "at 2.5 instead of 2" in said and "its range is 1 to 3" in said


def test_options_that_are_one_are_said_to_be_level(study):
    """Planted: two options change places at what a figure is now, but for a digit that nobody prints."""
    table = study.tables["switching"].copy()
    places = table.index[
        (table.strategy == "counselling") & (table.beside == ODD) & ~table.figure.str.startswith("every")
    ]
    assert len(places) > 3
    table.loc[table.beside == ODD, "within"] = "no"
    table.loc[places[0], ["now", "switches_at", "low", "high", "within"]] = [45.0, 45.01, 1.0, 90.0, "yes"]
    of = told(kept_of(replace(study, tables=study.tables | {"switching": table}, told=lambda: "# N\n"), drawn=False))
    assert "(all but level now)" in "\n".join(texts_of(of))
    table.loc[places[0], "switches_at"] = 60.0
    of = told(kept_of(replace(study, tables=study.tables | {"switching": table}, told=lambda: "# N\n"), drawn=False))
    case = "\n".join(texts_of(of))
    assert "(all but level now)" not in case and "that alone would turn the order of two options" in case


def test_nothing_is_ranked_where_the_offer_is_an_illustration(folder):
    before = kept(folder)
    illustrated = Kept(before.name, before.record, {**before.files, "x-illustrative-offer-y.csv": b""})
    of = told(illustrated)
    assert "are not ranked" in of.writing.printed(aims(of))
    said = "\n".join(texts_of(of))
    assert "Not ranked" in said and "Which option leads" not in said


def test_what_a_user_typed_stays_text(case, lived):
    """No field, script, link or macro comes of a name or a question."""
    parts = lived.parts(case)
    xml = parts["word/document.xml"].decode("utf-8")
    assert "<w:instrText" not in xml and "<w:fldSimple" not in xml and "w:hyperlink" not in xml
    assert not any("vba" in name.lower() for name in parts)
    assert b'TargetMode="External"' not in b"".join(text for name, text in parts.items() if name.endswith(".rels"))
    words = "".join(one.text or "" for one in lived.body(case).iter(f"{lived.W}t"))
    assert ODD in words and '=HYPERLINK("x") & <b>what</b> does **it** buy?' in words


def test_signs_that_mark_numbers_cannot_be_typed_by_a_user(folder):
    """A name that holds them is told without them."""
    of = told(kept(folder))
    assert of.writing.traced(of.writing.words("a\x021\x04£9\x03b")) == "a1£9b"
