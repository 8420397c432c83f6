"""A user's events in TinyDB day files, and the fold that makes memories of them."""

from quizapp.store.quizzes import OpenQuiz
from quizapp.store.store import Store
from quizapp.store.users import folder_of, name_of

__all__ = ["OpenQuiz", "Store", "folder_of", "name_of"]
