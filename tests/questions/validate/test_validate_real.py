"""The model itself asked: a small sample of England, held to a few figures; the folder comes out the same again."""

from famsim.questions import AGAIN
from famsim.questions.validate import validate
from famsim.results import verify
from famsim.scenario import change, load_scenario


def test_a_small_sample_is_held_to_own_targets_and_can_be_verified(made_up_targets, tmp_path):
    """Every row has the model's answer with its chance; a new run gives the same bytes."""
    england = change(load_scenario("england"), families=800)
    rows = [cells for _, cells in made_up_targets.sheet({}, {"group": "birth_status=married"}, {"measure": "sdq_high"})]
    file = tmp_path / "own.csv"
    file.write_text("\n".join(",".join(cells) for cells in rows))
    study = validate(england, targets=file)
    found = study.to_frame()
    assert (found["why_not"] == "").all()
    assert found["model"].between(0.0, 100.0).all()
    assert (found["low"] < found["model"]).all()
    assert verify(study.save(tmp_path / "folder"), AGAIN) == []
