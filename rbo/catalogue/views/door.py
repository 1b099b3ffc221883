"""The addresses of the catalogue."""

from flask import Blueprint

bp = Blueprint("catalogue", __name__, url_prefix="/catalogue", template_folder="../templates")
