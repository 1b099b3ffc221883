# One image for web and worker. The fonts of the receipts come with RBO, Pango from Debian.
FROM python:3.13-slim-bookworm AS build
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/rbo
COPY requirements.lock ./
RUN /opt/rbo/bin/pip install --require-hashes -r requirements.lock

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin rbo \
    && install --directory --owner rbo --group rbo /data
WORKDIR /srv/rbo
COPY --from=build /opt/rbo /opt/rbo
COPY wsgi.py ./
COPY migrations migrations
COPY worker worker
COPY rbo rbo
RUN python -m compileall -q . \
    && printf '#!/bin/sh\nexec python -m rbo.cli "$@"\n' > /usr/local/bin/rbo \
    && chmod +x /usr/local/bin/rbo
ENV PATH=/opt/rbo/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=/srv/rbo \
    RBO_ENV=prod \
    RBO_DATA_DIR=/data \
    XDG_CACHE_HOME=/tmp
USER rbo
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
# A page that hands out a PDF waits up to 3 s for its worker: with one thread, one such wait in each process
# would stop the site. Four are within the connections of a process (rbo/platform/db.py).
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "20", "wsgi:app"]
