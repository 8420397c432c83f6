"""A quiz on the screen: set up, taken, its result, and the facts of a pre-test."""
