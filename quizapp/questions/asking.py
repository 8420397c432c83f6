"""A card becomes a question: in the kind its memory calls for, its choices drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from quizapp.model import Blank, Card, Choice, Kind, Memory, Question
from quizapp.questions.choices import honest, right_forms, shuffled, wrong_choices
from quizapp.questions.ladder import (
    LISTED,
    RECOGNISED,
    can_be_typed,
    fixed,
    rung_of,
    rungs,
)
from quizapp.questions.normal import normal
from quizapp.questions.pool import Pool

BLANK = "_____"


def ask(
    card: Card,
    memory: Memory | None,
    pool: Pool,
    rng: Random,
    *,
    wanted: Kind | None = None,
) -> Question:
    """The question that `card` is this time.

    `rng` draws and shuffles. The kind is the rung that the memory has reached, unless
    the card or its deck fixes one, or the learner does (`wanted`): see `ladder`.
    """
    if card.kind not in LISTED:
        forms = _forms(card, pool, rng)
        ladder = rungs(card, forms)
        kind = fixed(card, forms, wanted) or rung_of(memory, ladder)
        is_authors = kind is fixed(card, forms, None)
        question = forms.get(kind) or _recall(card, kind)
        return replace(
            question,
            rivals=pool.rivals,
            has_harder=kind in RECOGNISED
            and ladder[-1] not in RECOGNISED
            and not is_authors,
        )
    kind = fixed(card, (), wanted) or card.kind
    return _listed(card, rng) if kind is card.kind else _recall(card, kind)


def judged_kinds(card: Card, pool: Pool) -> tuple[Kind, ...]:
    """The kinds in which the program can judge an answer to the card, the easiest
    first: all that it has but turning it over, or the one that its author fixes."""
    if card.kind in LISTED:
        kinds: tuple[Kind, ...] = (card.kind,)
        told = fixed(card, (), None)
    else:
        forms = _forms(card, pool, Random(0))
        kinds = tuple(dict.fromkeys([*forms, rungs(card, forms)[-1]]))
        told = fixed(card, forms, None)
    return tuple(kind for kind in ((told,) if told else kinds) if kind is not Kind.FLIP)


def _forms(card: Card, pool: Pool, rng: Random) -> Mapping[Kind, Question]:
    """The other forms that a card of `Q:` and `A:`, or of a blank, can take."""
    told: dict[Kind, Question] = {}
    if card.blanks or "\n" in card.answer:
        return told
    prompt = shown_prompt(card)
    choices = wrong_choices(card, prompt, pool, rng)
    if choices:
        told[Kind.CHOOSE] = Question(card, Kind.CHOOSE, prompt, tuple(choices))
    if card.blank:
        told |= _doubted(card, prompt, rng)
    elif can_be_typed(card) and (statement := _with_blank(card)):
        asked = f"{card.prompt}\n\n{statement}" if card.prompt else statement
        told[Kind.CLOZE] = Question(card, Kind.CLOZE, asked)
    return told


def _doubted(card: Card, prompt: str, rng: Random) -> Mapping[Kind, Question]:
    """A cloze as a statement that is true, or holds a wrong answer of its author's.

    Other cards' answers are not taken: what is merely unlikely to be right makes a
    doubtful statement, and a false one that was believed is remembered (Roediger &
    Marsh 2005), so that every one has its answer shown at once.
    """
    assert card.blank
    wrong = list(honest(card, prompt, card.fields.wrong))
    if not wrong:
        return {}
    is_true = rng.random() < 0.5
    said = card.answer if is_true else rng.choice(wrong)
    before, after = card.prompt[: card.blank.start], card.prompt[card.blank.end :]
    return {
        Kind.TRUE_FALSE: Question(
            card, Kind.TRUE_FALSE, f"{before}{said}{after}", _truths(is_true=is_true)
        )
    }


def _truths(*, is_true: bool) -> tuple[Choice, ...]:
    return Choice("True", is_true), Choice("False", not is_true)


def _with_blank(card: Card) -> str:
    """The card's statement with its answer left blank; empty when it does not hold it
    just once, or gives it away in another form."""
    statement, answer = card.fields.cite, card.answer
    at = statement.find(answer)
    if at < 0 or not _stands_alone(statement, at, at + len(answer)):
        return ""
    before, after = statement[:at], statement[at + len(answer) :]
    left = f" {normal(f'{before} {after}', card.rules)} "
    if any(f" {form} " in left for form in right_forms(card)):
        return ""
    return f"{before}{BLANK}{after}"


def _stands_alone(text: str, start: int, end: int) -> bool:
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(letter.isalnum() for letter in around)


def _recall(card: Card, kind: Kind) -> Question:
    """The card asked for its answer: typed, filled in, or turned over."""
    if kind is Kind.FLIP and card.kind in LISTED:
        return Question(card, kind, _turned(card))
    slots = tuple(each.type for each in card.blanks) if kind is Kind.CLOZE else ()
    return Question(card, kind, shown_prompt(card), slots=slots)


def _turned(card: Card) -> str:
    """What a list, or a statement, asks when it is turned over: its items in an order
    that tells nothing."""
    if card.kind is Kind.TRUE_FALSE:
        return f"{card.prompt}\n\nTrue or false?"
    lines = [card.prompt, ""]
    if card.kind is Kind.MATCH:
        lines += [" · ".join(item.text for item in card.items), ""]
    told = sorted({item.pair or item.text for item in card.items})
    return "\n".join([*lines, *(f"• {text}" for text in told)])


def _listed(card: Card, rng: Random) -> Question:
    """A card that is a list, or a statement, asked as it stands."""
    slots: tuple[str, ...] = ()
    match card.kind:
        case Kind.TRUE_FALSE:
            choices = _truths(is_true=card.answer == "true")
        case Kind.CHOOSE:
            choices = shuffled(
                (Choice(item.text, item.right) for item in card.items), card.rules, rng
            )
        case Kind.ORDER:
            texts = [item.text for item in card.items]
            choices = shuffled(map(Choice, texts), card.rules, rng)
            slots = tuple(f"{n}." for n in range(1, len(choices) + 1))
        case _:
            distinct = dict.fromkeys(item.pair for item in card.items)
            choices = shuffled(map(Choice, distinct), card.rules, rng)
            slots = tuple(item.text for item in card.items)
    return Question(card, card.kind, card.prompt, choices, slots)


def shown_prompt(card: Card) -> str:
    """What the card asks; a cloze has its blanks in place."""
    blanks: Sequence[Blank] = card.blanks or ([card.blank] if card.blank else [])
    told, done = "", 0
    for number, blank in enumerate(blanks, start=1):
        mark = f"({number}) " if card.blanks else ""
        type_ = blank.type if card.blanks else card.fields.type
        hint = _hint(type_) if normal(type_) not in set(right_forms(card)) else ""
        told += f"{card.prompt[done : blank.start]}{mark}{BLANK}{hint}"
        done = blank.end
    return told + card.prompt[done:]


def _hint(type_: str) -> str:
    return f" ({type_})" if type_ else ""


def shown_answer(card: Card) -> str:
    """The right answer as it is shown."""
    match card.kind:
        case Kind.TRUE_FALSE:
            return card.answer.capitalize()
        case Kind.ORDER:
            return "\n".join(f"{n}. {i.text}" for n, i in enumerate(card.items, 1))
        case Kind.MATCH:
            return "\n".join(f"{item.text} → {item.pair}" for item in card.items)
        case Kind.CLOZE if card.blanks:
            told = enumerate(card.answer.split("\n"), start=1)
            return "\n".join(f"({number}) {answer}" for number, answer in told)
    return card.answer
