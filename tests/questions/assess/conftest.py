"""One small assessment with the authority's own figures, which every test of what it tells shares."""

import pytest

OWN = """Figure,Value
Live births,3107
Families with dependent children,"31,457"
Lone parent share,31.37%
Unemployment rate,7.13
Most deprived fifth %,47.91
Health visitor contacts,9123
"""
SECRETS = ("3107", "3,107", "31457", "31,457", "31.37", "0.3137", "7.13", "0.0713", "47.91", "0.4791", "9123", "9,123")


@pytest.fixture(scope="session")
def own_file(tmp_path_factory):
    """Return a file of six figures that no rounding hides."""
    file = tmp_path_factory.mktemp("own") / "own.csv"
    file.write_text(OWN, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def study(own_file):
    """Return an assessment of Newcastle from six figures, 300 families lived."""
    from famsim.questions.assess import assess

    sliders = {"planning": 1.0, "leading": 0.0, "delivering": 0.5, "evaluating": 1.0}
    return assess("newcastle upon tyne", own_file, maturity=sliders, families=300)


@pytest.fixture(scope="session")
def saved(study, tmp_path_factory):
    """Return the folder of that assessment."""
    return study.save(tmp_path_factory.mktemp("assessed") / "newcastle")


@pytest.fixture(scope="session")
def secrets():
    return SECRETS
