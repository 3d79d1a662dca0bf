"""Verbs: what happens to one family in one month, readable by a practitioner."""
