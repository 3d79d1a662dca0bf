"""What a page looks up of some families by the very rules that they live by, and where it finds each number."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from famsim.model.arrays import Row
from famsim.model.chance import keyed_uniform
from famsim.model.draws import Draw
from famsim.model.now import Now
from famsim.model.parameters import PARAMETERS
from famsim.model.policy import FEATURES, MAX_DOORS
from famsim.model.records import Family, Parameters
from famsim.rules.family.contact import at_the_door
from famsim.rules.family.need import feature
from famsim.rules.family.support import willingness

N_PROGRAMMES = int(dict(PARAMETERS.fields or {})["programmes"][0].shape[0])
N_FEATURES = len(FEATURES)
AT_DOORS = 1  # columns: luck in whether both parents agree, then each door, each programme, each feature
AT_PROGRAMMES = AT_DOORS + MAX_DOORS
AT_FEATURES = AT_PROGRAMMES + N_PROGRAMMES
WIDTH = AT_FEATURES + N_FEATURES


def look(families: Row[Family], month: int, seed: np.uint64, p: Row[Parameters], found: NDArray[np.float64]) -> bool:
    """Write into found, (families, WIDTH), what each family is in a month, as it stands at its end.

    Its luck in whether both parents agree, 0 to 1; at which doors it is, 1 or 0; its chance of saying yes to each
    programme; every feature. Translated for the page and run there alone; returns True.
    """
    for i in range(families.size):
        family = families[i]
        now = Now(family.family_id, month, seed, True, 1.0, 1.0, 1.0)
        found[i, 0] = keyed_uniform(family.family_id, month, seed, Draw.BOTH_AGREE)
        for door in range(MAX_DOORS):
            found[i, AT_DOORS + door] = 1.0 if at_the_door(family, door, now, p[0]) else 0.0
        for row in range(N_PROGRAMMES):
            found[i, AT_PROGRAMMES + row] = willingness(family, p[0].programmes[row], p[0])
        for which in range(N_FEATURES):
            found[i, AT_FEATURES + which] = feature(family, which, now)
    return True


def columns() -> dict[str, Any]:
    """Return where a family's numbers stand in what is looked up: first columns, and how many there are."""
    return {"doors": AT_DOORS, "programmes": AT_PROGRAMMES, "features": AT_FEATURES, "width": WIDTH}
