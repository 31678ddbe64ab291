"""Room of forums."""
