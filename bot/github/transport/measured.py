"""Counts what is sent to GitHub, and keeps what GitHub says of the hour's limit."""

from aiohttp import ClientHandlerType, ClientRequest, ClientResponse

from bot import metrics


class Measured:
    """Client middleware around each single request, tries and redirects included. `identity`: whose hour it is."""

    def __init__(self, identity: str) -> None:
        self._identity = identity

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        """The answer, counted by method, route and status."""
        status = "none"
        try:
            response = await handler(request)
            status = str(response.status)
            metrics.RATE_LIMITS.record(self._identity, response.headers)
            return response
        finally:
            metrics.API_REQUESTS.labels(request.method, metrics.route_of(request.url.path), status).inc()
