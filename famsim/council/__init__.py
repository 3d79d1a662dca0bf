"""A council's own file of figures: read right, or refused by cell; nothing of it is repeated in a message."""

from famsim.council.own_file import OwnFile, read_own

__all__ = ["OwnFile", "read_own"]
