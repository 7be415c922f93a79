# Three stages: browser bundles, Python packages and static files, and the small image that runs.
FROM node:24-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY frontend ./frontend
COPY static ./static
RUN npm run build


FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements-bootstrap.txt requirements.txt ./
RUN python -m venv /opt/kamcrm \
    && /opt/kamcrm/bin/pip install --no-cache-dir --require-hashes -r requirements-bootstrap.txt \
    && /opt/kamcrm/bin/uv pip install --no-cache --python /opt/kamcrm/bin/python --require-hashes -r requirements.txt
COPY . .
COPY --from=assets /build/static/build ./static/build
# Compressing costs half a minute, so it happens here and never when a container starts.
RUN find locale -name "*.po" -exec /opt/kamcrm/bin/python -c \
        "import polib, sys; [polib.pofile(p).save_as_mofile(p[:-2] + 'mo') for p in sys.argv[1:]]" {} + \
    && CRM_DATA_DIR=/tmp/build CRM_STATIC_ROOT=/srv/static \
        CRM_STATIC_STORAGE=whitenoise.storage.CompressedManifestStaticFilesStorage \
        /opt/kamcrm/bin/python manage.py collectstatic --noinput -v 0


FROM python:3.11-slim-bookworm
# Pango draws the PDF; harfbuzz-subset makes embedding Chinese fonts ten times faster.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data kamcrm \
    && install -d -o kamcrm -g kamcrm /data
COPY --from=build /opt/kamcrm /opt/kamcrm
COPY --from=build /app /app
COPY --from=build /srv/static /srv/static
WORKDIR /app
ENV PATH=/opt/kamcrm/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=kamcrm.settings \
    CRM_ENV=production \
    CRM_DATA_DIR=/data \
    CRM_STATIC_ROOT=/srv/static \
    CRM_STATIC_STORAGE=whitenoise.storage.CompressedManifestStaticFilesStorage
USER 10001
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "kamcrm.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "4", "--threads", "4", "--timeout", "120", "--graceful-timeout", "30", \
     "--no-control-socket", "--access-logfile", "-"]
