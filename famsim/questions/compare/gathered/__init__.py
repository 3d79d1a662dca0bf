"""Run by run, in one area or several, until all that was gathered is rows of tables."""
