"""Payment codes read back: from the drawn page to the fields a bank takes."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber
import zxingcpp
from PIL import Image, ImageFilter

SWISS_FIELDS = (
    "qr_type", "version", "coding", "iban",
    "kind", "name", "street", "house_number", "postal_code", "town", "country",
    *(f"final_{number}" for number in range(7)),
    "amount", "currency",
    *(f"debtor_{number}" for number in range(7)),
    "reference_type", "reference", "message", "trailer",
)  # fmt: skip
EPC_FIELDS = (
    "tag", "version", "charset", "kind", "bic", "name", "iban", "amount", "purpose", "reference", "message",
)  # fmt: skip


def swiss_fields(payload: str) -> dict[str, str]:
    """The lines of a Swiss QR code by name."""
    return dict(zip(SWISS_FIELDS, payload.split("\n"), strict=True))


def epc_fields(payload: str) -> dict[str, str]:
    """The lines of an EPC code by name; the last ones may be left out."""
    lines = payload.split("\n")
    return dict(zip(EPC_FIELDS, [*lines, *[""] * (len(EPC_FIELDS) - len(lines))], strict=True))


def seen(pdf: bytes, dpi: int) -> Image.Image:
    """The page as a grey picture."""
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        page: Image.Image = book.pages[0].to_image(resolution=dpi, antialias=True).original
    return page.convert("L")


def without_grey(picture: Image.Image) -> Image.Image:
    """What a printer makes of it that knows black and white alone."""
    return picture.point(lambda light: 255 * (light > 127)).convert("1")


def faxed(picture: Image.Image) -> Image.Image:
    """Pale and out of focus."""
    pale = picture.point(lambda light: 70 + light * 150 // 255)
    return pale.filter(ImageFilter.GaussianBlur(1))


WAYS: dict[str, Callable[[bytes], Image.Image]] = {
    "at 200 dpi": lambda pdf: seen(pdf, 200),
    "at 300 dpi": lambda pdf: seen(pdf, 300),
    "in black and white": lambda pdf: without_grey(seen(pdf, 300)).convert("L"),
    "from a fax": lambda pdf: faxed(seen(pdf, 300)),
}


def scanned(picture: Image.Image) -> list[str]:
    """The text of every code on the picture."""
    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=wanted)]
