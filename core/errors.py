"""The one refusal a service may raise; everything else is a bug and propagates."""


class DomainError(Exception):
    """A refused action: what is wrong and how to mend it, in the user's words.

    `code` is the stable slug that the API answers; `field` names the form field it belongs to, if any.
    """

    def __init__(self, message: str, code: str = "refused", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field

    def __str__(self) -> str:
        return str(self.message)
