"""Every number on the page is its key's: a walker reads them all, and an edit is caught."""

import re

import numpy as np
import pytest

from famsim.handover.page.file import read
from famsim.handover.page.keys import FORMATS, NOTHING

WALK = """() => {
  const keyed = [...document.querySelectorAll('[data-key]')].map((one) => [one.dataset.key, one.textContent]);
  const loose = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    const known = parent.closest('[data-key],[data-axis],[data-choice],script,noscript');
    if (/[0-9]/.test(node.data) && !known) loose.push(node.data);
  }
  return [keyed, loose];
}"""
PLANTED = """() => {
  const keyed = [...document.querySelectorAll('#view-missed [data-key]')];
  const one = keyed.find((each) => /[1-9]/.test(each.textContent));
  one.textContent = one.textContent.replace(/[1-9]/, (digit) => String(digit % 9 + 1));
}"""


LIVED = (
    "lived/",
    "lived_",
    "here_",
    *(f"{one}/room" for one in ("strategies", "ways", "groups", "offers", "steps")),
)  # of lives in the page


def problems(opened, tables):
    """Return every text that is not its key's, and every number that has no key; how many were read.

    What is lived in the page has keys of its own: test_page_living.py here and tests/handover/test_page_moved.py.
    """
    keyed, loose = opened.page.evaluate(WALK)
    known = [(key, text) for key, text in keyed if not key.startswith(LIVED)]
    wrong = [f"{key}: {text!r}, not {tables.text(key)!r}" for key, text in known if text != tables.text(key)]
    return wrong + [f"no key: {text!r}" for text in loose], len(keyed)


@pytest.fixture
def walked(opened, workshop):
    return lambda: problems(opened, workshop.tables)


def test_every_number_is_its_keys(opened, walked, views):
    """In every view, whatever is chosen."""
    for view in views:
        opened.view(view)
        assert walked()[0] == [], view
    choices = [("when", f"#when-{name}") for name in ("event", "programme", "measure", "group")]
    for view, select in choices:
        opened.view(view)
        for option in opened.page.eval_on_selector_all(f"{select} option", "all => all.map((one) => one.value)"):
            opened.page.select_option(select, option)
            assert walked()[0] == [], (select, option)
    opened.view("when")
    opened.page.check("input[name=when-whose][value=here]")
    opened.page.wait_for_function("() => !document.getElementById('when-told').hidden", timeout=60_000)
    assert walked()[0] == []
    assert walked()[1] > 200


def test_every_family_every_strategy_every_stop(opened, walked):
    opened.followed()
    for family in range(opened.page.locator("#family-ends input").count()):
        opened.page.locator("#family-ends label").nth(family).click()
        for stop in range(4):
            opened.move("family-slider", stop)
            assert walked()[0] == []
    opened.view("missed")
    for strategy in range(3):
        opened.page.select_option("#missed-strategy", str(strategy))
        assert walked()[0] == []


def test_every_number_that_is_lived_has_a_key(opened, walked):
    """As the scenario has it, changed by a form, and under other assumptions; on every view that shows it."""
    opened.lived()
    for change in ("", "#offer-0-places", "lever"):
        opened.view("change")
        if change.startswith("#"):
            opened.page.locator("#offer-0 summary").click()
            opened.page.fill(change, "12.5")
        elif change:
            opened.move("lever-uptake", 0)
        opened.lived()
        for view in ("change", "safety", "missed", "poster"):
            opened.view(view)
            assert walked()[0] == [], (change, view)


def test_a_planted_edit_is_caught(opened, walked):
    opened.lived()
    opened.view("missed")
    assert walked()[0] == []
    opened.page.evaluate(PLANTED)
    assert len(walked()[0]) == 1
    opened.page.evaluate("() => document.querySelector('#view-missed h2').append(' 42')")
    assert len(walked()[0]) == 2


def test_the_script_and_python_show_the_same(browser):
    """Both spellings of every format on the same values, halves and edges among them."""
    rng = np.random.default_rng(5)
    values = [
        0.0,
        0.5,
        1.5,
        2.5,
        0.125,
        0.375,
        9.95,
        9.949,
        10.5,
        11.5,
        999.5,
        1000.0,
        12350.0,
        12250.0,
        0.005,
        0.995,
        1e-7,
    ]
    values += [float(f"{x:.7g}") for x in np.concatenate([rng.normal(0, 10.0**e, 60) for e in range(-4, 8)])]
    values += [-one for one in values]
    shares = [abs(one) % 1.0 for one in values]
    cases = {name: shares if name == "share" else values for name in FORMATS if name not in ("text", "month")}
    cases["whole"] = [abs(one) for one in values]
    cases["month"] = [float(one) for one in range(-12, 37)]
    page = browser.new_page()
    page.set_content("<p></p>")
    all_of = "Object.entries(cases).map(([name, all]) => [name, all.map((x) => FORMATS[name](x))])"
    script = read("script/1_keys.js")
    source = f"(cases) => {{ {script[script.index('// halves go') :]}\n return Object.fromEntries({all_of}); }}"
    found = page.evaluate(source, cases)
    page.close()
    for name, given in cases.items():
        assert found[name] == [FORMATS[name](one) for one in given], name
    assert re.search(f'NOTHING = "{NOTHING}"', script)


def test_strategies_stand_beside_each_other_to_scale(opened, workshop):
    """By definition: the longest bar of a panel is its largest number, every other its share of that.

    Who comes to help that a trial found to do something is the dark part of those who come.
    """
    opened.view("missed")
    opened.page.select_option("#missed-strategy", "1")
    panels = opened.page.evaluate("""() => [...document.querySelectorAll('#missed-beside > div')].map((panel) =>
      [...panel.querySelectorAll('.bar')].map((bar) => [bar.querySelector('strong [data-key]').dataset.key,
        Number(bar.querySelectorAll('rect')[1].getAttribute('width'))]))""")
    assert len(panels) == 3
    for bars in panels:
        numbers = [workshop.tables.value(key) for key, _ in bars]
        assert [width for _, width in bars] == pytest.approx([100 * one / max(1, *numbers) for one in numbers])
    assert len(panels[0]) == 3
    comes, worked = (
        [workshop.tables.value(f"strategies/s{n}/{name}") for n in range(3)]
        for name in ("helped", "helped_with_effect")
    )
    dark = opened.page.locator("#missed-beside > div").nth(1).locator("rect[fill='#00558a']")
    widths = [float(dark.nth(n).get_attribute("width")) for n in range(dark.count())]
    assert widths == pytest.approx([100 * one / max(1, *comes) for one in worked if one > 0])
    assert opened.page.locator("#missed-beside > div").first.locator("rect[fill='#00558a']").count() == 1
