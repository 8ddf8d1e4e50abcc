"""The handbooks of policies/: their clauses, their tests, and references worked out without the engine."""
