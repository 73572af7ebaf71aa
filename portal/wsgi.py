"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from portal.celery import app

# A person waits for the answer, and a nudge that is lost costs a sweep; workers have more patience.
app.conf.broker_transport_options = {**app.conf.broker_transport_options, "socket_timeout": 0.5}
application = get_wsgi_application()
