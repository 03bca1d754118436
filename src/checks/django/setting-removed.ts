import type {Check, Finding} from '../check.js'

import {byName} from '../../common/by-name.js'
import {lazyRequire} from '../../common/lazy-require.js'
import {DJANGO_PAGE, djangoOf} from '../shared/django-project.js'
import {runtimeSettings} from '../shared/django-settings.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** Settings whose loss changes what an app does. Source: the release notes of each Django, "Features removed". */
const REMOVED: Readonly<Record<string, {since: string; instead: string; loss: string}>> = byName({
  DEFAULT_FILE_STORAGE: {instead: 'STORAGES["default"]', loss: "uploads are stored on the dyno's disk", since: '5.1'},
  MIDDLEWARE_CLASSES: {instead: 'MIDDLEWARE', loss: 'no middleware runs', since: '2.0'},
  STATICFILES_STORAGE: {
    instead: 'STORAGES["staticfiles"]',
    loss: 'static files are neither hashed nor compressed',
    since: '5.1',
  },
})

export const settingRemoved: Check = {
  id: 'django/setting-removed',
  title: 'the installed Django ignores a setting',
  severity: 'warning',
  docs: {
    what: 'The settings have a name that the pinned Django ignores: `STATICFILES_STORAGE` and `DEFAULT_FILE_STORAGE` since 5.1, `MIDDLEWARE_CLASSES` since 2.0. If they have the new setting too, the check is silent.',
    why: "Django doesn't warn and uses its default. Static files lose their hashes, or uploads are stored on a disk that is cleared at each restart.",
    fix: 'Write the new setting: `STORAGES = {"staticfiles": {"BACKEND": "…"}, …}`.',
    example: '`STATICFILES_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"` with Django 5.2',
    link: DJANGO_PAGE,
  },
  run(context) {
    const version = djangoOf(context)?.version ?? null
    const settings = runtimeSettings(context)
    if (!settings || version === null || pep440().valid(version) === null) return []
    return Object.entries(REMOVED).flatMap(([name, {instead, loss, since}]): Finding[] => {
      const binding = settings.names.get(name)
      if (!binding || settings.names.has(instead.split('[')[0]!) || !pep440().gte(version, since)) return []
      const message = `Django ${since} removed ${name}, and the build installs Django ${version}, which ignores it: ${loss}. Use ${instead} instead.`
      return [{file: binding.file, fix: {command: null, kind: 'hand'}, line: binding.line, message}]
    })
  },
}
