"""The parts of PDF/X-4 (ISO 15930-7:2010): page boxes, output intent and metadata."""

from __future__ import annotations

import hashlib
import io
import uuid
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

_CONDITIONS = {"FOGRA39L Coated": "FOGRA39"}
"""Names of printing conditions in the ICC registry (color.org/registry), by the description in the profile."""

_REGISTRY = "http://www.color.org"

CLAIMS_KEY = "/Claims"
"""The entry with the values that a booklet was built from. It is kept for the audit."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:format>application/pdf</dc:format>
<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>{date}T00:00:00Z</xmp:MetadataDate>
<xmp:CreatorTool>factpress</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def profile_name(profile: bytes) -> str:
    """The description in an ICC profile; empty if it has none."""
    try:
        return " ".join(ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))).split())
    except (ImageCms.PyCMSError, OSError, ValueError):
        return ""


def trim_pages(file: pikepdf.Pdf, multiple: int) -> None:
    """Set trim and bleed boxes, remove links, and fill up with blank pages to whole sheets.

    Blank pages are inserted before the last one, so that the back cover stays last. One or two pages stay as they are.
    """
    for page in file.pages:
        page.trimbox = Array(page.trimbox)
        page.bleedbox = Array(page.mediabox)
        for key in ("/Annots", "/Tabs", "/CropBox", "/ArtBox"):
            if key in page.obj:
                del page.obj[key]
    _remove_links(file)
    lacking = -len(file.pages) % multiple if len(file.pages) > 2 else 0
    last = file.pages[-1]
    for _ in range(lacking):
        blank = Dictionary(
            Type=Name.Page,
            MediaBox=Array(last.mediabox),
            BleedBox=Array(last.bleedbox),
            TrimBox=Array(last.trimbox),
            Resources=Dictionary(),
            Contents=pikepdf.Stream(file, b""),
        )
        file.pages.insert(len(file.pages) - 1, pikepdf.Page(file.make_indirect(blank)))


def _remove_links(file: pikepdf.Pdf) -> None:
    """Remove references to links from the tags. The other tags are kept for the audit."""
    for thing in file.objects:
        if isinstance(thing, Dictionary) and "/S" in thing and "/K" in thing:
            kids = thing["/K"]
            if isinstance(kids, Array):
                thing["/K"] = Array([kid for kid in list(kids) if not _is_link(kid)])
            elif _is_link(kids):
                del thing["/K"]


def _is_link(kid: object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"


def mark_as_x4(file: pikepdf.Pdf, profile: bytes, *, title: str, author: str, date: str, name: str) -> None:
    """Add output intent and metadata. Dates and identifiers depend on the arguments only, not on the clock."""
    root = file.Root
    for key in ("/AA", "/OpenAction", "/AcroForm"):
        if key in root:
            del root[key]
    described = profile_name(profile)
    condition = _CONDITIONS.get(described)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition or described),
        Info=String(described),
        DestOutputProfile=file.make_indirect(pikepdf.Stream(file, profile, N=4)),
    )
    if condition is not None:
        intent.RegistryName = String(_REGISTRY)
    root.OutputIntents = Array([file.make_indirect(intent)])
    document = uuid.uuid5(uuid.NAMESPACE_URL, f"{author}/{title}/{name}/{date}")
    xmp = _XMP.format(
        title=escape(title), author=escape(author), date=date, document=document, instance=_instance(file, document)
    )
    root.Metadata = file.make_indirect(pikepdf.Stream(file, xmp.encode(), Type=Name.Metadata, Subtype=Name.XML))
    day = String(f"D:{date.replace('-', '')}000000Z")
    made = file.trailer.get("/Info", Dictionary()).get(CLAIMS_KEY)
    file.trailer.Info = file.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(author),
            Creator=String("factpress"),
            Producer=String("factpress, WeasyPrint, pikepdf"),
            CreationDate=day,
            ModDate=day,
            Trapped=Name("/False"),
            GTS_PDFXVersion=String("PDF/X-4"),
        )
    )
    if made is not None:
        file.trailer.Info[CLAIMS_KEY] = made


def _instance(file: pikepdf.Pdf, document: uuid.UUID) -> uuid.UUID:
    """An identifier that depends on the content of the pages."""
    painted = hashlib.sha256()
    for page in file.pages:
        painted.update(page.Contents.read_bytes())
    return uuid.uuid5(document, painted.hexdigest())
