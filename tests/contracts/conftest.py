from tests.records.conftest import bring

__all__ = ["bring"]
