"""`/clients`: for whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import url_for

from rbo.api.v1.cursors import place
from rbo.api.v1.door import offer
from rbo.api.v1.etags import seen, tagged
from rbo.api.v1.shapes.clients import AskedClients, ClientList, ClientShape, NewClientShape, entered
from rbo.api.v1.shapes.lists import listed
from rbo.clients import queries, service

TAG = "Clients"


@offer("GET", "/clients", tag=TAG, takes=AskedClients, gives=ClientList)
def clients(asked: dict[str, Any]) -> Any:
    """Clients by name, those in the archive apart"""
    after = place(asked)
    found = queries.by_name(asked["q"], UUID(after) if after else None, asked["limit"] + 1)
    return listed(found, asked["limit"], lambda client: client.id)


@offer("POST", "/clients", tag=TAG, takes=NewClientShape, gives=ClientShape, status=201)
def add_client(said: dict[str, Any]) -> Any:
    """Write a client into the book"""
    client = service.add_client(service.NewClient(**said))
    return tagged(client, Location=url_for(".client", client_id=client.id))


@offer("GET", "/clients/<uuid:client_id>", tag=TAG, gives=ClientShape)
def client(client_id: UUID) -> Any:
    """One client"""
    return tagged(queries.by_id(client_id))


@offer("PATCH", "/clients/<uuid:client_id>", tag=TAG, takes=NewClientShape, gives=ClientShape)
def change_client(said: dict[str, Any], client_id: UUID) -> Any:
    """Change what is known about a client; what is left out stays"""
    found = queries.by_id(client_id)
    service.change_client(found, replace(entered(found), **said), seen(found))
    return tagged(found)
