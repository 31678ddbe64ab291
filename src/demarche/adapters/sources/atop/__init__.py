"""Alliance obligations in force between States, after the ATOP project."""
