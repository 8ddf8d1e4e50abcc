"""Decision tables and brackets proved, cell by cell."""
