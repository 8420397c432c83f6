"""Which column of a table holds what: by names that are known, or as a person says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.errors import UsageError
from quizapp.formats.lines import FIELDS
from quizapp.text import folded

ROLES = ("question", "answer", "topic", *FIELDS)
"""What a column may be; `""` stands for one that is left out."""
LEFT_OUT = "-"
_WORD = re.compile(r"[^\W\d_][\w-]{1,24}")

_NAMES = {
    "question": "question questions front term prompt word expression statement q "
    "pregunta anverso termino palabra expresion pergunta frente termo palavra recto "
    "terme mot frage vorderseite begriff wort ausdruck",
    "answer": "answer answers back definition translation meaning response solution a "
    "respuesta reverso definicion traduccion significado solucion resposta verso "
    "definicao traducao reponse traduction sens antwort ruckseite ubersetzung "
    "bedeutung losung",
    "topic": "topic category chapter section subject unidad tema categoria capitulo "
    "categorie chapitre sujet thema kategorie kapitel",
    "id": "id guid",
    "type": "type tipo typ",
    "tags": "tags tag labels etiquetas etiquettes schlagworter",
    "note": "note notes comment comments remark remarks explanation nota notas "
    "comentario explicacion remarque explication notiz anmerkung erklarung",
    "source": "source paragraph page fuente fonte quelle seite",
    "cite": "cite citation quote cita citacao zitat",
    "accept": "accept accepted synonyms synonym alternatives sinonimos synonymes "
    "synonyme",
    "wrong": "wrong distractors incorrect falsas incorrectas falsch",
    "unit": "unit units unidades unite einheit",
}
_LANGUAGES = {
    "ar": "arabic arabe arabisch",
    "ca": "catalan katalanisch",
    "cs": "czech checo tschechisch tcheque",
    "de": "german aleman deutsch allemand alemao",
    "el": "greek griego griechisch grec grego",
    "en": "english ingles englisch anglais",
    "es": "spanish espanol castellano spanisch espagnol espanhol",
    "fr": "french frances francais franzosisch",
    "he": "hebrew hebreo hebraisch hebreu",
    "it": "italian italiano italienisch italien",
    "ja": "japanese japones japanisch japonais",
    "ko": "korean coreano koreanisch coreen",
    "la": "latin latein",
    "nl": "dutch neerlandes niederlandisch neerlandais holandes",
    "pl": "polish polaco polnisch polonais",
    "pt": "portuguese portugues portugiesisch portugais",
    "qu": "quechua",
    "ru": "russian ruso russisch russe russo",
    "sv": "swedish sueco schwedisch suedois",
    "tr": "turkish turco turkisch turc",
    "zh": "chinese chino chinesisch chinois chines mandarin",
}
_LANGUAGE = {word: code for code, words in _LANGUAGES.items() for word in words.split()}
_ROLE = {
    **{role: role for role in ROLES},
    **{word: role for role, words in _NAMES.items() for word in words.split()},
}


def role_of(name: str) -> str:
    """What a column of this name holds; empty when the name is not known."""
    return _ROLE.get(_plain(name), "")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", folded(name))


def roles_of(cells: Sequence[str]) -> tuple[str, ...]:
    """What each cell of a first record names, if anything.

    A role that is named twice is the first column's. The names of two languages are a
    question's and an answer's, where nothing else is.
    """
    columns: list[str] = []
    for cell in cells:
        role = role_of(cell) if len(cell) < 40 else ""
        columns.append("" if role in columns else role)
    languages = [_LANGUAGE.get(_plain(cell), "") for cell in cells]
    if not {"question", "answer"} & set(columns):
        if len(told := [each for each in languages if each]) == len(set(told)) == 2:
            first, second = (at for at, each in enumerate(languages) if each)
            columns[first], columns[second] = "question", "answer"
    return tuple(columns)


def filled(roles: Sequence[str], rest: str = "") -> tuple[str, ...]:
    """The roles, with question and answer, as far as they are missing, in the place of
    the first ones that are not known, and `rest` in that of the others."""
    missing = iter([each for each in ROLES[:2] if each not in roles])
    return tuple(role or next(missing, rest) for role in roles)


def header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns that a first record names, if it names a question and an answer."""
    columns = roles_of(cells)
    return columns if {"question", "answer"} <= set(columns) else ()


def unknown_header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The columns of a first record that is a header, its names known or not; none if
    it is not clear what they hold."""
    named = cells[: max((n for n, cell in enumerate(cells, 1) if cell), default=0)]
    columns = filled(roles_of(named), rest=LEFT_OUT)
    is_clear = LEFT_OUT not in columns and {"question", "answer"} <= set(columns)
    return (*columns, *[""] * (len(cells) - len(named))) if is_clear else ()


def may_be_header(cells: Sequence[str]) -> bool:
    """Whether a first record may name the columns: each cell is one short word."""
    named = [cell for cell in cells if cell]
    return len(named) > 1 and all(map(_WORD.fullmatch, named))


def named_columns(told: str) -> tuple[str, ...]:
    """The columns of `--columns question,answer,-`. Raises `UsageError`."""
    columns: list[str] = []
    for name in told.split(","):
        name = name.strip()
        role = "" if name == LEFT_OUT else role_of(name)
        if not role and name != LEFT_OUT:
            raise UsageError(
                f"--columns: «{name}» is no column that is known; there are "
                f"{', '.join(ROLES)}, and - for one to leave out."
            )
        if role and role in columns:
            raise UsageError(f"--columns: {role} stands there twice. Keep one.")
        columns.append(role)
    if "question" not in columns:
        raise UsageError(
            "--columns: say which one is the question, as in question,answer,-"
        )
    return tuple(columns)
