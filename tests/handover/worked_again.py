"""The tables that a business case works out, another way: from the CSV files of a folder and its scenario as TOML."""

import json
import tomllib

import pandas as pd


def read_again(folder):
    """Return the tables of a folder as another program reads them."""
    tables = json.loads((folder / "record.json").read_text(encoding="utf-8"))["tables"]
    return {
        name: pd.read_csv(folder / file, keep_default_na=False, na_values=[""]).replace(r"^'(?=[=@+-])", "", regex=True)
        for name, file in tables.items()
    }


def worked_out(tables, folder):
    """Return the tables that a case works out, another way: from the CSV files and the scenario as TOML."""
    ledger = tables["ledger"].query("flow == 'pays' and account == 'fiscal'")
    paid = {}
    for row in ledger.itertuples():
        year = max(-(-row.month // 12), 1)
        for who in (row.who, "all"):
            paid[row.strategy, float(year), who] = paid.get((row.strategy, float(year), who), 0) + row.pence
    asked = tomllib.loads((folder / "scenario.toml").read_text(encoding="utf-8"))
    months, rows = asked["scenario"]["months"], {"offers": [], "staff_share": [], "pathways": [], "completing": []}
    for table, strategy in enumerate(asked["strategy"][1:], 2):
        name = (strategy["name"], float(table))
        for number, offer in enumerate(strategy.get("offer", []), 1):
            ends = (12.0 * offer["places_a_month"], float(offer["begins"]), float(min(offer.get("ends", 1e9), months)))
            rows["offers"].append((*name, float(number), offer["programme"], *ends))
        rows["staff_share"] += [(*name, door, share) for door, share in strategy["staff_trained"].items()]
        rows["pathways"] += [(*name, one["door"], one["to"], one["works"]) for one in strategy["pathways"]]
    reach = tables["reach"].query("group == 'all'").set_index(["strategy", "measure"]).estimate
    for name in tables["summary"].strategy:
        if reach[name, "helped"] > 0:
            rows["completing"].append((name, reach[name, "completed"] / reach[name, "helped"]))
    columns = {
        "offers": "strategy place offer programme places_a_year first last", "staff_share": "strategy place door share",
        "pathways": "strategy place door to works", "completing": "strategy share",
    }  # fmt: skip
    found = {name: pd.DataFrame(some, columns=columns[name].split()) for name, some in rows.items()}
    found["paid_by_year"] = pd.DataFrame(
        [(*key, pence / 100.0) for key, pence in paid.items()], columns=["strategy", "year", "who", "pounds"]
    )
    found["carried_after"] = carried(ledger, tables["phases"])
    found["money_there"] = there(asked["strategy"])
    found |= stakes_again(tables, asked)
    found["discounted_at"] = rates(tables["parameters"])
    found |= screened_again(tables, asked)
    first, harm = asked["strategy"][0]["name"], "measure == 'child_months_in_harm' and group == 'all'"
    lived_in_harm = tables["levels"].query(harm).set_index("strategy").value[first]
    found["in_harm_at_a_time"] = pd.DataFrame({"strategy": [first], "children": [lived_in_harm / months]})
    return found


def screened_again(tables, asked):
    """Return the sessions of each programme; and who is sent on rightly, found by going round until nothing moves."""
    values = tables["parameters"].set_index("name").value.astype(str).str.split(" ").str[0]
    named = dict.fromkeys(offer["programme"] for one in asked["strategy"][1:] for offer in one["offer"])
    courses = [
        (one, *(float(values[f"programmes.{one}.{what}"]) for what in ("sessions", "sessions_a_month")))
        for one in named
    ]
    lets_pass, finds = (float(values[f"support.screen_{one}"]) for one in ("specificity", "sensitivity"))
    sent = []
    for one in asked["strategy"][1:]:
        steps = tables["funnel"].query("strategy == @one['name'] and stage in (13, 16)")
        steps = steps[[float(values[f"programmes.{programme}.screened"]) > 0 for programme in steps.programme]]
        found, passed, wrong = (
            tables["reach"]
            .query("group == 'all' and measure == 'routed' and strategy == @one['name']")
            .estimate.iloc[0],
            steps.episodes.sum(),
            0.0,
        )
        for _ in range(200):
            violent = (found - wrong) / finds  # asked, of whom the check finds so many
            without = passed - violent * (1 - finds) + wrong
            wrong = without * (1 - lets_pass)
        wrong = min(max(wrong, 0.0), found)
        sent.append((one["name"], found - wrong, wrong, 100 * (1 - lets_pass)))
    return {
        "courses": pd.DataFrame(courses, columns=["programme", "sessions", "a_month"]),
        "sent_on": pd.DataFrame(sent, columns=["strategy", "with_violence", "without", "errs"]),
    }


def carried(ledger, phases):
    """Return who pays how much after the last month of an option's money, and all together: from the ledger alone."""
    rows = []
    for phase in phases.query("phase == 'within' and measure == 'cost'").itertuples():
        paid = {}
        for row in ledger[(ledger.strategy == phase.strategy) & (ledger.month > phase.last)].itertuples():
            for who in (row.who, "all"):
                paid[who] = paid.get(who, 0) + row.pence
        rows += [(phase.strategy, who, pence / 100.0) for who, pence in paid.items()]
    return pd.DataFrame(rows, columns=["strategy", "who", "pounds"])


def stakes_again(tables, asked):
    """Return what is at stake, and what would turn the order: row by row from the CSV files."""
    costs, stake, worth = tables["costs"], [], tables["worth"].set_index(["strategy", "measure"]).estimate
    for one in asked["strategy"][1:]:
        name = one["name"]
        (total,) = costs.query("strategy == @name and item == 'total'").estimate
        stake.append((name, "more", 0.2 * total, None))
        theirs = tables["funding"].query("strategy == @name and who != 'authority' and who != 'grant'").within
        stake.append((name, "others", sum(theirs), None))
        for row in tables["budgets"].query("strategy == @name and year == 0").itertuples():
            stake.append((name, "over", max(row.most - row.budget - row.match, 0.0), None))
        phases = tables["phases"].query("strategy == @name and measure == 'come'").set_index("phase")
        phase = phases.loc["within" if "within" in phases.index else "all"]
        bought = 0.0
        for offer in one["offer"]:
            last = min(offer.get("ends", 10**9), asked["scenario"]["months"])
            bought += offer["places_a_month"] * (last - offer["begins"] + 1)
        rows = tables["ledger"].query("strategy == @name and flow == 'pays' and purpose == 'sessions'")
        pounds = sum(row.pence for row in rows.itertuples() if row.month <= phase["last"]) / 100.0
        spare = bought - phase.estimate
        if phase.estimate > 0 and spare > 0:
            stake.append((name, "empty", pounds * spare / phase.estimate, spare))
    times = [
        (name, so_many, so_many * (worth[name, "fiscal"] + worth[name, "wellbeing"]) - worth[name, "time"] - cost)
        for (name, measure), cost in worth.items()
        for so_many in (0.5, 2.0)
        if measure == "cost"
    ]
    return {
        "at_stake": pd.DataFrame(stake, columns=["strategy", "what", "pounds", "places"]),
        "gains_times": pd.DataFrame(times, columns=["strategy", "times", "net"]),
        "borne": borne_again(tables["funding"]),
        "reached_of": pd.DataFrame(
            [
                (row.strategy, 1000 * row.in_need_reached / row.in_need)
                for row in tables["missed"].query("group == 'all'").itertuples()
            ],
            columns=["strategy", "per_thousand"],
        ),
        "one_in": spared(tables, asked),
        "of_specialists": helped_by_specialists(tables["ledger"], tables["phases"]),
        "turns_at": in_these_prices(tables["switching"], tables["unit_prices"]),
        "to_turn": turned(tables["phases"].query("phase == 'all'").set_index(["strategy", "measure"]).estimate),
    }


def in_these_prices(switching, prices):
    """Return the prices among the switching values in pounds of the case, each by how its own published price moves."""
    moved = prices.set_index("figure")
    found, ends = switching[switching.figure.isin(moved.index)], ["now", "switches_at", "low", "high"]
    by = (moved.in_high / moved.high)[found.figure].to_numpy()
    return found[["strategy", "beside", "figure"]].join(found[ends].mul(by, axis=0))


def helped_by_specialists(ledger, phases):
    """Return what specialist help costs to the last month of an option's money and in all, and the rest for each."""
    measured = phases.set_index(["strategy", "phase", "measure"]).estimate
    rows = []
    for phase in phases.query("phase != 'after' and measure == 'cost'").itertuples():
        paid = ledger.query("flow == 'pays' and account == 'fiscal' and strategy == @phase.strategy")
        spent = {True: 0, False: 0}
        for one in paid[paid.month <= phase.last].itertuples():
            spent[one.purpose == "specialist"] += one.pence
        come = measured[phase.strategy, phase.phase, "come"]
        rows.append((phase.strategy, phase.phase, spent[True] / 100.0, spent[False] / 100.0 / come if come else None))
    return pd.DataFrame(rows, columns=["strategy", "phase", "pounds", "each_else"])


def spared(tables, asked):
    """Return of how many months in harm one is spared."""
    harm, first = "measure == 'child_months_in_harm' and group == 'all'", asked["strategy"][0]["name"]
    months = tables["levels"].query(harm).set_index("strategy").value[first]
    changes = tables["differences"].query(harm + " and estimate < 0")
    come = tables["reach"].query("group == 'all' and measure == 'helped'").set_index("strategy").estimate
    ends = {"each": -changes.estimate, "low": -changes.high, "high": -changes.low}
    ends = {name: end.to_numpy() / come[changes.strategy].to_numpy() for name, end in ends.items()}
    return pd.DataFrame({"strategy": changes.strategy, "months": months / -changes.estimate, **ends})


def borne_again(funding):
    """Return who bears what, row by row; whoever is neither grant nor authority is a partner."""
    paid = {}
    for row in funding.itertuples():
        kind = "partners_in_kind" if row.source == "own" else "partners_in_cash"
        who = {"grant": ["grant"], "authority": ["authority", "refused"]}.get(row.who, ["partners", kind, "refused"])
        for phase, pounds in (("within", row.within), ("after", row.after), ("all", row.pounds)):
            for one in ("grant", "authority", "partners", "refused", "partners_in_cash", "partners_in_kind"):
                key = (row.strategy, phase, one)
                paid[key] = paid.get(key, 0.0) + (pounds if one in who else 0.0)
    return pd.DataFrame(
        [(*key, pounds) for key, pounds in paid.items()], columns=["strategy", "phase", "who", "pounds"]
    )


def turned(phases):
    """Return how many would have to come or complete for an option to be as cheap for each as the cheapest is."""
    rows = []
    for by in ("come", "complete"):
        each = {name: pounds for (name, measure), pounds in phases.items() if measure == f"per_{by}"}
        each = {name: pounds for name, pounds in each.items() if pounds > 0}
        cheapest = min(each, key=each.get)
        for name in each:
            cost, number = phases[name, "cost"], phases[name, by]
            rows.append((name, cheapest, by, number, cost / each[cheapest], cost - number * each[cheapest]))
    found = pd.DataFrame(rows, columns=["strategy", "beside", "by", "is", "needs", "less"])
    return found[found.strategy != found.beside]


def there(asked):
    """Return each budget with what others add, from the scenario."""
    rows = [(one["name"], sum_of(one, "budget") + sum_of(one, "match_funding")) for one in asked if "budget" in one]
    return pd.DataFrame(rows, columns=["strategy", "pounds"])


def sum_of(strategy, key):
    given = strategy.get(key, 0.0)
    return float(sum(given) if isinstance(given, list) else given)


def rates(figures):
    """Return the first rate of two schedules: those of the scenario, the newest where it asks for none, and health."""
    values = figures.set_index("name").value
    named = {"money": "evaluation.discount_2026", "health": "evaluation.discount_health"}
    rows = [(what, float(str(values[one]).split(" ", maxsplit=1)[0])) for what, one in named.items()]
    return pd.DataFrame(rows, columns=["what", "rate"])
