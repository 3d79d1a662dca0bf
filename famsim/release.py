"""Which famsim this is: a number and nothing else, so that `import famsim` loads nothing."""

__version__ = "0.1.0"
