"""The workshop page: one HTML file that works without a network; every number on it comes from a keyed table."""
