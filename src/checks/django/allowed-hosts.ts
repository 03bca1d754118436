import type {Check} from '../check.js'

import {listing} from '../facts.js'
import {webProcess} from '../../project/procfile.js'
import {type Settings, runtimeSettings} from '../shared/django-settings.js'

/** More entries would bury the message. */
const SHOWN = 4

export const allowedHosts: Check = {
  id: 'django/allowed-hosts',
  title: "the app's host is not in ALLOWED_HOSTS",
  severity: 'error',
  needs: ['app'],
  docs: {
    what: 'No entry of a plainly written `ALLOWED_HOSTS` matches the host under which Heroku serves the app. A list that depends on the environment, or on what the source doesn’t show, is not judged.',
    why: 'Django answers a request for any other host with "400 Bad Request". With an empty list and `DEBUG = True` it takes requests for localhost alone. An app that is used under its own domain only, which is in the list, works: then this is a warning.',
    fix: 'Add the host, or `".herokuapp.com"`, to the list. Heroku’s router forwards no request for another host than those of the app, so that `["*"]` is safe there too.',
    example: '`ALLOWED_HOSTS = ["localhost"]`',
    link: 'https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts',
  },
  run(context) {
    const {app, project} = context
    const host = hostOf(app?.webUrl)
    const settings = runtimeSettings(context)
    const hosts = settings && hostsOf(settings)
    if (host === undefined || !hosts || !webProcess(project.tree) || hosts.some((pattern) => matches(host, pattern))) return []
    const {file, line} = settings.names.get('ALLOWED_HOSTS') ?? {file: settings.file}
    const own = hosts.filter((pattern) => isPublic(pattern))
    const shown = hosts.length > SHOWN ? `${hosts.slice(0, SHOWN).join(', ')} and ${hosts.length - SHOWN} more` : listing(hosts)
    const allowed = hosts.length === 0 ? 'ALLOWED_HOSTS is empty' : `ALLOWED_HOSTS has ${shown} only`
    return [
      {
        file,
        ...(line !== undefined && {line, part: 'ALLOWED_HOSTS'}),
        fix: {command: null, kind: 'ask'},
        message:
          own.length === 0
            ? `Django answers every request with "400 Bad Request": the app is served as ${host}, and ${allowed}. Add "${host}".`
            : `Django answers requests for ${host} with "400 Bad Request": ${allowed}. Add "${host}", unless the app is used under ${listing(own)} only.`,
        ...(own.length > 0 && {severity: 'warning' as const}),
      },
    ]
  },
}

function hostOf(url: string | null | undefined): string | undefined {
  try {
    return url ? new URL(url).hostname.toLowerCase() : undefined
  } catch {
    return undefined
  }
}

/** The entries, if they are all written out; Django's default is none. */
function hostsOf({names}: Settings): string[] | undefined {
  const value = names.get('ALLOWED_HOSTS')?.value
  if (!value) return []
  if (value.kind !== 'list' || value.open) return undefined
  const hosts = value.items.flatMap((item) => (item.kind === 'string' ? [item.value.toLowerCase()] : []))
  return hosts.length === value.items.length ? hosts : undefined
}

/** Source: Django's django.http.request.validate_host and django.utils.http.is_same_domain. */
function matches(host: string, pattern: string): boolean {
  if (pattern === '*' || pattern === host) return true
  return pattern.startsWith('.') && (host.endsWith(pattern) || host === pattern.slice(1))
}

/** A domain that could be added to the app: not of one machine, not of another app. */
function isPublic(pattern: string): boolean {
  return (
    /[a-z]\w*$/.test(pattern) &&
    pattern.includes('.') &&
    !/(?:^|\.)(?:localhost|local|test|internal|herokuapp\.com)$/.test(pattern)
  )
}
