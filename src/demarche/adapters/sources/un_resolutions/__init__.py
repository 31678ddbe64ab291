"""Security Council resolutions, presidential statements and drafts not adopted, from the UN's own machine-readable archive."""
