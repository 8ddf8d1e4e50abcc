"""Workdays and holidays, timetables, and the units of time that rules are asked about."""
