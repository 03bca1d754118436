import {mkdirSync, renameSync, symlinkSync} from 'node:fs'
import path from 'node:path'

import type {Case} from '../cases.js'
import {type Files, one, twice, V, type Writer} from '../case-writer.js'
import {DJANGO_SITE, SETTINGS} from '../django-site.js'

/** Django's static files, and the two steps at which they fail: the settings are looked at, and the files are collected. */
export function djangoCases({app}: Writer): Case[] {
  const django = (files: Files = {}, then?: (folder: string) => void) =>
    app({...V, 'requirements.txt': 'Django==5.1.4\n', ...DJANGO_SITE, ...files}, then)
  const settings = (more: string) => django({'site1/settings.py': SETTINGS + more})
  const script = (text: string) => django({'manage.py': text})
  const manifest = 'STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}\n'
  return [
    twice('django', django()),
    one('django-disabled', {env: {DISABLE_COLLECTSTATIC: '1'}, tree: django({'.heroku/collectstatic_disabled': ''})}),
    one('django-syntax', django({'site1/settings.py': 'a = (\n'})),
    one(
      'django-improper',
      settings('from django.core.exceptions import ImproperlyConfigured\nraise ImproperlyConfigured("no KEY")\n'),
    ),
    one('django-key-error', settings('os.environ["NOPE"]\n')),
    one('django-no-module', settings('import nowhere_to_be_found\n')),
    one('django-prints', settings('import sys\nprint("to stdout")\nprint("to stderr", file=sys.stderr)\n')),
    one('django-no-root', settings('del STATIC_ROOT\n')),
    one('django-no-folder', settings('STATICFILES_DIRS = ["nowhere"]\n')),
    one(
      'django-broken-css',
      django({'assets/a.css': 'a{background: url("missing.png")}\n', 'site1/settings.py': SETTINGS + manifest}),
    ),
    one('django-not-enabled', settings('INSTALLED_APPS = []\n')),
    one(
      'django-no-script',
      django({}, (folder) => moveInto(folder, 'below')),
    ),
    one(
      'django-linked-script',
      django({}, (folder) => {
        renameSync(path.join(folder, 'manage.py'), path.join(folder, 'm.py'))
        symlinkSync('m.py', path.join(folder, 'manage.py'))
      }),
    ),
    one(
      'django-dangling-script',
      django({}, (folder) => {
        renameSync(path.join(folder, 'manage.py'), path.join(folder, 'm.py'))
        symlinkSync('nowhere.py', path.join(folder, 'manage.py'))
      }),
    ),
    one('django-script-folder', app({...V, 'manage.py/x': '', 'requirements.txt': 'Django==5.1.4\n'})),
    one('django-script-says', script('import sys\nprint("Unknown command, it prints")\nsys.exit(1)\n')),
    one(
      'django-script-says-to-stderr',
      script('import sys\nprint("out")\nprint("Unknown command: x", file=sys.stderr)\nsys.exit(3)\n'),
    ),
    one('django-script-killed', script('import os\nos.kill(os.getpid(), 9)\n')),
    one(
      'django-second-step',
      script('import sys\nprint(sys.argv[1:])\nprint("said", file=sys.stderr)\nsys.exit(0 if sys.argv[1] == "help" else 4)\n'),
    ),
    one('django-not-installed', app({...V, ...DJANGO_SITE, 'requirements.txt': ''})),
  ]
}

function moveInto(folder: string, name: string): void {
  mkdirSync(path.join(folder, name))
  for (const part of ['assets', 'manage.py', 'site1']) renameSync(path.join(folder, part), path.join(folder, name, part))
}
