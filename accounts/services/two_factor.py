"""The second step of signing in: an authenticator app, and recovery codes for the day the phone is lost."""

import secrets
from typing import Any

import segno
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from core import actions
from core.errors import DomainError

from ..models import User

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
RECOVERY_CODES = 10


def is_on(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def start(user: User) -> TOTPDevice:
    """The device that waits for its first code; asking again shows the same one."""
    if is_on(user):
        raise DomainError(_("Two-step sign-in is already on."), code="already_on")
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def qr_code(device: TOTPDevice) -> str:
    """The key as a picture, small enough to stand in the page itself."""
    return str(segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=2, light="white"))


def confirm(user: User, code: str, *, by: Any) -> list[str]:
    """Switch two-step sign-in on by the app's first code; answers the recovery codes, shown once."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is None:
            raise DomainError(_("Start again: there is no key to confirm."), code="no_device")
        _check(device, code)
        device.confirmed = True
        device.save()
        codes = _new_recovery_codes(user)
        actions.record("accounts.two_factor_on", user, by=by)
        return codes


def renew_recovery_codes(user: User, *, by: Any) -> list[str]:
    """Ten new recovery codes; the old ones are dead."""
    if not is_on(user):
        raise DomainError(_("Two-step sign-in is off."), code="off")
    with transaction.atomic():
        codes = _new_recovery_codes(user)
        actions.record("accounts.recovery_codes_renewed", user, by=by)
        return codes


def switch_off(user: User, *, by: Any) -> None:
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        actions.record("accounts.two_factor_off", user, by=by)


def verify(user: User, code: str) -> Any:
    """The device that accepts `code`, which never works twice; refuses wrong codes and haste.

    Outside of a transaction of its own a refusal would forget the failed attempt that it counts.
    """
    with transaction.atomic():
        if code.isdigit() and len(code) == 6:
            rows: Any = TOTPDevice.objects.filter(user=user, confirmed=True)
        else:
            rows = StaticDevice.objects.filter(user=user, confirmed=True)
        device = rows.select_for_update().first()
        refusal = _refusal(device, code) if device is not None else _wrong()
    if refusal is not None:
        raise refusal
    return device


def _check(device: Any, code: str) -> None:
    refusal = _refusal(device, code)
    if refusal is not None:
        raise refusal


def _refusal(device: Any, code: str) -> DomainError | None:
    is_allowed, _why = device.verify_is_allowed()
    if not is_allowed:
        return DomainError(
            _("Too many wrong codes. Wait a moment, then try again."), code="throttled", field="code"
        )
    return None if device.verify_token(code) else _wrong()


def _wrong() -> DomainError:
    return DomainError(
        _("This code is not right or was used before. Wait for the next one."),
        code="wrong_code",
        field="code",
    )


def _new_recovery_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [
        "".join(secrets.choice(CODE_LETTERS) for _place in range(8)) for _number in range(RECOVERY_CODES)
    ]
    for code in codes:
        device.token_set.create(token=code)
    return [f"{code[:4]}-{code[4:]}" for code in codes]
