"""One script for each step from a version of the record to the next; each holds its own statements and imports no tables."""
