"""Languages: their words, and how they write numbers and dates.

Each language is one file in `data/`; to add a language, add a file. `words` reads them;
`numbers`, `spoken` and `dates` read numbers, numbers in words, and dates.
"""

from quizapp.cards.languages.words import (
    Language,
    all_languages,
    language_of,
    languages_in,
    words_in,
)

__all__ = ["Language", "all_languages", "language_of", "languages_in", "words_in"]
