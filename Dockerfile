# Duly as a container: `docker build -t duly .`, then `docker run -e PUBLIC_URL=... -p 8080:8080 -v duly:/data duly`.
FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml requirements-run.lock README.md LICENSE app.yml ./
RUN python -m venv /opt/duly \
    && /opt/duly/bin/pip install --no-cache-dir --require-hashes --requirement requirements-run.lock
COPY bot ./bot
# The lock holds what builds, so nothing is fetched without its hash.
RUN /opt/duly/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
COPY --from=build /opt/duly /opt/duly
# A user without a shell; /data holds the queue and the credentials that the set-up page makes.
RUN useradd --system --no-create-home --shell /usr/sbin/nologin duly && mkdir /data && chown duly:duly /data
USER duly
WORKDIR /data
VOLUME /data
ENV PATH=/opt/duly/bin:$PATH HOST=0.0.0.0 PORT=8080 DULY_HOME=/data PYTHONUNBUFFERED=1
EXPOSE 8080
# Ready means that deliveries are taken; a server that waits for its set-up is alive.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["duly"]
CMD ["serve"]
