"""Puts the delivered processes into the database: each once, never overwriting what an administrator has drawn."""

import logging
from typing import Any

from django.db import transaction

from core.errors import DomainError

from .. import subjects
from ..delivered import PROCESSES, Delivered
from ..delivered_posts import deliver_posts
from ..models import ProcessDefinition
from .definition import create_definition, publish_version, replace_steps

log = logging.getLogger(__name__)


def deliver_processes(**kwargs: Any) -> int:
    """Create the delivered processes whose document is registered and that were never there; counts them."""
    known = set(ProcessDefinition.objects.exclude(delivered_as="").values_list("delivered_as", flat=True))
    return sum(
        deliver(process)
        for process in PROCESSES
        if process.code not in known and (not process.doc_type or subjects.get(process.doc_type) is not None)
    )


def deliver(process: Delivered) -> bool:
    """Create one with the posts that it names, published if the validator lets it; else its draft waits for what it
    lacks."""
    with transaction.atomic():
        definition = create_definition(
            by=None,
            name=process.name,
            doc_type=process.doc_type,
            market=process.market,
            description=process.description,
            delivered_as=process.code,
        )
        version = definition.versions.get()
        version.settings = dict(process.settings)
        version.save()
        steps = process.steps()
        deliver_posts(steps)
        replace_steps(version, steps, by=None)
    try:
        publish_version(version, by=None)
    except DomainError as refusal:
        log.info("process %s stays a draft: %s", process.code, refusal)
    return True
