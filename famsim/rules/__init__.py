"""Verbs: what happens in one month. `month` is their order, `family` those of a family."""
