"""The facts of some decks as a text, for reading and self-testing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Container
from textual.content import Content

from quizapp.cards.identity import Changes
from quizapp.cards.questions import shown_answer, shown_prompt
from quizapp.schedule import Stage
from quizapp.study.facts import DeckFacts, Fact, Passage
from quizapp.study.workspace import Workspace
from quizapp.text import cells, first_line, one_line, percent, plural, wrapped
from quizapp.tui.base import BaseScreen
from quizapp.tui.draw import (
    BLANK,
    LADDER,
    count,
    hang,
    legend,
    line,
    sentence,
    spread,
)
from quizapp.tui.keys.learning import FACTS
from quizapp.tui.keys.verb import bindings, relabelled
from quizapp.tui.read.passages import ABOVE, Block, PassageText
from quizapp.tui.study.flow import study
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Sheet
from quizapp.tui.widgets.panel import TopLine
from quizapp.tui.widgets.prose import in_one_line, inline
from quizapp.tui.write.flow import edit_card

MARK = 2
"""Cells before all text, for the bar of the current passage."""
STEP = 3
"""Cells of the step of the ladder before a fact."""
SHARE = 6
"""Cells of the column that says how much of a passage is known."""
WIDEST = 84
"""Cells of a line of text, at most."""
NARROW = 56
"""In fewer cells, the number of a paragraph has a line of its own."""
INDENT = " " * MARK
ANSWER = "bold underline"
MARKDOWN = re.compile(r"[`*_!\[]")
"""The signs without which a text has no Markdown."""


class ReadScreen(BaseScreen[bool]):
    """The facts by passage, one of which is current.

    Enter does what `enter` names: `study` the passage, or take the `quiz` after a
    pre-test; in a sitting it does nothing. Dismissed with whether to take the quiz.
    """

    CSS_PATH = "read.tcss"
    BINDINGS = bindings(FACTS)
    _text = getters.query_one(PassageText)
    _cards = getters.query_one("#cards", Sheet)
    _top = getters.query_one(TopLine)

    def __init__(
        self,
        workspace: Workspace,
        names: Iterable[str],
        key: str = "",
        *,
        enter: str = "study",
        is_of_article: bool = False,
    ) -> None:
        """`names` are the decks. The reader came from the card of this `key`, or from
        the article (`is_of_article`)."""
        super().__init__()
        self._workspace = workspace
        self._facts = DeckFacts(workspace, names)
        self._enter = enter
        self._is_of_article = is_of_article
        self._key = key
        self._name_width = 0
        """Cells of the name of a paragraph."""
        self._hides = False

    def compose(self) -> ComposeResult:
        """The text, and the cards of the current passage."""
        at = self._facts.passage_of(self._key)
        yield TopLine(self._draw_top)
        with Container(id="read"):
            count = len(self._facts.passages)
            yield PassageText(self._layout, count, at, id="text")
            yield Sheet(self._draw_cards, id="cards")
        yield KeyLine()

    def on_mount(self) -> None:
        """Focus the text."""
        self._text.focus()

    @cached_property
    def _with_article(self) -> Collection[str]:
        """The decks whose article is kept here."""
        app = self.app
        return {name for name in self._facts.names if app.has_article(name)}

    @property
    def _passage(self) -> Passage | None:
        """The current passage."""
        passages = self._facts.passages
        at = self._text.at if self.is_mounted else 0
        return passages[at] if at < len(passages) else None

    @property
    def current_deck(self) -> str:
        """The deck of the current passage."""
        return self._passage.deck if self._passage else ""

    # What is drawn

    def _draw_top(self, _: int) -> tuple[Content, Content]:
        number = self._facts.count
        right = sentence(count(number), " fact" if number == 1 else " facts")
        return line(("Facts", "bold"), f"  {self._facts.title}"), right

    def _layout(self, width: int) -> Iterator[Block]:
        """The whole text: a heading, then the passages."""
        head = self._head(width - MARK)
        yield Block(ABOVE, len(head), lambda: head)
        names = [each.name for each in self._facts.passages if each.paragraph]
        self._name_width = max(map(len, names), default=0) + 2
        for number, passage in enumerate(self._facts.passages):
            yield from self._passage_blocks(number, passage, width)

    def _head(self, width: int) -> list[Content]:
        """Where the facts come from, and how well they are known."""
        lines: list[Content] = []
        lead, named = self._facts.origin
        if named:
            said = sentence(f"{lead} ", (named, "$ink"), ".")
            lines += said.wrap(min(width, WIDEST))
        if not self._facts.count:
            lines.append(line(("There are no facts here yet.", "$quiet")))
        elif width >= NARROW:
            counts = self._facts.counts()
            states = legend(counts)
            if rest := self._facts.count - sum(counts.values()):
                states = line(states, f"   · {rest:,} ", ("suspended", "$quiet"))
            lines.append(spread(states, line(("known", "$quiet")), width))
        return [*(line(INDENT, each) for each in lines), *[BLANK] * bool(lines)]

    def _passage_blocks(
        self, number: int, passage: Passage, width: int
    ) -> Iterator[Block]:
        """The name of a passage and how much of it is known, then its facts."""
        facts = self._facts
        before = facts.passages[number - 1].deck if number else ""
        if len(facts.names) > 1 and passage.deck != before:
            title = one_line(self._workspace.deck(passage.deck).title)
            above = [line(INDENT, (title, "bold")), BLANK]
            yield Block(ABOVE, len(above), lambda: above)
        name = ""
        if passage.paragraph and width >= NARROW + MARK:
            name = f"{passage.name:{self._name_width}}"
        elif passage.name:
            yield Block(number, 1, lambda: [self._title(passage, width)])
        room = width - MARK - SHARE * (width >= NARROW + MARK) - len(name) - STEP
        room = max(1, min(room, WIDEST))
        for nth, fact in enumerate(passage.facts):
            lines = wrapped(_plain(fact), room)
            draw = partial(self._fact_lines, passage, nth, lines, name, width)
            yield Block(number, len(lines), draw, self._key in fact.cards)
        yield Block(number, 1, list)

    def _share(self, passage: Passage) -> Content:
        """How much of a passage is known."""
        share = self._facts.share(passage)
        if not share.cards:
            return BLANK
        style = "$right" if share.known == share.cards else "$quiet"
        return line((percent(share.known, share.cards), style))

    def _title(self, passage: Passage, width: int) -> Content:
        """The name of a passage in a line of its own."""
        style = "$quiet" if passage.paragraph else "bold"
        title = line(INDENT, (one_line(passage.name), style))
        return spread(title, self._share(passage), width)

    def _fact_lines(
        self,
        passage: Passage,
        nth: int,
        lines: Sequence[tuple[int, int]],
        name: str,
        width: int,
    ) -> list[Content]:
        """A fact in the `lines` that it is wrapped into; the first one of a passage
        with the `name` of the passage, if that has no line of its own."""
        fact = passage.facts[nth]
        is_origin = self._key in fact.cards
        text = line(*(self._piece(*piece) for piece in fact.pieces))
        if is_origin:
            text = text.stylize_before("on $cursor")
        before = INDENT + (name if nth == 0 else " " * len(name))
        first = line(
            (before[:-1], "$quiet"),
            ("▸" if is_origin else " ", "bold"),
            self._step(self._facts.stage_of(fact)),
            "  ",
        )
        rest = " " * (MARK + len(name) + STEP)
        block = [
            line(first if number == 0 else rest, text[start:end])
            for number, (start, end) in enumerate(lines)
        ]
        if nth == 0 and (name or not passage.name):
            block[0] = spread(block[0], self._share(passage), width)
        return block

    def _step(self, stage: Stage | None) -> Content:
        """The step of the ladder that a fact or a card has reached."""
        if stage is None:
            return Content("·")
        return line((LADDER[stage], "$quiet" if stage is Stage.NEW else "$right"))

    def _piece(self, text: str, is_answer: bool) -> Content:
        if not is_answer:
            return inline(text)
        answer = inline(text, ANSWER)
        return _masked(answer.plain) if self._hides else answer

    def _draw_cards(self, width: int, height: int) -> list[Content]:
        """The cards of the current passage: as many as fit whole."""
        passage = self._passage
        if not passage or width < 1:
            return []
        share = self._facts.share(passage)
        lines = [
            sentence(
                count(len(passage.cards)),
                " card" if len(passage.cards) == 1 else " cards",
                f", {share.known:,} known",
            ),
            BLANK,
        ]
        left = len(passage.cards)
        for key, card in passage.cards.items():
            step = self._step(self._facts.stage(key))
            asked = inline(first_line(shown_prompt(card)))
            answer = inline(in_one_line(shown_answer(card)), "bold")
            if self._hides:
                answer = _masked(answer.plain)
            block = [
                *hang(asked, width, step, STEP),
                *hang(answer, width, BLANK, STEP),
                BLANK,
            ]
            if len(lines) + len(block) + 1 > height:
                lines.append(line((f"… and {plural(left, 'more card')}", "$quiet")))
                break
            lines += block
            left -= 1
        return lines

    @on(PassageText.Moved)
    def _moved(self) -> None:
        self._cards.show()
        self.refresh_bindings()

    # What is done

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys, with what they come to now."""
        passage = self._passage
        what = " this paragraph" if passage and passage.paragraph else " this topic"
        if self.has_class("-narrow"):
            what = ""
        return relabelled(
            super().active_bindings,
            {
                "facts.study": f"Study{what}",
                "facts.hide": "Show answers" if self._hides else "Hide answers",
            },
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter does one thing; without facts there is nothing to do."""
        if action == "quiz":
            return self._enter == action
        if action == "study":
            return self._enter == action and self._passage is not None
        if action in ("hide", "edit"):
            return self._passage is not None
        if action == "read":
            return self.current_deck in self._with_article
        return super().check_action(action, parameters)

    def come_back(self) -> None:
        """Back from a sitting or an editor."""
        self._show()

    async def reread(self, changes: Changes) -> None:
        """Take the cards as their decks have them now."""
        self._key = changes.same.get(self._key, self._key)
        self._facts = DeckFacts(self._workspace, self._facts.names)
        self._show()

    def _show(self) -> None:
        self._text.show(len(self._facts.passages))
        self._cards.show()
        self._top.show()
        self.refresh_bindings()

    def action_study(self) -> None:
        """Study the cards of the current passage."""
        if passage := self._passage:
            app, only = self.app, frozenset(passage.cards)
            names = [passage.deck]
            app.run_worker(study(app, self._workspace, names, "these", only=only))

    def action_quiz(self) -> None:
        """Take the quiz."""
        self.dismiss(True)

    def action_hide(self) -> None:
        """Hide the answers, or show them; nothing else moves."""
        self._hides = not self._hides
        self._text.redraw()
        self._cards.show()
        self.refresh_bindings()

    def action_edit(self) -> None:
        """Edit the card that the reader came from, or the first one of the passage."""
        if passage := self._passage:
            key = self._key if self._key in passage.cards else next(iter(passage.cards))
            app = self.app
            app.run_worker(edit_card(app, self._workspace, key))

    def action_read(self) -> None:
        """The article: back to it, or on top of the facts."""
        app, passage = self.app, self._passage
        if passage and self._is_of_article:
            self.dismiss(False)
        elif passage:
            app.open_article(passage.deck, passage.paragraph)

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(False)


def _plain(fact: Fact) -> str:
    """A fact as it is read, without the signs of Markdown."""
    if not MARKDOWN.search(fact.text):
        return fact.text
    return "".join(inline(piece.text).plain for piece in fact.pieces)


def _masked(text: str) -> Content:
    """A hidden answer, which takes the same room."""
    signs = {1: "_", 2: "＿"}
    hidden = (signs[cells(each)] if each.isalnum() else each for each in text)
    return line(("".join(hidden), "bold"))
