"""Room of options."""
