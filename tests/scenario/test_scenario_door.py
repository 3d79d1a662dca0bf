"""One door: what Python makes or changes is refused as a file is: field, what is allowed, nearest name."""

import pytest

from famsim.errors import AreaError, FamsimError, ScenarioError
from famsim.scenario import Economy, Offer, Scenario, Strategy, checked, load_scenario

NEWCASTLE = load_scenario("newcastle")
OWN = NEWCASTLE.strategies[4]
BAD = [
    ({"families": -5}, "families: -5 is out of range; allowed: a whole number from 200 to 10000000"),
    ({"families": 500.0}, "families: 500.0 is not a whole number"),
    ({"months": 10_000}, "months: 10000 is out of range; allowed: a whole number from 1 to 240"),
    ({"months": True}, "months: true is not a whole number"),
    ({"seed": -1}, "seed: -1 is out of range"),
    ({"monts": 60}, "there is no key 'monts' here.*did you mean 'months'"),
    ({"start": "stok"}, "start: there is no start 'stok'.*did you mean 'stock'"),
    ({"area": "croyden"}, "area: there is no area 'croyden'. Did you mean 'croydon'"),
    ({"evidence": {"stress.arears": 0.4}}, "evidence.stress.arears.*did you mean 'stress.arrears'"),
    ({"evidence": {"stress.arrears": 99.0}}, "evidence.stress.arrears: 99.0 is out of range"),
    ({"strategies": ()}, "0 are given; allowed: 1 to "),
    ({"economy": {"job_loss": -1}}, "economy.job_loss: -1 is out of range"),
]
BAD_STRATEGY = [
    ({"staff_trained": {"midwife": 60}}, "staff_trained.midwife: 60 is out of range; allowed: a share from 0 to 1"),
    ({"staff_trained": {"midwive": 0.6}}, "there is no door 'midwive'.*did you mean 'midwife'"),
    ({"waits_shortened": 2}, "waits_shortened: 2 is out of range"),
    ({"staf_trained": {}}, "there is no key 'staf_trained'.*did you mean 'staff_trained'"),
]
BAD_OFFER = [
    ({"found": ["midwive"]}, "found 1: there is no door 'midwive'.*did you mean 'midwife'"),
    ({"places_a_month": -1}, "places_a_month: -1 is out of range"),
    ({"unlimited": True}, "places are limited and unlimited"),
    ({"who": {"maried": True}}, "who.maried: there is no feature 'maried'.*did you mean 'married'"),
    ({"when": {"trigger": "brith"}}, "when.trigger: there is no trigger 'brith'.*did you mean 'birth'"),
]
CASES = [
    (part, *one) for part, rows in ((NEWCASTLE, BAD), (OWN, BAD_STRATEGY), (OWN.offers[0], BAD_OFFER)) for one in rows
]


@pytest.mark.parametrize(("part", "changes", "says"), CASES)
@pytest.mark.parametrize("way", ["with_", "model_copy"])
def test_a_change_is_checked_as_a_file_is(way, part, changes, says):
    """840cf68: `model_copy(update={"families": -5})` ran the whole area, `staff_trained` of 60 was 6000%."""
    with pytest.raises((ScenarioError, AreaError), match=says):
        part.with_(**changes) if way == "with_" else part.model_copy(update=changes)


@pytest.mark.parametrize(
    ("part", "changes", "says"), [case for case in CASES if set(case[1]).isdisjoint({"area", "evidence"})]
)
def test_what_is_made_is_checked_as_a_file_is(part, changes, says):
    """The error is ours, with the field, not the library's."""
    fields = {name: getattr(part, name) for name in part.model_fields_set}
    with pytest.raises(ScenarioError, match=says):
        type(part)(**fields | changes)


def test_a_part_changed_behind_our_back_is_found_at_the_door():
    """The library lets a part be made unchecked; a study does not take it."""
    wrong = {
        "families": 200,
        "strategies": (NEWCASTLE.strategies[0], OWN.model_construct(name="x", staff_trained={"midwife": 60.0})),
    }
    fields = {name: getattr(NEWCASTLE, name) for name in Scenario.model_fields}
    made = Scenario.model_construct(**fields | wrong)
    with pytest.raises(ScenarioError, match=r"strategies 2, staff_trained.midwife: 60.0 is out of range"):
        checked(made)
    with pytest.raises(ScenarioError, match=r"is no scenario; allowed: what fs.load_scenario returns"):
        checked("newcastle")


def test_with_changes_what_it_names_and_nothing_else():
    changed = NEWCASTLE.with_(families=2000, months=60)
    assert (changed.families, changed.months, changed.strategies) == (2000, 60, NEWCASTLE.strategies)
    assert NEWCASTLE.with_() == NEWCASTLE == checked(NEWCASTLE)
    assert NEWCASTLE.with_(strategy=NEWCASTLE.strategies[:2]).strategies == NEWCASTLE.strategies[:2]  # a file's name


def test_a_strategy_is_changed_by_its_name_and_an_offer_by_its_number():
    changed = NEWCASTLE.with_(
        strategies={"newcastle": {"waits_shortened": 0.5, "offers": {1: {"places_a_month": 16.0}}}}
    )
    own, old = changed.strategies[4], OWN
    assert (own.waits_shortened, own.offers[0].places_a_month) == (0.5, 16.0)
    assert own == old.with_(waits_shortened=0.5, offers=(old.offers[0].with_(places_a_month=16.0),))
    assert [one for one in changed.strategies if one.name != "newcastle"] == [
        one for one in NEWCASTLE.strategies if one.name != "newcastle"
    ]
    replaced = NEWCASTLE.with_(strategies={"newcastle": Strategy(name="another")}).strategies[4]
    assert replaced == Strategy(name="another")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"newcastel": {}}, "there is no strategy 'newcastel'.*did you mean 'newcastle'"),
        ({"newcastle": {"offers": {2: {}}}}, "strategy newcastle: offers: there is no offer 2; allowed: 1"),
        ({"newcastle": {"offers": {1: {"plces": 3}}}}, "strategy newcastle, offer 1: plces: there is no key"),
        ({"newcastle": {"name": "croydon"}}, "another strategy has this name"),
    ],
)
def test_a_change_of_a_part_says_which_part(changes, says):
    with pytest.raises(ScenarioError, match=says):
        NEWCASTLE.with_(strategies=changes)


def test_a_table_for_a_part_with_keys_of_its_own_changes_those_it_names():
    economy = NEWCASTLE.with_(economy={"job_loss": 1.5}).with_(economy={"arrears": 2}).economy
    assert [economy.factor(name, 12) for name in Economy.model_fields] == [1.5, 1.0, 2.0]
    offer: Offer = OWN.offers[0]
    assert offer.with_(when={"to": 6}).when == offer.when.with_(to=6) == offer.when.with_(to_month=6)
    with pytest.raises(FamsimError, match="the window is not given"):
        NEWCASTLE.strategies[3].offers[0].with_(when={"trigger": "birth"})
    assert OWN.with_(staff_trained={}).staff_trained == {}
    assert NEWCASTLE.with_(evidence={"stress.arrears": 0.4}).with_(evidence={}).evidence == {}
