"""How a webhook proves whose it is, as the Standard Webhooks specification has it: receivers find ready code for it.

Signed are the event's number, the moment and the body, so that neither can be sent again later as something new.
"""

import base64
import hashlib
import hmac
import secrets

from core import clock
from core.sealing import unseal

from ..models import Webhook

PREFIX = "whsec_"


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, number: str, moment: int, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{number}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(webhook: Webhook, number: str, body: bytes) -> dict[str, str]:
    """The headers of one try; after a renewal both secrets sign for a day."""
    moment = int(clock.now().timestamp())
    known = [unseal(webhook.sealed_secret)]
    if webhook.former_until is not None and webhook.former_until > clock.now():
        known.append(unseal(webhook.sealed_former))
    return {
        "Content-Type": "application/json",
        "User-Agent": "kamcrm-webhooks/1",
        "webhook-id": number,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(signature(one, number, moment, body) for one in known if one),
    }
