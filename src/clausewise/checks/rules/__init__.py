"""Rules held against each other."""
