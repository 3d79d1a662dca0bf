"""One setting a poster; and every place on the page that a choice should fill is filled."""

import re

POSTER_KEYS = "() => [...document.querySelectorAll('#poster-told [data-key]')].map((one) => one.dataset.key)"
KEYS_SAID = "() => [...document.querySelectorAll('#change-says [data-key]')].map((one) => one.dataset.key)"
EVENTS = "() => [...document.querySelectorAll('#guess-event option')].map((one) => one.value)"
WORKED_OUT = ("worth_", "windows/")  # beforehand, as the scenario has everything


def test_a_poster_says_at_which_setting_each_part_is(opened):
    """As the scenario has it everything is shown; under other assumptions, only what was lived under them."""
    opened.lived()
    opened.view("poster")
    keys = opened.page.evaluate(POSTER_KEYS)
    assert any(key.startswith("windows/") or key.startswith("worth_") for key in keys) or "Too few" in (
        opened.page.locator("#poster-when").inner_text()
    )
    assert opened.page.locator("#poster-chart").is_visible()
    assert "This offer, not changed by us" in opened.page.locator("#poster-missed").inner_text()
    opened.move("lever-uptake", 0)
    opened.lived()
    opened.view("poster")
    assert opened.page.locator("#question").inner_text().endswith(": what we changed")
    keys = opened.page.evaluate(POSTER_KEYS)
    assert [key for key in keys if key.startswith(WORKED_OUT)] == []
    assert not opened.page.locator("#poster-chart").is_visible()
    assert "What we changed" in opened.page.locator("#poster-missed").inner_text()
    assert "50% of what it is now" in opened.page.locator("#poster-assumed").inner_text()
    opened.view("when")
    assert opened.page.locator("#question").inner_text().endswith(": not what we changed")
    opened.view("change")
    opened.page.click("#change-reset")
    opened.lived()
    opened.view("poster")
    assert opened.page.locator("#poster-chart").is_visible()
    assert opened.page.locator("#poster-assumed").inner_text().endswith("nothing changed by us")


def test_a_sample_says_so_first_and_names_no_nearest(opened):
    """Of what was changed and counted on some; what all were counted on when the page was made says nothing."""
    opened.lived()
    page = opened.page
    for name in ("Table A", "Table B"):
        page.fill("#wager-name", name)
        page.fill("#wager-number", "7")
        page.click("#wager-add")
    page.click("#wager-show")
    opened.view("poster")
    assert "Quick look" not in page.locator("body").inner_text() and not page.locator("#poster-quick").is_visible()
    opened.view("change")
    assert "★" in page.locator("#wager-list").inner_text()
    page.locator("#offer-0 summary").click()
    page.fill("#offer-0-places", "12.5")
    opened.lived()
    assert page.locator("#change-says").inner_text().startswith("Quick look: counted on ")
    page.click("#wager-again")
    page.fill("#wager-number", "7")
    page.click("#wager-add")
    page.click("#wager-show")
    assert "★" not in page.locator("#wager-list").inner_text()
    assert "told when all families are counted" in page.locator("#wager-list").inner_text()
    opened.view("safety")
    said = page.locator("#safety-says")
    assert said.inner_text().startswith("Quick look") and "What our change did" in said.inner_text()
    assert said.locator("[data-key^='lived/now.']").count() == 0  # the difference, not what it comes to in all
    opened.view("poster")
    assert "Not for the wall yet" in page.locator("#poster-quick").inner_text()
    assert page.locator("#poster-numbers p").count() == 1


def test_the_offer_is_stated_before_the_guess(opened, workshop):
    """Under What if?, where every view that hides the answer leads; and how often it is for a family."""
    opened.lived()
    opened.page.click("#tab-safety")
    opened.page.locator("#safety-guess .guesses").click()
    assert opened.page.locator("#wager-asks").is_visible()
    place = workshop.data["words"]["opening"]["strategy"]
    offer = opened.page.locator("#wager-offer")
    assert workshop.tables.text(f"strategies/s{place}/what") in offer.inner_text()
    assert offer.locator(f"[data-key='strategies/s{place}/times']").count() == 1


def test_nothing_old_stands_as_an_answer(opened):
    """While families are lived again, and where the form is wrong, the numbers are marked as those of before."""
    opened.lived()
    page = opened.page
    page.locator("#offer-0 summary").click()
    page.fill("#offer-0-places", "-3")
    opened.says("#change-state", "Mend what is marked")
    assert "places a month: allowed: 0 to" in page.locator("#offer-0-wrong").inner_text()
    assert "stale" in page.locator("#change-answer").get_attribute("class")
    opened.view("poster")
    assert page.locator("#poster-table [data-key]").count() == 0
    opened.view("change")
    page.fill("#offer-0-places", "3")
    opened.lived()
    assert "stale" not in (page.locator("#change-answer").get_attribute("class") or "")
    assert page.locator("#offer-0-wrong").inner_text() == ""


def test_a_guess_is_held_against_the_offer_that_it_was_of(opened):
    """Not against what the room made of the offer afterwards: that would be right, or wrong, by chance."""
    opened.lived()
    page, told = opened.page, opened.page.locator("#wager-list li")
    page.fill("#wager-number", "7")
    page.click("#wager-add")
    page.click("#wager-show")
    of_the_offer = told.first.inner_text().split("What would")[0].strip()
    page.locator("#offer-0 summary").click()
    page.fill("#offer-0-places", "12.5")
    opened.lived()
    before = told.first.inner_text().split("What would")[0].strip()
    assert before.startswith(f"{of_the_offer} before our change; in this quick look: ")
    page.fill("#offer-0-places", "13.5")
    opened.lived()
    page.click("#wager-again")
    page.fill("#wager-number", "8")
    page.click("#wager-add")
    page.click("#wager-show")
    assert "before our change" not in told.nth(1).inner_text()
    page.fill("#offer-0-places", "14.5")
    opened.lived()
    assert "guessed of another offer" in told.nth(1).inner_text()


def test_a_door_that_is_added_can_be_readied_at_once(opened):
    """Its staff can be trained and its pathway opened as soon as it is ticked; until then what it lacks is said."""
    opened.lived()
    page = opened.page
    page.click("#wager-show")
    page.locator("#offer-0 summary").click()
    door = page.locator("#offer-0 .ticks input:not(:checked)").first
    name = door.get_attribute("id").removeprefix("offer-0-")
    assert page.locator(f"#trained-{name}").count() == 0
    before = page.locator("#path-add option").count()
    door.check()
    assert page.locator(f"#trained-{name}").count() == 1 and page.locator("#path-add option").count() == before + 1
    opened.lived()
    assert "staff not trained, no referral pathway" in page.locator("#change-says").inner_text()


def test_many_such_families_stand_beside_the_one(opened):
    """Whichever month of help is chosen, the panel says what such families come to."""
    opened.followed()
    for arm in range(4):
        opened.move("family-slider", arm)
        assert opened.page.locator("#family-table [data-key^='lived_beside/']").count() > 0, arm
    dots = opened.page.locator("#family-crowd svg circle[cx]").count()
    assert dots > 20  # of the couples followed, those whose change can be compared
    assert opened.said == []


def test_those_whom_an_offer_is_for_are_shown_by_themselves(opened, workshop):
    """Of all families in need nearly all are missed, whatever is done; of those an offer is for, fewer are."""
    opened.view("missed")
    for place in range(3):
        opened.page.select_option("#missed-strategy", str(place))
        offers = [key for key in workshop.tables.rows["offers"] if key.startswith(f"s{place}.")]
        assert opened.page.locator("#missed-offered").is_visible() == bool(offers)
        bars = opened.page.locator("#missed-offers [data-key^='steps/']")
        assert bars.count() == 8 * len(offers)
    assert opened.said == []


def test_the_page_opens_on_the_scenarios_own_question(opened, workshop):
    """What a room sees first is what the scenario asks about, in every view."""
    opening = workshop.data["words"]["opening"]
    for name in ("event", "programme", "measure"):
        assert opened.page.input_value(f"#guess-{name}") == opening[name]
    opened.view("missed")
    assert opened.page.input_value("#missed-strategy") == str(opening["strategy"])
    opened.view("family")
    assert opened.page.input_value("#family-event") == opening["event"]


def test_nobody_is_told_to_choose_all_families_who_has(opened):
    """A curve that cannot be shown says what else could be tried."""
    opened.view("when")
    for group, offered in (("0", False), ("3", True)):
        opened.page.select_option("#when-group", group)
        said = opened.page.locator("#when-chart").inner_text()
        assert "Too few" in said and ("all families" in said) == offered


def test_each_strategy_stands_beside_the_others(opened):
    opened.view("missed")
    assert opened.page.locator("#missed-beside [data-key^='strategies/']").count() > 0


def test_an_economy_that_is_not_allowed_is_not_lived_as_another(opened):
    """700% stands marked in the form, nothing of it is lived, and no file of it is written."""
    opened.lived()
    page = opened.page
    page.locator("#form-economy summary").click()
    page.fill("#economy-arrears", "700")
    opened.says("#form-wrong", "Falling behind with bills: allowed: 0% to 500%")
    assert "stale" in page.locator("#change-answer").get_attribute("class")
    for button in ("#change-save", "#change-keep"):
        page.click(button)
        assert "is not written" in page.locator("#change-saved").inner_text()
    page.fill("#economy-arrears", "100")
    opened.lived()
    assert page.locator("#form-wrong").inner_text() == ""


def test_a_first_line_says_the_good_and_the_harm_each_with_its_range(opened, workshop):
    """And one number for one thing: until something is changed, of the lives that the page was made from."""
    opened.lived()
    said, row = opened.page.evaluate(KEYS_SAID), f"s{workshop.data['words']['opening']['strategy']}"
    for name in ("helped", "stay_free_of_harm", "stay_in_harm"):
        found = [key for key in said if key.startswith(f"made/{row}.{name}/")]
        assert len(found) == (1 if workshop.tables.value(f"made/{row}.{name}/at_most") else 3), name
    assert not any(key.startswith("lived/") for key in said)


def test_a_curve_is_held_to_no_other_question(opened):
    """A guess about one kind of help is not drawn, nor scored, against another's."""
    page, drawn = opened.page, "#guess-chart text[data-choice]"
    page.locator("#guess-knob").focus()
    page.keyboard.press("PageUp")
    page.click("#guess-keep")
    assert page.locator(drawn).count() == 1
    first = page.input_value("#guess-event")
    other = next(one for one in page.evaluate(EVENTS) if one != first)
    page.select_option("#guess-event", other)
    assert page.locator(drawn).count() == 0
    page.select_option("#guess-event", first)
    assert page.locator(drawn).count() == 1


def test_words_twice_as_large_leave_the_answer_room(sized):
    """At a projector's width with text of 200% the answer stands below the form, as wide as the page."""
    page = sized(1024, 2)
    page.click("#tab-change")
    wide = page.evaluate("() => document.getElementById('change-sure').clientWidth / document.body.clientWidth")
    assert wide > 0.8


def test_what_may_be_nothing_is_said_to_be_so_first_and_who_comes_is_not_said_to_be_helped(opened, views):
    """Of every range on What if?, Safety and the poster; and no view has a word that no room would use."""
    opened.lived()
    opened.page.click("#wager-show")
    opened.page.locator("#change-told details summary").first.click()
    told = 0
    for view in views:
        opened.view(view)
        if view == "family":
            opened.followed()
        said = opened.page.locator(f"#view-{view}").inner_text()
        assert re.findall(r"\b(?:helped|ordinary|central values|risk factors?|as the scenario has it)\b", said) == [], (
            view
        )
        for text in opened.page.locator(f"#view-{view} .lived td > span:last-child").all_inner_texts():
            ends = re.findall(r"\(([\d.,]+)( more| fewer)? to ([\d.,]+)( more| fewer)?\)", text)
            low, one, high, other = ends[0] if ends else ("1", "", "1", "")
            holds = ((one and other) or "0" in (low, high)) and (low, high) != ("0", "0")
            assert text.strip().startswith("cannot tell") or not holds, text
            assert "£" in text or re.search(" more| fewer", text), text
            assert "-" not in text, text
            told += text.strip().startswith("cannot tell")
    assert told > 3
