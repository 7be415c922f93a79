import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kamcrm.settings")
application = get_wsgi_application()
# What is loaded by now stays as long as the process: sweeps for garbage need not look at it, nor come with every page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
