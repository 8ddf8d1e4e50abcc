"""Mistakes planted all over the handbooks, to see which of them `check` and the tests find."""
