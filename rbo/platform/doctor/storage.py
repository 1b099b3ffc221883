"""Where exports lie: a word is written there, read and taken away again."""

from collections.abc import Mapping
from secrets import token_hex

from flask_babel import gettext as _

from rbo.platform.config import BadSetting, read_settings
from rbo.platform.doctor.finding import Finding, missing, ok
from rbo.platform.embedded.services import with_secret
from rbo.platform.storage.files import storage_at
from rbo.platform.storage.stored import NoFile, Storage, StorageAway

WORD = b"rbo doctor was here"


def storage(environ: Mapping[str, str]) -> Finding:
    """The folder or the bucket of STORAGE_URL."""
    try:
        found = read_settings(with_secret(environ))
        is_kept = _keeps(storage_at(found.storage_url, found.s3_endpoint_url))
    except BadSetting:
        return missing(_("Storage"), _("not looked at."), _("set first what is missing above"))
    except StorageAway as away:
        reason = " ".join(str(away).split())[:200]
        return missing(
            _("Storage"),
            _("STORAGE_URL cannot be written: %(reason)s", reason=reason),
            _("make it writable for RBO"),
        )
    if not is_kept:
        return missing(
            _("Storage"), _("STORAGE_URL does not give back what was written."), _("choose another place")
        )
    return ok(_("Storage"), found.storage_url)


def _keeps(there: Storage) -> bool:
    key = f"doctor/{token_hex(8)}"
    there.put(key, [WORD])
    try:
        return b"".join(there.get(key)) == WORD
    except NoFile:
        return False
    finally:
        there.delete(key)
