"""The examples that HR writes beside a policy, run and compared."""
