"""What `unhunch doctor` looks at and says: how things stand, and what to do where they stand badly."""
