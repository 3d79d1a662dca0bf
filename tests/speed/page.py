"""How quick and how large the model in a page is, in chromium, offline: `python tests/speed/page.py [repeats]`.

Least of some repeats, for a machine has other work as well; seconds of the worker's own clock.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from playwright.sync_api import sync_playwright

from famsim.population import start_run
from famsim.scenario import change, load_scenario
from famsim.wasm import binary, pack, scripts
from famsim.wasm.compiled import translated

TESTS = Path(__file__).parents[1]
SIZES = (2_000, None)  # families: those a room begins with, and the whole of Newcastle
NAMES = ("chromium", "chromium-browser", "google-chrome")


def helper(file):
    """Return a module made from a file."""
    spec = spec_from_file_location(file.stem, file)
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def the_module():
    """Say what the module takes to make, and how large it is."""
    started = time.process_time()
    translated()
    taken = time.process_time() - started
    scenario = load_scenario("newcastle")
    few, many = (pack(scenario, range(draws)) for draws in (1, 3))
    text = [len(json.dumps(one, separators=(",", ":"))) for one in (few, many)]
    print(f"translate: {taken:.1f} s of processor, {binary().functions} functions")
    print(f"module: {len(binary().code):,} bytes, {len(few['model']['wasm']):,} packed")
    print(f"pack: {text[0]:,} bytes with one draw, {(text[1] - text[0]) // 2:,} for each further one")


def compiled_seconds(scenario, place):
    """Return what the compiled engine takes for a strategy's months, and the family-months it lives."""
    run = start_run(scenario, place)
    started = time.perf_counter()
    run.advance(scenario.months)
    return time.perf_counter() - started, int(run.state.tallies[:, :, 0].sum())


def lived(page, scenario, repeats):
    """Say what opening, the families of the area and each strategy take in the page."""
    started = time.perf_counter()
    opened = page.evaluate("open_model({})")
    print(f"  unpack, compile and check the seal: {time.perf_counter() - started:.3f} s in a {opened['where']}")
    asks = range(len(scenario.strategies))
    first = page.evaluate("(ask) => lives(ask)", {"world": 0, "draw": 0, "strategy": 0})
    seconds = {place: [] for place in asks}
    for _ in range(repeats):
        for place in asks:
            found = page.evaluate("(ask) => lives(ask)", {"world": 0, "draw": 0, "strategy": place})
            seconds[place].append(found["seconds"])
    print(f"  families of the area, 450 months: {first['seconds'] - min(seconds[0]):.2f} s")
    for place in asks:
        compiled, months = compiled_seconds(scenario, place)
        here, name = min(seconds[place]), scenario.strategies[place].name
        each = f"{here * 1e9 / months:.0f} ns a family-month (compiled {compiled * 1e9 / months:.0f})"
        print(f"  {name}: {here:.3f} s, {each}")
    print(f"  memory of the module: {found['bytes'] / 1e6:.0f} MB")


def in_node(scenario, repeats, folder):
    """Say what processor time a strategy takes in node, which other work on the machine changes less."""
    scripts_file, asked_file = folder / "scripts.js", folder / "asked.json"
    scripts_file.write_text(scripts(), encoding="utf-8")
    asked = [{"draw": 0, "strategy": place} for place in range(len(scenario.strategies))]
    given = {"pack": pack(scenario), "asked": asked * (repeats + 1)}
    asked_file.write_text(json.dumps(given), encoding="utf-8")
    command = ["node", str(TESTS / "wasm" / "living.mjs"), str(scripts_file), str(asked_file)]
    answers = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["answers"]
    count = len(asked)
    for place in range(count):
        taken = min(one["processor"] for one in answers[count:][place::count])
        run = start_run(scenario, place)
        started = time.process_time()
        run.advance(scenario.months)
        compiled, months = time.process_time() - started, int(run.state.tallies[:, :, 0].sum())
        name = scenario.strategies[place].name
        print(f"  {name}: {taken * 1e9 / months:.0f} ns a family-month (compiled {compiled * 1e9 / months:.0f})")


def main():
    """Measure the module, then a page for each size."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    the_module()
    pages, path = helper(TESTS / "browser" / "test_model_lives.py"), next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for families in SIZES:
            scenario = change(load_scenario("newcastle"), families=families, months=120)
            print(f"{families or 'all'} families of Newcastle, 120 months")
            page = browser.new_context(offline=True).new_page()
            page.goto(pages.page_of([scenario], Path(folder)).as_uri())
            lived(page, scenario, repeats)
            if shutil.which("node"):
                print(" processor time in node")
                in_node(scenario, repeats, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
