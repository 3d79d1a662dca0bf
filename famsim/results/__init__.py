"""What is kept: a study, its record, its folder, and whether it still holds."""
