"""A plan asked of its subjects, employee by employee."""
