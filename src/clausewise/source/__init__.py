"""Texts we were given, and what we have to say about them."""
