"""The doors: parse, call, show; no decisions."""
