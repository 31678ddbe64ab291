"""Humanitarian response plans since 1999 with their places and requirements, as the Humanitarian Programme Cycle lists them."""
