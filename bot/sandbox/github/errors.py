"""GitHub's error answers."""

from collections.abc import Mapping

DOCS = "https://docs.github.com/rest"


class Refused(Exception):
    """An answer other than success: status, message and, with 422, GitHub's list of errors."""

    def __init__(
        self,
        status: int,
        message: str,
        errors: tuple[Mapping[str, object], ...] = (),
        headers: Mapping[str, str] | None = None,
        url: str | None = None,
    ) -> None:
        super().__init__(f"{status} {message}")
        self.status = status
        self.message = message
        self.errors = errors
        self.headers = dict(headers or {})
        self.url = url

    def body(self) -> dict[str, object]:
        """The JSON that GitHub answers with."""
        shape: dict[str, object] = {"message": self.message}
        if self.url is not None:
            shape["url"] = self.url
        if self.errors:
            shape["errors"] = [dict(error) for error in self.errors]
        return shape | {"documentation_url": DOCS, "status": str(self.status)}


def not_found() -> Refused:
    """404, also for what the caller may not see."""
    return Refused(404, "Not Found")


def invalid(resource: str, field: str, code: str = "invalid", **more: object) -> Refused:
    """422 with one error; `more` adds `message` or `value`."""
    return Refused(422, "Validation Failed", ({"resource": resource, "field": field, "code": code, **more},))


def malformed(why: str) -> Refused:
    """422 for a body of the wrong shape, in the words of GitHub's schema check."""
    return Refused(422, f"Invalid request.\n\n{why}")


def moved(status: int, url: str) -> Refused:
    """301 or 307 to `url`."""
    message = "Moved Permanently" if status == 301 else "Temporary Redirect"
    return Refused(status, message, headers={"Location": url}, url=url)
