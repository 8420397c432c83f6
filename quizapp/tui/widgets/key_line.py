"""The footer."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Footer


class KeyLine(Footer):
    """Textual's footer, made again only when it would show something else; where it is
    narrow the palette is left to the help.

    Making it binds each of its keys to `compact`, and Textual 8.2 lets go of a bound
    widget only when that changes. Without the nudge every key ever shown stays in
    memory, and after a hundred answers the collector stops the app for half a second.
    """

    _shown: object = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Follow the screen's bindings."""
        shown = [
            (binding.key, binding.description, enabled)
            for _, binding, enabled, _ in screen.active_bindings.values()
            if binding.show
        ]
        if shown != self._shown:
            self._shown = shown
            super().bindings_changed(screen)

    async def recompose(self) -> None:
        """Make the keys anew, and let go of the old ones."""
        await super().recompose()
        self.mutate_reactive(Footer.compact)
