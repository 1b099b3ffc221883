"""Mail addresses: what can be one. Whether it is somebody's, only a letter tells."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email


def mail_address(typed: str) -> str:
    """*typed* as an address in lower case.

    Raises:
        ValueError: it cannot be one.
    """
    try:
        found = validate_email(
            typed.strip(),
            allow_smtputf8=False,  # few servers take such a letter
            check_deliverability=False,
            globally_deliverable=False,
            test_environment=True,
        )
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    return found.normalized.lower()


def complete_address(typed: str) -> bool:
    """Whether *typed* can be an address, and does not stop before its `.com`."""
    try:
        return "." in mail_address(typed).rpartition("@")[2]
    except ValueError:
        return False
