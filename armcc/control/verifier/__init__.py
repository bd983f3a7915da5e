"""How many wrong candidates get past the gates: mutants of right ones, and an oracle."""
