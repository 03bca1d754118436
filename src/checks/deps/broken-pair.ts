import type {Check, CheckContext, Finding} from '../check.js'

import {type BrokenPair, brokenPairs} from '../../knowledge/broken-pairs.js'
import {broughtBy} from '../../knowledge/brings.js'
import {findDependency, productionDependencies} from '../dependencies.js'
import {DEPENDENCIES_PAGE, listing} from '../facts.js'
import {appPython} from '../shared/app-python.js'
import {effectiveVersions} from '../shared/effective-versions.js'
import {bootOf} from './boot-use.js'
import {withoutSetuptoolsFindings} from './setuptools-users.js'

export const brokenPair: Check = {
  id: 'deps/broken-pair',
  title: "two packages don't work together in these versions",
  severity: 'error',
  docs: {
    what: 'Package versions that install together but fail when used: Flask 1.1 with Jinja2 3.1, Flask 2.2 with Werkzeug 3, pandas 2.0 with NumPy 2, gunicorn 20 without `pkg_resources`. A package without a pinned version counts as the newest. The check only knows pairs that were tested.',
    why: "Package managers rely on the limits that packages declare, and older packages declare no upper limit. So the build succeeds, but the import fails: `cannot import name 'escape' from 'jinja2'`.",
    fix: 'Upgrade the older package, or pin the other one to an older version. The finding names the versions.',
    example: '`Flask==1.1.2` alone in `requirements.txt`',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    return [...pairFindings(context), ...withoutSetuptoolsFindings(context)]
  },
}

function pairFindings(context: CheckContext): Finding[] {
  const python = appPython(context)
  if (python === undefined) return []
  const {complete} = productionDependencies(context)
  const versions = effectiveVersions(context)
  const pairs = brokenPairs(versions, python).filter(
    // What a lock doesn't name isn't installed.
    ({when}) => !complete || Object.keys(when).every((name) => versions.has(name)),
  )
  const byVictim = new Map<string, BrokenPair[]>()
  for (const pair of pairs) byVictim.set(victimOf(pair), [...(byVictim.get(victimOf(pair)) ?? []), pair])
  return [...byVictim].flatMap(([victim, list]) => {
    const finding = asFinding(context, victim, list)
    return finding ? [finding] : []
  })
}

/** The package that fails: the one that a pair names first. */
function victimOf({when}: BrokenPair): string {
  return Object.keys(when)[0]!
}

function asFinding(context: CheckContext, victim: string, pairs: readonly BrokenPair[]): Finding | undefined {
  const dependency = findDependency(context, victim)
  const [first] = pairs
  if (!dependency || !first) return undefined
  const version = dependency.version ?? '(no exact version)'
  const others = pairs.flatMap(({when}) => Object.keys(when).slice(1))
  const versions = [
    ...new Set(
      pairs.flatMap((pair) =>
        Object.entries(pair.when)
          .slice(1)
          .map(([name, range]) => `${name} ${inWords(range)}`),
      ),
    ),
  ]
  const unpinned = others.filter((name) => (findDependency(context, name)?.version ?? null) === null)
  const gets =
    unpinned.length === 0
      ? `Your list has ${listing(others.map((name) => `${name} ${findDependency(context, name)!.version}`))}.`
      : `No file pins ${listing([...new Set(unpinned)])}, so the build installs the newest.`
  const boot = bootOf(context, victim)
  const isLimited = unpinned.some((name) => isLimitedByOthers(context, name, victim))
  const isSure = boot !== undefined && first.fails !== 'call' && !isLimited
  const happens = first.fails === 'call' ? `Using it fails (${first.error})` : `${boot ?? 'Importing it fails'} (${first.error})`
  return {
    file: dependency.file,
    fix: {command: null, kind: 'hand'},
    ...(dependency.line !== undefined && {line: dependency.line}),
    message: `${victim} ${version} doesn't work with ${listing(versions)}. ${gets} ${happens}. ${adviceOf(pairs)}`,
    ...(isLimited && {fineIf: ['another package limits its version']}),
    ...(!isSure && {severity: 'warning' as const}),
  }
}

/** `>=3.1` → `3.1 and later`; `>=2.3,<3` stays as it is. */
function inWords(range: string): string {
  const lower = /^>=(?<version>[\d.]+)$/.exec(range)?.groups?.version
  if (lower === undefined) return range
  return lower === '0' ? 'of any version' : `${lower} and later`
}

/** The first fix upgrades the package that fails, where there is a release that works. */
function adviceOf(pairs: readonly BrokenPair[]): string {
  const victim = victimOf(pairs[0]!)
  const upgrade = pairs[0]!.fix[victim]
  const holds = [
    ...new Set(
      pairs.flatMap(({fix}) =>
        Object.entries(fix)
          .filter(([name]) => name !== victim)
          .map(([name, range]) => `${name}${range}`),
      ),
    ),
  ]
  const pins = holds.length > 0 ? `${listing(holds)}` : undefined
  if (upgrade === undefined)
    return pins === undefined ? 'Replace it.' : `Write ${pins}, or replace ${victim}: no release of it works.`
  return pins === undefined ? `Use ${victim}${upgrade}.` : `Use ${victim}${upgrade}, or write ${pins}.`
}

/** Another package of the list asks for it too, and may hold it back. */
function isLimitedByOthers(context: CheckContext, name: string, victim: string): boolean {
  return productionDependencies(context).list.some((other) => {
    if (other.name === victim || other.name === name) return false
    const brought = broughtBy(other.name, other.extras)
    return brought === undefined || [...brought.always, ...brought.maybe].includes(name)
  })
}
