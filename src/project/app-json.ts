import type {FileTree} from '../packaging/file-tree.js'

/** What app.json says, of what the checks look at. Fields of another type than app.json's schema gives are left out. */
interface AppJson {
  file: 'app.json'
  text: string
  /** The buildpacks' URLs or names, in order; undefined if there is no such list. */
  buildpacks: readonly string[] | undefined
  /** The add-ons' plans. */
  addons: readonly string[]
  /** The names of the config vars that a review app or a button gives an app. */
  env: readonly string[]
  /** Runs once, on a dyno, after the first deploy of a review app or a button. */
  postdeploy: {command: string; line?: number} | undefined
  stack: string | undefined
  /** What Heroku CI runs. */
  test: {command: string; line?: number} | undefined
}

const answers = new WeakMap<Uint8Array, {answer: AppJson | undefined}>()

/**
 * The app.json in the root; undefined if there is none, or it is no JSON object, of which the platform will complain.
 *
 * Source: Dev Center, "app.json Schema".
 */
export function readAppJson(tree: FileTree): AppJson | undefined {
  const bytes = tree.isFile('app.json') ? tree.read('app.json') : undefined
  if (!bytes) return undefined
  const known = answers.get(bytes) ?? {answer: parseAppJson(new TextDecoder().decode(bytes))}
  answers.set(bytes, known)
  return known.answer
}

function parseAppJson(text: string): AppJson | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }

  if (!isObject(parsed)) return undefined
  const {addons, buildpacks, env, environments, scripts, stack} = parsed
  const postdeploy = isObject(scripts) ? commandOf(scripts.postdeploy) : undefined
  const test = commandOf(member(environments, 'test', 'scripts', 'test'))
  return {
    addons: named(addons, 'plan'),
    buildpacks: Array.isArray(buildpacks) ? named(buildpacks, 'url') : undefined,
    env: isObject(env) ? Object.keys(env) : [],
    file: 'app.json',
    postdeploy: postdeploy === undefined ? undefined : {command: postdeploy, ...lineOf(text, 'postdeploy')},
    stack: typeof stack === 'string' ? stack : undefined,
    test: test === undefined ? undefined : {command: test, ...lineOf(text, 'test', text.search(/"scripts"\s*:\s*\{[^}]*"test"/))},
    text,
  }
}

/** A value inside of objects. */
function member(value: unknown, ...keys: readonly string[]): unknown {
  let inner = value
  for (const key of keys) inner = isObject(inner) ? inner[key] : undefined
  return inner
}

/** A list whose entries are strings, or objects with one in a field. */
function named(list: unknown, field: string): string[] {
  if (!Array.isArray(list)) return []
  return list.map((entry: unknown) => (isObject(entry) ? entry[field] : entry)).filter((entry) => typeof entry === 'string')
}

/** A script is a command, or an object with one. */
function commandOf(script: unknown): string | undefined {
  const command = isObject(script) ? script.command : script
  return typeof command === 'string' ? command : undefined
}

function lineOf(text: string, key: string, from = 0): {line?: number} {
  const inner = text.slice(Math.max(from, 0)).search(new RegExp(`"${key}"\\s*:`))
  const at = inner === -1 ? -1 : inner + Math.max(from, 0)
  return at === -1 ? {} : {line: text.slice(0, at).split('\n').length}
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
