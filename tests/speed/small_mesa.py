"""The small model in plain Mesa: an agent with ordinary attributes each, Python's random numbers."""

from math import exp, expm1

import mesa
import numpy as np
from small import INFANT, NUMBERS

NAME = "plain Mesa"


class FamilyAgent(mesa.Agent):
    """A family that starts as a couple with a newborn child."""

    def __init__(self, model):
        super().__init__(model)
        self.hers = self.his = 0.0
        self.strain = 0.0
        self.score = 0.0
        self.months_since_birth = 0
        self.children = 1
        self.together = True
        self.unemployed = False
        self.in_arrears = False

    def live_a_month(self):
        self.work_changes()
        self.arrears_change()
        self.children_come()
        self.stress_carried()
        if self.together:
            self.quality_wanders()
        self.score_moves()
        if self.together and self.separates():
            self.together = False

    def work_changes(self):
        p, luck = self.model.p, self.random.random()
        self.unemployed = luck >= p["job_found"] if self.unemployed else luck < p["job_lost"]

    def arrears_change(self):
        p, luck = self.model.p, self.random.random()
        if self.in_arrears:
            self.in_arrears = luck >= p["arrears_end"]
        else:
            times = p["arrears_without_work"] if self.unemployed else 1.0
            self.in_arrears = luck < p["arrears_begin"] * times

    def children_come(self):
        may = self.together and self.months_since_birth >= INFANT
        if may and self.random.random() < self.model.p["birth"]:
            self.children += 1
            self.months_since_birth = 0
        else:
            self.months_since_birth += 1

    def stress_carried(self):
        p, load = self.model.p, 0.0
        if self.unemployed:
            load += p["stress_no_work"]
        if self.in_arrears:
            load += p["stress_arrears"]
        if self.months_since_birth < INFANT:
            load += p["stress_infant"]
        self.strain = p["stress_carried"] * self.strain + (1.0 - p["stress_carried"]) * load

    def quality_wanders(self):
        p = self.model.p
        hers = self.random.gauss(0.0, 1.0)
        his = p["shared"] * hers + p["own"] * self.random.gauss(0.0, 1.0)
        self.hers = p["quality_carried"] * self.hers + p["quality_shock"] * hers
        self.his = p["quality_carried"] * self.his + p["quality_shock"] * his

    def score_moves(self):
        p = self.model.p
        push = p["score_stress"] * self.strain + (0.0 if self.together else p["score_apart"])
        self.score = p["score_carried"] * self.score + push + p["score_shock"] * self.random.gauss(0.0, 1.0)

    def separates(self):
        p = self.model.p
        dip = p["sensitivity"] * self.strain
        low, high = min(self.hers, self.his) - dip, max(self.hers, self.his) - dip
        weighed = p["lower_weighs"] * low + (1.0 - p["lower_weighs"]) * high
        return self.random.random() < -expm1(-p["base_hazard"] * exp(-p["by_quality"] * weighed))


class FamilyModel(mesa.Model):
    """Families that live side by side."""

    def __init__(self, families, rng):
        super().__init__(rng=rng)
        self.p = NUMBERS
        FamilyAgent.create_agents(self, families)

    def step(self):
        self.agents.do("live_a_month")


def start(families, seed):
    return FamilyModel(families, rng=seed)


def live(model, months):
    for _ in range(months):
        model.step()


def together(model):
    return np.array(model.agents.get("together"))
