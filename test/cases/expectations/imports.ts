import {at, ERROR, expects, type Expectation, find, SERIOUS, ANY, WARNING} from '../expectation.js'

/** What the app's own code and settings need, and the build does not give them. */
export const IMPORTS: Readonly<Record<string, Expectation>> = {
  '001b': expects('imports', at('shop/settings.py', find('deps/import-not-installed', ERROR, /\bdecouple\b/, /python-decouple/))),
  '001d': expects('imports', at('shop/settings.py', find('deps/import-not-installed', ERROR, /whitenoise/))),
  '001e': expects(
    'imports',
    at(
      'shop/settings.py',
      find('deps/import-not-installed', ERROR, /rest_framework/, /djangorestframework/, /django-cors-headers/),
    ),
  ),
  '003a': expects('imports', at('app.py', find('deps/import-not-installed', ERROR, /\brequests\b/, /flask_cors/, /flask-cors/i))),
  '003b': expects('imports', at('app.py', find('deps/import-not-installed', ERROR, /\bflask\b/i))),
  '006h': expects('imports', at('app.py', find('source/import-not-committed', ERROR, /configuration\.py/, /\.gitignore/))),
  '008c': expects('imports', at('shop/wsgi.py', find('deps/name-removed', ERROR, /whitenoise\.django/, /4\.0/))),
  '010a': expects('imports', at('app.py', find('deps/module-removed|deps/setuptools-runtime', ERROR, /distutils/, /3\.12/))),
  '010b': expects(
    'imports',
    at('shop/settings.py', find('deps/module-removed|deps/setuptools-runtime', ERROR, /distutils/, /3\.12/)),
  ),
  '086a': expects('imports', at('shop/urls.py', find('source/import-letter-case', ERROR, /\bUsers\b/, /\busers\b/))),
  '086b': expects('imports', at('shop/settings.py', find('source/import-letter-case', ERROR, /\bBlog\b/, /\bblog\b/))),
}

export const SETTINGS: Readonly<Record<string, Expectation>> = {
  '006a': expects(
    'settings',
    at('shop/settings.py', find('django/build-config-missing', ERROR, /SECRET_KEY/, /config:set SECRET_KEY=/)),
  ),
  '006b': expects(
    'settings',
    at('shop/settings.py', find('django/build-config-missing', ERROR, /SECRET_KEY/, /config:set SECRET_KEY=/)),
  ),
  '006d': expects(
    'settings',
    at('shop/settings.py', find('django/build-config-missing', ERROR, /EMAIL_PORT/, /config:set EMAIL_PORT=/)),
  ),
  '006e': expects(
    'settings',
    at('shop/settings.py', find('django/build-config-missing', ERROR, /SECRET_KEY/, /config:set SECRET_KEY=/)),
  ),
  '006g': expects('settings', at('app.py', find('config/var-missing', SERIOUS, /API_TOKEN/, /config:set API_TOKEN=/))),
  '007a': expects('settings', find('django/static-dir-missing', ERROR, /STATICFILES_DIRS/, /\bstatic\b/)),
  '008a': expects('settings', at('static/css/site.css', find('django/manifest-file-missing', ERROR, /img\/missing\.png/))),
  '008d': expects(
    'settings',
    at('shop/settings.py', find('django/setting-removed', ANY, /STATICFILES_STORAGE/, /5\.1/, /STORAGES\b/)),
  ),
  // Without a scheme nothing of the config var's value may show.
  '068a': expects('settings', find('config/redis-tls', ERROR, /REDIS_URL/, /ssl_cert_reqs/)),
  '092e': expects('settings', find('django/migrations-not-committed', WARNING, /blog\/migrations/, /\.gitignore/)),
}
