import {posix} from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'
import type {Check, CheckContext, Finding} from '../check.js'
import type {Settings} from '../shared/django-settings.js'

import {truth} from '../../project/python-source/index.js'
import {isBefore} from '../../packaging/release-order.js'
import {unlessCreated} from '../creators.js'
import {listing} from '../facts.js'
import {ASSETS_PAGE, collectstatic, djangoOf} from '../shared/django-project.js'
import {buildSettings} from '../shared/django-settings.js'
import {type StaticFile, staticFiles} from './static-files.js'
import {type Named, namedFiles} from './style-references.js'
import {templateReferences} from './template-references.js'

/** The storages that look for every file that a style sheet names. Source: Django's and WhiteNoise's documentation. */
const LOOKS =
  /^(?:django\.contrib\.staticfiles\.storage\.ManifestStaticFilesStorage|whitenoise\.(?:django\.GzipManifest|storage\.CompressedManifest)StaticFilesStorage)$/

/** From here on `STATICFILES_STORAGE` is not read. Source: the release notes of Django 5.1. */
const WITHOUT_STATICFILES_STORAGE = '5.1'

const FILES = 5
const SHOWN = 3

export const manifestFileMissing: Check = {
  id: 'django/manifest-file-missing',
  title: "a stylesheet or template names a file that isn't in the commit",
  severity: 'error',
  docs: {
    what: "The app uses `ManifestStaticFilesStorage` or WhiteNoise's version of it. A stylesheet (`url(…)`, `@import`), a source map reference (`sourceMappingURL`) or `{% static \"…\" %}` in a template names a file that isn't in the source's static folders. This is a warning for templates that may be unused. URLs with a scheme, and files that an installed app may have, don't count.",
    why: 'This storage adds a hash to each file\'s name and rewrites the references to it. If a file is missing, collectstatic fails ("The file … could not be found"), and so does the build. A page whose template names a missing file returns status 500. With `DEBUG` on, as on your machine, missing files don\'t matter.',
    fix: 'Commit the file, or correct or remove the reference. You can delete lines with `sourceMappingURL`.',
    example: '`background: url("../img/missing.png")` in `static/css/site.css`',
    link: ASSETS_PAGE,
  },
  run(context) {
    const settings = collectstatic(context) === 'no' ? undefined : buildSettings(context)
    if (!settings || !looksForFiles(context, settings)) return []
    const files = staticFiles(context, settings)
    const version = djangoOf(context)?.version ?? null
    const found = files.flatMap((file): Finding[] => {
      const missing = namedFiles(context.project.tree, file, version).filter((named) => isMissing(context, settings, named))
      return missing.length === 0 ? [] : [finding(context, file, missing)]
    })
    return [...found, ...inTemplates(context, settings)].slice(0, FILES)
  },
}

/** A template that is surely used, and names a file that isn't there: the page that it makes fails. */
function inTemplates(context: CheckContext, settings: Settings): Finding[] {
  const strict = settings.names.get('WHITENOISE_MANIFEST_STRICT')?.value
  const debug = settings.names.get('DEBUG')?.value
  const isOff = !debug || truth((debug.kind === 'environment' ? debug.otherwise : debug) ?? debug) === false
  if (!isOff || hasBundler(context) || (strict && !(strict.kind === 'boolean' && strict.value))) return []
  return templateReferences(context.project.tree).flatMap(({isUsed, named, path}): Finding[] => {
    const missing = named.filter((one) => isMissing(context, settings, one))
    if (missing.length === 0) return []
    const names = [...new Set(missing.map((one) => one.path))]
    const message = `Every page that uses ${path} fails with status 500 ("Missing staticfiles manifest entry"): it names ${shownNames(names)}, which isn't in the source's static folders.`
    const found: Finding = {
      file: path,
      fix: {command: null, kind: 'hand'},
      line: missing[0]!.line,
      message,
      ...(!isUsed() && {severity: 'warning' as const}),
    }
    return [unlessCreated(context, found, names)]
  })
}

/** Whether the storage of static files is one that looks. */
function looksForFiles(context: CheckContext, {names}: Settings): boolean {
  const version = djangoOf(context)?.version ?? null
  const storages = names.get('STORAGES')?.value
  const ofStatic = storages?.kind === 'dictionary' ? storages.entries.get('staticfiles') : undefined
  const backend = ofStatic?.kind === 'dictionary' ? ofStatic.entries.get('BACKEND') : undefined
  if (backend?.kind === 'string') return LOOKS.test(backend.value)
  const old = names.get('STATICFILES_STORAGE')?.value
  const isRead = version !== null && isBefore(version, WITHOUT_STATICFILES_STORAGE)
  return storages === undefined && isRead && old?.kind === 'string' && LOOKS.test(old.value)
}

/** Nothing in the source ends in that path, and no installed app may have it. */
function isMissing({project: {tree}}: CheckContext, {names}: Settings, {path}: Named): boolean {
  const [top] = path.split('/')
  const apps = names.get('INSTALLED_APPS')?.value
  const written = apps?.kind === 'list' ? apps.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])) : []
  const foreign = written.filter((app) => !tree.exists(app.split('.')[0]!)).flatMap((app) => app.split('.'))
  // django-bootstrap5 has its files in `bootstrap5`, the admin in `admin`.
  if (foreign.some((part) => plain(part) === plain(top!) || plain(part).endsWith(plain(top!)))) return false
  const others = pathsByName(tree).get(posix.basename(path)) ?? []
  return !others.some((file) => file === path || file.endsWith(`/${path}`))
}

const indexes = new WeakMap<FileTree, ReadonlyMap<string, readonly string[]>>()

/** A large source has too many files to go through for each name. */
function pathsByName(tree: FileTree): ReadonlyMap<string, readonly string[]> {
  const known = indexes.get(tree)
  if (known) return known
  const index = new Map<string, string[]>()
  for (const path of tree.files()) {
    const name = posix.basename(path)
    const others = index.get(name)
    if (others) others.push(path)
    else index.set(name, [path])
  }

  indexes.set(tree, index)
  return index
}

/** Whether a tool of Node.js may write static files: before a build, or on the way to it. */
function hasBundler({project: {tree}}: CheckContext): boolean {
  for (const path of tree.files()) if (/(?:^|\/)package\.json$/.test(path) && !path.includes('node_modules/')) return true
  return false
}

function shownNames(names: readonly string[]): string {
  return listing(names.length > SHOWN ? [...names.slice(0, SHOWN), `${names.length - SHOWN} more`] : names)
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '')
}

function finding(context: CheckContext, {path}: StaticFile, missing: readonly Named[]): Finding {
  const names = [...new Set(missing.map((named) => named.path))]
  const isMap = missing.every(({written}) => written.endsWith('.map'))
  const happens =
    collectstatic(context) === 'maybe' ? 'Unless the config var DISABLE_COLLECTSTATIC is set, the build fails' : 'The build fails'
  const advice = isMap ? 'Delete the line, or commit the map.' : 'Commit the missing file, or correct the reference.'
  return unlessCreated(
    context,
    {
      file: path,
      fix: {command: null, kind: 'hand'},
      line: missing[0]!.line,
      message: `${happens}: ${path} names ${shownNames(names)}, and collectstatic doesn't find it in the source's static folders. ${advice}`,
      ...(hasBundler(context) && {severity: 'warning' as const}),
    },
    names,
  )
}
