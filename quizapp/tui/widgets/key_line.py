"""The footer: what can be pressed here, the most wanted first, Esc and Help last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.reactive import Reactive
from textual.widget import Widget

from quizapp.tui.draw import BLANK, clickable, line, spread

PINNED = ("escape", "question_mark", "f1")
"""Keys that stand at the right at every width."""
GAP = "  "


class KeyLine(Widget):
    """The keys that do something now, in one line that can be clicked.

    Whole keys are left out from the end when the line is too narrow. Textual's `Footer`
    makes its widgets anew whenever a binding changes, which costs half of a turn.
    """

    auto_links = Reactive(False)

    def __init__(self, *, is_led: bool = False) -> None:
        """`is_led`: the screen calls `look` whenever its keys change, so that nothing
        is drawn at each change of focus, which is several times a turn."""
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
        if not self.is_attached:
            return
        shown = self._draw(self.content_size.width)
        if not shown.is_same(self._shown):
            self._shown = shown
            self.refresh()

    def _draw(self, width: int) -> Content:
        bindings = [
            binding
            for _, binding, enabled, _ in self.screen.active_bindings.values()
            if binding.show and enabled
        ]
        bindings.sort(key=lambda binding: binding.key != "enter")
        pinned: dict[str, Content] = {}
        by_enter = {each.action for each in bindings if each.key == "enter"}
        for binding in bindings:
            if binding.key in PINNED and binding.action not in by_enter:
                pinned.setdefault(binding.description, self._key(binding))
        right = Content(GAP).join(pinned.values())
        left = BLANK
        done = {each.action for each in bindings if each.key in PINNED} - by_enter
        rest = [each for each in bindings if each.action not in done]
        for binding in self._one_each(rest):
            more = line(left, GAP if left else "", self._key(binding))
            if more.cell_length + len(GAP) + right.cell_length > width:
                break
            left = more
        return spread(left, right, width)

    def _one_each(self, bindings: Sequence[Binding]) -> Iterable[Binding]:
        """One key of each verb: the first, or a bare letter in the place of a ctrl key
        where letters are no answer."""
        found: dict[str, Binding] = {}
        has_letters = not getattr(self.screen, "awaits_answer", False)
        by_enter = {each.action for each in bindings if each.key == "enter"}
        pinned = {each.action for each in bindings if each.key in PINNED} - by_enter
        for binding in bindings:
            if binding.key in PINNED or binding.action in pinned:
                continue
            first = found.setdefault(binding.action, binding)
            is_letter = len(binding.key) == 1 and binding.key.isalpha()
            if is_letter and has_letters and first.key.startswith("ctrl+"):
                found[binding.action] = binding
        return found.values()

    def _key(self, binding: Binding) -> Content:
        name = "⏎" if binding.key == "enter" else self.app.get_key_display(binding)
        text = line((name, "bold $ink"), " ", (binding.description, "$quiet"))
        return clickable(text, f"app.simulate_key('{binding.key}')")

    def render(self) -> Content:
        """The line as it was last drawn."""
        return self._shown
