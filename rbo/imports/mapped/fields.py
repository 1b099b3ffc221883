"""What a column of a file may hold: its name for people, and the words that it is usually headed with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _


class Holds(Enum):
    """What has to be known of a column besides its name."""

    WORDS = "words"
    NUMBER = "number"
    PULL = "pull"
    DAY = "day"


@dataclass(frozen=True)
class Field:
    """One thing a row may say; *words* are headings in small letters, without spaces and signs."""

    key: str
    label: Any
    words: str
    holds: Holds = Holds.WORDS


FIELDS = (
    Field("Player/Name", _("Client"), "client name player customer kunde spieler kundin who"),
    Field(
        "RBO/Own racket",
        _("My own racket"),
        "ownracket own myracket myownracket private privat eigener eigenerschläger meineigenerschläger",
    ),
    Field("Player/First Name", _("First name"), "firstname vorname givenname"),
    Field("Player/Last Name", _("Last name"), "lastname surname nachname familyname familienname"),
    Field("Player/Email", _("Email"), "email mail emailaddress mailadresse"),
    Field("Player/Phone", _("Phone"), "phone mobile telephone telefon handy natel"),
    Field(
        "Dates/Ordered",
        _("Ordered"),
        "ordered date received in datum auftrag bestellt angenommen eingang",
        Holds.DAY,
    ),
    Field("Dates/Strung", _("Strung"), "strung done strungon bespannt besaitet besaitetam", Holds.DAY),
    Field("Dates/Returned", _("Returned"), "returned pickedup out zurück abgeholt zurückgegeben", Holds.DAY),
    Field("Dates/Paid", _("Paid"), "paid paidon bezahlt bezahltam", Holds.DAY),
    Field("Racquet/Model", _("Racket"), "racket racquet racketmodel frame schläger rahmen"),
    Field("RBO/Racket ID", _("Short id"), "racketid racquetid shortid instanceid schlägerid kürzel"),
    Field("Racquet/Head Size", _("Head size"), "headsize kopfgrösse schlägerkopf", Holds.NUMBER),
    Field(
        "Racquet/String Pattern", _("Pattern"), "pattern stringpattern besaitungsbild bespannbild saitenbild"
    ),
    Field(
        "Main-String/Model",
        _("Mains"),
        "mains main string strings mainstring saite längs längssaite längssaiten",
    ),
    Field(
        "Main-String/Gauge",
        _("Gauge of the mains"),
        "gauge maingauge mainsgauge gaugeofthemains stärke dicke durchmesser durchmesserlängs",
    ),
    Field(
        "Main/Tension",
        _("Tension of the mains"),
        "tension maintension mainstension kg lb lbs tensionofthemains besaitungshärte härtederlängssaiten",
        Holds.PULL,
    ),
    Field(
        "RBO/Main colour",
        _("Colour of the mains"),
        "colour color maincolour maincolor farbe colourofthemains farbederlängssaiten",
    ),
    Field(
        "Main-String/Price",
        _("Price of the mains"),
        "stringprice mainprice mainsprice saitenpreis priceofthemains preisderlängssaiten",
        Holds.NUMBER,
    ),
    Field(
        "Main-String/BYO",
        _("Own string in the mains"),
        "byo ownstring eigenesaite mainbyo ownstringinthemains eigenesaitelängs",
    ),
    Field("Cross-String/Model", _("Crosses"), "crosses cross crossstring quer quersaite quersaiten"),
    Field(
        "Cross-String/Gauge",
        _("Gauge of the crosses"),
        "crossgauge crossesgauge gaugeofthecrosses durchmesserquer",
    ),
    Field(
        "Cross/Tension",
        _("Tension of the crosses"),
        "crosstension crossestension härtequer tensionofthecrosses härtederquersaiten",
        Holds.PULL,
    ),
    Field(
        "RBO/Cross colour",
        _("Colour of the crosses"),
        "crosscolour crosscolor colourofthecrosses farbederquersaiten",
    ),
    Field(
        "Cross-String/Price",
        _("Price of the crosses"),
        "crossprice crossesprice priceofthecrosses preisderquersaiten",
        Holds.NUMBER,
    ),
    Field(
        "Cross-String/BYO", _("Own string in the crosses"), "crossbyo ownstringinthecrosses eigenesaitequer"
    ),
    Field("Price/Labor", _("Labour"), "labour labor price total amount arbeit preis betrag", Holds.NUMBER),
    Field("RBO/Extras", _("Extras"), "extras extra overgrip grip griffband zusatz zubehör"),
    Field(
        "RBO/Extras price",
        _("Price of the extras"),
        "priceoftheextras extrasprice extraprice preisderextras extraspreis",
        Holds.NUMBER,
    ),
    Field(
        "Comments/Comments", _("Comments"), "comments comment notes note bemerkung bemerkungen notiz notizen"
    ),
)
BY_KEY = {field.key: field for field in FIELDS}
