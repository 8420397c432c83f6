"""Code, maths, chemical formulas and units: where capitals and signs carry meaning."""

from __future__ import annotations

import re

LONGEST = 1_000
"""A longer text is not searched for code and maths."""

CODE = re.compile(r"(`+)(?P<code>.+?)\1(?!`)")
MATHS = re.compile(r"(?<![\\$])(\$\$?)(?P<maths>[^\s$](?:[^$]*[^\s$])?)\1(?![\d$])")
ELEMENT = re.compile(
    "A[cglmrstu]|B[aehikr]?|C[adeflmnorsu]?|D[bsy]|E[rsu]|F[elmr]?|G[ade]|H[efgos]?"
    "|I[nr]?|K[r]?|L[airuv]|M[cdgnot]|N[abdehiop]?|O[gs]?|P[abdmortu]?|R[abefghnu]"
    "|S[bcegimnr]?|T[abcehilms]|U|V|W|Xe|Yb?|Z[nr]"
)
"""The symbol of a chemical element."""
FORMULA = re.compile(rf"(?:(?:{ELEMENT.pattern})\d*){{2,}}|(?:{ELEMENT.pattern})\d+")
"""The formula of a substance, such as `NaCl` or `O2`."""
UNIT = re.compile(
    "(?:[kMGTPEmµμunpcdh]|da)?"
    "(?:m|g|s|A|K|W|V|J|N|Hz|Pa|C|F|H|S|T|Wb|Bq|Gy|Sv|eV|L|l|B|b|bit|Wh|VA|dB|mol)"
)
"""The symbol of a unit with its prefix, such as `mW`."""
SMALL_UNIT = re.compile("[kmcd]?[mgsl]")
"""A unit in lower case that is common enough to be meant as one."""
ACIDITY = re.compile("p[HK]a?")


def bare(text: str) -> str:
    """`text` without the marks around code and maths."""
    if len(text) > LONGEST or ("`" not in text and "$" not in text):
        return text.strip()
    text = CODE.sub(lambda found: found["code"].strip(), text)
    return MATHS.sub(lambda found: found["maths"], text).strip()


def is_marked(text: str) -> bool:
    """Whether all of `text` is code or maths."""
    text = text.strip()
    return bool(CODE.fullmatch(text) or MATHS.fullmatch(text))
