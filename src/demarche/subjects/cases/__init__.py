"""Room of cases."""
