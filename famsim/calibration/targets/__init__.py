"""Targets: published figures, their errors, contrasts and split."""
