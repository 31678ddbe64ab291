"""Room of papers."""
