"""Cases proposed for what no test exercises: searched for, made short, written as a file of tests."""
