"""Lives around an event, in the page: of what the room assumes, and of nothing else."""

import re

TOLD = """() => [...document.querySelectorAll('#view-family [data-key^="lived_"], #view-when [data-key^="here_"]')]
  .map((one) => `${one.dataset.key} ${one.textContent}`)"""
READ = "() => !document.getElementById('when-told').hidden"


def test_families_followed_are_those_of_the_rooms_assumptions(opened):
    """What is gained lasts half as long: other numbers, and the room is told; put back: the first to the letter."""
    opened.lived()
    opened.followed()
    opened.move("family-slider", 2)
    first = opened.page.evaluate(TOLD)
    opened.view("change")
    opened.page.locator("#form-levers summary").click()
    opened.move("lever-fade", 0)
    opened.followed()
    opened.move("family-slider", 2)
    assert opened.page.evaluate(TOLD) != first
    assert "What we changed" in opened.page.locator("#family-note").inner_text()
    opened.view("change")
    opened.page.click("#change-reset")
    opened.followed()
    opened.move("family-slider", 2)
    assert opened.page.evaluate(TOLD) == first and opened.said == []


def test_each_way_to_end_has_a_family_and_one_number(opened):
    """By what happens, none called ordinary: what a button says is what is said of all without help."""
    opened.followed()
    ends = opened.page.locator("#family-ends label").all_inner_texts()
    said = opened.page.locator("#family-table").inner_text().replace("\t", " ")
    assert len(ends) >= 3 and all(re.search(r": [\d,]+$", one.strip()) for one in ends)
    assert [one for one in ends if " ".join(one.strip().rsplit(": ", 1)) not in said] == [], said
    shares = "() => [...document.querySelectorAll('#family-table [data-key*=\"/a0/\"]')].map((one) => one.textContent)"
    all_of = opened.page.locator("#family-beside [data-key='lived_kind/all/followed']").text_content()
    assert sum(int(one.replace(",", "")) for one in opened.page.evaluate(shares)) == int(all_of.replace(",", ""))


def test_a_map_of_when_is_lived_under_the_rooms_assumptions(opened):
    """Its layers: fewer come where fewer say yes; beforehand's map stays what it was."""
    come = "() => [...document.querySelectorAll('#when-reach [data-key*=layer_come]')].map((one) => one.textContent)"
    opened.lived()
    opened.view("when")
    opened.page.check("input[name=when-whose][value=here]")
    opened.page.wait_for_function(READ, timeout=60_000)
    before = opened.page.evaluate(come)
    opened.view("change")
    opened.page.locator("#form-levers summary").click()
    opened.move("lever-uptake", 0)
    opened.view("when")
    opened.page.wait_for_function(READ, timeout=60_000)
    after = opened.page.evaluate(come)
    assert float(after[0]) < float(before[0])
    assert "What we changed" in opened.page.locator("#when-note").inner_text()
    opened.page.check("input[name=when-whose][value=made]")
    assert "before we changed something" in opened.page.locator("#when-note").inner_text()
    assert opened.said == []
