"""Finds the main text of a page: its headings and paragraphs.

Elements that never hold an article's text are left out: menus, forms, tables, figures,
anything hidden. Of the rest, the text is where most sentences are. Boxes in it are left
out if they consist of links, or if their class or id says that they are something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizapp.cards.articles.blocks import Block, Found, clean
from quizapp.cards.articles.boilerplate import BACK, NAMES, holders, is_never
from quizapp.cards.articles.page_tree import HEADINGS, LINES, Element, read_page

BOLD = max(HEADINGS.values()) + 1
"""The level of a heading that is a paragraph in bold letters."""
MAX_HEADING_WORDS = 12
PROSE_WORDS = 10
"""Words of what may be prose."""
MIN_QUOTE = 20
"""Letters; a shorter text may come twice without being a pull quote."""
MAX_LINKED = 0.5
"""Something with a larger share of its letters in links is a list of links."""
MAX_LINKED_TEXT = 0.65
"""A paragraph with a larger share of its letters in links only refers to others."""
MOSTLY = 0.9
"""Text with a larger share of its letters in links is a link."""
MAX_LIST = 0.3
"""A small box with a larger share of such links is a list of links."""
LARGE = 0.4
"""A part with this share of the prose is never left out as a whole."""
SMALL = 0.15
"""Only a part with at most this share of the prose may be a box in the text."""
HALF, MOST = 0.55, 0.7
"""A part with this share of the prose may hold the whole article."""
MAX_LOOKED_UP = 500
"""At most this many runs of text are searched for in the others: it takes time."""
MAX_NOTICE = 1000
"""Letters of a box with something to click on. Code has buttons that copy it."""
MAX_CAPTION = 350
"""Letters of a caption or a pull quote."""

_WORD = re.compile(r"\w+")
_SITE = re.compile(r"\s+(?:[|–—·•»]|-+|::?)\s+")
"""Matches what stands between a page's title and the name of its site."""
_PICTURES = {"img", "picture", "amp-img", "video", "iframe"}
_CONTROLS = {"button", "input"}
_EXAMPLES = {"pre", "ul", "ol", "dl", "table", "blockquote", "figure"}
_TEXTS = {"p", "li", "blockquote", *HEADINGS}
_QUOTES = "\"'“”„‘’‚«»‹›.,!?… "
_HIGH = str.maketrans("0123456789+−-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOW = str.maketrans("0123456789+−-", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_SENTENCE_END = re.compile(r"[.!?…:;。！？：；؟।။]['\"”’»“)\]」』]*$")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
"""Matches a letter of the scripts that do not have spaces between words."""


def _count_words(text: str) -> int:
    return text.count(" ") + 1 + len(_UNSPACED.findall(text)) // 2


def read_html(html: str) -> Found:
    """The main text of a page."""
    return _Page(html).found()


@dataclass(eq=False)
class _Run:
    """A run of text that stands on lines of its own."""

    text: str
    linked: int
    """How many of its letters are in links."""
    element: Element
    """The innermost element with lines of its own that holds it."""
    level: int = 0
    """The level of a heading."""
    introduces: bool = False
    """Whether an example or a list follows."""
    before: int = 0
    """How much prose is before it."""

    @property
    def linked_share(self) -> float:
        return self.linked / max(1, len(self.text))

    @property
    def prose(self) -> int:
        """How much it counts as prose."""
        words = _count_words(self.text)
        if self.level or words < PROSE_WORDS or self.linked_share > MAX_LINKED:
            return 0
        if not _SENTENCE_END.search(self.text) and words < 3 * PROSE_WORDS:
            return 0
        return len(self.text) - self.linked


@dataclass
class _Sum:
    """What an element holds."""

    letters: int = 0
    linked: int = 0
    prose: int = 0
    runs: list[_Run] = field(default_factory=list)


class _Page:
    def __init__(self, html: str) -> None:
        self._root = read_page(html)
        self._left_out = 0
        self._with_controls = holders(self._root, _CONTROLS)
        self._with_code = holders(self._root, {"pre"})
        self._with_pictures = holders(self._root, _PICTURES)
        self._bold = {e for e in self._root.all() if e.tag == "p" and _is_bold(e)}
        self._runs = list(self._runs_of(self._root))
        self._texts = Counter(_holder(run) for run in self._runs if run.prose)
        """How many paragraphs are right in an element."""
        self._whole = "\n".join({run.text: 0 for run in self._runs}).casefold()
        self._looked_up = 0
        self._sums: dict[Element, _Sum] = {}
        before = 0
        for run in self._runs:
            run.before = before
            before += run.prose
            for element in run.element.above():
                total = self._sums.setdefault(element, _Sum())
                total.letters += len(run.text)
                total.linked += run.linked
                total.prose += run.prose
                total.runs.append(run)

    def found(self) -> Found:
        """The article."""
        title, self._headline = self._title()
        self._named = title.casefold()
        boxes = set(self._boxes(self._root))
        kept = [run for run in self._runs if not boxes & set(run.element.above())]
        blocks = list(self._blocks(kept, self._main(kept)))
        self._left_out += len(boxes)
        language = self._root.attributes.get("lang", "").partition("-")[0]
        return Found(blocks, title, language, self._left_out)

    # The text, cut into runs

    def _runs_of(self, element: Element) -> Iterator[_Run]:
        """The runs in an element, without what is never part of an article."""
        parts: list[str] = []
        linked = 0
        last: _Run | None = None

        def run(within: Element) -> Iterator[_Run]:
            nonlocal linked, last
            if text := clean("".join(parts)):
                level = next(
                    (HEADINGS[e.tag] for e in within.above() if e.tag in HEADINGS), 0
                )
                if not level and within in self._bold and _may_be_heading(text):
                    level = BOLD
                last = _Run(text, min(linked, len(text)), within, level)
                yield last
            parts.clear()
            linked = 0

        def walk(inner: Element, within: Element, *, in_link: bool) -> Iterator[_Run]:
            nonlocal linked
            after_break = False
            for child in inner.children:
                if isinstance(child, str):
                    parts.append(_raised(child, inner.tag))
                    linked += len(child.strip()) if in_link else 0
                    after_break = after_break and not child.strip()
                elif child.tag == "br":
                    parts.append(" ")
                    if after_break:
                        yield from run(within)
                    after_break = not after_break
                else:
                    is_line = child.tag in LINES
                    if child.tag in _EXAMPLES:
                        yield from run(within)
                        if last:
                            last.introduces = True
                    if is_never(child):
                        self._left_out += bool(is_line and child.text())
                        continue
                    after_break = False
                    if is_line:
                        yield from run(within)
                    yield from walk(
                        child,
                        child if is_line else within,
                        in_link=in_link or (child.tag == "a" and leads(child, within)),
                    )
                    if is_line:
                        yield from run(child)

        def leads(link: Element, within: Element) -> bool:
            is_heading = any(each.tag in HEADINGS for each in within.above())
            address = link.attributes.get("href", "")
            return bool(address) and not (is_heading and address.startswith("#"))

        yield from walk(element, element, in_link=False)
        yield from run(element)

    # What is left out of the rest

    def _boxes(self, element: Element) -> Iterator[Element]:
        """The elements that hold text but do not belong to the article."""
        for child in element.elements():
            total = self._sums.get(child)
            if total and self._is_box(child, total):
                yield child
            elif total:
                yield from self._boxes(child)

    def _is_box(self, element: Element, total: _Sum) -> bool:
        if element.tag in ("html", "body", "main") or element.tag not in LINES:
            return False
        if self._headline in total.runs:
            return False
        whole = max(1, self._sums[self._root].prose)
        share = total.prose / whole
        if share >= LARGE:
            return False
        if element.tag not in HEADINGS:
            most = MAX_LINKED_TEXT if element.tag == "p" else MAX_LINKED
            if total.linked > most * total.letters:
                return True
            if NAMES & set(element.names):
                return True
        if element.tag == "p" or share > SMALL:
            return False
        is_notice = total.letters < MAX_NOTICE and element not in self._with_code
        if is_notice and element in self._with_controls:
            return True
        if element in self._with_pictures and total.letters < MAX_CAPTION:
            return True
        links = [len(r.text) for r in total.runs if r.linked_share > MOSTLY]
        return len(links) > 1 and sum(links) > MAX_LIST * total.letters

    # The article in it

    def _main(self, kept: Sequence[_Run]) -> Element:
        """The element that holds the article."""
        prose: dict[Element, int] = {}
        for run in kept:
            for element in run.element.above():
                prose[element] = prose.get(element, 0) + run.prose
        main = self._root
        while True:
            parts = [each for each in main.elements() if prose.get(each)]
            best = max(parts, key=lambda each: prose[each], default=None)
            if not best or best.tag in _TEXTS:
                return main
            like = [e for e in parts if e is not best and _kind(e) == _kind(best)]
            after = parts[parts.index(best) + 1 :]
            loose = sum(prose[each] for each in after if each.tag == "p")
            if loose > prose[main] / 10:
                return main
            is_whole = self._headline and best in self._headline.element.above()
            least = HALF if is_whole or best.tag in ("article", "main") else MOST
            if prose[best] < least * prose[main] or (like and not is_whole):
                return main
            main = best

    def _blocks(self, kept: Sequence[_Run], main: Element) -> Iterator[Block]:
        """The headings and paragraphs from the headline on to the end of `main`."""
        inside = [main in run.element.above() for run in kept]
        span = self._span(kept, inside)
        skipped = 0
        has_begun = False
        for index in span:
            run, is_first = kept[index], index == span.start
            if not run.level:
                may_be_text = not skipped and (inside[index] or run.prose)
                if may_be_text and self._is_text(run, has_begun=has_begun):
                    has_begun = True
                    yield Block(run.text)
            elif is_first and _SENTENCE_END.search(run.text):
                yield Block(run.text)
            elif run.level == BOLD and not has_begun:
                continue  # a byline or a date
            elif inside[index] or is_first:
                if not skipped or run.level <= skipped:
                    is_back = run.text.casefold().rstrip(":") in BACK
                    skipped = run.level if is_back else 0
                if not skipped and run.text.casefold() != self._named:
                    yield Block(run.text, run.level)

    def _span(self, kept: Sequence[_Run], inside: Sequence[bool]) -> range:
        """The indices from the headline to the last run that is `inside`."""
        if True not in inside:
            return range(0)
        first, end = inside.index(True), len(kept) - inside[::-1].index(True)
        begin = kept.index(self._headline) + 1 if self._headline in kept else first
        return range(begin if begin <= end else first, end)

    def _is_text(self, run: _Run, *, has_begun: bool) -> bool:
        """Whether a run is a paragraph, not a label, byline, date or pull quote."""
        element, words = run.element, _count_words(run.text)
        if run.linked_share > MAX_LINKED_TEXT or self._is_repeated(run):
            return False
        if _SENTENCE_END.search(run.text) or run.prose:
            return True
        if any(each.tag in ("li", "dd") for each in element.above()):
            return True
        if element.tag == "p" and run.introduces:
            return True
        texts = self._texts[_holder(run)]
        return has_begun and texts > 1 and words > PROSE_WORDS // 2

    def _is_repeated(self, run: _Run) -> bool:
        """Whether a run repeats what another one says: a pull quote does."""
        text = run.text.strip(_QUOTES).casefold()
        is_quote = MIN_QUOTE < len(text) < MAX_CAPTION
        if not is_quote or run.element.tag == "li" or self._looked_up > MAX_LOOKED_UP:
            return False
        self._looked_up += 1
        return self._whole.count(text) > 1

    # The title

    def _nearness(self, heading: _Run) -> int:
        """How deep the element is that holds a heading and most of the prose below it;
        a site's name is far above the text."""
        least = self._sums[self._root].prose * HALF
        above = list(heading.element.above())
        fits = [at for at, each in enumerate(above) if self._sums[each].prose >= least]
        return len(above) - fits[0] if fits else 0

    def _titles(self) -> Sequence[str]:
        """The titles in the head of the page, the best first."""
        found: list[str] = []
        for element in self._root.all():
            if element.tag == "title":
                found.append(element.text())
            elif element.tag == "meta":
                if element.attributes.get("property") == "og:title":
                    found.insert(0, clean(element.attributes.get("content", "")))
        return found

    def _title(self) -> tuple[str, _Run | None]:
        """The title, and the heading that it is, if it is one."""
        named = self._titles()
        parts = [part for text in named for part in _SITE.split(text) if part]
        most = LARGE * self._sums[self._root].prose if self._runs else 0
        heads = [r for r in self._runs if 0 < r.level < BOLD and r.before <= most]
        fits = {r: max((_fit(r.text, p) for p in parts), default=0.0) for r in heads}
        best = max(
            (run for run in heads if fits[run] > 0),
            key=lambda run: (self._nearness(run), fits[run], -run.level),
            default=None,
        )
        if best:
            return best.text, best
        firsts = [run for run in heads if run.level == 1]
        if len(firsts) == 1 and firsts[0].linked_share < MOSTLY:
            return firsts[0].text, firsts[0]
        return max(_SITE.split(named[0]), key=len) if named else "", None


def _holder(run: _Run) -> Element:
    """The element in which a run is a paragraph."""
    element = run.element
    return element.parent if element.tag == "p" and element.parent else element


def _is_bold(paragraph: Element) -> bool:
    """Whether all that is in a paragraph is in bold letters."""
    element = paragraph
    while element.tag not in ("b", "strong"):
        inside = [c for c in element.children if not isinstance(c, str) or c.strip()]
        if len(inside) != 1 or isinstance(inside[0], str):
            return False
        element = inside[0]
    return True


def _may_be_heading(text: str) -> bool:
    return _count_words(text) <= MAX_HEADING_WORDS and not _SENTENCE_END.search(text)


def _raised(text: str, tag: str) -> str:
    """The text of a `sup` or `sub` as raised or lowered digits, if it is all digits."""
    digits = {"sup": _HIGH, "sub": _LOW}.get(tag)
    if not digits or set(text.strip()) - set("0123456789+−-"):
        return text
    return text.strip().translate(digits)


def _kind(element: Element) -> tuple[str, str]:
    """The tag and class of an element, which are the same for all parts of a text."""
    return element.tag, re.sub(r"[\d\s]+", " ", element.attributes.get("class", ""))


def _fit(heading: str, title: str) -> float:
    """How well a heading fits a title: most of the words of one are in the other, and
    the more letters they have in common, the better."""
    first, second = (
        {word for word in words if not word.isdecimal()} or words
        for words in (set(_WORD.findall(text.casefold())) for text in (heading, title))
    )
    common = first & second
    if len(common) < HALF * min(len(first), len(second)):
        return 0
    if len(common) == 1 and max(len(first), len(second)) > 2:
        return 0
    shared, other = sum(map(len, common)), sum(map(len, first - common))
    return max(0, shared - other / 2)
