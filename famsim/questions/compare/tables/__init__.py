"""Tables that are worked out from those gathered, or read from what other commands kept."""
