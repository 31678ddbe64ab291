"""Vetoes since 1946, and every draft put to a vote of the Security Council since 1994, those that failed with their ballots."""
