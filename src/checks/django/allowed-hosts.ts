import type {Value} from '../../project/python-source/index.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {webProcess} from '../../project/procfile.js'
import {truth} from '../../project/python-source/index.js'
import {listing} from '../facts.js'
import {OF_THE_PLATFORM} from '../shared/django-project.js'
import {runtimeSettings, type Settings} from '../shared/django-settings.js'
import {hostsByVariable} from './hosts-by-variable.js'
import {isElsewhere, isPublic, matches, misspelling} from './hosts.js'

/** More entries would bury the message. */
const SHOWN = 4

export const allowedHosts: Check = {
  id: 'django/allowed-hosts',
  title: "the app's host isn't in ALLOWED_HOSTS",
  severity: 'error',
  docs: {
    what: "No entry in `ALLOWED_HOSTS` matches the app's host on Heroku. Without an app: the list is empty or only has local names, and `DEBUG` is off. If the list comes from a config var that the app doesn't have, its default counts. An entry with a scheme, a port, a path or a space matches no host.",
    why: 'Django answers requests for any other host with "400 Bad Request". With an empty list and `DEBUG = True`, it only accepts requests for localhost. If the app is only used under its own domain, and the list has that, this is a warning.',
    fix: 'Add the host, or `".herokuapp.com"`, to the list. Heroku\'s router only forwards requests for the app\'s own hosts, so `["*"]` is safe there too.',
    example: '`ALLOWED_HOSTS = ["localhost"]`',
    link: 'https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts',
  },
  run(context) {
    const settings = runtimeSettings(context)
    const hosts = settings && webProcess(context.project.tree) ? hostsOf(context, settings) : undefined
    if (!settings || !hosts) return []
    const host = hostOf(context.app?.webUrl)
    if (hosts.isText) return [notAList(settings)]
    if (hosts.variable !== undefined) return host === undefined ? [] : byVariable(context, settings, hosts, host)
    if (host === undefined) return context.app || !isClosed(settings, hosts) ? [] : [refused(settings, hosts)]
    return hosts.entries.some((pattern) => matches(host, pattern)) ? [] : [refused(settings, hosts, {context, host})]
  },
}

interface Hosts {
  entries: readonly string[]
  /** The config vars that could say otherwise, of which none is set. */
  unset: readonly string[]
  /** It is a text, which Django refuses. */
  isText: boolean
  /** The config var that the entries are from, which are not shown. */
  variable?: string
}

/** The entries, if they are all known; Django's default is none. */
function hostsOf(context: CheckContext, {names}: Settings): Hosts | undefined {
  const value = names.get('ALLOWED_HOSTS')?.value
  if (!value) return {entries: [], isText: false, unset: []}
  if (value.kind === 'string') return {entries: [], isText: true, unset: []}
  const variable = value.kind === 'environment' ? hostsByVariable(context, names.get('ALLOWED_HOSTS')!) : undefined
  if (variable?.isText) return {entries: [], isText: true, unset: []}
  if (variable?.entries) return {entries: variable.entries, isText: false, unset: [], variable: variable.name}
  return listed(context, value)
}

function listed(context: CheckContext, value: Value): Hosts | undefined {
  if (value.kind === 'environment') {
    if (!value.otherwise || value.names.some((name) => mayBeSet(context, name))) return undefined
    const inner = listed(context, value.otherwise)
    return inner && {...inner, unset: [...value.names, ...inner.unset]}
  }

  // What a cast makes of a default: `config("ALLOWED_HOSTS", default="a, b", cast=Csv())`.
  if (value.kind === 'string')
    return {
      entries: value.value
        .split(',')
        .map((part) => part.trim().toLowerCase())
        .filter((part) => part !== ''),
      isText: false,
      unset: [],
    }
  if (value.kind !== 'list' || value.open) return undefined
  const parts = value.items.map((item) => (item.kind === 'list' ? undefined : itemOf(context, item)))
  if (parts.includes(undefined)) return undefined
  const known = parts.filter((part) => part !== undefined)
  return {
    entries: known.flatMap(({entries}) => entries).filter((entry) => entry !== ''),
    isText: false,
    unset: known.flatMap(({unset}) => unset),
  }
}

function itemOf(context: CheckContext, item: Value): Hosts | undefined {
  if (item.kind === 'string') return {entries: [item.value.toLowerCase()], isText: false, unset: []}
  if (item.kind === 'none') return {entries: [], isText: false, unset: []}
  if (item.kind !== 'environment' || !item.otherwise || item.names.some((name) => mayBeSet(context, name))) return undefined
  const inner = itemOf(context, item.otherwise)
  return inner && {...inner, unset: item.names}
}

function mayBeSet({app}: CheckContext, name: string): boolean {
  return OF_THE_PLATFORM.test(name) || !app || !isAvailable(app.configVars) || app.configVars.has(name)
}

/** Without an app: whether no host that Heroku could serve the app under is let in. */
function isClosed({names}: Settings, {entries}: Hosts): boolean {
  const debug = names.get('DEBUG')?.value
  const known = debug?.kind === 'environment' ? debug.otherwise : debug
  if (debug && (!known || truth(known) !== false)) return false
  return entries.every(
    (entry) => misspelling(entry) !== undefined || !(entry === '*' || entry.startsWith('.') || mayBeServed(entry)),
  )
}

function mayBeServed(entry: string): boolean {
  return isPublic(entry) || isElsewhere(entry) || entry.endsWith('.herokuapp.com')
}

function hostOf(url: string | null | undefined): string | undefined {
  try {
    return url ? new URL(url).hostname.toLowerCase() : undefined
  } catch {
    return undefined
  }
}

function refused(
  {file: main, names}: Settings,
  {entries, unset}: Hosts,
  {context, host}: {context?: CheckContext; host?: string} = {},
): Finding {
  const {file, line} = names.get('ALLOWED_HOSTS') ?? {file: main}
  const wanted = host ?? '.herokuapp.com'
  const own = entries.filter((pattern) => isPublic(pattern))
  const written = entries.map((entry) => (/\s/.test(entry) ? JSON.stringify(entry) : entry))
  const shown =
    entries.length > SHOWN ? `${written.slice(0, SHOWN).join(', ')} and ${entries.length - SHOWN} more` : listing(written)
  const wrong = entries.map((entry) => misspelling(entry)).find((fault) => fault !== undefined)
  const unsure = unset.length === 0 ? '' : `, because the config var ${listing([...new Set(unset)])} isn't set`
  const allowed = `${entries.length === 0 ? 'ALLOWED_HOSTS is empty' : `ALLOWED_HOSTS only has ${shown}`}${unsure}${wrong ?? ''}`
  const variable = unset.length === 1 && context?.app ? `heroku config:set ${unset[0]}=${wanted} --app ${context.app.name}` : null
  const place = {file, ...(line !== undefined && {line, part: 'ALLOWED_HOSTS'}), fix: {command: variable, kind: 'ask' as const}}
  const served = host === undefined ? '' : `the app is served as ${host}, and `
  if (own.length === 0)
    return {...place, message: `Django answers every request with "400 Bad Request": ${served}${allowed}. Add "${wanted}".`}
  return {
    ...place,
    message: `Django answers requests for ${wanted} with "400 Bad Request": ${allowed}. Add "${wanted}", unless the app is only used under ${listing(own)}.`,
    severity: 'warning',
  }
}

/** The config var is set, and lets the host in or not. Of its value, no more than that may be said. */
function byVariable(context: CheckContext, {names}: Settings, {entries, variable}: Hosts, host: string): Finding[] {
  if (entries.some((pattern) => matches(host, pattern))) return []
  const {file, line} = names.get('ALLOWED_HOSTS')!
  const wrong = entries.map((entry) => misspelling(entry)).find((fault) => fault !== undefined)
  const isOwn = entries.some((pattern) => isPublic(pattern))
  const refuses = isOwn
    ? `Django answers requests for ${host} with "400 Bad Request"`
    : 'Django answers every request with "400 Bad Request"'
  return [
    {
      file,
      fix: {command: `heroku config:get ${variable} --app ${context.app!.name}`, kind: 'hand'},
      line,
      message: `${refuses}: the config var ${variable} doesn't include ${host}, the app's host${wrong ?? ''}. Add it.`,
      ...(isOwn && {severity: 'warning' as const}),
    },
  ]
}

/** Source: Django's conf/__init__.py, which refuses anything but a list or a tuple. */
function notAList({names}: Settings): Finding {
  const {file, line} = names.get('ALLOWED_HOSTS')!
  return {
    file,
    fix: {command: null, kind: 'hand'},
    line,
    message:
      'Django fails with ImproperlyConfigured: ALLOWED_HOSTS is a string and must be a list. Write ALLOWED_HOSTS = ["…"], or split the string: .split(",").',
    part: 'ALLOWED_HOSTS',
  }
}
