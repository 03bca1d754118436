import type {Cause} from './cause.js'
import type {Recogniser} from './recogniser.js'

import {named} from './recogniser.js'
import {EXTRAS, FOLDER, NAME, PATH, SPECIFIER, VERSION} from './tokens.js'

/** What pip, uv, Poetry and Pipenv say where a package can't be found or taken. Sources: their own code, and outputs recorded in test/. */

const pattern = (text: string, flags = 'i') => new RegExp(text, flags)

export const FINDING: readonly Recogniser[] = [
  {
    // pip, and Pipenv with it. What it has left out for another Python stands in the lines above.
    pattern: pattern(
      String.raw`satisfies the requirement (${NAME})${EXTRAS}\s*(${SPECIFIER})?[^\n]{0,600}?\(from versions: ([^)]*)\)`,
    ),
    cause([, name, specifier = '', list], {leftOut}) {
      const versions = list === 'none' ? [] : list!.split(', ')
      const exact = /^={2,3}\s?([\w.+!]+)$/.exec(specifier)?.[1]
      const pythons = exact === undefined ? lastOf(leftOut) : (leftOut.get(exact) ?? null)
      const newest = newestOf(versions)
      return {isKnown: newest !== null || leftOut.size > 0, kind: 'no-distribution', name: name!, newest, pythons, specifier}
    },
  },
  {
    pattern: pattern(String.raw`No matching distribution found for (${NAME})${EXTRAS}\s*(${SPECIFIER})?`),
    cause([, name, specifier = ''], {leftOut}) {
      const pythons = leftOut.get(specifier.replace(/^={2,3}\s?/, '')) ?? null
      return {isKnown: null, kind: 'no-distribution', name: name!, newest: null, pythons, specifier}
    },
  },
  {
    // uv.
    isWrapped: true,
    pattern: pattern(String.raw`there (?:is no version of|are no versions of) (${NAME})${EXTRAS}\s?(${SPECIFIER})?`),
    cause: ([, name, specifier = '']) => ({
      isKnown: null,
      kind: 'no-distribution',
      name: name!,
      newest: null,
      pythons: null,
      specifier,
    }),
  },
  {
    isWrapped: true,
    pattern: pattern(String.raw`Because (${NAME}) was not found in the (?:package registry|provided package locations)`),
    cause: ([, name]) => ({isKnown: false, kind: 'no-distribution', name: name!, newest: null, pythons: null, specifier: ''}),
  },
  {
    pattern: pattern(String.raw`Package '(${NAME})' requires a different Python: ${VERSION} not in '(${SPECIFIER})'`),
    cause: ([, name, pythons]) => ({kind: 'python-excluded', name: name!, pythons: pythons!}),
  },
  {
    // uv, and Poetry.
    isWrapped: true,
    pattern: pattern(
      String.raw`(?:incompatible with the project's Python requirement: |is not (?:allowed|supported) by the project \()[\x60"']?([\^~\d<>=!][\d.*,<>=!~^ |]{0,60})`,
    ),
    cause: ([, pythons]) => ({kind: 'python-excluded', name: null, pythons: pythons!.trim()}),
  },
  {
    isWrapped: true,
    pattern: pattern(
      String.raw`Distribution \x60(${NAME})==(${VERSION}) @ [^\x60]{0,200}\x60 can't be installed because it doesn't have a source distribution or wheel`,
    ),
    cause: ([, name, version]) => noWheel(null, name!, version!),
  },
  {
    isWrapped: true,
    pattern: pattern(String.raw`(${NAME})==(${VERSION}) has no wheels with a matching (Python|platform|ABI)`),
    cause: ([, name, version, what]) => noWheel(what!.toLowerCase() === 'platform' ? 'platform' : 'python', name!, version!),
  },
  {
    isWrapped: true,
    pattern: pattern(
      String.raw`You're (on|using) [^\x60]{1,40}\(\x60[\w.]{1,60}\x60\), but \x60(${NAME})\x60 \(v(${VERSION})\) only has wheels([^\n]{0,300})`,
    ),
    cause: ([, word, name, version, tags]) =>
      noWheel(word!.toLowerCase() === 'on' ? 'platform' : 'python', name!, version!, tags),
  },
  {
    isWrapped: true,
    pattern: pattern(String.raw`Unable to find installation candidates for (${NAME}) \((${VERSION})\)`),
    cause: ([, name, version]) => noWheel(null, name!, version!),
  },
  {
    pattern: pattern(
      String.raw`(${NAME}?)-(${VERSION})-\w{2,10}-\w{2,20}-([\w.]{3,80})\.whl is not a supported wheel on this platform`,
    ),
    cause: ([, name, version, platform]) =>
      noWheel(/^(?:any|manylinux|linux)/.test(platform!) ? 'python' : 'platform', name!, version!),
  },
]

export const CHECKING: readonly Recogniser[] = [
  {
    pattern: pattern(String.raw`^Requested (${NAME})==(${VERSION}) from .{0,400}has invalid metadata`),
    cause: ([, name, version]) => ({kind: 'bad-metadata', package: named(name!, version)}),
  },
  {
    isWrapped: true,
    pattern: pattern(String.raw`Requested (${NAME})==(${VERSION}) from .{0,400}has invalid metadata.{0,400}Please use pip<24\.1`),
    cause: ([, name, version]) => ({kind: 'bad-metadata', package: named(name!, version)}),
  },
  {
    pattern: /DO NOT MATCH THE HASHES FROM THE/,
    cause: () => ({kind: 'hash-mismatch', package: null}),
  },
  {
    isWrapped: true,
    pattern: pattern(String.raw`DO NOT MATCH THE HASHES .{0,500}? (${NAME})==(${VERSION}) from(?=\s|$)`),
    cause: ([, name, version]) => ({kind: 'hash-mismatch', package: named(name!, version)}),
  },
  {
    isWrapped: true,
    pattern: pattern(
      String.raw`(?:Hash mismatch for \x60(${NAME})==(${VERSION})\x60|Hash for (${NAME}) \((${VERSION})\) from archive |Invalid hashes [^\n]{0,100}? (?:found in|for) (${NAME}) \((${VERSION})\)|Downloaded distributions for (${NAME}) \((${VERSION})\) did not match)`,
    ),
    cause(match) {
      const [name, version] = match.slice(1).filter(Boolean)
      return {kind: 'hash-mismatch', package: named(name!, version)}
    },
  },
  {
    pattern:
      /Hashes are required in --require-hashes mode, but|In --require-hashes mode, all requirements must have their versions/,
    cause: () => ({kind: 'hash-missing'}),
  },
  {
    isWrapped: true,
    pattern:
      /lockfile at \u0060uv\.lock\u0060 needs to be updated|Unable to find lockfile at \u0060uv\.lock\u0060|Failed to parse \u0060uv\.lock\u0060/,
    cause: () => ({kind: 'lock-stale', manager: 'uv'}),
  },
  {
    isWrapped: true,
    pattern:
      /pyproject\.toml changed significantly since poetry\.lock was last generated|poetry\.lock is not up to date with pyproject\.toml/,
    cause: () => ({kind: 'lock-stale', manager: 'poetry'}),
  },
  {
    isWrapped: true,
    pattern: /Your Pipfile\.lock \([0-9a-f]{6,64}\) is out of date/,
    cause: () => ({kind: 'lock-stale', manager: 'pipenv'}),
  },
  {
    pattern: pattern(String.raw`Could not open requirements file: \[Errno 2\] No such file or directory: '${FOLDER}(${PATH})'`),
    cause: ([, file]) => ({file: file!, kind: 'no-file'}),
  },
  {
    // What conda and an export on another machine leave in a list.
    pattern:
      /OSError: \[Errno 2\] No such file or directory: '\/|EnvironmentError: \[Errno 2\] No such file or directory: '\/|Path '.{1,300}' (?:does not exist|for .{1,60} does not exist)|Distribution not found at: file:\/\//,
    cause: () => ({kind: 'local-path'}),
  },
  {
    isWrapped: true,
    pattern: pattern(String.raw`Invalid requirement: .{1,800}?\((?:from )?line (\d{1,6}) of ${FOLDER}(${PATH})\)`),
    cause: ([, line, file]) => ({file: file!, kind: 'not-a-requirement', line: Number(line)}),
  },
  {
    pattern: /^(?:ERROR: )?Invalid requirement: |^pip\._internal\.exceptions\.InstallationError: Invalid requirement/,
    cause: () => ({file: null, kind: 'not-a-requirement', line: null}),
  },
]

export const REACHING: readonly Recogniser[] = [
  {
    // uv breaks git's line. What pip tries again is no failure yet.
    isWrapped: true,
    pattern: /Could not resolve host: ([\w.-]{1,253})|Max retries exceeded with url: .{0,500}Failed to resolve '([\w.-]{1,253})'/,
    cause: ([, ofGit, ofPython]) => ({host: (ofGit ?? ofPython)!, kind: 'no-host'}),
  },
  {
    pattern:
      /Host key verification failed|Permission denied \(publickey\)|(?:git clone|Failed to build|Failed to clone).{0,200}(?:ssh:\/\/|git@)/,
    cause: () => ({kind: 'no-access', via: 'ssh'}),
  },
  {
    pattern:
      /could not read Username for 'https|fatal: Authentication failed for '|remote: Repository not found|git clone .{1,400} did not run successfully|Git operation failed|failed to clone into:|Failed to clone https/,
    cause: () => ({kind: 'no-access', via: 'https'}),
  },
  {
    pattern: /unauthenticated git protocol on port 9418 is no longer supported/,
    cause: () => ({kind: 'no-access', via: 'git'}),
  },
  {
    pattern: /40[13] Client Error: |ERROR: HTTP error 40[13] |HTTP status client error \(40[13] /,
    cause: () => ({kind: 'no-access', via: 'index'}),
  },
  {
    pattern:
      /error: pathspec '.{1,200}' did not match any file|Did not find branch or tag '|couldn't find remote ref|failed to find branch, tag, or commit/,
    cause: () => ({kind: 'no-git-ref'}),
  },
]

/** Packages for another system, which have wheels for some Pythons too. */
const ELSEWHERE = /^(?:pywin|pypiwin|win32|windows-|pyobjc|appnope$|python-magic-bin$|comtypes$|wmi$|winshell$)/i

function noWheel(lacks: 'platform' | 'python' | null, name: string, version: string, tags = ''): Cause {
  const pythons = [...tags.matchAll(/\bcp3(\d{1,2})\b/g)].map(([, minor]) => `3.${minor!}`)
  return {kind: 'no-wheel-here', lacks: ELSEWHERE.test(name) ? 'platform' : lacks, package: named(name, version), pythons}
}

/** The last that is no early one; the list is in order. */
function newestOf(versions: readonly string[]): null | string {
  const safe = versions.filter((version) => new RegExp(`^${VERSION}$`).test(version))
  return safe.findLast((version) => !/(?:a|b|rc|dev)\d/.test(version)) ?? safe.at(-1) ?? null
}

function lastOf(leftOut: ReadonlyMap<string, string>): null | string {
  return [...leftOut.values()].at(-1) ?? null
}
