"""The two rows of headings as the owner of the workbook wrote them."""

from __future__ import annotations

BED = ("Manufacturer", "Model", "Gauge", "Tension", "Price", "BYO")
CLIENT_GROUPS = (
    ("", ("ID",)),
    ("Dates", ("Ordered", "Strung", "Returned", "Paid")),
    ("Player", ("Last Name", "First Name")),
    ("Racquet", ("Model", "Head Size", "String Pattern")),
    ("Main-String", BED),
    ("Cross-String", BED),
    ("Price", ("Labor", "Strings", "Total")),
    ("", ("DT",)),
    ("", ("Comments",)),
    ("Status", ("Ordered", "Strung", "Payment open", "Done")),
    ("Stats", ("Year", "Month", "Strung")),
)
OWN_BED = (*BED[:4], "Colour")
OWN_GROUPS = (
    ("", ("ID",)),
    ("Dates", ("Strung",)),
    ("Racquet", ("ID", "Model", "Head Size", "String Pattern")),
    ("Main-String", OWN_BED),
    ("Cross-String", OWN_BED),
    ("", ("Method",)),
    ("", ("DT",)),
    ("", ("Comments",)),
    ("Stats", ("Year",)),
)
LIST_GROUPS = (
    ("BYO", ("Values",)),
    ("My Racquets", ("ID", "Racket", "String Pattern", "Head Size", "Year", "Current", "# Stringjobs")),
)
CLIENTS, OWN, LISTS = "Client-Stringing-Orders", "Self-Stringing-Orders", "Lists"
