"""States and organisations that were third parties to peace agreements, after PA-X."""
