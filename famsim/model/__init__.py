"""Nouns: the family record, the policy record, named parameters, chance and maths."""
