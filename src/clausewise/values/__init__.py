"""What FEEL expressions speak of: numbers, days, durations, ranges, truth, and their types."""
