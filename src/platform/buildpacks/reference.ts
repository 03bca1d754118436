import {maskUrls, Secret} from '../secret.js'

/** A buildpack as an app's list, a `.buildpacks` file or a user names it. Immutable. */
export interface Reference {
  kind: 'git' | 'name' | 'tarball' | 'unknown'
  /** As it was given: what the platform stores, and takes back unchanged. May hold credentials. */
  stored: Secret
  /** As a user would type it, credentials masked. */
  shown: string
  /**
   * What it names, whatever the form: `heroku/python` for a buildpack of the registry or of Heroku's old bucket,
   * `github.com/owner/repository`, or the rest of another URL. Without version and credentials.
   */
  identity: string
  /** `owner/name`, in lower case, of a repository on GitHub or a buildpack of the registry. */
  slug: string | null
  /** The version asked for: a tag, a branch or a commit. */
  pin: string | null
  hasCredentials: boolean
}

/** The name that stands for Heroku's Python buildpack. */
export const HEROKU_PYTHON = 'heroku/python'

const URN = /^urn:buildpack:/i
/** Source: the registry's names, as the Heroku CLI checks them. */
const NAME = /^[a-z\d][\w-]*\/[\w-]+$/i
const URL_FORM = /^([a-z][a-z\d+.-]*):\/\/(?:[^/?#]*@)?([^/?#:]+)(?::\d+)?(\/[^?#]*)?(?:\?[^#]*)?(?:#(.*))?$/i
/** `git@github.com:owner/repository.git`, as git and ssh take it. */
const SCP_FORM = /^(?:[^\s@/]+@)?([\w.-]+\.[a-z]+):(?!\/\/)([^\s#]+)(?:#(.*))?$/i
/** A user name that everyone knows, and no secret. */
const PLAIN_GIT_USER = /^(?:ssh:\/\/)?git@/i

/** Heroku's buckets: of the registry, and of the time before it. Any of S3's host names. */
const BUCKET = /^(?:(buildpack-registry|codon-buildpacks)\.s3[\w.-]*\.amazonaws\.com|s3[\w.-]*\.amazonaws\.com)$/i
const BUCKET_PATH = /^\/(?:(buildpack-registry|codon-buildpacks)\/)?buildpacks\/([a-z\d][\w-]*\/[\w-]+)\.tgz$/i

/** Parts of GitHub's own addresses that stand between a repository and its version. */
const VERSION_PATH = /^(?:archive|commit|releases\/tag|tarball|tree|zipball|tar\.gz|zip)\/(?:refs\/(?:heads|tags)\/)?(.+)$/
const ARCHIVE = /\.(?:tgz|tar\.gz|zip)$/i
const CODE_HOSTS = new Set(['bitbucket.org', 'github.com', 'gitlab.com'])

/** Reads any form: a name, a URN, an https, git or ssh URL, a tarball. Never fails: what has no known form is `unknown`. */
export function parseReference(given: string): Reference {
  const text = given.trim()
  const name = text.replace(URN, '')
  if (NAME.test(name)) return {...known(given, name.toLowerCase()), kind: 'name', shown: name}
  return parseUrl(given, text) ?? {...known(given, shownUrl(text)), kind: 'unknown', shown: shownUrl(text), slug: null}
}

function parseUrl(given: string, text: string): Reference | undefined {
  const url = URL_FORM.exec(text)
  const scp = url ? null : SCP_FORM.exec(text)
  const [host, path, fragment] = url ? [url[2]!, url[3] ?? '', url[4]] : scp ? [scp[1]!, `/${scp[2]}`, scp[3]] : []
  if (host === undefined || path === undefined) return undefined
  return fromBucket(given, text, host, path) ?? fromHost({given, host, path, pin: fragment || null, text})
}

/** The platform stores most names of the registry as the URLs of their tarballs: those are shown as names again. */
function fromBucket(given: string, text: string, host: string, path: string): Reference | undefined {
  const byHost = BUCKET.exec(host)
  const byPath = BUCKET_PATH.exec(path)
  const bucket = (byHost?.[1] ?? byPath?.[1])?.toLowerCase()
  if (!byHost || !byPath || bucket === undefined) return undefined
  const name = byPath[2]!.toLowerCase()
  const isStoredName = bucket === 'buildpack-registry' && !name.startsWith('heroku/')
  return {...known(given, name), kind: isStoredName ? 'name' : 'tarball', shown: isStoredName ? name : shownUrl(text)}
}

interface UrlParts {
  given: string
  text: string
  host: string
  path: string
  pin: string | null
}

function fromHost({given, host, path, pin, text}: UrlParts): Reference {
  const site = host.toLowerCase().replace(/^(?:www|codeload|api)\.(?=github\.com$)/, '')
  const parts = path
    .replace(/^\/repos(?=\/)/, '')
    .split('/')
    .filter((part) => part !== '')
  const kind = ARCHIVE.test(path) || /\/(?:tarball|tar\.gz)\//.test(path) ? 'tarball' : 'git'
  if (!CODE_HOSTS.has(site) || parts.length < 2) {
    const identity = `${site}/${parts.join('/').replace(/\.git$/i, '')}`
    return {...known(given, identity), kind, pin, shown: shownUrl(text), slug: null}
  }

  const slug = `${parts[0]}/${parts[1]!.replace(/\.git$/i, '')}`.toLowerCase()
  const inPath = VERSION_PATH.exec(parts.slice(2).join('/'))?.[1]?.replace(ARCHIVE, '') ?? null
  const version = pin ?? inPath
  return {
    ...known(given, `${site}/${slug}`),
    kind,
    pin: version,
    shown: shownUrl(text),
    slug: site === 'github.com' ? slug : null,
  }
}

function known(given: string, identity: string): Omit<Reference, 'kind' | 'shown'> {
  const text = given.trim()
  return {
    hasCredentials: shownUrl(text) !== text,
    identity,
    pin: null,
    slug: identity,
    stored: new Secret(given),
    ...(identity.startsWith('github.com/') && {slug: identity.slice('github.com/'.length)}),
  }
}

function shownUrl(text: string): string {
  if (!PLAIN_GIT_USER.test(text)) return maskUrls(text)
  const user = PLAIN_GIT_USER.exec(text)![0]
  return user + maskUrls(text.slice(user.length))
}

/** True if the platform would take the two for the same: the names of the registry have two forms, the rest is compared as it is. */
export function sameEntry(a: Reference, b: Reference): boolean {
  if (a.kind === 'name' && b.kind === 'name') return a.identity === b.identity
  return a.stored.reveal().trim() === b.stored.reveal().trim()
}

export function sameList(a: readonly Reference[], b: readonly Reference[]): boolean {
  return a.length === b.length && a.every((entry, index) => sameEntry(entry, b[index]!))
}

/** Heroku's own buildpacks have a name in the registry, under one of two owners, and a repository. */
const HEROKUS = /^heroku(?:-community)?\/(?:heroku-)?(?:buildpack-)?(.+?)(?:-buildpack)?$/

/**
 * True if the two run the same buildpack at the same version: `heroku-community/apt` and the URL of its repository, too.
 * What is named runs its tested release, and a URL the repository's main branch.
 */
export function runsSame(a: Reference, b: Reference): boolean {
  const [ofA, ofB] = [a, b].map(({slug}) => HEROKUS.exec(slug ?? '')?.[1])
  return a.pin === b.pin && (a.identity === b.identity || (ofA !== undefined && ofA === ofB))
}

/** True if the two name the same buildpack at the same version, in whatever form. */
export function sameBuildpack(a: Reference, b: Reference): boolean {
  return a.identity === b.identity && a.pin === b.pin
}
