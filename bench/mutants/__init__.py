"""Mutation testing: small faults put into the code by mutmut's operators, and whether the tests notice."""
