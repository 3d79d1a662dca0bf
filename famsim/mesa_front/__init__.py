"""The same rules as an ordinary Mesa model, for people who explore, teach and extend."""
