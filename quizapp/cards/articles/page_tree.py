"""Reads a page as a tree of elements, closing open ones as a browser does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from quizapp.cards.articles.blocks import clean

MAX_DEPTH = 100
"""Elements nested more deeply become siblings."""
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
LINES = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "li main menu nav ol optgroup option p pre search section summary table tbody td "
    "tfoot th thead tr ul".split()
)
"""Elements that are on lines of their own."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ENDS_PARAGRAPH = LINES - {"body", "html", "option", "optgroup"}
_CLOSES = {
    "li": ("li", ("ul", "ol", "menu", "dir")),
    "dt": ("dt dd", ("dl",)),
    "dd": ("dt dd", ("dl",)),
    "tr": ("tr td th", ("table",)),
    "td": ("td th", ("table", "tr")),
    "th": ("td th", ("table", "tr")),
    "tbody": ("thead tbody tr td th", ("table",)),
    "option": ("option", ("select",)),
}
"""The elements that a start tag ends, and those outside of which it ends none."""
_TEXT_ONLY = frozenset({"script", "style"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


class Element:
    """An element of a page with what is in it."""

    __slots__ = ("attributes", "children", "parent", "tag")

    def __init__(
        self, tag: str, attributes: dict[str, str], parent: Element | None
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def elements(self) -> Iterator[Element]:
        """The elements right in it."""
        return (each for each in self.children if isinstance(each, Element))

    def all(self) -> Iterator[Element]:
        """This element and all in it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(list(element.elements()))

    def above(self) -> Iterator[Element]:
        """This element, the one that holds it, and so on."""
        element: Element | None = self
        while element:
            yield element
            element = element.parent

    def text(self) -> str:
        """All text in it, on one line."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                parts.append(each)
            elif each.tag not in _TEXT_ONLY:
                if each.tag in LINES or each.tag == "br":
                    parts.append(" ")
                    waiting.append(" ")
                waiting += reversed(each.children)
        return clean("".join(parts))

    @property
    def names(self) -> list[str]:
        """The words of its classes and its id, in lower case."""
        named = f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}"
        return [word.lower() for word in _WORD.findall(named[:1000])]


def read_page(html: str) -> Element:
    """The tree of a page."""
    builder = _Builder()
    builder.feed(_closed(html))
    builder.close()
    return builder.root


def _closed(html: str) -> str:
    """The page with an unfinished tag at its end as text, as the parser would search
    the rest for the end of each one, and with declarations in brackets as instructions,
    as it refuses some of them."""
    end = html.rfind(">") + 1
    return html[:end].replace("<![", "<?") + html[end:].replace("<", "&lt;")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("html", {}, None)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element to the one that is open, once what it ends is closed."""
        if tag == "html":
            self.root.attributes |= {name: value or "" for name, value in attrs}
            return
        if tag in _ENDS_PARAGRAPH:
            self._end("p", ("td", "th", "li", "div", "table", "blockquote", "button"))
        if tag in HEADINGS and self._open[-1].tag in HEADINGS:
            self._open.pop()
        if tag in _CLOSES:
            closed, most = _CLOSES[tag]
            for each in reversed(closed.split()):
                self._end(each, most)
        if tag == "a":
            self._end("a", tuple(LINES))
        within = self._open[-1]
        element = Element(tag, {name: value or "" for name, value in attrs}, within)
        within.children.append(element)
        if tag not in VOID and len(self._open) < MAX_DEPTH:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only an element that cannot hold anything ends with `/>`."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End the element, unless it began outside of one that is still open."""
        if tag not in VOID:
            self._end(tag, ("td", "table") if tag in LINES else tuple(LINES - {tag}))

    def handle_data(self, data: str) -> None:
        """Put the text into the element that is open."""
        self._open[-1].children.append(data)

    def _end(self, tag: str, most: tuple[str, ...]) -> None:
        """End the innermost element of this kind, if no element of those in `most` is
        open in it."""
        for depth in range(len(self._open) - 1, 0, -1):
            found = self._open[depth].tag
            if found == tag:
                del self._open[depth:]
                return
            if found in most and tag not in ("table", "tr", "td", "th"):
                return
