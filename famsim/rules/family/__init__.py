"""Verbs of a family: what happens to it in one month, readable by a practitioner."""
