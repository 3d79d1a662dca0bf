"""Pictures: a file each, and `figures`, which draws those that a comparison has something for."""
