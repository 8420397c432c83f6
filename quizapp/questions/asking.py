"""A card becomes a question: in the form its memory calls for, its choices drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from random import Random

from quizapp.model import Card, Choice, Kind, Memory, Phase, Question, Rival
from quizapp.questions.normal import normal

Pool = Mapping[str, Rival]
"""Answers of one type, by their normal form."""

WRONG_CHOICES = 3
"""A choice question needs as many honest wrong ones, and shows no more."""
TYPED_WORDS = 6
"""An answer of more words, or lines, is not typed but turned over."""
BLANK = "_____"
MANY = 200
"""Answers of other cards that are looked at for wrong choices."""


def ask(card: Card, memory: Memory | None, pool: Pool, rng: Random) -> Question:
    """The question that `card` is this time.

    `pool` holds the answers of cards of the same type by their normal form, those of
    its own deck first; `rng` draws and shuffles. Choose while a card is new or being
    learned, then recall: a cloze fills its blank, an answer of at most six words is
    typed, any other card is turned over. `:ask:` fixes the form where the card has it.

    Recognising an answer strengthens a memory less than recalling it (Roediger &
    Karpicke 2006; Kang, McDermott & Roediger 2007), hence the ladder.
    """
    match card.kind:
        case Kind.CHOOSE:
            choices = [Choice(item.text, item.right) for item in card.items]
            rng.shuffle(choices)
            return Question(card, Kind.CHOOSE, card.prompt, tuple(choices))
        case Kind.TRUE_FALSE:
            choices = [
                Choice(name.capitalize(), name == card.answer)
                for name in ("true", "false")
            ]
            return Question(card, Kind.TRUE_FALSE, card.prompt, tuple(choices))
        case Kind.ORDER | Kind.MATCH:
            return Question(card, Kind.FLIP, _with_items(card, rng))
    choices = _choices(card, pool, rng)
    kind = _form(card, memory, can_choose=bool(choices))
    return Question(
        card,
        kind,
        shown_prompt(card),
        tuple(choices) if kind is Kind.CHOOSE else (),
        pool,
        has_harder=kind is Kind.CHOOSE and card.fields.ask is not Kind.CHOOSE,
    )


def _form(card: Card, memory: Memory | None, *, can_choose: bool) -> Kind:
    recall = Kind.FLIP
    if can_be_typed(card):
        recall = Kind.CLOZE if card.kind is Kind.CLOZE else Kind.TYPE
    match card.fields.ask:
        case Kind.CHOOSE if can_choose:
            return Kind.CHOOSE
        case Kind.FLIP:
            return Kind.FLIP
        case Kind.TYPE | Kind.CLOZE:
            return recall
    is_young = memory is None or memory.phase is Phase.LEARNING
    return Kind.CHOOSE if is_young and can_choose else recall


def can_be_typed(card: Card) -> bool:
    """Whether the answer is short enough to ask a person to type it."""
    return "\n" not in card.answer and 0 < len(card.answer.split()) <= TYPED_WORDS


def honest(card: Card, texts: Iterable[str]) -> Iterator[str]:
    """Those of `texts` that are certainly not an answer to `card`, none twice.

    Not its own, nor another right one, nor one that the question itself names.
    """
    ruled_out = {normal(each) for each in (card.answer, *card.fields.accept)}
    asked = f" {normal(shown_prompt(card))} "
    for text in texts:
        form = normal(text)
        if form not in ruled_out and f" {form} " not in asked:
            ruled_out.add(form)
            yield text


def _choices(card: Card, pool: Pool, rng: Random) -> list[Choice]:
    """The right answer among three wrong ones, shuffled; empty without three.

    The author's wrong ones come first, then those of other cards, of a like length,
    so that length tells nothing.
    """
    wrong = list(honest(card, card.fields.wrong))
    rng.shuffle(wrong)
    if len(wrong) < WRONG_CHOICES:
        others = (rival.text for rival in pool.values())
        spare = list(islice(honest(card, (*wrong, *others)), MANY))[len(wrong) :]
        spare.sort(key=lambda text: abs(len(text) - len(card.answer)))
        near = spare[: 2 * WRONG_CHOICES]
        missing = WRONG_CHOICES - len(wrong)
        wrong += rng.sample(near, min(missing, len(near)))
    if len(wrong) < WRONG_CHOICES:
        return []
    choices = [Choice(text) for text in wrong[:WRONG_CHOICES]]
    choices.append(Choice(card.answer, right=True))
    rng.shuffle(choices)
    return choices


def shown_prompt(card: Card) -> str:
    """What the card asks; a cloze has its blank in place."""
    if not card.blank:
        return card.prompt
    hint = f" ({card.fields.type})" if card.fields.type else ""
    before, after = card.prompt[: card.blank.start], card.prompt[card.blank.end :]
    return f"{before}{BLANK}{hint}{after}"


def _with_items(card: Card, rng: Random) -> str:
    """The prompt of an order or match card with its items in no order."""
    left = [item.text for item in card.items]
    if card.kind is Kind.ORDER:
        rng.shuffle(left)
        return "\n".join([card.prompt, "", *(f"• {text}" for text in left)])
    right = [item.pair for item in card.items]
    rng.shuffle(right)
    return "\n".join(
        [card.prompt, "", "  ·  ".join(left), "", *(f"• {text}" for text in right)]
    )


def shown_answer(card: Card) -> str:
    """The right answer as it is shown."""
    match card.kind:
        case Kind.TRUE_FALSE:
            return card.answer.capitalize()
        case Kind.ORDER:
            return "\n".join(f"{n}. {i.text}" for n, i in enumerate(card.items, 1))
        case Kind.MATCH:
            return "\n".join(f"{item.text} → {item.pair}" for item in card.items)
    return card.answer
