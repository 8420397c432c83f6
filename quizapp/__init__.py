"""quizapp: learn what an article says, in the terminal, and keep it."""

__version__ = "0.1.0"
