import type {Marker} from '../../packaging/requirements/marker.js'
import type {Specifier} from '../../packaging/requirements/specifier.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {parseMarker} from '../../packaging/requirements/marker.js'
import {normaliseName, parseRequirement} from '../../packaging/requirements/pep508.js'
import {array, table, type Table} from '../../packaging/values.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** A requirement as pyproject.toml or uv.lock states it, in a form in which the two compare. */
export interface UvRequirement {
  name: string
  /** For messages: what is asked for, without the name: `>=3.1`, `[async] >=3.1`, empty. */
  written: string
  extras: string
  specifiers: string
  /** `registry`, `index URL`, `git URL ref` …; null: it can't be compared. */
  source: string | null
  marker: Marker | null
  /** The extra that brings it in. */
  extra: string | null
}

/** `[tool.uv.sources]` by normalised name, and the URLs of the indexes by name. */
export interface UvSources {
  sources: ReadonlyMap<string, unknown>
  indexes: ReadonlyMap<string, string>
}

/** Where `[tool.uv]` says that requirements come from. */
export function uvSources(uv: Table): UvSources {
  const indexes = array(uv.index).map((index) => table(index))
  return {
    indexes: new Map(indexes.map(({name, url}) => [String(name), String(url)])),
    sources: new Map(Object.entries(table(uv.sources)).map(([name, source]) => [normaliseName(name), source])),
  }
}

/** @returns undefined if uv would not read it either */
export function wantedRequirement(text: unknown, extra: string | null, from: UvSources): undefined | UvRequirement {
  const parsed = typeof text === 'string' ? parseRequirement(text) : {fault: 'name'}
  if (!('requirement' in parsed)) return undefined
  const {extras, marker, name, specifiers, url} = parsed.requirement
  const source = wantedSource(normaliseName(name), url, from)
  return {extra, marker: marker?.parsed ?? null, ...shape(name, extras, specifiers, source)}
}

/** @returns undefined if it is no requirement of a lock's metadata */
export function lockedRequirement(entry: Table): undefined | UvRequirement {
  const {extras = [], marker, name, specifier = ''} = entry
  const parsed = parseRequirement(`${String(name)} ${String(specifier)}`)
  const condition = typeof marker === 'string' ? parseMarker(marker) : null
  if (!('requirement' in parsed) || condition === undefined || !Array.isArray(extras)) return undefined
  const {name: parsedName, specifiers} = parsed.requirement
  return {extra: null, marker: condition, ...shape(parsedName, extras.map(String), specifiers, lockedSource(entry))}
}

function shape(name: string, extras: readonly string[], specifiers: readonly Specifier[], source: string | null) {
  const brackets = extras.length > 0 ? `[${[...extras].sort().join(',')}]` : ''
  const versions = specifiers.map(({operator, version}) => `${operator}${version}`).join(',')
  const hasVersion = source === 'registry' || source?.startsWith('index ')
  return {
    extras: extras
      .map((extra) => normaliseName(extra))
      .sort()
      .join(','),
    name: normaliseName(name),
    source,
    specifiers: hasVersion
      ? specifiers
          .map((specifier) => comparable(specifier))
          .sort()
          .join(',')
      : '',
    written: `${brackets}${versions}`,
  }
}

/** Two forms of one version are the same to uv: `1.0` and `1`, `1.0-RC1` and `1rc1`. */
function comparable({operator, version}: Specifier): string {
  const star = version.endsWith('.*') ? '.*' : ''
  const plain = pep440().clean(version.replace(/\.\*$/, '')) ?? version
  return `${operator}${plain.replace(/^(\d+(?:\.\d+)*?)(?:\.0)+(?!\.?\d)/, '$1')}${star}`
}

function wantedSource(name: string, url: string | null, {indexes, sources}: UvSources): string | null {
  if (!sources.has(name)) return url === null ? 'registry' : urlSource(url)
  const source = table(sources.get(name))
  // A list of sources, or one under a condition, is more than is compared here.
  if (source.marker !== undefined || source.extra !== undefined || source.group !== undefined) return null
  if (typeof source.index === 'string') {
    const address = indexes.get(source.index)
    return address === undefined ? null : `index ${plainUrl(address)}`
  }

  if (typeof source.git === 'string')
    return `git ${plainUrl(source.git)} ${String(source.rev ?? source.tag ?? source.branch ?? '')}`
  if (typeof source.url === 'string') return `url ${plainUrl(source.url)}`
  return source.path !== undefined || source.workspace === true ? 'local' : null
}

function urlSource(url: string): string | null {
  const git = /^git\+(.*?:\/\/(?:[^/]*@)?[^@]*)(?:@([^#?]*))?(?:[#?].*)?$/.exec(url)
  if (git) return `git ${plainUrl(git[1]!)} ${git[2] ?? ''}`
  if (/^https?:/.test(url)) return `url ${plainUrl(url)}`
  return url.startsWith('file:') || !url.includes('://') ? 'local' : null
}

function lockedSource(entry: Table): string | null {
  const {conflict, git, index, url} = entry
  if (conflict !== undefined) return null
  if (typeof index === 'string') return `index ${plainUrl(index)}`
  if (typeof url === 'string') return `url ${plainUrl(url)}`
  if (typeof git === 'string') {
    const ref = /[?&](?:rev|tag|branch)=([^&#]*)/.exec(git)?.[1] ?? ''
    return `git ${plainUrl(git)} ${decodeURIComponent(ref)}`
  }

  return ['directory', 'editable', 'path', 'virtual'].some((key) => entry[key] !== undefined) ? 'local' : 'registry'
}

/** A URL without what uv leaves out of its lock, or writes in another way: credentials, query, fragment, the last slash. */
function plainUrl(url: string): string {
  return url
    .replace(/[?#].*$/, '')
    .replace(/:\/\/[^/]*@/, '://')
    .replace(/(?:\.git)?\/*$/, '')
    .toLowerCase()
}
