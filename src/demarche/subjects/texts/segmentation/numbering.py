"""The number of each labelled paragraph, one after another through a text that prints no nesting."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.subjects.texts.segmentation.labels import Label


@dataclass(slots=True)
class _Level:
    """One level of labels: its style, how far it has come, and how a citation writes where it stands."""

    style: str
    value: int
    cited: str


class Numbering:
    """Follows the labels of a text and says what number each one gives its paragraph."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    def restart(self) -> None:
        """Begin anew, as an annex does."""
        self._levels = []

    @property
    def current(self) -> str:
        """The number last given, with its points."""
        return " ".join(level.cited for level in self._levels)

    @property
    def paragraph(self) -> str:
        """The number of the whole paragraph last given, without points."""
        return self._levels[0].cited if self._levels else ""

    @property
    def in_article(self) -> bool:
        """Whether an article began and no number within it has come yet."""
        return len(self._levels) == 1 and self._levels[0].style.startswith("named")

    def expects(self, label: Label) -> bool:
        """Whether a label carries on a sequence that is open."""
        return any((level.style, level.value + 1) in label.readings for level in self._levels)

    def may_come(self, label: Label) -> bool:
        """Whether a label can stand at this place: it carries a sequence on, begins one, or is a dash."""
        return label.first or label.readings[0][0] == "bullet" or self.expects(label)

    def place(self, label: Label, following: Label | None = None, *, below: bool = False) -> str:
        """Give the number of a label, where `following` is the label after it.

        `below` says that the paragraph before announces a list, so that a sequence begun anew belongs below it.
        """
        carried_on = self._continue(label, following)
        if carried_on is None:
            style, value = _reading(label, following)
            if label.opens and not (below and value == 1 and self._levels):
                self._open(style)
            elif style == "bullet":
                self._levels = [level for level in self._levels if level.style != "bullet"]
            elif not below and any(level.style == style for level in self._levels):
                del self._levels[next(place for place, level in enumerate(self._levels) if level.style == style) :]
            carried_on = _Level(style, value, label.cited)
        if carried_on.style == "1" and self._levels and self._levels[0].style.startswith("named"):
            carried_on.cited = f"({carried_on.value})"
        self._levels.append(carried_on)
        return self.current

    def _open(self, style: str) -> None:
        """Drop what a whole paragraph ends: everything, but not the article that a numbered paragraph stands in."""
        named = [level for level in self._levels[:1] if level.style.startswith("named")]
        self._levels = named if named and (style == "1" or style.startswith("decimal")) else []
        if style.startswith("decimal"):
            self._levels = []

    def _continue(self, label: Label, following: Label | None) -> _Level | None:
        """The level that the label carries on, taken off the stack with all below it."""
        if ("roman a", 1) in label.readings and following is not None and ("roman a", 2) in following.readings:
            return None
        for place in range(len(self._levels) - 1, -1, -1):
            level = self._levels[place]
            if level.style == "bullet" and label.readings[0][0] == "bullet":
                del self._levels[place:]
                return _Level("bullet", 0, label.cited)
            if (level.style, level.value + 1) in label.readings:
                del self._levels[place:]
                return _Level(level.style, level.value + 1, label.cited)
        return None


def _reading(label: Label, following: Label | None) -> tuple[str, int]:
    """How to read a label that carries nothing on: as what the label after it carries on, else as the first of a sequence."""
    ahead = following.readings if following is not None else ()
    return next(
        ((style, value) for style, value in label.readings if (style, value + 1) in ahead),
        next((reading for reading in label.readings if reading[1] == 1), label.readings[0]),
    )
