import type {Check} from '../check.js'

import {truth} from '../../project/python-source/index.js'
import {findDependency} from '../dependencies.js'
import {DJANGO_PAGE} from '../shared/django-project.js'
import {runtimeSettings} from '../shared/django-settings.js'

export const sslRedirectLoop: Check = {
  id: 'django/ssl-redirect-loop',
  title: 'without SECURE_PROXY_SSL_HEADER, every request is redirected forever',
  severity: 'error',
  docs: {
    what: "The settings have `SECURE_SSL_REDIRECT = True` and no `SECURE_PROXY_SSL_HEADER`. The check skips settings that depend on the environment or aren't in the source.",
    why: "Heroku's router terminates TLS: the app sees plain HTTP, with the visitor's scheme in the `X-Forwarded-Proto` header. Without the setting, Django treats every request as insecure and redirects it to itself forever.",
    fix: 'Set `SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")`.',
    example: '`SECURE_SSL_REDIRECT = True` alone',
    link: DJANGO_PAGE,
  },
  run(context) {
    const settings = runtimeSettings(context)
    const redirect = settings?.names.get('SECURE_SSL_REDIRECT')
    const middleware = settings?.names.get('MIDDLEWARE')?.value
    if (!settings || !redirect || truth(redirect.value) !== true || settings.names.has('SECURE_PROXY_SSL_HEADER')) return []
    // Without Django's own middleware nothing redirects.
    const isActive =
      middleware?.kind === 'list' &&
      middleware.items.some((item) => item.kind === 'string' && item.value === 'django.middleware.security.SecurityMiddleware')
    if (!isActive || ['django-heroku', 'django-on-heroku'].some((name) => findDependency(context, name))) return []
    return [
      {
        file: redirect.file,
        fix: {command: null, kind: 'ask'},
        line: redirect.line,
        message:
          'Every request is redirected to itself forever: SECURE_SSL_REDIRECT is on, and without SECURE_PROXY_SSL_HEADER Django can\'t see that the visitor used HTTPS. Add SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https").',
      },
    ]
  },
}
