"""The answer in words: a file a section, with every number in its cell of a table."""
