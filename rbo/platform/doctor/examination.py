"""Every part, looked at in turn."""

from collections.abc import Mapping

from flask_babel import gettext as _

from rbo.platform.config import BadSetting, read_settings
from rbo.platform.doctor import paper, programs, servers, storage
from rbo.platform.doctor.finding import Finding, missing, ok
from rbo.platform.embedded.services import wants_embedded, with_secret


def examine(
    environ: Mapping[str, str], processes: int = servers.USUAL_PROCESSES, *, drawn_within_s: int = 0
) -> list[Finding]:
    """What was found, part by part; *processes* reach Postgres without a pooler.

    A drawing of the last *drawn_within_s* seconds counts as one.
    """
    is_prod = environ.get("RBO_ENV") == "prod"
    for_tests = [] if is_prod else [programs.chromium(environ), programs.pgbouncer(), programs.node()]
    return [
        servers.python(),
        settings(environ),
        servers.postgres(environ),
        *servers.signed_in_roles(environ),
        *servers.connections(environ, processes),
        servers.redis_server(environ),
        storage.storage(environ),
        paper.fonts(),
        paper.engine(environ, drawn_within_s),
        *for_tests,
    ]


def settings(environ: Mapping[str, str]) -> Finding:
    """What the environment says."""
    try:
        found = read_settings(with_secret(environ))
    except BadSetting as bad:
        return missing(_("Settings"), str(bad), _("set it in the environment"))
    alone = _("with servers of its own") if wants_embedded(environ) else ""
    where = _("data in %(folder)s", folder=found.data_dir)
    return ok(_("Settings"), ", ".join(filter(None, (f"RBO_ENV={found.env}", alone, where))))
