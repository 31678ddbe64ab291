"""Formal Bilateral Influence Capacity: the twelve parts of bandwidth and dependence, after the Pardee Institute."""
