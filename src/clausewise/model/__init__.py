"""The nouns of a handbook; frozen, and nothing but nouns."""
