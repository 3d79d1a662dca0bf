"""Compile the model, settle Newcastle and compile what a Mesa model calls: what every test worker would else do.

In one process, which reads each rule once: `python tests/release/ready.py`.
"""

import famsim
from famsim.mesa_front import FamilyModel
from famsim.scenario import change, load_scenario

if __name__ == "__main__":
    newcastle = change(load_scenario("newcastle"), families=200, months=12)
    famsim.compare(newcastle)
    FamilyModel(newcastle, strategy="newcastle").step()
