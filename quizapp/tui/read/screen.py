"""The facts of some decks as a text, to read, and to test oneself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Container
from textual.content import Content

from quizapp.cards.identity import Changes
from quizapp.cards.questions import shown_answer, shown_prompt
from quizapp.study.facts import DeckFacts, Fact, Passage, byline
from quizapp.study.workspace import Workspace
from quizapp.text import cells, first_line, one_line, percent, plural
from quizapp.tui.base import BaseScreen
from quizapp.tui.draw import (
    BLANK,
    LADDER,
    Part,
    count,
    hang,
    legend,
    line,
    sentence,
    spread,
)
from quizapp.tui.keys.learning import FACTS
from quizapp.tui.keys.verb import bindings, relabelled
from quizapp.tui.read.passages import PassageText
from quizapp.tui.study.flow import study
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Sheet
from quizapp.tui.widgets.panel import TopLine
from quizapp.tui.widgets.prose import inline
from quizapp.tui.write.flow import edit_card

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp

MARK = 2
"""Cells before all text, for the bar of the passage at hand."""
STEP = 3
"""Cells of the step of the ladder before a fact."""
SHARE = 6
"""Cells of the column that says how much of a passage is known."""
WIDEST = 84
"""Cells of a line that is read."""
NARROW = 56
"""Cells below which the number of a paragraph has a line of its own."""
ANSWER = "bold underline"


class ReadScreen(BaseScreen[bool]):
    """One passage is at hand; Enter does what `enter` says with it.

    That is `study` it, or take the `quiz` after a pre-test; in a sitting it is nothing.
    Dismissed with whether the quiz comes now.
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
    ) -> None:
        """`names` are those of the decks; the fact of the card of this `key` is where
        one comes from."""
        super().__init__()
        self._workspace = workspace
        self._facts = DeckFacts(workspace, names)
        self._enter = enter
        self._key = key
        self._hides = False
        self._was_shown = False

    def compose(self) -> ComposeResult:
        """The text, and the cards of the passage at hand."""
        at, _ = self._facts.place_of(self._key) or (0, None)
        yield TopLine(self._draw_top)
        with Container(id="read"):
            yield PassageText(
                self._head, self._draw, len(self._facts.passages), at, id="text"
            )
            yield Sheet(self._draw_cards, id="cards")
        yield KeyLine()

    def on_mount(self) -> None:
        """The text has the keys."""
        self._text.focus()

    @property
    def _passage(self) -> Passage | None:
        """The passage at hand."""
        passages = self._facts.passages
        at = self._text.at if self.is_mounted else 0
        return passages[at] if at < len(passages) else None

    @property
    def deck_at_hand(self) -> str:
        """The deck of the passage at hand."""
        return self._passage.deck if self._passage else ""

    # What is drawn

    def _draw_top(self, _: int) -> tuple[Content, Content]:
        number = self._facts.count
        right = sentence(count(number), " fact" if number == 1 else " facts")
        return line(("Facts", "bold"), f"  {self._facts.title}"), right

    def _head(self, width: int) -> list[Content]:
        """Where the facts come from, and how well they are known."""
        width -= MARK
        lines: list[Content] = []
        if article := self._facts.article:
            said = sentence("In our own words, from ", (byline(article), "$ink"), ".")
            lines += said.wrap(min(width, WIDEST))
        if not self._facts.count:
            lines.append(line(("There are no facts here yet.", "$quiet")))
            return [line(" " * MARK, each) for each in lines]
        states = legend(self._facts.counts())
        known = line(("known", "$quiet"))
        if width < states.cell_length + known.cell_length + 2:
            states = BLANK
        lines.append(spread(states, known, width))
        return [*(line(" " * MARK, each) for each in lines), BLANK]

    def _draw(self, number: int, width: int) -> list[Content]:
        """A passage: its name and how much of it is known, and its facts."""
        passages = self._facts.passages
        passage, width = passages[number], width - MARK
        share = self._facts.share(passage)
        is_known = share.known == share.cards
        known = line(
            (percent(share.known, share.cards), "$right" if is_known else "$quiet")
            if share.cards
            else ""
        )
        lines: list[Content] = []
        name = ""
        if passage.paragraph and width >= NARROW:
            widest = max(len(each.name) for each in passages if each.paragraph)
            name = f"{passage.name:{widest + 2}}"
        elif passage.name:
            style = "$quiet" if passage.paragraph else "bold"
            title = line((one_line(passage.name), style))
            lines.append(line(" " * MARK, spread(title, known, width)))
            known = BLANK
        room = min(width - SHARE * (width >= NARROW), WIDEST + STEP + len(name))
        for fact in passage.facts:
            block = self._draw_fact(fact, name, room)
            if known:
                block[0] = spread(block[0], known, width + MARK)
                known = BLANK
            lines += block
            name = " " * len(name)
        return [*self._deck_line(number), *lines, BLANK]

    def _deck_line(self, number: int) -> list[Content]:
        """The title of a deck above its first passage, if there are several decks."""
        facts = self._facts
        deck = facts.passages[number].deck
        if len(facts.names) < 2 or (number and facts.passages[number - 1].deck == deck):
            return []
        title = one_line(self._workspace.deck(deck).title)
        return [line(" " * MARK, (title, "bold")), BLANK]

    def _draw_fact(self, fact: Fact, name: str, width: int) -> list[Content]:
        is_origin = self._key in fact.cards
        parts = [self._piece(*piece) for piece in fact.pieces]
        text = line(*parts)
        if is_origin:
            text = text.stylize_before("on $cursor")
        stage = self._facts.stage_of(fact)
        step: Part = "·"
        if stage:
            step = (LADDER[stage], "$quiet" if stage == "new" else "$right")
        first = line((name, "$quiet"), step)
        block = hang(text, width, first, len(name) + STEP)
        mark = " ▸" if is_origin else " " * MARK
        return [line(mark, block[0]), *(line(" " * MARK, each) for each in block[1:])]

    def _piece(self, text: str, is_answer: bool) -> Content:
        if not is_answer:
            return inline(text)
        answer = inline(text, ANSWER)
        return _masked(answer.plain) if self._hides else answer

    def _draw_cards(self, width: int, height: int) -> list[Content]:
        """The cards of the passage at hand: as many as fit whole."""
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
            stage = self._facts.stage(key)
            style = "$quiet" if stage == "new" else "$right"
            step = line((LADDER[stage], style) if stage else "·")
            asked = inline(first_line(shown_prompt(card)))
            answer = inline(" · ".join(shown_answer(card).split("\n")), "bold")
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
        return super().check_action(action, parameters)

    def on_screen_resume(self) -> None:
        """Back from a sitting or an editor."""
        if self._was_shown:
            self._show()
        self._was_shown = True

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
        """Study the cards of the passage at hand."""
        if passage := self._passage:
            app, only = cast("QuizApp", self.app), frozenset(passage.cards)
            names = [passage.deck]
            app.run_worker(study(app, self._workspace, names, "these", only=only))

    def action_quiz(self) -> None:
        """Take the quiz."""
        self.dismiss(True)

    def action_hide(self) -> None:
        """Hide the answers, or show them; no other letter moves."""
        self._hides = not self._hides
        self._show()

    def action_edit(self) -> None:
        """Edit the card that one comes from, or the first one of the passage."""
        if passage := self._passage:
            key = self._key if self._key in passage.cards else next(iter(passage.cards))
            app = cast("QuizApp", self.app)
            app.run_worker(edit_card(app, self._workspace, key))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(False)


def _masked(text: str) -> Content:
    """An answer that one should know, in the same room."""
    return line(
        (
            "".join(each if each.isspace() else "_" * cells(each) for each in text),
            "bold",
        )
    )
