"""States and organisations that mediated in civil wars, whether an agreement came of it or not, after the CWM data set."""
