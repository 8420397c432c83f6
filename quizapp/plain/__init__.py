"""Study and quizzes in plain lines, on stdin and stdout.

`study` and `quiz` read the lines; `lines` prints for a person, `json_lines` for a
script.
"""

from quizapp.plain.json_lines import JsonLines, QuizJsonLines
from quizapp.plain.lines import Lines, QuizLines
from quizapp.plain.quiz import take_all
from quizapp.plain.study import study

__all__ = ["JsonLines", "Lines", "QuizJsonLines", "QuizLines", "study", "take_all"]
