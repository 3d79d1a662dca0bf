"""What an authority does each month, beside its families: plain Python, for there are few of it."""
