"""Indicators of States and aid from donor to recipient, after the World Bank."""
