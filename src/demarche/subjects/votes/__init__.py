"""Room of votes."""
