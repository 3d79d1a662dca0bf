"""Why? A strategy's difference as a sum of parts."""
