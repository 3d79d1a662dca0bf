"""Where the parts of the pages that come from the code are read from, and the words they need beside it."""
