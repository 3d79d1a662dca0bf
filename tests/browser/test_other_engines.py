"""The page in Firefox and in WebKit, where they are installed: the seal agrees, every number lived is chromium's."""

import pytest

LIVED = "!document.getElementById('change-answer').hidden && document.getElementById('change-state').textContent === ''"
KEYED = """Object.fromEntries([...document.querySelectorAll('#view-change [data-key^="lived"]')]
  .map((one) => [one.dataset.key, one.textContent]))"""
MOVED = """(() => { const one = document.getElementById('offer-0-places'); one.value = '90.5';
  one.dispatchEvent(new Event('input', {bubbles: true})); })()"""
WIDE = """[...document.querySelectorAll('[role=tab]')].map((tab) => { tab.click();
  return document.documentElement.scrollWidth - innerWidth; })"""


@pytest.mark.long
@pytest.mark.parametrize("name", ["Firefox", "WebKit"])
def test_another_engine_lives_the_same(name, windows, opened, page_file, tmp_path):
    """As it is and with another number of places: all that is lived and shown, to the letter; nothing hangs over."""
    engine = getattr(windows, name)
    if not engine.there():
        pytest.skip(f"no {name} here (tests/browser/windows.py says what it wants)")
    wanted = []
    opened.lived()
    for change in ("", MOVED):
        if change:
            opened.page.evaluate(change)
            opened.lived()
        wanted.append(opened.page.evaluate(f"() => {KEYED}"))
    window = engine(tmp_path)
    try:
        window.open(page_file)
        window.until("document.documentElement.dataset.ready === 'yes'")
        window.run("document.getElementById('tab-change').click()")
        window.until(LIVED)
        found = [window.run(f"return {KEYED}")]
        window.run(MOVED)
        window.until(LIVED)
        found.append(window.run(f"return {KEYED}"))
        assert max(window.run(f"return {WIDE}")) <= 0
    finally:
        window.close()
    assert found == wanted
    assert len(found[1]) > len(found[0]) > 10
