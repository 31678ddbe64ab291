"""What a person's words ask for: words that all must be there, phrases, beginnings of words, alternatives, and words left out.

Words are folded alike in texts and in questions. Arabic words lose the article and what is written together with it, after the light
stemmer of Larkey, Ballesteros and Connell (SIGIR 2002), since whoever asks for a word means it with its article too; each Chinese sign
is a word, so that signs asked for together are a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from demarche.model.evidence import UseError
from demarche.subjects.texts.precedent import is_han, words

_PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|“(?P<curled>[^”]*)”|«(?P<pointed>[^»]*)»|(?P<word>\S+))')
_ARABIC = re.compile("[\u0621-\u064a]")
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_BEFORE = ("وال", "بال", "كال", "فال", "ولل", "لل", "ال")
_FEWEST_SIGNS = 3
OR, NOT = "OR", "NOT"
MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: each of `wanted` is a list of alternatives, one of which must be there; none of `unwanted` may be.

    A phrase is several words in order; `beginning` says that its last word is only begun.
    """

    wanted: tuple[tuple[Phrase, ...], ...]
    unwanted: tuple[Phrase, ...] = ()

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases that are looked for."""
        return tuple(phrase for some in self.wanted for phrase in some)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order. `beginning` says that the last one is only the beginning of a word."""

    words: tuple[str, ...]
    beginning: bool = False


def folded(text: str) -> list[str]:
    """The words of a text as they are searched for.

    >>> folded("وصول المساعدات الإنسانية"), folded("Émeutes, 人道")
    (['وصول', 'مساعدات', 'انسانيه'], ['émeutes', '人', '道'])
    """
    return _folded(words(text))


def _folded(spelled: Iterable[str]) -> list[str]:
    return [_arabic(word) if _ARABIC.search(word) else word for word in spelled]


def _arabic(word: str) -> str:
    """An Arabic word without its article, letters that are written in several ways in one."""
    plain = word.translate(_ALIKE)
    if plain.startswith("و") and len(plain) > _FEWEST_SIGNS + 1 and plain[1:3] != "ال":
        plain = plain[1:]
    for start in _BEFORE:
        if plain.startswith(start) and len(plain) - len(start) >= _FEWEST_SIGNS:
            return plain[len(start) :]
    return plain


def read_asked(text: str) -> Asked:
    """Read a question. Raises `UseError` where it names no word to look for, or more than `MOST_WORDS`.

    >>> read_asked('"humanitarian access" besieg* -embargo')
    Asked(wanted=((Phrase(words=('humanitarian', 'access'), beginning=False),), (Phrase(words=('besieg',), beginning=True),)), unwanted=(Phrase(words=('embargo',), beginning=False),))
    """
    wanted: list[list[Phrase]] = []
    unwanted: list[Phrase] = []
    alternative = negated = False
    for part in _PART.finditer(text):
        if part["word"] in {OR, NOT, "AND"}:
            alternative, negated = part["word"] == OR and bool(wanted), part["word"] == NOT
            continue
        quoted = next((part[name] for name in ("phrase", "curled", "pointed") if part[name] is not None), None)
        spelled = part["word"] if quoted is None else quoted
        own = tuple(folded(spelled))
        if not own:
            continue
        phrase = Phrase(own, spelled.rstrip().endswith("*") and not is_han(own[-1]))
        if negated or part["minus"]:
            unwanted.append(phrase)
        elif alternative:
            wanted[-1].append(phrase)
        else:
            wanted.append([phrase])
        alternative = negated = False
    if not wanted:
        raise UseError(
            "There is no word to look for." if not unwanted else "Words to leave out need a word to look for.",
            where=text,
            next_step='Give words, or a phrase in quotes: demarche search "humanitarian access" Sudan',
        )
    asked = sum(len(phrase.words) for phrase in (*(p for some in wanted for p in some), *unwanted))
    if asked > MOST_WORDS:
        raise UseError(
            f"A question of {asked} words is too long to search for.",
            next_step=f"Give at most {MOST_WORDS} words; a whole paragraph or draft is set beside adopted texts by demarche text.",
        )
    return Asked(tuple(tuple(some) for some in wanted), tuple(unwanted))


def as_phrase(argument: str) -> str:
    """An argument of a command line as part of a question: several words without signs of their own are a phrase.

    >>> as_phrase("humanitarian access"), as_phrase("relief"), as_phrase("relief OR aid")
    ('"humanitarian access"', 'relief', 'relief OR aid')
    """
    plain = argument.strip()
    parts = plain.split()
    if len(parts) < 2 or any(sign in plain for sign in '"“”«»') or any(p in {OR, NOT, "AND"} or p[0] == "-" for p in parts):
        return plain
    return f'"{plain}"'
