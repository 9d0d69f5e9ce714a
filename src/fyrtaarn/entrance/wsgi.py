"""The WSGI application that the server runs."""

import os
import warnings

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fyrtaarn.entrance.settings")
# Files are found where they lie (see WHITENOISE_USE_FINDERS); a folder of collected ones need not be there.
warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)
application = get_wsgi_application()
