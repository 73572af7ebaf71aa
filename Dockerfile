# The portal for a real site: web, worker, mail worker and beat are the same image with another command (docker-compose.yml).
# It holds no embedded servers and no developer's packages; translations and static files are made while it is built.

FROM python:3.13-slim-trixie AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/portal
COPY requirements-production.txt ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements-production.txt
COPY . ./
# These values are for this step only: nothing of them is kept in the image.
RUN PORTAL_MODE=test SECRET_KEY=for-the-build-only STATIC_ROOT=/srv/static \
    sh -c '/opt/venv/bin/python manage.py compile_translations \
        && /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0'

FROM python:3.13-slim-trixie
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings PORTAL_MODE=production \
    STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media BIND=0.0.0.0:8000
# For `manage.py backup` and `restore`: the version of the server in docker-compose.yml, which trixie has.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /nonexistent portal \
    && install --directory --owner 10001 --group 10001 --mode 0750 /srv/media
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/static /srv/static
COPY --from=build /srv/portal /srv/portal
WORKDIR /srv/portal
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "portal.wsgi"]
