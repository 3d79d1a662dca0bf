"""What is given to people who have no Python."""
