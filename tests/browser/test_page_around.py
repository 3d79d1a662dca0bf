"""Lives around an event, in the page: of what the room assumes, and of nothing else."""

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
    assert "as the room assumes" in opened.page.locator("#family-note").inner_text()
    opened.view("change")
    opened.page.click("#change-reset")
    opened.followed()
    opened.move("family-slider", 2)
    assert opened.page.evaluate(TOLD) == first and opened.said == []


def test_two_others_end_otherwise_and_it_is_said_how_many_do(opened):
    opened.followed()
    ends = opened.page.locator("#family-ends label").all_inner_texts()
    assert len(ends) == 3 and all(one.endswith("%") for one in ends)
    opened.page.locator("#family-ends label").nth(1).click()
    assert "end like this one in all four lives" in opened.page.locator("#family-beside").inner_text()


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
    assert "The room's assumptions" in opened.page.locator("#when-note").inner_text()
    opened.page.check("input[name=when-whose][value=made]")
    assert "the room assumes something else" in opened.page.locator("#when-note").inner_text()
    assert opened.said == []
