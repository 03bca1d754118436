import type {Project} from '../../project/project.js'
import type {Check, CheckContext} from '../check.js'

import {truth, type Value} from '../../project/python-source/index.js'
import {appendLine} from '../facts.js'
import {ASSETS_PAGE, collectstatic, type Collectstatic, managePy} from '../shared/django-project.js'
import {buildSettings, type Settings} from '../shared/django-settings.js'

export const staticRoot: Check = {
  id: 'django/static-root',
  title: "the build runs collectstatic, and STATIC_ROOT isn't set",
  severity: 'error',
  docs: {
    what: "`django.contrib.staticfiles` is in `INSTALLED_APPS`, and the settings that `manage.py` uses don't set `STATIC_ROOT`. The check follows the settings' imports. If something outside the source may set it, the check is silent.",
    why: 'The build runs `manage.py collectstatic` for every Django app. Without `STATIC_ROOT` it has nowhere to put the files and fails with ImproperlyConfigured, and so does the build.',
    fix: 'Set `STATIC_ROOT = BASE_DIR / "staticfiles"` and serve it, for example with WhiteNoise. If the app has no static files, remove `django.contrib.staticfiles` from `INSTALLED_APPS`, or set the config var `DISABLE_COLLECTSTATIC=1`.',
    example: 'the settings of `django-admin startproject`, unchanged',
    link: ASSETS_PAGE,
  },
  run(context) {
    const active = collectstatic(context)
    const settings = active === 'no' ? undefined : buildSettings(context)
    if (!settings || !collects(settings, context) || isSet(settings)) return []
    const {file, names} = settings
    // Where it isn't set at all, beside what belongs to it.
    const beside = ['STATIC_ROOT', 'STATIC_URL', 'INSTALLED_APPS'].flatMap((name) => names.get(name) ?? [])
    const binding = names.get('STATIC_ROOT') ?? beside.find((one) => one.file === file) ?? beside[0]
    const {file: set = file, line} = binding ?? {}
    return [
      {
        file: set,
        ...(line !== undefined && {line, part: 'STATIC_ROOT'}),
        fix: {command: commandFor(settings, context.project), kind: 'ask'},
        message: `${stops(active)}: it runs ${managePy(context)} collectstatic, and the settings don't set STATIC_ROOT, the folder to collect into.`,
        ...(active === 'maybe' && {severity: 'warning' as const}),
      },
    ]
  },
}

/** Whether collectstatic writes to a folder: the app is installed, its command is Django's own, and so is its storage. */
function collects({names}: Settings, {project: {tree}}: CheckContext): boolean {
  const installed = names.get('INSTALLED_APPS')?.value
  if (installed?.kind !== 'list' || !installed.items.some((item) => isText(item, /^django\.contrib\.staticfiles$/))) return false
  for (const path of tree.files()) if (path.endsWith('management/commands/collectstatic.py')) return false
  const storage = names.get('STATICFILES_STORAGE')?.value
  const storages = names.get('STORAGES')?.value
  if (storage && !isText(storage, LOCAL_STORAGE)) return false
  if (!storages) return true
  const ofStatic = storages.kind === 'dictionary' && !storages.open ? storages.entries.get('staticfiles') : undefined
  const backend = ofStatic?.kind === 'dictionary' ? ofStatic.entries.get('BACKEND') : undefined
  return backend !== undefined && isText(backend, LOCAL_STORAGE)
}

/** Storages that write below STATIC_ROOT. Others, of S3 say, need none. */
const LOCAL_STORAGE = /^(?:django\.contrib\.staticfiles\.storage|whitenoise\.(?:django|storage))\./

function isText(value: Value, pattern: RegExp): boolean {
  return value.kind === 'string' && pattern.test(value.value)
}

/** Anything but None and an empty text will do; what isn't known may be something. */
function isSet({names}: Settings): boolean {
  const binding = names.get('STATIC_ROOT')
  return binding !== undefined && truth(binding.value) !== false
}

/** The line to add, in the form that the settings' own imports allow. */
function commandFor({file, names}: Settings, project: Project): string | null {
  const isImported = (name: string, path: string) => {
    const value = names.get(name)?.value
    return value?.kind === 'imported' && value.path === path
  }

  if (names.get('BASE_DIR')?.value.kind !== 'path') return null
  const form = isImported('Path', 'pathlib.Path')
    ? 'BASE_DIR / "staticfiles"'
    : isImported('os', 'os')
      ? 'os.path.join(BASE_DIR, "staticfiles")'
      : null
  return form && appendLine(project, file, `STATIC_ROOT = ${form}`)
}

function stops(active: Collectstatic): string {
  return active === 'maybe' ? 'Unless the config var DISABLE_COLLECTSTATIC is set, the build fails' : 'The build fails'
}
