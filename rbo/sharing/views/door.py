"""The addresses of grants, of the inbox, and of the grants of one order."""

from flask import Blueprint

bp = Blueprint("sharing", __name__, template_folder="../templates")
