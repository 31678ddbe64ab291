"""Borders by land and short stretches of water, after the Correlates of War project."""
