"""Questions put to the model: compare strategies, pair by pair."""
