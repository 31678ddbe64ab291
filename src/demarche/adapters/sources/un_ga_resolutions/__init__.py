"""General Assembly resolutions since the seventy-fourth session, from the UN's own machine-readable archive."""
