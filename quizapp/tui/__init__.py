"""The screen: everything that knows Textual."""

from quizapp.tui.app import QuizApp

__all__ = ["QuizApp"]
