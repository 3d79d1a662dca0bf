"""Words, numbers that cite their table, and how figures look."""
