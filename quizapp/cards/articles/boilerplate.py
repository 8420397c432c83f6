"""Finds what on a page is not its article: by tag, role, class, id or style."""

from __future__ import annotations

import re
from itertools import islice

from quizapp.cards.articles.page_tree import Element

MAX_MARK = 12
"""An element with this many others in it is more than the mark of a note."""
MIN_CELL = 800
"""Letters of a cell that holds an article, in a table that only places it."""

_NEVER = frozenset(
    "aside audio button canvas datalist dialog embed figcaption figure footer frameset "
    "head iframe input map math menu nav noscript object picture pre rp rt script "
    "search select style svg template textarea video".split()
)
"""Elements that hold no text of an article."""
_ROLES = frozenset(
    "alert alertdialog banner complementary contentinfo dialog form menu menubar "
    "navigation note search status tablist toolbar tooltip doc-toc doc-endnotes "
    "doc-footnote doc-bibliography doc-pullquote".split()
)
_NOTICES = frozenset(
    "admonition callout caution danger hint important note notice tip warning".split()
)
"""Classes and ids of notices in manuals."""
NAMES = frozenset(
    "ad ads advert advertisement advertising adverts appeal author authors "
    "biblio bibliography bio biography breadcrumb breadcrumbs byline caption "
    "captions catlinks comment commentlist comments consent contributor cookie "
    "cookies copyright credit credits crumbs dateline disqus donate donation "
    "embed endnotes feedback follow footer footnote footnotes gallery gdpr "
    "hatnote infobox instagram likes metadata mostread navbox navigation "
    "newsletter noprint outbrain pager pagination popup privacy promo promos "
    "promotion pullquote rail recirc recommendations recommended references "
    "reflist related replies reply respond share sharedaddy sharing sidebar "
    "signup social sponsor sponsored subscribe subscription survey taboola tags "
    "teaser teasers thumb toc tooltip trending tweet twitter".split()
)
"""Words in the classes and ids of boxes that do not belong to an article."""
BACK = frozenset(
    "see also|references|notes|notes and references|footnotes|citations|sources|"
    "bibliography|further reading|external links|related articles|related links|"
    "siehe auch|einzelnachweise|weblinks|literatur|anmerkungen|quellen|fußnoten|"
    "véase también|referencias|notas|bibliografía|enlaces externos|fuentes|"
    "voir aussi|notes et références|références|bibliographie|liens externes|"
    "voci correlate|note|bibliografia|collegamenti esterni|altri progetti|"
    "ver também|referências|ligações externas".split("|")
)
"""Headings of what follows an article."""
_HIDDEN_NAMES = re.compile(
    r"(?:^|\s)(?:hidden|hide|is-hidden|invisible|d-none|display-none|sr-only|"
    r"screen-reader-text|screenreader|(?:u-)?visually-?hidden|print-only|only-print)"
    r"(?:$|\s)",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]{1,2}|[*†‡§¶#🔗↩↑^])\s*[\])]?")


def is_never(element: Element) -> bool:
    """Whether an element never holds text of an article."""
    tag, attributes = element.tag, element.attributes
    if tag in ("html", "body"):
        return False
    role = attributes.get("role", "").lower()
    if (tag == "aside" or role == "note") and _NOTICES & set(element.names):
        return False
    if tag in _NEVER or role in _ROLES:
        return True
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if _HIDDEN_STYLE.search(attributes.get("style", "")):
        return True
    if _HIDDEN_NAMES.search(attributes.get("class", "")):
        return True
    if tag == "table":
        return not _is_layout(element)
    return tag in ("sup", "a", "span") and _is_mark(element)


def holders(root: Element, tags: set[str]) -> set[Element]:
    """The elements that have one of these tags or roles, or hold one that has."""
    found: set[Element] = set()
    for element in root.all():
        if element.tag in tags or element.attributes.get("role", "") in tags:
            for above in element.above():
                if above in found:
                    break
                found.add(above)
    return found


def _is_layout(table: Element) -> bool:
    """Whether a table only places what is in it, as old pages do."""
    cells = [each for each in table.all() if each.tag in ("td", "th")]
    longest = max((len(cell.text()) for cell in cells), default=0)
    is_nested = any(
        e.tag in ("p", "h1", "h2", "h3", "table") for e in table.all() if e is not table
    )
    return longest > MIN_CELL and (is_nested or len(cells) < 12)


def _is_mark(element: Element) -> bool:
    """Whether an element is the mark of a note, or a sign that links to a heading."""
    inside = list(islice(element.all(), MAX_MARK))
    if len(inside) == MAX_MARK:
        return False
    text = element.text()
    if len(text) > 40 or not text:
        return False
    address = next((e.attributes.get("href", "") for e in inside if e.tag == "a"), "")
    is_bracketed = text.startswith("[") and text.endswith("]")
    if element.tag == "sup":
        return is_bracketed or bool(address.startswith("#") and _MARK.fullmatch(text))
    if element.tag == "span":
        return is_bracketed and bool(address)
    is_symbol = len(text) == 1 and not text.isalnum()
    return address.startswith("#") and (
        is_symbol or (is_bracketed and bool(_MARK.fullmatch(text)))
    )
