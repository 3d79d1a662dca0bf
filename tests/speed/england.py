"""England by authority, forecast from a few authorities lived whole, with all that is gathered of them."""

from time import process_time

from famsim.questions.compare import compare
from famsim.scenario import change, load_scenario, places_in

SOME = ("hartlepool", "bury")  # a small authority and one of the usual size


def england(months, draws, some=SOME):
    """Return the lines of the table: processor time of some authorities, and what all come to at that rate.

    They are compared once before, so that starts are kept and the model is compiled.
    """
    whole = change(load_scenario("england"), months=months)
    few = whole.with_(area=None, areas=some)
    compare(change(few, months=12), draws=draws, threads=1)
    began = process_time()
    compare(few, draws=draws, threads=1)
    seconds = process_time() - began
    lived, everyone = (sum(area.families for area in places_in(one)) for one in (few, whole))
    in_all = seconds * everyone / lived
    names = ", ".join(some)
    return [
        f"| England by authority: {len(whole.strategies)} strategies, {months} months, draws {draws}, starts kept | |",
        "| --- | --- |",
        f"| {names}: {lived:,.0f} families, seconds of processor time | {seconds:.1f} |",
        f"| all {len(places_in(whole))} authorities: {everyone:,.0f} families, forecast | {in_all:,.0f} |",
        f"| on two threads that are 1.8 times one, forecast | {in_all / 1.8:,.0f} |",
    ]
