"""When? What help is worth by the month it begins."""
