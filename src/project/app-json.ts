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
  const {addons, buildpacks, env, scripts, stack} = parsed
  const postdeploy = isObject(scripts) ? commandOf(scripts.postdeploy) : undefined
  return {
    addons: named(addons, 'plan'),
    buildpacks: Array.isArray(buildpacks) ? named(buildpacks, 'url') : undefined,
    env: isObject(env) ? Object.keys(env) : [],
    file: 'app.json',
    postdeploy: postdeploy === undefined ? undefined : {command: postdeploy, ...lineOf(text, 'postdeploy')},
    stack: typeof stack === 'string' ? stack : undefined,
    text,
  }
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

function lineOf(text: string, key: string): {line?: number} {
  const at = text.search(new RegExp(`"${key}"\\s*:`))
  return at === -1 ? {} : {line: text.slice(0, at).split('\n').length}
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
