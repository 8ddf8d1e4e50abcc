"""Rulings and findings put into words, tables, files, and letters."""
