"""Study and quizzes in plain lines, on stdin and stdout.

`study` and `quiz` read the lines; `lines`, `json_lines` and `voice` print them.
"""

from quizapp.plain.json_lines import JsonLines
from quizapp.plain.lines import Lines
from quizapp.plain.quiz import QuizJsonLines, QuizLines, take_all
from quizapp.plain.study import study

__all__ = ["JsonLines", "Lines", "QuizJsonLines", "QuizLines", "study", "take_all"]
