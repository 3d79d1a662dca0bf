"""What does one strategy come to by itself?"""

from famsim.questions.run.result import KIND, again, means, simulate

__all__ = ["KIND", "again", "means", "simulate"]
