"""What a PDF says of itself: the document information, and the same as XMP.

In come a speech and its pages, out come a title, an author, the tool and perhaps
a date, written in two forms that must agree (ISO 19005-2, 6.6.3). The XMP also
claims PDF/A-2a and PDF/UA-1 and, as ISO 19005-2, 6.6.2.3 asks, describes the one
property it uses that XMP does not define.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from yinfa import __version__
from yinfa.flow import drawn
from yinfa.formats.timestamp import timestamp
from yinfa.layout.page import Page
from yinfa.speech import Speech
from yinfa.style.sheet import Sheet

TOOL = f"Yinfa {__version__}"


class Metadata(NamedTuple):
    """What is known of a document; `date` is when it was made, None where nobody says so."""

    title: str
    author: str | None
    date: datetime | None
    language: str

    def information(self) -> dict[str, str]:
        """The entries of the document information (ISO 32000-1, 14.3.3)."""
        entries = {"Title": self.title, "Creator": TOOL, "Producer": TOOL}
        if self.author:
            entries["Author"] = self.author
        if self.date:
            entries["CreationDate"] = entries["ModDate"] = f"{self.date:D:%Y%m%d%H%M%SZ}"
        return entries

    def xmp(self) -> bytes:
        """The XMP packet (ISO 16684-1)."""
        author = f"<dc:creator><rdf:Seq>{_item(self.author)}</rdf:Seq></dc:creator>" if self.author else ""
        moment = f"{self.date:%Y-%m-%dT%H:%M:%SZ}" if self.date else ""
        dates = f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>"
        language = _item(self.language)
        title = f'<rdf:li xml:lang="x-default">{_escaped(self.title)}</rdf:li>'
        return _PACKET.format(
            title=title,
            author=author,
            dates=dates if moment else "",
            language=language,
            tool=TOOL,
        ).encode()


def metadata(speech: Speech, pages: Sequence[Page], sheet: Sheet) -> Metadata:
    """What is known of a speech's document; one without a title is called by its first line.

    Raises UsageError where SOURCE_DATE_EPOCH is no moment in time.
    """
    first = next((line.text.strip() for page in pages for line in page.lines), "")
    title, author = (text and drawn(text, sheet.text) for text in (speech.title, speech.speaker))
    return Metadata(title or first, author, timestamp(), sheet.language)


def _item(text: str) -> str:
    return f"<rdf:li>{_escaped(text)}</rdf:li>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt>{title}</rdf:Alt></dc:title>
{author}<dc:language><rdf:Bag>{language}</rdf:Bag></dc:language>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
{dates}<pdf:Producer>{tool}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
