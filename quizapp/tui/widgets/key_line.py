"""The footer: what can be pressed here, the most useful first, Esc and Help last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from quizapp.tui.draw import BLANK, clickable, line, spread
from quizapp.tui.widgets.panel import strip_of

PINNED = ("escape", "question_mark", "f1")
"""Keys at the right, whatever the width."""
GAP = "  "


class KeyLine(Widget):
    """The keys that do something now, in one line that can be clicked.

    Keys at the end are left out if the line is too narrow. Textual's `Footer` makes its
    widgets anew whenever a binding changes, which costs half of a turn.
    """

    ALLOW_SELECT = False
    auto_links = Reactive(False)

    def __init__(self, *, is_led: bool = False) -> None:
        """`is_led`: the screen calls `look` whenever its keys change. Otherwise each
        change of focus draws them, which happens several times a turn."""
        super().__init__()
        self._is_led = is_led
        self._shown = BLANK

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        if not self._is_led:
            self.screen.bindings_updated_signal.subscribe(self, lambda _: self.look())

    def on_resize(self) -> None:
        """Draw the keys that fit now."""
        self.look()

    def look(self) -> None:
        """Draw the keys that work now."""
        width = self.content_size.width
        if not self.is_attached or not width:  # drawn once it is laid out
            return
        shown = self._draw(width)
        if not shown.is_same(self._shown):
            self._shown = shown
            self.refresh()

    def _draw(self, width: int) -> Content:
        shown = [
            binding
            for _, binding, enabled, _ in self.screen.active_bindings.values()
            if binding.show and enabled
        ]
        shown.sort(key=lambda binding: binding.key != "enter")
        by_enter = {each.action for each in shown if each.key == "enter"}
        pinned: dict[str, Binding] = {}
        for each in shown:
            if each.key in PINNED and each.action not in by_enter:
                pinned.setdefault(each.description, each)
        right = Content(GAP).join(map(self._key, pinned.values()))
        left = BLANK
        for each in self._one_each(shown, {each.action for each in pinned.values()}):
            more = line(left, GAP if left else "", self._key(each))
            if more.cell_length + len(GAP) + right.cell_length > width:
                break
            left = more
        return spread(left, right, width)

    def _one_each(
        self, shown: Sequence[Binding], pinned: Collection[str]
    ) -> Iterable[Binding]:
        """One key of each verb whose action is not `pinned`: the first, or, where
        letters are not an answer, a bare letter rather than a ctrl key."""
        found: dict[str, Binding] = {}
        has_letters = not getattr(self.screen, "awaits_answer", False)
        for each in shown:
            if each.key in PINNED or each.action in pinned:
                continue
            first = found.setdefault(each.action, each)
            is_letter = len(each.key) == 1 and each.key.isalpha()
            if is_letter and has_letters and first.key.startswith("ctrl+"):
                found[each.action] = each
        return found.values()

    def _key(self, binding: Binding) -> Content:
        name = "⏎" if binding.key == "enter" else self.app.get_key_display(binding)
        text = line((name, "bold $ink"), " ", (binding.description, "$quiet"))
        return clickable(text, f"app.simulate_key('{binding.key}')")

    def render_line(self, y: int) -> Strip:
        """The line as it was last drawn."""
        shown = BLANK if y else self._shown
        return strip_of(shown, self.content_size.width, self.visual_style)
