"""A card that is being written, as it will be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widgets import Static

from quizapp.cards.questions import KINDS, shown_answer
from quizapp.decks.editing.preview import DeckPreview
from quizapp.model import Card
from quizapp.text import plural
from quizapp.tui.widgets.prose import fact, inline

Part = Content | tuple[str, str] | str


class Preview(Static):
    """The cards of one block: how each is asked, and what is right."""

    DEFAULT_CSS = """
    Preview { height: auto; }
    """

    def show(
        self, proof: DeckPreview, cards: Sequence[Card], *, is_alone: bool
    ) -> None:
        """Show `cards`; what all come to as well, unless the one is all there is."""
        parts: list[Part] = []
        for card in cards:
            parts += [*_card(proof, card), "\n\n"]
        if not cards:
            told = "No card here: see below." if proof.errors else "No card yet."
            parts.append((told, "dim"))
            parts.append("\n\n" if proof.cards else "")
        if proof.cards and not is_alone:
            count = len(proof.cards)
            parts.append((f"{plural(count, 'card')} in all", "dim"))
        elif cards:
            parts.pop()
        self.update(Content.assemble(*parts))


def _card(proof: DeckPreview, card: Card) -> Iterator[Part]:
    if not card.can_be_asked:
        yield "not asked: it has no answer", "bold $text-warning"
        yield "\n"
        yield inline(card.prompt)
        return
    question = proof.question(card)
    kinds = [KINDS[kind].label for kind in proof.kinds(card)]
    yield ", then ".join(kinds), "bold $text-accent"
    if card.topic:
        yield f"   {card.topic}", "dim"
    yield "\n"
    yield inline(question.prompt, "bold")
    is_filled = bool(question.slots)
    for choice in question.choices if not is_filled else ():
        mark, style = ("✓", "$text-success") if choice.right else (" ", "")
        yield "\n"
        yield f"{mark} ", style
        yield inline(choice.text, style)
    if is_filled or not question.choices:
        yield "\n"
        yield "✓ ", "$text-success"
        yield inline(shown_answer(card), "$text-success")
    fields = card.fields
    if fields.accept:
        yield f"\nor {' | '.join(fields.accept)}", "dim"
    if fields.cite:
        label, statement = fact(card)
        yield f"\n{label}  ", "bold $work"
        yield statement
    if fields.note:
        yield "\n"
        yield "Note  ", "bold $text-accent"
        yield inline(fields.note)
