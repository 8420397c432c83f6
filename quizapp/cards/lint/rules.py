"""The table of hints: which function finds them, and why they matter.

Their messages are in the table of complaints. Wozniak is “Effective learning: twenty
rules of formulating knowledge” (1999); Haladyna is “A review of multiple-choice
item-writing guidelines” (Haladyna, Downing & Rodriguez 2002, Applied Measurement in
Education 15).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from quizapp.cards.lint.choices import (
    few_wrong,
    longest_choice,
    repeated_choice,
    wrong_is_right,
)
from quizapp.cards.lint.context import Finding, LintContext
from quizapp.cards.lint.pairs import same_question, shared_answer, similar_question
from quizapp.cards.lint.questions import (
    given_away,
    negated_question,
    no_source,
    stop_word_blank,
    too_long,
)
from quizapp.cards.lint.statements import day_of_writing, points_back


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for good cards."""

    reason: str
    """Why it matters to the learner, with the source."""
    check: Callable[[LintContext], Iterator[Finding]]
    """Finds the cards that break the rule."""


LINT_RULES: Mapping[str, Rule] = {
    "given-away": Rule(
        "A question that contains its own answer is read, not recalled (Haladyna 2002: "
        "no clues to the right answer).",
        given_away,
    ),
    "same-question": Rule(
        "If two cards ask the same and want different answers, one is always "
        "wrong (Wozniak 1999, rule 11: interference).",
        same_question,
    ),
    "similar-question": Rule(
        "Two cards for one thing cost twice the time and are easily mixed up (Wozniak "
        "1999, rule 11).",
        similar_question,
    ),
    "shared-answer": Rule(
        "One thing should have one name: otherwise its answer is right in one place "
        "and wrong in another (Wozniak 1999, rule 11).",
        shared_answer,
    ),
    "longest-choice": Rule(
        "A right choice that is clearly the longest is found by its length (Haladyna "
        "2002: keep the choices about equally long).",
        longest_choice,
    ),
    "wrong-is-right": Rule(
        "A wrong choice that counts as right is either never shown or misleading.",
        wrong_is_right,
    ),
    "repeated-choice": Rule(
        "Two wrong choices that say the same leave one choice fewer.",
        repeated_choice,
    ),
    "too-few-wrong-choices": Rule(
        "A question with choices needs three plausible wrong ones; with fewer, the "
        "card is asked in another way.",
        few_wrong,
    ),
    "stop-word-blank": Rule(
        "A blank for a small word such as “of” is filled by grammar, and none of "
        "the fact is recalled (Wozniak 1999, rule 5: blank what carries the meaning).",
        stop_word_blank,
    ),
    "negated-question": Rule(
        "A “not” in a question is easily overlooked, and what is not the case is not "
        "worth learning (Haladyna 2002: word questions positively).",
        negated_question,
    ),
    "points-back": Rule(
        "A card is asked on its own: what “it” or “this” stands for is missing "
        "(Wozniak 1999, rule 16: context cues).",
        points_back,
    ),
    "day-of-writing": Rule(
        "“Last week” is wrong after a week, and the card stays for years (Wozniak "
        "1999, rule 19: date stamping).",
        day_of_writing,
    ),
    "too-long": Rule(
        "A long card is recalled in part and graded by mood; several short ones are "
        "learned sooner (Wozniak 1999, rule 4: minimum information).",
        too_long,
    ),
    "no-source": Rule(
        "A fact with its source can be looked up, and corrected if it was wrong "
        "(Wozniak 1999, rule 18).",
        no_source,
    ),
}
"""The rules by the codes of their hints."""
