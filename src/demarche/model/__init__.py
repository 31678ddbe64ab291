"""The ground floor: what a fact is, who acts, and the nouns of the line."""
