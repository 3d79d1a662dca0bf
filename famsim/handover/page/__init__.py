"""The workshop page: one file, offline."""
