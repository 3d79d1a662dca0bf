"""What the command of this moment holds until it ends."""

from contextlib import ExitStack

CLAIMS = ExitStack()  # the places it has claimed for its results
