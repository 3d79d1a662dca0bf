"""What is measured: the registry, groups, pairs of lives, and the one interval."""
