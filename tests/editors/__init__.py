"""What people see who write policies in an editor."""
