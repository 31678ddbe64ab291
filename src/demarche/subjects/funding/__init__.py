"""Room of funding."""
