"""The desktop around the program, behind small protocols: each part says what it could not tell."""
