"""Which strategy? Every one beside the first, by group, with intervals."""
