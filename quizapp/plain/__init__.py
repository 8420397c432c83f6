"""Study and quizzes without a screen.

`studying` and `quizzing` read the lines; `lines`, `json_lines` and `telling` tell.
"""

from quizapp.plain.json_lines import JsonLines
from quizapp.plain.lines import Lines
from quizapp.plain.quizzing import QuizJsonLines, QuizLines, take_all
from quizapp.plain.studying import study

__all__ = ["JsonLines", "Lines", "QuizJsonLines", "QuizLines", "study", "take_all"]
