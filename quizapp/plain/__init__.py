"""Study without a screen: `studying` reads the lines, `lines` and `json_lines` tell."""

from quizapp.plain.json_lines import JsonLines
from quizapp.plain.lines import Lines
from quizapp.plain.studying import study

__all__ = ["JsonLines", "Lines", "study"]
