"""The one refusal a service may raise; everything else is a bug and propagates."""

from collections.abc import Sequence


class DomainError(Exception):
    """A refused action: what is wrong and how to mend it, in the user's words.

    `code` is the stable slug that the API answers; `field` names the form field it belongs to, if any. Where several
    things are wrong at once, `all` has each as field, message and code.
    """

    def __init__(
        self,
        message: str,
        code: str = "refused",
        field: str | None = None,
        all: Sequence[tuple[str, str, str]] = (),  # noqa: A002 (read as a keyword where it is given)
    ) -> None:
        super().__init__(message)
        self.all = tuple(all)
        self.message = message
        self.code = code
        self.field = field

    def __str__(self) -> str:
        return str(self.message)
