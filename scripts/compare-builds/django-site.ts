export const SETTINGS = `import os
SECRET_KEY = "x"
BASE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
INSTALLED_APPS = ["django.contrib.staticfiles"]
STATIC_URL = "static/"
STATIC_ROOT = os.path.join(BASE, "staticfiles")
STATICFILES_DIRS = [os.path.join(BASE, "assets")]
`

/** A site whose static files can be collected. */
export const DJANGO_SITE = {
  'assets/a.css': 'a{}\n',
  'manage.py':
    '#!/usr/bin/env python\nimport os, sys\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n',
  'site1/__init__.py': '',
  'site1/settings.py': SETTINGS,
}
