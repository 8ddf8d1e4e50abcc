"""Verdicts weighed against each other."""
