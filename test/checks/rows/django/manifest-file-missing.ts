import {built, type Case, within} from '../../case.js'

const ID = 'django/manifest-file-missing'
const MODULE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n'
const WHITENOISE = 'STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}\n'
const OLD = 'STATICFILES_STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"\n'

interface Shop {
  files: Record<string, string>
  storage?: string
  django?: string
  apps?: string
  app?: Case['app']
}

function shop(name: string, {app, apps = '', django = '5.2.4', files, storage = WHITENOISE}: Shop, severity?: string): Case {
  const settings = `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.staticfiles", "blog.apps.BlogConfig"${apps}]
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
${storage}`
  const all = {
    'blog/__init__.py': '',
    'manage.py': MODULE,
    'requirements.txt': `django==${django}\nwhitenoise==6.9.0\n`,
    'shop/settings.py': settings,
    'shop/wsgi.py': MODULE,
    'static/robots.txt': '',
    ...files,
  }
  return built(name, all, severity === undefined ? [] : [`${ID} ${severity}`], app ? {app} : {})
}

const css = (text: string, more: Record<string, string> = {}) => ({'static/css/site.css': text, ...more})
const MISSING = 'body {\n  background: url("../img/missing.png");\n}\n'
const MAP = {'static/js/a.js': 'a()\n//# sourceMappingURL=a.js.map\n'}

const MISSES: readonly Case[] = [
  shop('a style sheet that names a missing picture', {files: css(MISSING)}, 'error'),
  shop('a style sheet of an app of one’s own', {files: {'blog/static/blog/a.css': '@import "fonts.css";\n'}}, 'error'),
  shop('a missing picture, with the storage as it was set before', {django: '4.2.1', files: css(MISSING), storage: OLD}, 'error'),
  shop('a missing picture in a comment, before Django 6', {files: css('/* url(old.png) */\n')}, 'error'),
  shop('a script without its map', {files: MAP}, 'error'),
  shop('a style sheet without its map', {files: css('a{}\n/*# sourceMappingURL=site.css.map */\n')}, 'error'),
  shop(
    'a missing picture that nodejs may build',
    {
      app: {buildpacks: ['heroku/nodejs', 'heroku/python']},
      files: css(MISSING, {'package.json': '{"scripts": {"build": "vite"}}'}),
    },
    'warning',
  ),
]

const page = (text: string, more: Record<string, string> = {}) => ({'blog/templates/blog/index.html': text, ...more})
const LOGO = '{% load static %}\n<img src="{% static "img/logo.png" %}">\n'
const VIEW = {'blog/views.py': 'def index(request):\n    return render(request, "blog/index.html")\n'}

const TEMPLATES: readonly Case[] = [
  shop('a template that a view uses, with a missing picture', {files: page(LOGO, VIEW)}, 'error'),
  shop('a template that nothing names, with a missing picture', {files: page(LOGO)}, 'warning'),
  shop('a template whose picture is there', {files: page(LOGO, {...VIEW, 'static/img/logo.png': ''})}),
  shop('a missing picture in a comment of a template', {files: page('{# {% static "img/logo.png" %} #}\n', VIEW)}),
  shop('a picture by a variable in a template', {files: page('{% static logo %}\n', VIEW)}),
  shop('a missing picture, and a manifest that is not strict', {
    files: page(LOGO, VIEW),
    storage: `${WHITENOISE}WHITENOISE_MANIFEST_STRICT = False\n`,
  }),
  shop('a template with a missing picture, beside a bundler', {files: page(LOGO, {...VIEW, 'web/package.json': '{}'})}),
  shop('a template with a missing picture, and DEBUG on', {files: page(LOGO, VIEW), storage: `${WHITENOISE}DEBUG = True\n`}),
  shop('a file of the admin in a template', {files: page('{% static "admin/css/base.css" %}', VIEW)}),
]

const NEAR: readonly Case[] = [
  shop('a style sheet whose picture is there', {files: css(MISSING, {'static/img/missing.png': ''})}),
  shop('a style sheet whose picture is in another static folder', {files: css(MISSING, {'blog/static/img/missing.png': ''})}),
  shop('a missing picture, with a storage that does not look', {files: css(MISSING), storage: ''}),
  shop('a missing picture, with a storage that is not read any more', {files: css(MISSING), storage: OLD}),
  shop('a missing picture, with a storage of one’s own', {
    files: css(MISSING),
    storage: 'STORAGES = {"staticfiles": {"BACKEND": "shop.storage.MyManifestStaticFilesStorage"}}\n',
  }),
  shop('a missing picture, and collectstatic off', {app: {configVars: {DISABLE_COLLECTSTATIC: '1'}}, files: css(MISSING)}),
  shop('addresses that are not looked for', {
    files: css(
      'a{b:url(data:image/png;base64,x) url(https://example.com/a.png) url(//example.com/a) url(#b) url(/media/c.png) url()}\n',
    ),
  }),
  shop('a picture of the admin', {files: css('a{b:url(../admin/img/x.svg)}\n')}),
  shop('a picture of an installed app', {apps: ', "django_bootstrap5"', files: css('a{b:url(../django-bootstrap5/x.svg)}\n')}),
  shop('a missing picture in a comment, with Django 6', {django: '6.0.1', files: css('/* url(old.png) */\n')}),
  shop('a script without its map, before Django 4', {django: '3.2.25', files: MAP, storage: OLD}),
  shop('a picture with a query', {files: css('a{b:url("../img/a.png?v=1#iefix")}\n', {'static/img/a.png': ''})}),
  shop('a style sheet that is not collected', {files: {'design/a.css': MISSING}}),
]

export const ROWS: readonly Case[] = within([ID], [...MISSES, ...TEMPLATES, ...NEAR])

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a style sheet whose picture is there'}
