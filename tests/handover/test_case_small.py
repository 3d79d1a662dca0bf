"""What the first page says of sums, families and limits that are known by hand."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from famsim.handover.case import mistaken
from famsim.handover.case.at_risk import wrongly
from famsim.handover.case.by_year import in_years, year_by_year
from famsim.handover.case.first_page import added
from famsim.handover.case.for_councillor import from_to
from famsim.handover.case.for_finance import left_from_to, may_pay, most_cash, partners, rows_of
from famsim.handover.case.funding import who_carries
from famsim.handover.case.leaning import paid_on, with_more, without_more
from famsim.handover.case.parts import overlap
from famsim.handover.case.phases import of_both, plans
from famsim.handover.case.stakes import borne as borne_of
from famsim.handover.case.to_residents import finish
from famsim.writing import Writing

ROUGHLY = "roughly half finish"


@pytest.fixture(scope="module")
def up(module_of):
    return module_of(Path(__file__).parent / "made_up_case.py")


def said(of, text):
    return of.writing.printed(text)


def test_ends_that_are_printed_alike_are_no_range(up):
    """GBP 39,240 and 39,160 are both GBP 39.2k; two sums apart are from the less to the more."""
    for second, words in ((39_160.0, "£39.2k"), (12_000.0, "£12k to £39.2k")):
        paid = [*up.borne("a", "authority", 39_240.0), *up.borne("b", "authority", second)]
        left = [up.funded(name, "grant", "grant", 1.0, left=one) for name, one in (("a", 39_240.0), ("b", second))]
        of = up.small(["a", "b"], borne=paid, phases=[*up.grant("a", 36), *up.grant("b", 36)], funding=left)
        assert said(of, from_to(of, "authority")) == words
        assert said(of, left_from_to(of, ["a", "b"])) == f" ({words})"
        of = up.small(["a", "b"], sent_on=[{"strategy": "a", "without": 3.2}, {"strategy": "b", "without": 2.9}])
        assert said(of, wrongly(of)) == "about 3 (by option)"
    writing = Writing({"ends": pd.DataFrame({"of": ["a"], "low": [0.2], "high": [0.4]})})
    ends = [writing.number("ends", one, "{:.0f}".format, of="a") for one in ("low", "high")]
    assert writing.printed(writing.between(*ends)) == "0"


def test_what_is_printed_alike_if_it_goes_on_is_said_once(up):
    of = up.small(["ends", "a"], ended={"a": "ends"}, come=[{"who": "ends", "n": 3.0}, {"who": "a", "n": 3.0}])
    assert said(of, of_both(of, "a", lambda told, name, _: told.writing.number("come", "n", who=name))) == "3"


@pytest.mark.parametrize(
    ("lasts", "months", "head", "cells"),
    [
        ({"a": 36, "b": 0}, 96, "in its months", ["£30k; £5.0k", "£70k; -"]),  # no end: its one sum of eight years
        ({"a": 12, "b": 24}, 96, "in its months", ["£30k; £5.0k", "£60k; £10k"]),  # ends differ
        ({"a": 24, "b": 24}, 96, "by year", ["£20k, £10k; £5.0k", "£40k, £20k; £10k"]),
        ({"a": 12, "b": 0}, 24, "by year", ["£20k; £5.0k", "£40k, £20k; -"]),
    ],
)
def test_a_row_has_cells_of_one_kind_and_no_dash_for_what_is_paid(up, lasts, months, head, cells):
    """One pays GBP 20,000 in its first year, then 10,000, and 5,000 after its money; the other twice as much."""
    paid, years, phases = [], [], []
    for times, (name, last) in enumerate(lasts.items(), 1):
        paid += up.borne(name, "authority", times * 30_000.0, times * 5_000.0)
        years += up.yearly(name, "authority", times * 20_000.0, times * 10_000.0)
        phases += up.grant(name, last) if last else up.phase(name, "all", months)
    of = up.small(list(lasts), months, borne=paid, paid_by_year=years, phases=phases)
    assert in_years(of) == head
    assert [said(of, year_by_year(of, (name, "all"), "authority", plans(of))) for name in lasts] == cells


def test_a_grant_of_a_year_has_its_one_sum_beside_one_of_two(up):
    """And where each has but one no row repeats what stands above it."""
    years = [*up.yearly("a", "grant", 20_000.0), *up.yearly("b", "grant", 9_000.0, 3.0)]
    of = up.small(["a", "b"], 24, paid_by_year=years, phases=[*up.grant("a", 12), *up.phase("b", "all", 24)])
    assert [said(of, year_by_year(of, (name, "all"), "grant", plans(of))) for name in "ab"] == ["£20k", "£9.0k, £3"]
    alone = up.small(["a"], 24, paid_by_year=years, phases=up.grant("a", 12))
    assert year_by_year(alone, ("a", "all"), "grant", plans(alone)) == "-"


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ((0.45, 0.5), ", about half finish"),
        ((0.46, 0.62), f", {ROUGHLY}"),
        ((0.5, 0.65), f", {ROUGHLY}"),
        ((0.3, 0.5), ", 30 to 50 of those who come finish"),
        ((0.5, None), ""),
    ],
)
def test_half_finish_where_half_do_under_each_plan(up, shares, words):
    """Of 100 who come under each; where that is known of one alone nothing is said of both."""
    phases = [
        row for name, share in zip("ab", shares, strict=True) if share
        for row in up.grant(name, 36, come=100.0, complete=100.0 * share)
    ]  # fmt: skip
    summary = [{"strategy": name, "helped_with_effect": 100.0} for name in "ab"]
    of = up.small(["a", "b"], phases=phases, summary=summary)
    assert said(of, finish(of)) == words


def test_who_finish_is_told_of_every_plan(up):
    """Fifty of 100 and 100 of 200 finish under two; a third, to which 150 come, is in between, and 30 finish."""
    plans = {"a": (100.0, 50.0), "b": (200.0, 100.0), "c": (150.0, 30.0)}
    phases = [row for name, (come, ends) in plans.items() for row in up.grant(name, 36, come=come, complete=ends)]
    of = up.small([*plans], phases=phases)
    assert said(of, finish(of)) == ", 30 to 100 of those who come finish"


@pytest.mark.parametrize(
    ("cash", "words"),
    [
        ({"a": 0.0, "b": 0.0}, " may pay some of what is in no sum, if"),
        ({"a": 4_000.0, "b": 0.0}, " would pay Bb, if"),
        ({"a": 9_000.0, "b": 0.0}, " would pay a part of Bb, if"),
        ({"a": 4_000.0, "c": 10.0}, " would pay a part of Bb, if"),  # of c's grant nothing is left
    ],
)
def test_the_grant_that_is_left_pays_what_it_comes_to(up, cash, words):
    """GBP 5,000 of a's and b's is left, nothing of c's."""
    left = {"a": 5_000.0, "b": 5_000.0, "c": 0.0}
    funding = [up.funded(name, "grant", "grant", 1_000.0, left=one) for name, one in left.items()]
    funding += [up.funded(name, "after_grant", "authority", 0.0, one) for name, one in cash.items()]
    phases = [row for name in left for row in up.grant(name, 36)]
    of = up.small([*left], funding=funding, phases=phases, budgets=[up.budget(name, 6_000.0) for name in left])
    assert said(of, may_pay(of)).startswith(f" **Grant left (£5,000)**{words}")


def test_partners_cash_has_its_row_too_so_that_the_rows_come_to_the_sum(up):
    """The example of docs/money.md: charities add to the grant, and the NHS pays half of what goes on after it."""
    funding = [
        up.funded("a", "own", "authority", 700.0),
        up.funded("a", "own", "police", 3_000.0, 500.0),
        up.funded("a", "match", "charities", 2_000.0),
        up.funded("a", "after_grant", "authority", 0.0, 4_000.0),
        up.funded("a", "after_grant", "nhs", 0.0, 4_000.0),
    ]
    of = up.small(["a"], funding=funding, borne=list(borne_of(pd.DataFrame(funding))), phases=up.grant("a", 36))
    cell = said(of, partners(of, "a", "all"))
    assert cell == "in kind: police £3,500; in cash: charities £2,000; in cash later: NHS £4,000"
    assert "partners" in dict(rows_of(of)) and "partners, in kind" not in dict(rows_of(of))
    assert said(of, who_carries(of, "a")) == "council £4,000 cash; partners £4,000 cash, £500 in kind"
    of_kind = {"borne": list(borne_of(pd.DataFrame(funding[:2]))), "phases": up.grant("a", 36)}
    kind = up.small(["a"], funding=funding[:2], **of_kind)
    assert said(kind, partners(kind, "a", "within")) == "police £3,000" and "partners, in kind" in dict(rows_of(kind))
    assert said(kind, who_carries(kind, "a")) == "partners £500"


def test_who_adds_to_a_budget_is_named(up):
    """It need not be the council."""
    for who, words in (("charities", "charities"), ("authority", "the council")):
        funding = [up.funded("a", "match", who, 500.0)]
        of = up.small(["a"], funding=funding, budgets=[up.budget("a", 6_000.0) | {"match": 500.0}])
        assert said(of, added(of)) == f" (*a*: and £500 of {words})"


def test_an_option_that_costs_nothing_spoils_no_years(up):
    phases = [*up.grant("a", 24), *up.phase("b", "all", 96, cost=0.0)]
    assert in_years(up.small(["a", "b"], phases=phases)) == "by year"


def test_no_limit_is_pointed_at_that_there_is_not(up):
    aside = {"strategy": "a", "low": 10.0, "high": 90.0, "at_most": 0.0}
    for ends, words in (({}, "up to C's upper limit, and what is in no sum on top"), ({"high": float("inf")}, "")):
        of = up.small(["a"], all_but_the_grant=[aside | ends], phases=up.grant("a", 36))
        assert words in most_cash(of) and bool(most_cash(of)) == bool(words)


def test_no_sum_without_a_limit_is_called_not_known(up):
    """Of what the council pays if an option goes on; nor does a bracket say that the money ends with the money."""
    carried = [{"strategy": "a", "who": one, "pounds": 9_000.0} for one in ("all", "authority")]
    funding = [up.funded("a", "own", "authority", 0.0, 9_000.0)]
    paid = {"strategy": "a", "account": "fiscal", "who": "authority", "high": float("inf")}
    tables = {"carried_after": carried, "funding": funding, "borne": list(borne_of(pd.DataFrame(funding)))}
    of = up.small(["a"], payers=[paid], **tables)
    assert said(of, paid_on(of, "a")) == "**Who pays £9,000 if *a* goes on?** Council £9,000 in kind."
    of = up.small(["a"], payers=[paid | {"high": 2e4}], **tables)
    assert said(of, paid_on(of, "a")).endswith(" Council up to £20k.")


def test_where_ends_differ_no_bracket_says_when_the_grant_ends(up, monkeypatch):
    """Two may go on and were lived as ending, in months 24 and 36; nothing is said of what nobody comes to later."""
    monkeypatch.setattr("famsim.handover.case.leaning.spares", lambda *_: False)
    names = ["a ends", "a", "b ends", "b"]
    phases = [row for name in names for row in up.grant(name, 24 if name[0] == "a" else 36)]
    phases += [*up.phase("a", "after", 96), *up.phase("b", "after", 96, cost=0.0, come=0.0)]
    carried = [{"strategy": "a", "who": "all", "pounds": 9_000.0}]
    ended = {"a": "a ends", "b": "b ends"}
    of = up.small(names, phases=phases, carried_after=carried, ended=ended, sustained=("a", "b"))
    assert said(of, without_more(of)).startswith("If nothing is paid after the grant, no option")
    assert said(of, with_more(of)) == "If £9,000 is paid later, *a* does not clearly show fewer."


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ({"a": (-60.0, -20.0), "b": (-90.0, -10.0)}, " By estimate *b* spares children more, but the ranges overlap."),
        ({"a": (-60.0, -50.0), "b": (-40.0, -30.0), "c": (-35.0, -25.0)}, ""),  # the best stands apart
        (
            {"a": (-60.0, -38.0), "b": (-40.0, -30.0), "c": (-9.0, -1.0)},  # not all have a point in common
            " By estimate *a* spares children most, but its range and that of *b* overlap.",
        ),
        ({"ends": (-60.0, -20.0), "a": (-60.0, -20.0)}, ""),  # one option, lived as ending too
    ],
)
def test_the_best_two_by_estimate_are_compared(up, ends, words, monkeypatch):
    monkeypatch.setattr("famsim.handover.case.parts.spares", lambda *_: True)
    ended = {"a": "ends"} if "ends" in ends else {}
    of = up.small([*ends], ended=ended, differences=[up.change(name, *one) for name, one in ends.items()])
    assert said(of, overlap(of)) == words


@pytest.mark.parametrize(
    ("let_in", "words"),
    [
        ({"a": (4.2, None), "b": (0.6, None)}, "about 4 at the option with most"),
        ({"a": (4.2, None)}, "about 4"),
        ({"a": (1.0, 3.0), "b": (1.0, 5.0)}, "up to 5"),
        ({"a": (4.2, None), "b": (1.0, 6.0)}, "about 4, up to 6 at another"),
        ({"a": (4.2, None), "x": None}, "about 4; not counted under *x*"),
        ({"a": (0.4, None), "x": None}, "about one, or none; not counted under *x*"),
        ({"x": None}, "not counted: none asks about violence"),
    ],
)
def test_a_director_reads_estimates_as_such_and_where_nobody_counts(up, monkeypatch, let_in, words):
    """An estimate of 4.2 has a limit of its own, so it is about 4 and no most; x asks nobody about violence."""
    reach = [
        {"strategy": name, "group": "all", "measure": "missed_violence", "estimate": one[0], "at_most": one[1]}
        for name, one in let_in.items() if one
    ]  # fmt: skip
    of = up.small([*let_in], reach=pd.DataFrame(reach, columns=COLUMNS, dtype=object).astype({"at_most": float}))
    monkeypatch.setattr(mistaken, "screens_of", lambda name, _: SimpleNamespace(screened=name != "x", open=name == "x"))
    assert said(of, mistaken.in_whole(of)) == words


COLUMNS = ["strategy", "group", "measure", "estimate", "at_most"]
