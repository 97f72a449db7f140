"""What a run or a paragraph of a DOCX looks like once all that it inherits is counted in.

The order is that of ISO/IEC 29500-1, 17.7.2: the document's defaults, the paragraph
style with all it is based on, the character style likewise, direct formatting.
Theme fonts are resolved to families.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yinfa.check.docx_package import Package, W
from yinfa.check.measured import Look

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = ("0", "false", "off")
_DEFAULT_SIZE = 10.0  # points, 17.3.2.38: what a run has where nobody says anything
_BY_ATTRIBUTE = ("spacing", "ind", "rFonts", "lang", "numPr")
_DEEPEST = 50  # styles based on each other

Properties = dict[str, dict[str, str]]
"""Properties by tag, the attributes of each by name, both without prefix.

Beside the tags stand ``family``, whose ``val`` is the font of Chinese characters, and ``latin``,
that of Latin letters and digits, empty where the theme rules it.
"""


class Formatting:
    """The styles of a document, by which properties are resolved."""

    def __init__(self, package: Package) -> None:
        root = package.optional("styles")
        self._root = root
        self._theme = package.optional("theme")
        styles = [] if root is None else list(root.iter(f"{W}style"))
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self._default = next((key for key, style in self._styles.items() if _is_default(style)), "")
        self._chains: dict[tuple[str, str], Properties] = {}

    def paragraph(self, paragraph: Any) -> Properties:
        """The properties of a paragraph."""
        own = self._read(paragraph.find(f"{W}pPr"))
        return _overlaid(self._defaults("pPr"), self._chain(self.style_of(paragraph), "pPr"), own)

    def style_of(self, paragraph: Any) -> str:
        """The identifier of a paragraph's style."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = named.get(f"{W}val", "") if named is not None else ""
        return style if style in self._styles else self._default

    def run(self, run: Any, style: str) -> Properties:
        """The properties of a run in a paragraph of a style."""
        own = self._read(run.find(f"{W}rPr"))
        around = self._chain(style, "rPr")
        character = self._chain(own.get("rStyle", {}).get("val", ""), "rPr")
        found = _overlaid(self._defaults("rPr"), around, character, own)
        if "b" in around and "b" in character and "b" not in own:
            # a toggle: what both styles set cancels out (17.7.3)
            found["b"] = {"val": str(int(is_on(around, "b") != is_on(character, "b")))}
        return found

    def character(self, style: str) -> Properties:
        """The properties of runs in a character style, beside the paragraph's."""
        return _overlaid(self._defaults("rPr"), self._chain(style, "rPr"))

    def borders(self, paragraph: Any) -> list[dict[str, str]]:
        """The borders below and above a paragraph, the attributes of each by name."""
        styles = self._ancestry(self.style_of(paragraph))
        for properties in (paragraph.find(f"{W}pPr"), *(style.find(f"{W}pPr") for style in styles)):
            found = None if properties is None else properties.find(f"{W}pBdr")
            if found is not None:
                sides = (found.find(f"{W}{side}") for side in ("bottom", "top"))
                return [
                    {_local(key): value for key, value in side.attrib.items()}
                    for side in sides
                    if side is not None and side.get(f"{W}val") not in ("none", "nil")
                ]
        return []

    def normal(self) -> Properties:
        """The properties of runs in the default paragraph style: a grid of characters counts from them."""
        return _overlaid(self._defaults("rPr"), self._chain(self._default, "rPr"))

    def language(self) -> str:
        """The language of East Asian text in the document's defaults or its default style."""
        return self.normal().get("lang", {}).get("eastAsia", "")

    def _defaults(self, kind: str) -> Properties:
        return (
            {}
            if self._root is None
            else self._read(self._root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}"))
        )

    def _chain(self, style: str, kind: str) -> Properties:
        """What a style says, with all it is based on."""
        if (style, kind) not in self._chains:
            levels = [self._read(one.find(f"{W}{kind}")) for one in self._ancestry(style)]
            self._chains[style, kind] = _overlaid(*reversed(levels))
        return self._chains[style, kind]

    def _ancestry(self, style: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            element = self._styles.get(style)
            if element is None:
                return
            yield element
            base = element.find(f"{W}basedOn")
            style = base.get(f"{W}val", "") if base is not None else ""

    def _read(self, properties: Any) -> Properties:
        """The properties that one element sets itself."""
        if properties is None:
            return {}
        found = {
            _local(child.tag): {_local(key): value for key, value in child.attrib.items()}
            for child in properties.iterchildren(f"{W}*")
        }
        for child in properties.iterchildren(f"{W}numPr"):
            found["numPr"] = {_local(one.tag): one.get(f"{W}val", "") for one in child}
        fonts = found.get("rFonts", {})
        family = (
            self._theme_font(fonts["eastAsiaTheme"]) if "eastAsiaTheme" in fonts else fonts.get("eastAsia")
        )
        if "asciiTheme" in fonts or "ascii" in fonts:
            found["latin"] = {"val": "" if "asciiTheme" in fonts else fonts["ascii"]}
        return {**found, "family": {"val": family}} if family else found

    def _theme_font(self, reference: str) -> str:
        """The family of a reference to the theme, such as minorEastAsia; Chinese may hang on the script."""
        kind = "majorFont" if reference.startswith("major") else "minorFont"
        fonts = None if self._theme is None else next(self._theme.iter(f"{_A}{kind}"), None)
        if fonts is None:
            return ""
        named = fonts.find(f"{_A}ea")
        if named is not None and named.get("typeface"):
            return str(named.get("typeface"))
        scripts = (
            font.get("typeface", "") for font in fonts.iter(f"{_A}font") if font.get("script") == "Hans"
        )
        return next(scripts, "")


def look(properties: Properties) -> Look:
    """Family of the Chinese characters, size in points, weight, colour."""
    color = properties.get("color", {}).get("val", "auto")
    return Look(
        family=properties.get("family", {}).get("val", ""),
        size=number(properties, "sz", "val", 0.5, _DEFAULT_SIZE),
        bold=is_on(properties, "b"),
        color="#000000" if color == "auto" else f"#{color.upper()}",
    )


def is_on(properties: Properties, tag: str, *, default: bool = False) -> bool:
    """Whether a flag is set; without a value it is."""
    return properties[tag].get("val", "1") not in _OFF if tag in properties else default


def number(properties: Properties, tag: str, attribute: str, scale: float, default: float = 0.0) -> float:
    """A number times a scale, such as 1/20 for twips in points; the default where there is none."""
    try:
        return float(properties.get(tag, {})[attribute]) * scale
    except (KeyError, ValueError):
        return default


def _overlaid(*levels: Properties) -> Properties:
    """Properties of which the later count more; some are inherited attribute by attribute."""
    found: Properties = {}
    for level in levels:
        for tag, attributes in level.items():
            kept = found.get(tag, {}) if tag in _BY_ATTRIBUTE else {}
            if tag == "ind":
                kept = _without_first(kept, attributes)
            found[tag] = {**kept, **attributes}
    return found


def _without_first(inherited: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """Indents without those of the first line where it has its own, in or out (17.3.1.12)."""
    kinds = {"firstLine", "hanging"}
    own_kinds = {kind for kind in kinds if kind in own or f"{kind}Chars" in own}
    lost = kinds - own_kinds if own_kinds else set()
    return {key: value for key, value in inherited.items() if key.removesuffix("Chars") not in lost}


def _is_default(style: Any) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
