"""Room of sources."""
