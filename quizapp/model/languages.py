"""What judging an answer must know of a language: a few closed sets of words.

All words stand in the form in which answers are compared: small letters, no accents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words of one language that an answer may do without, or must not change.

    There is one object a language, which stands for it.
    """

    definite: frozenset[str] = frozenset()
    """Articles that mean nothing wherever they stand."""
    leading: frozenset[str] = frozenset()
    """Articles that mean nothing at the beginning; elsewhere they may be a name."""
    ampersand: str = "and"
    negations: frozenset[str] = frozenset()
    numerals: Mapping[str, int] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    accented: Mapping[str, str] = field(default_factory=dict)
    """Those of the months that are written with an accent."""
    closed: frozenset[str] = frozenset()
    """Words that are each other's twins: weekdays, points of the compass."""
    short: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Names of units, and the sign that each is written as."""
    is_gendered: bool = False
    """Whether a last `o` or `a` tells a man from a woman."""
    decimal: str = "."
    """The decimal mark."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _numerals(ones: str, tens: str, others: str = "") -> Mapping[str, int]:
    """0, 1, 2, … in `ones`, 20, 30, … in `tens`; `name=number` in `others`."""
    told = {word: number for number, word in enumerate(ones.split())}
    told |= {word: 10 * number for number, word in enumerate(tens.split(), 2)}
    for each in others.split():
        word, _, number = each.partition("=")
        told[word] = int(number)
    return told


def _pairs(text: str) -> Mapping[str, str]:
    return dict(each.split("=") for each in text.split())


_UNITS = _pairs(
    "percent=% kilometre=km kilometres=km kilometer=km kilometers=km metre=m metres=m "
    "meter=m meters=m centimetre=cm centimetres=cm centimeter=cm centimeters=cm "
    "kilogram=kg kilograms=kg kilo=kg kilos=kg gram=g grams=g litre=l litres=l "
    "liter=l liters=l mile=mi miles=mi foot=ft feet=ft inch=in inches=in pound=lb "
    "pounds=lb tonne=t tonnes=t tons=t dollar=$ dollars=$ usd=$ us$=$ euro=€ euros=€ "
    "eur=€ gbp=£ yen=¥ jpy=¥ second=s seconds=s sec=s minute=min minutes=min hour=h "
    "hours=h day=d days=d year=y years=y yr=y yrs=y watt=w watts=w volt=v volts=v "
    "degree=° degrees=° c=°c celsius=°c degreescelsius=°c f=°f fahrenheit=°f "
    "degreesfahrenheit=°f"
)

LANGUAGES: Mapping[str, Language] = {
    "en": Language(
        definite=_words("the"),
        leading=_words("a an"),
        negations=_words("no not non never without nor neither none cannot"),
        numerals=_numerals(
            "zero one two three four five six seven eight nine ten eleven twelve "
            "thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
            "twenty thirty forty fifty sixty seventy eighty ninety",
            "hundred=100 thousand=1000 first=1 second=2 third=3 fourth=4 fifth=5 "
            "sixth=6 seventh=7 eighth=8 ninth=9 tenth=10",
        ),
        months=tuple(
            "january february march april may june july august september october "
            "november december".split()
        ),
        closed=_words(
            "monday tuesday wednesday thursday friday saturday sunday north south "
            "east west"
        ),
        short=_pairs(
            "st=saint mt=mount ft=fort dr=doctor mr=mister prof=professor gen=general "
            "gov=governor pres=president sen=senator govt=government dept=department "
            "univ=university intl=international corp=corporation inc=incorporated "
            "ltd=limited jr=junior sr=senior vs=versus"
        ),
        units=_UNITS,
    ),
    "es": Language(
        definite=_words("el la los las"),
        leading=_words("un una unos unas lo"),
        ampersand="y",
        negations=_words("no sin nunca ni jamas ningun ninguna ninguno"),
        numerals=_numerals(
            "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece "
            "catorce quince dieciseis diecisiete dieciocho diecinueve",
            "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
            "cien=100 ciento=100 mil=1000 primero=1 segundo=2 tercero=3 cuarto=4 "
            "quinto=5 sexto=6 septimo=7 octavo=8 noveno=9 decimo=10",
        ),
        months=tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
            "noviembre diciembre".split()
        ),
        closed=_words(
            "lunes martes miercoles jueves viernes sabado domingo norte sur este oeste"
        ),
        short=_pairs(
            "sr=senor sra=senora dr=doctor dra=doctora sta=santa sto=santo "
            "pdte=presidente gral=general av=avenida"
        ),
        units={
            **_UNITS,
            **_pairs("kilometros=km metros=m porciento=% dolares=$ anos=y dias=d"),
        },
        is_gendered=True,
        decimal=",",
    ),
    "fr": Language(
        definite=_words("le la les"),
        leading=_words("un une des du"),
        ampersand="et",
        negations=_words("non pas sans jamais ni aucun aucune ne"),
        numerals=_numerals(
            "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize "
            "quatorze quinze seize",
            "vingt trente quarante cinquante soixante",
            "cent=100 mille=1000 premier=1 deuxieme=2 troisieme=3 quatrieme=4 "
            "cinquieme=5 sixieme=6 septieme=7 huitieme=8 neuvieme=9 dixieme=10",
        ),
        months=tuple(
            "janvier fevrier mars avril mai juin juillet aout septembre octobre "
            "novembre decembre".split()
        ),
        accented=_pairs("fevrier=février aout=août decembre=décembre"),
        closed=_words(
            "lundi mardi mercredi jeudi vendredi samedi dimanche nord sud est ouest"
        ),
        short=_pairs("st=saint ste=sainte dr=docteur mme=madame mlle=mademoiselle"),
        units={**_UNITS, **_pairs("pourcent=% dollars=$ ans=y annees=y jours=d")},
        decimal=",",
    ),
    "de": Language(
        definite=_words("der die das den dem des"),
        leading=_words("ein eine einen einem einer eines"),
        ampersand="und",
        negations=_words("nicht kein keine keinen keiner ohne nie niemals weder"),
        numerals=_numerals(
            "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf "
            "dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
            "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
            "hundert=100 tausend=1000 fuenf=5 zwoelf=12 fuenfzehn=15 fuenfzig=50 "
            "erste=1 zweite=2 dritte=3 vierte=4 funfte=5 sechste=6 siebte=7 achte=8 "
            "neunte=9 zehnte=10",
        ),
        months=tuple(
            "januar februar marz april mai juni juli august september oktober november "
            "dezember".split()
        ),
        accented=_pairs("marz=märz"),
        closed=_words(
            "montag dienstag mittwoch donnerstag freitag samstag sonntag norden suden "
            "osten westen nord sud ost west"
        ),
        short=_pairs("st=sankt dr=doktor hl=heilig prof=professor nr=nummer"),
        units={**_UNITS, **_pairs("prozent=% jahre=y tage=d stunden=h minuten=min")},
        decimal=",",
    ),
    "pt": Language(
        definite=_words("os as"),
        leading=_words("o a um uma uns umas"),
        ampersand="e",
        negations=_words("nao sem nunca nem jamais nenhum nenhuma"),
        numerals=_numerals(
            "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze "
            "quatorze quinze dezesseis dezessete dezoito dezenove",
            "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
            "cem=100 cento=100 mil=1000 catorze=14 uma=1 duas=2 primeiro=1 segundo=2 "
            "terceiro=3 quarto=4 quinto=5 sexto=6 setimo=7 oitavo=8 nono=9 decimo=10",
        ),
        months=tuple(
            "janeiro fevereiro marco abril maio junho julho agosto setembro outubro "
            "novembro dezembro".split()
        ),
        accented=_pairs("marco=março"),
        closed=_words(
            "segunda terca quarta quinta sexta sabado domingo norte sul leste oeste"
        ),
        short=_pairs(
            "sr=senhor sra=senhora dr=doutor dra=doutora sto=santo sta=santa d=dom"
        ),
        units={
            **_UNITS,
            **_pairs("quilometros=km metros=m porcento=% dolares=$ anos=y dias=d"),
        },
        is_gendered=True,
        decimal=",",
    ),
}
"""By the code that a deck's front matter gives."""
PLAIN = Language(ampersand="&")
"""Any other language: nothing is known of it."""


@lru_cache(maxsize=64)
def language_of(code: str) -> Language:
    """The language of a code such as `es`, or `es-PE`."""
    return LANGUAGES.get(code.partition("-")[0].lower(), PLAIN)
