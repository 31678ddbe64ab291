"""Room of texts."""
