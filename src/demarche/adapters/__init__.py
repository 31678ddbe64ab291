"""The outside world: publishers, files, databases, papers."""
