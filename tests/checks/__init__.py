"""Mistakes in policies, planted in a handbook that is sound without them."""
