"""What the hints must know of a language: its small words, and how it negates.

Words stand in the form in which answers are compared, without accents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from quizapp.model.languages import language_of

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Grammar:
    """A few closed sets of words of one language, and the form of a negated stem."""

    small: frozenset[str] = frozenset()
    """Words that carry no sense alone."""
    filler: frozenset[str] = frozenset()
    """Those of them without which a question still asks the same."""
    naming: frozenset[str] = frozenset()
    """Words of a question that has to name its answer: it offers it, «a planet or a
    moon?», or asks about a word, «the plural of sheep»."""
    negated: re.Pattern[str] = _NOTHING
    """A question for what is not so; the group `no` is the word that says it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The words of all languages in which a deck may ask: its own, and English, in
    which many decks ask for another language's words."""

    small: frozenset[str]
    """Words that tell nothing alone: small ones, yes and no, numerals."""
    naming: frozenset[str]
    negated: tuple[re.Pattern[str], ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _stem(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


GRAMMARS: Mapping[str, Grammar] = {
    "en": Grammar(
        small=_words(
            "a an the and or but nor so of to in on at by for from with as into onto "
            "up out off over under is are was were be been being am do does did has "
            "have had it its he him his she her they them their we us our you your i "
            "my me this that these those which who whom whose what when where why how "
            "there here than then if not no yes very also some any all both each"
        ),
        filler=_words(
            "a an the of in is are was were be do does did has have had it its "
            "to this that which who whom whose what"
        ),
        naming=_words(
            "or versus vs between say says said mean means translate translation "
            "spell spelled spelling pronounced plural singular past tense participle "
            "conjugate conjugation word words synonym synonyms called verb noun "
            "adjective"
        ),
        negated=_stem(
            r"""(?:\A|[,;:.?!])(?:(?!\b(?:wh\w+|how|if)\b)[^,;:.?!]){0,60}?
            \b(?:which|what|who|whom)\b
            (?:(?!\b(?:wh\w+|how|if|that|because|and|but)\b)[^,;:.?!]){0,80}?\b(?:
                (?:is|are|was|were|do|does|did|has|have|had)
                    \s+[*_]*(?P<no>not|never)\b
              | (?P<no2>(?:is|are|was|were|do|does|did|has|have|had)n['’]t)\b
            )
            | \bwhich\b(?:(?!\b(?:wh\w+|how|if|that|because|and|but)\b)[^,;:.?!]){0,80}?
                \b(?P<no6>cannot|can['’]t|(?:can|could|must|may|should)\s+[*_]*not)\b
            | \bwhich\s+of\b[^,;:.?!]{0,60}?\b(?:has|have|had|is|are)\s+
                [*_]*(?P<no3>no|none)\b
            | \b(?:all|each|every|any|everything|everyone|these|following)\b
                [^;.?!]{0,80}?\b(?P<no4>except(?:ing)?)\b
            | \b(?P<no5>except)(?:\s+for)?[\s*_]*[?:…]"""
        ),
    ),
    "es": Grammar(
        small=_words(
            "el la los las un una unos unas y e o u pero ni de del a al en con por "
            "para sin sobre entre es son era fue ser esta estan se le lo les me te nos "
            "su sus mi tu que quien cual como cuando donde si no ya muy mas tambien "
            "este ese eso esto hay ha han"
        ),
        filler=_words(
            "el la los las un una de del en es son era fue que cual cuales quien"
        ),
        naming=_words(
            "o u entre dice decir significa traduce plural singular pasado "
            "participio verbo palabra escribe llama sinonimo"
        ),
        negated=_stem(
            r"""(?<!por[ ])\b(?:cu[áa]l(?:es)?|qué|quién(?:es)?)\b
            (?:(?!\b(?:que|si|cuando|porque)\b)[^,;:.?!]){0,80}?\s
            [*_]*(?P<no>no|nunca)\b
            | \btod[oa]s\b[^;.?!]{0,80}?\b(?P<no2>excepto|salvo|menos)\b"""
        ),
    ),
    "fr": Grammar(
        small=_words(
            "le la les l un une des du de d et ou mais ni a au aux en dans par pour "
            "sur avec sans est sont etait fut etre se il elle ils elles on nous vous "
            "je tu me te son sa ses mon ma mes ton ta tes leur leurs que qui quoi dont "
            "ou ce cet cette ces ne pas oui non y plus tres"
        ),
        filler=_words(
            "le la les l un une des du de d en est sont etait fut que qui quel quelle"
        ),
        naming=_words(
            "ou entre dit dire signifie traduit pluriel singulier participe verbe "
            "mot ecrit appelle synonyme"
        ),
        negated=_stem(
            r"""\b(?:(?:le|la|les)?quel(?:le)?s?|qui|que)\b[^,;:.?!]{0,80}?
            (?:\bne\s+|\bn['’])\w+\s+(?:\w+\s+)?[*_]*(?P<no>pas|jamais|aucun\w*)\b
            | \b(?:tous|toutes)\b[^;.?!]{0,80}?\b(?P<no2>sauf|excepté)\b"""
        ),
    ),
    "de": Grammar(
        small=_words(
            "der die das den dem des ein eine einen einem einer eines und oder aber "
            "von vom zu zum zur in im an am auf aus bei mit nach fur uber unter vor "
            "ist sind war waren sein wird werden hat haben hatte es er sie wir ihr ich "
            "du ihm ihn ihnen mein dein sein seine ihre sich dass wenn als wie wer was "
            "wo nicht kein ja nein auch so nur sehr noch"
        ),
        filler=_words(
            "der die das den dem des ein eine von vom in im ist sind war waren "
            "wer was welche welcher welches"
        ),
        naming=_words(
            "oder zwischen heisst bedeutet ubersetzt mehrzahl plural singular "
            "partizip verb wort schreibt nennt synonym"
        ),
        negated=_stem(
            r"""\b(?:welche[rsmn]?|was|wer|wen|wem)\b[^,;:.?!]{0,80}?\s
            [*_]*(?P<no>nicht|nie|niemals|kein\w{0,2})\b
            | \balle[nsrm]?\b[^;.?!]{0,80}?\b(?P<no2>außer)\b"""
        ),
    ),
    "pt": Grammar(
        small=_words(
            "o a os as um uma uns umas e ou mas nem de do da dos das em no na nos nas "
            "ao aos por pelo pela para com sem sobre entre e sao era foi ser esta se "
            "ele ela eles elas lhe me te seu sua seus suas meu minha que quem qual "
            "como quando onde sim nao ja muito mais tambem este esse isso isto ha"
        ),
        filler=_words(
            "o a os as um uma de do da dos das em no na e sao era foi que qual quem"
        ),
        naming=_words(
            "ou entre diz dizer significa traduz plural singular passado participio "
            "verbo palavra escreve chama sinonimo"
        ),
        negated=_stem(
            r"""(?<!por[ ])\b(?:qual|quais|que|quem)\b
            (?:(?!\b(?:se|quando|porque)\b)[^,;:.?!]){0,80}?\s[*_]*(?P<no>não|nunca)\b
            | \btod[oa]s\b[^;.?!]{0,80}?\b(?P<no2>exceto|salvo|menos)\b"""
        ),
    ),
}
"""By the code that a deck's front matter gives."""
PLAIN = Grammar()
"""Any other language: nothing is known of it, so nothing is said."""


def grammar_of(code: str) -> Grammar:
    """The grammar of a code such as `es`, or `es-PE`."""
    return GRAMMARS.get(code.partition("-")[0].lower(), PLAIN)


@lru_cache(maxsize=100)
def asking_in(code: str) -> Asking:
    """What is known of the languages in which a deck of this language may ask."""
    grammars = tuple(dict.fromkeys((grammar_of(code), grammar_of("en"))))
    language = language_of(code)
    return Asking(
        language.negations.union(language.numerals, *(each.small for each in grammars)),
        frozenset().union(*(each.naming for each in grammars)),
        tuple(each.negated for each in grammars),
    )
