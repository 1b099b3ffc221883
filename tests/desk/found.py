"""A book of some hundred clients, and what somebody at the bench types to find things in it."""

from __future__ import annotations

from itertools import product

from rbo.clients.models import ClientProfile
from rbo.clients.service import NewRacket, add_racket
from rbo.orders import service
from rbo.platform.db import db
from tests.make import a_client, an_order, today

FIRST = ("Anna", "Beat", "Carla", "Daniel", "Elena", "Fabio", "Greta", "Hugo", "Ines", "Jan", "Kim", "Luca")
LAST = (
    "Aebi",
    "Baumann",
    "Christen",
    "Frei",
    "Gerber",
    "Huber",
    "Imhof",
    "Keller",
    "Lang",
    "Meier",
    "Odermatt",
)
KNOWN = (  # first name, last name, phone, nickname, racket, its short id
    ("Zoë", "Müller-Ärni", "079 430 85 13", "Topspin", "Babolat Pure Drive", "PD_1"),
    ("Jürg", "Schneider", "+41 44 123 45 67", "", "Head Speed MP", "SP_7"),
    ("Hans-Peter", "Bühlmann", "0041 76 555 01 02", "Housi", "Völkl Organix 10", "VO_2021"),
    ("Ursula", "Strauß", "", "Ursi", "Yonex Ezone 100", "EZ100_2"),
    ("Matthias", "Hoffmann", "", "", "Wilson Clash 100", ""),
    ("Philipp", "Brändli", "", "", "Tecnifibre TFight 305", "TF_305"),
    ("Renée", "Dubois", "078 222 33 44", "", "Yonex Astrox 88D Pro", ""),
    ("Łukasz", "Nowak", "", "Luki", "Wilson Pro Staff 97", "PS97_1"),
    ("Björn", "Sørensen", "", "", "Prince Textreme Tour", ""),
    ("Lena", "Muster", "079 111 22 33", "", "Babolat Pure Aero 98", "PA98_2023_45"),
    ("Tim", "Probe", "", "", "Wilson Blade 98 v9", "BL98_1"),
    ("José", "García", "", "Pepe", "Head Gravity Pro", ""),
)
PAIRS = (  # what is typed, and the title that has to be among the first three
    ("lena", "Lena Muster"),
    ("MUSTER LENA", "Lena Muster"),
    ("zoe", "Zoë Müller-Ärni"),
    ("mueller", "Zoë Müller-Ärni"),
    ("muller arni", "Zoë Müller-Ärni"),
    ("Müller", "Zoë Müller-Ärni"),
    ("topspin", "Zoë Müller-Ärni"),
    ("430 85", "Zoë Müller-Ärni"),
    ("+41 79 430 85 13", "Zoë Müller-Ärni"),
    ("0794308513", "Zoë Müller-Ärni"),
    ("shcneider", "Jürg Schneider"),
    ("schnieder", "Jürg Schneider"),
    ("juerg", "Jürg Schneider"),
    ("0441234567", "Jürg Schneider"),
    ("buehlmann hans", "Hans-Peter Bühlmann"),
    ("hanspeter", "Hans-Peter Bühlmann"),
    ("housi", "Hans-Peter Bühlmann"),
    ("strauss", "Ursula Strauß"),
    ("straus", "Ursula Strauß"),
    ("hofman", "Matthias Hoffmann"),
    ("mathias", "Matthias Hoffmann"),
    ("filip", "Philipp Brändli"),
    ("braendli", "Philipp Brändli"),
    ("renee", "Renée Dubois"),
    ("lukasz", "Łukasz Nowak"),
    ("sorensen", "Björn Sørensen"),
    ("garcia@example", "José García"),
    ("pa98_2023_45", "Babolat Pure Aero 98 · PA98_2023_45"),
    ("blade", "Wilson Blade 98 v9 · BL98_1"),
    ("volkl", "Völkl Organix 10 · VO_2021"),
    ("tim blaed", "Wilson Blade 98 v9 · BL98_1"),
    ("2", "Order 2"),
    ("#3", "Order 3"),
    (f"{today().year}-0001", f"Receipt {today().year}-0001"),
    ("0002", f"Receipt {today().year}-0002"),
    ("hyper g", "Solinco Hyper-G"),
    ("alu powr", "Luxilon ALU Power"),
    ("new order for lena", "New stringjob for Lena Muster"),
    ("open settings", "Settings"),
    ("sign out", "Sign out"),
    ("neue besaitung für lena", "New stringjob for Lena Muster"),
    ("besaitung muster lena", "New stringjob for Lena Muster"),
    ("einstellungen öffnen", "Settings"),
    ("einstelungen", "Settings"),
    ("abmelden", "Sign out"),
    ("auswertungen", "Reports"),
    (f"beleg {today().year}-0001", f"Receipt {today().year}-0001"),
    ("auftrag 2", "Order 2"),
)


def a_full_book() -> None:
    """Some hundred clients, a dozen of them with a racket, four with an order, two with a receipt."""
    for first, last in product(FIRST, LAST):
        a_client(first, last, email=f"{first}.{last}@example.com".lower())
    known = [_known(*values) for values in KNOWN]
    orders = [an_order(client) for client in known[:4]]
    for order in orders[2:]:
        service.mark_strung(order, on=today())
    db.session.commit()


def _known(first: str, last: str, phone: str, nickname: str, label: str, instance_id: str) -> ClientProfile:
    email = f"{first}.{last}@example.com".lower()
    client = a_client(first, last, email=email, phone=phone, nickname=nickname)
    add_racket(client, NewRacket(label=label, instance_id=instance_id))
    return client
