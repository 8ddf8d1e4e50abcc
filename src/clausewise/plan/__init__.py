"""Policies made ready to run: names resolved, expressions typed, rules in layers."""
