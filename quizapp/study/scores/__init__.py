"""What has been learned.

`figures` counts; `values` holds the counts and what follows from them, such as what
was gained since last week. `confidence_interval` says how certain a share is, and
`about` what each figure means; `sentence` puts them into words, `looks` finds the cards
worth another look, and `lines` and `page` print everything.
"""

from quizapp.study.scores.about import KNOWN, SECTIONS, STAGES
from quizapp.study.scores.confidence_interval import Share
from quizapp.study.scores.figures import figures
from quizapp.study.scores.lines import with_arrow
from quizapp.study.scores.looks import forgotten, looks
from quizapp.study.scores.sentence import (
    Emphasis,
    Part,
    Sentence,
    sentence,
    short_sentence,
)
from quizapp.study.scores.values import (
    INTERVALS,
    CardNow,
    Figures,
    Look,
    Month,
    Predicted,
    Score,
    Span,
)

__all__ = [
    "INTERVALS",
    "KNOWN",
    "SECTIONS",
    "STAGES",
    "CardNow",
    "Emphasis",
    "Figures",
    "Look",
    "Month",
    "Part",
    "Predicted",
    "Score",
    "Sentence",
    "Share",
    "Span",
    "figures",
    "forgotten",
    "looks",
    "sentence",
    "short_sentence",
    "with_arrow",
]
