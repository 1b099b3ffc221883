"""The forms of a stringer: the profile of the first page, and all the settings."""

from rbo.stringers.forms.profile import ProfileForm, WelcomeForm
from rbo.stringers.forms.settings import SettingsForm

__all__ = ["ProfileForm", "SettingsForm", "WelcomeForm"]
