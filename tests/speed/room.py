"""How quick and how large a workshop page is, in chromium, offline: `python tests/speed/room.py [page.html]`.

Without a file it makes Newcastle's page, twenty draws and Gateshead beside (a minute and a half). Every figure stands
beside what is asked of it. Clock: what somebody in the room waits for. Processor: what the page's renderer worked for
it, which other programs on the machine disturb less. A benchmark, not a test: it judges nothing.
"""

import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 300_000  # ms
TICKS = os.sysconf("SC_CLK_TCK")
READY = "() => document.documentElement.dataset.ready"
LIVED = """() => !document.getElementById('change-answer').hidden
  && document.getElementById('change-state').textContent === ''"""
CHANGES = 48  # of an offer, with the families that are lived at once
WHOLE_CHANGES = 6

# Change one thing of the form, each time another: every field in turn, in every offer and drawer; all is undone
# where the form then calls something wrong. Returns what was changed, the milliseconds until the page says what came of
# it, and the place of the next field.
CHANGE = """async (n) => {
  const form = document.getElementById('change-form'), state = document.getElementById('change-state');
  const found = [...form.querySelectorAll('input:enabled, select:enabled')];
  const fields = found.filter((one) => one.id !== 'change-strategy');
  const wrong = () => [...form.querySelectorAll('.wrong')].some((one) => one.textContent);
  const told = (one, type) => one.dispatchEvent(new Event(type, { bubbles: true }));
  const put = (one, value) => { one.value = value; told(one, one.tagName === 'SELECT' ? 'change' : 'input'); };
  const lived = async () => { while (state.textContent !== '') await new Promise((go) => setTimeout(go, 2)); };
  for (let i = 0; i < fields.length; i += 1) {
    const one = fields[(n + i) % fields.length], { id, value } = one;
    const begin = performance.now();
    if (one.type === 'checkbox') one.click();
    else if (one.tagName === 'SELECT') put(one, one.options[(one.selectedIndex + 1) % one.options.length].value);
    else if (one.type === 'range') put(one, String((Number(value) + 3) % (Number(one.max) + 1)));
    else put(one, String(Number(value) + (Number(value) > 12 ? -7 : 3)));
    if (wrong()) { document.getElementById('change-reset').click(); await lived(); continue; }
    if (state.textContent === '') continue;
    await lived();
    return [id, performance.now() - begin, (n + i + 1) % fields.length];
  }
  return null;
}"""

# What changes no life: a view opened, a choice on it, a family's slider; until it is painted. Milliseconds of each.
STILL = """async () => {
  const times = [], painted = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
  const timed = async (what, does) => {
    const begin = performance.now();
    does();
    await painted();
    times.push([what, performance.now() - begin]);
  };
  for (let round = 0; round < 3; round += 1) for (const tab of document.querySelectorAll('[role=tab]')) {
    await timed(`open ${tab.textContent}`, () => tab.click());
    const view = document.getElementById(tab.getAttribute('aria-controls'));
    if (['view-change', 'view-safety'].includes(view.id)) continue; // their fields change lives
    for (const one of view.querySelectorAll('input[type=range], .choices select, .choices input[type=radio]')) {
      const { id } = one;
      if (one.offsetParent === null) continue;
      if (one.type === 'radio') await timed(`${view.id} ${one.name}`, () => one.click());
      else for (let i = 0; i < 4; i += 1) {
        const now = document.getElementById(id);
        if (!now) break;
        if (/event|programme|help/.test(id)) break; // another event or help lives families anew
        const list = now.tagName === 'SELECT', type = list ? 'change' : 'input';
        now.value = list ? now.options[i % now.options.length].value : String((i * 7) % (Number(now.max) + 1));
        await timed(id, () => now.dispatchEvent(new Event(type, { bubbles: true })));
      }
    }
  }
  return times;
}"""


def renderers():
    """Return this program's renderers: each process's number, with its processor seconds and its own megabytes.

    Its own: what no file holds (Pss_Anon), for the browser's program itself is shared by all its windows.
    """
    parents, found = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            parents[int(name)] = int(Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    for process in parents:
        try:
            if "--type=renderer" not in Path(f"/proc/{process}/cmdline").read_text() or not ours(process, parents):
                continue
            words = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            memory = re.search(r"Pss_Anon:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text())
            found[process] = ((int(words[11]) + int(words[12])) / TICKS, int(memory[1]) / 1000 if memory else 0.0)
        except OSError:
            continue
    return found


def ours(process, parents):
    """Return whether a process was started by this program, or by one that it started."""
    while process in parents:
        if process == os.getpid():
            return True
        process = parents[process]
    return False


def worked():
    """Return the processor seconds of all renderers since they began."""
    return sum(seconds for seconds, _ in renderers().values())


def largest():
    """Return the megabytes of the largest renderer."""
    return max((memory for _, memory in renderers().values()), default=0.0)


class Watched:
    """The most megabytes that a renderer held at once, looked at ten times a second."""

    def __init__(self):
        self.most, self.stop = 0.0, threading.Event()
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        while not self.stop.wait(0.1):
            self.most = max(self.most, largest())


class Table:
    """Prints rows as they are measured: what, clock, processor, what is asked."""

    def __init__(self):
        print(f"{'':58}{'clock':>9}{'processor':>11}{'goal':>12}")

    def row(self, what, clock, processor, goal):
        unit = "" if processor is None else f"{processor:9.2f} s"
        print(f"{what:58}{clock:>9}{unit:>11}{goal:>12}", flush=True)


def percentile(times, share=0.95):
    """Return the time that so large a share of times is at most: one that was measured, none between."""
    return sorted(times)[math.ceil(share * len(times)) - 1]


def until(page, condition, patience=PATIENCE):
    page.wait_for_function(condition, timeout=patience, polling=10)


def opened(context, file, whole=False):
    """Open a page at its first comparison, of all families where asked, and return it."""
    page = context.new_page()
    page.goto(file.as_uri())
    until(page, READY)
    page.click("#tab-change")
    if whole:
        page.check("input[name=sure][value=whole]")
        page.wait_for_timeout(1)
    until(page, LIVED)
    return page


def changed(page, count):
    """Change so many things, one after the other; return what each was and took by the clock and the processor."""
    found, at = [], 0
    for _ in range(count):
        before = worked()
        told = page.evaluate(CHANGE, at)
        assert told is not None, "no field of the form could be changed"
        found.append((told[0], told[1] / 1000, worked() - before))
        at = told[2]
    return found


def timed(does):
    """Return what something returned, and the seconds that it took by the clock and the processor."""
    started, before = time.perf_counter(), worked()
    found = does()
    return found, time.perf_counter() - started, worked() - before


def room(browser, file, table):
    """Say what a room waits for: the first comparison, a changed offer, what changes no life."""
    context = browser.new_context(viewport={"width": 1024, "height": 768}, offline=True)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page, clock, work = timed(lambda: opened(context, file))
    table.row("opening to the first comparison, 2,000 families", f"{clock:.2f} s", work, "3 s")
    page.evaluate("document.getElementById('wager-show').click()")
    took = changed(page, CHANGES)
    kinds, fields = {re.sub(r"\d+", "n", one) for one, _, _ in took}, {one for one, _, _ in took}
    slow, cost = (percentile([one[n] for one in took]) for n in (1, 2))
    what = f"a changed offer, {len(took)} of {len(fields)} fields, {len(kinds)} kinds"
    table.row(f"{what}: middle", f"{percentile([one for _, one, _ in took], 0.5):.2f} s", None, "")
    table.row(f"{what}: 95 of 100", f"{slow:.2f} s", cost, "0.5 s")
    for name, one, cost in sorted(took, key=lambda told: -told[1])[:3]:
        table.row(f"  of these the slowest: {name}", f"{one:.2f} s", cost, "")
    page.click("#tab-family")
    until(page, "() => !document.getElementById('family-told').hidden")
    still = page.evaluate(STILL)
    what = f"what changes no life, {len(still)} of {len({name for name, _ in still})}: 95 of 100"
    table.row(what, f"{percentile([one for _, one in still]):.0f} ms", None, "100 ms")
    slowest = max(still, key=lambda told: told[1])
    table.row(f"  of these the slowest: {slowest[0]}", f"{slowest[1]:.0f} ms", None, "")
    outside = [one for one in asked if not one.startswith(("blob:", file.as_uri()))]
    table.row("requests of any network", str(len(outside)), None, "0")
    context.close()


def whole_area(browser, file, table):
    """Say what the whole area takes, and how much the page's renderer holds beside an empty page's."""
    context = browser.new_context(viewport={"width": 1024, "height": 768}, offline=True)
    context.new_page().set_content("<p>empty</p>")
    time.sleep(1)
    empty, watched = largest(), Watched()
    page, clock, work = timed(lambda: opened(context, file, whole=True))
    table.row("whole Newcastle: opening to its comparison", f"{clock:.2f} s", work, "15 s")
    took = changed(page, WHOLE_CHANGES)
    slow, cost = (max(one[n] for one in took) for n in (1, 2))
    table.row(f"whole Newcastle: a changed offer, slowest of {len(took)}", f"{slow:.2f} s", cost, "5 s")
    settled = largest()
    watched.stop.set()
    table.row(
        "whole Newcastle: memory beyond an empty page's, at most",
        f"{watched.most - empty:.0f} MB",
        None,
        "150 MB",
    )
    table.row("  and when nothing is lived", f"{settled - empty:.0f} MB", None, "")
    context.close()


def made(folder):
    """Make the page that is measured."""
    file = Path(folder) / "newcastle.html"
    command = [sys.executable, "-m", "famsim", "page", "newcastle", "--beside", "gateshead", "-o", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file


def main():
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        file = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else made(folder)
        path = next(filter(None, map(shutil.which, NAMES)))
        table = Table()
        table.row("the file", f"{file.stat().st_size / 1000:.1f} kB", None, "500 kB")
        for measure in (room, whole_area):
            browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            measure(browser, file, table)
            browser.close()
        print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
