# One image for web and worker. The fonts of the receipts come with RBO, Pango from Debian.
# BASE may be given by its digest, as continuous integration does.
ARG BASE=python:3.13-slim-bookworm
FROM ${BASE} AS build
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/rbo
COPY requirements.lock ./
RUN /opt/rbo/bin/pip install --require-hashes -r requirements.lock

FROM ${BASE}
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="RBO" \
      org.opencontainers.image.description="The book of record of people who string rackets" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 rbo \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin rbo \
    && install --directory --owner rbo --group rbo /data
WORKDIR /srv/rbo
COPY --from=build /opt/rbo /opt/rbo
COPY wsgi.py ./
COPY migrations migrations
COPY worker worker
COPY rbo rbo
RUN python -m compileall -q . \
    && printf '#!/opt/rbo/bin/python\nfrom rbo.cli import main\n\nmain()\n' > /usr/local/bin/rbo \
    && chmod +x /usr/local/bin/rbo
ENV PATH=/opt/rbo/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=/srv/rbo \
    RBO_ENV=prod \
    RBO_DATA_DIR=/data \
    RBO_RUN_DIR=/tmp/rbo \
    XDG_CACHE_HOME=/tmp
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
# Of the site; a worker is asked by `rbo worker health NAME`, as compose.yml and deploy/chart do.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
CMD ["rbo", "web", "--host", "0.0.0.0", "--port", "8000"]
