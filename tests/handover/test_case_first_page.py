"""What the first page says anew of kept sums: by year, in kind and in cash, to a resident, and of wards."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from famsim.handover.case import made, templates, told
from famsim.handover.case.by_year import to_two_digits, whole_years
from famsim.handover.case.to_residents import fair
from famsim.handover.case.told import Told
from famsim.results import kept, kept_of
from famsim.scenario import parse_scenario
from famsim.writing import pounds_in_short

pytest.importorskip("docx")
ODD = "=cmd|' /C calc'!A0 <b>$x_1$</b> **9**"
HARM = "child_months_in_harm"


def test_the_councils_part_is_the_sum_of_its_rows_and_of_its_years(folder, of_folder):
    """Of the last columns, from the sources and the ledger: in kind and in cash; each year, and after the money."""
    page = printed(told(kept(folder)))
    tables = of_folder.writing.tables
    funding = tables["funding"].query("who == 'authority'")
    paid = tables["ledger"].query("flow == 'pays' and account == 'fiscal' and who == 'authority'")
    whole, kind, cash, years = (cells(page, f"| {head} |") for head in ROWS)
    for column, name in ((-1, "counselling"), (-2, ODD)):
        own = funding[funding.strategy == name].groupby("source").pounds.sum()
        assert kind[column] == pounds_in_short(own["own"])
        unfunded = own.get("after_grant", 0.0)
        assert cash[column] == (f"-; {pounds_in_short(unfunded)}" if unfunded >= 1.0 else "-")
        assert whole[column].startswith(f"{pounds_in_short(own.sum())} (")
        assert own.sum() == pytest.approx(own["own"] + unfunded)  # nobody adds to this grant
        mine = paid[paid.strategy == name]
        first, later = (mine.pence[rows].sum() / 100 for rows in (mine.month <= 12, mine.month > 12))
        assert first + later == pytest.approx(own.sum())
        said = [to_two_digits(first), to_two_digits(later)]
        endless = name == "counselling"  # so that both are years of its money, and none is later
        assert years[column] == (f"{', '.join(said)}; -" if endless else "; ".join(said))


ROWS = ("B. the council", "Ba. in kind", "Bb. cash; later", "B by year; later")


def cells(page, head):
    """Return the cells of a row of the finance officer's table; dashes where there is none."""
    rows = [row for row in page.splitlines() if row.startswith(head)]
    return [cell.strip() for cell in rows[0].split("|")[2:-1]] if rows else ["-"] * 3


@pytest.mark.parametrize(
    ("pounds", "said"),
    [(136468.5, "£136k"), (9950.0, "£10k"), (4181.0, "£4.2k"), (997.0, "£1.0k"), (473.3, "£470"), (2.6, "£3")],
)
def test_a_year_has_two_digits_or_whole_thousands(pounds, said):
    assert to_two_digits(pounds) == said


def test_years_are_whole_and_few():
    assert [whole_years(months) for months in (36, 12, 30, 60)] == [[1, 2, 3], [1], [], []]


def test_a_resident_is_told_of_each_option_and_a_director_which_estimate_is_higher(study):
    """Planted: clear under one, so the other is named not clear; under both, with ranges that overlap or do not."""
    one = printed(planted(study, {ODD: (-500.0, 100.0), "counselling": (-900.0, -100.0)}))
    assert "Children may live less in harm under counselling; else not clear." in resident(one).replace("*", "")
    assert "might come, " in resident(one) and " finish. " in resident(one) and "ranges overlap" not in one
    both = printed(planted(study, {ODD: (-600.0, -200.0), "counselling": (-900.0, -100.0)}))
    assert "By estimate *counselling* spares children more, but the ranges overlap." in both
    assert "else not clear" not in resident(both)
    apart = printed(planted(study, {ODD: (-200.0, -150.0), "counselling": (-900.0, -300.0)}))
    assert "ranges overlap" not in apart
    none = printed(planted(study, {ODD: (-200.0, 100.0), "counselling": (-900.0, 300.0)}))
    assert "That children live less in harm cannot be shown." in resident(none)


@pytest.mark.parametrize(
    ("ends", "page", "ours"),
    [
        ((100.0, 900.0), "; more in harm under", "500 months more in all, which is bad"),
        ((-0.04, 0.01), "; hardly less or more in harm under", "none"),
        (
            (-2.0, -1.0),
            " less in harm under counselling and ",
            "hardly any",
        ),  # clear and small: less than half a month for each
        ((-900.0, 100.0), "; else not clear.", "not clear"),
    ],
)
def test_all_readers_are_told_alike_of_what_is_clear(study, ends, page, ours):
    """Planted: the other option clearly spares children; this one raises, barely moves or spares a little."""
    said = printed(planted(study, {ODD: (-900.0, -100.0), "counselling": ends}))
    assert page in resident(said).replace("*", "")
    assert f"*counselling* {ours}." in said.split("**Are children better off?**")[1].splitlines()[0]
    spared = said.split("**Does it help children?**")[1].splitlines()[0]
    assert ("*counselling*" in spared) == (ours == "hardly any")
    assert ("else not clear" in resident(said)) == (ours == "not clear")


@pytest.mark.parametrize("deciles", [[1, 2], [9, 10]])
def test_offers_for_wards_or_deprived_places_are_said_to_be(of_folder, module_of, deciles):
    """By the decile that a family lives in, which may be of places that are not deprived; else no place is chosen."""
    lived = module_of(Path(__file__).parent / "case_lived.py")
    text = lived.SCENARIO.replace("harmful_conflict = true", f"deprivation_decile = {deciles}")
    assert "Not worked out: no place is chosen." in fair(of_folder)
    placed = Placed(of_folder.composed, of_folder.writing)
    placed.__dict__["as_asked"] = parse_scenario(text)
    assert of_folder.writing.printed(fair(placed)).startswith(
        "**Fair to each ward?** Meant for places by how deprived they are under *counselling*. Ask"
    )


class Placed(Told):
    """A case of the same numbers whose question was another."""

    @property
    def scenario(self):
        """The other question."""
        return self.__dict__["as_asked"]


def planted(study, ends):
    """Return a study in which each option spares children so many months in harm."""
    table = study.tables["differences"].copy()
    for name, (low, high) in ends.items():
        mine = (table.measure == HARM) & (table.group == "all") & (table.strategy == name)
        table.loc[mine, ["estimate", "low", "high", "at_most"]] = [(low + high) / 2, low, high, np.nan]
    return told(
        kept_of(replace(study, tables=study.tables | {"differences": table}, told=lambda: "# N\n"), drawn=False)
    )


def printed(of):
    """Return the first page."""
    anew = made(of).told
    return anew.writing.printed(templates(anew)["The answer"])


def resident(page):
    """Return what is said to a resident."""
    return page.split("Say to a resident:**")[1].splitlines()[0]


def test_the_preferred_option_is_its_authors(folder):
    said = {}
    for name in ("", "counselling", "no grant"):
        case = told(kept(folder), name)
        said[name] = "\n".join(case.writing.printed(text) for text in templates(case).values())
    assert "No option is preferred by its authors." in said[""] and "by the authors of this case" in said["counselling"]
    assert "to spend nothing beyond what happens anyway" in said["no grant"]
