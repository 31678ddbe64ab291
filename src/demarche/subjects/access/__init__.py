"""Room of access."""
