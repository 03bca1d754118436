import {execFileSync} from 'node:child_process'

/** src/knowledge/stdlib-names.json: module → name → the version that lacks it, and what to use instead. */
export interface NamesFile {
  names: Record<string, Record<string, [removedIn: string, instead: null | string]>>
}

/** Prints which names are there, read from standard input; null where the module itself can't be imported. */
const PROBE = `
import importlib, json, sys, warnings
warnings.simplefilter('ignore')

def find(path):
    parts = path.split('.')
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module('.'.join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            found = getattr(found, part, None)
        return found

def has(owner, module, name):
    if owner is None:
        return None
    if hasattr(owner, name):
        return True
    try:
        importlib.import_module(module + '.' + name)
        return True
    except ImportError:
        return False

asked = json.load(sys.stdin)
print(json.dumps({module: {name: has(find(module), module, name) for name in names} for module, names in asked.items()}))
`

export type Answer = Record<string, Record<string, boolean | null>>

/** Which of the names an interpreter has. */
export function askForNames(python: string, names: NamesFile['names']): Answer {
  const input = JSON.stringify(names)
  return JSON.parse(execFileSync(python, ['-c', PROBE], {encoding: 'utf8', input})) as Answer
}

/**
 * What the interpreters contradict: a name that is still there from its removal on, or one that none of the interpreters
 * before its removal has.
 */
export function wrongNames(
  interpreters: ReadonlyMap<string, string>,
  names: NamesFile['names'],
  isOlder: (one: string, other: string) => boolean,
): string[] {
  const answers = [...interpreters].map(([version, python]) => ({version, has: askForNames(python, names)}))
  return Object.entries(names).flatMap(([module, entries]) =>
    Object.entries(entries).flatMap(([name, [removedIn]]) => {
      const found = answers.filter(({has}) => has[module]![name] === true).map(({version}) => version)
      const later = found.filter((version) => !isOlder(version, removedIn))
      const isKnownBefore = answers.some(({version}) => isOlder(version, removedIn))
      if (later.length > 0) return [`${module}.${name}: said to go in ${removedIn}, still there in ${later.join(', ')}`]
      return isKnownBefore && found.length === 0 ? [`${module}.${name}: no interpreter before ${removedIn} has it`] : []
    }),
  )
}
