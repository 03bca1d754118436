import {type BuildpackKind, type Releases} from '../buildpack/release.js'
import {CLASSIC_SOURCES, CNB_SOURCES, readClassicRelease, readCnbRelease, UnknownSourceForm} from '../buildpack/release-source.js'
import {CLASSIC_RULE_FILES, classicRules, CNB_RULE_FILES, cnbRules} from '../buildpack/rule-text.js'
import {type SeenRules, seenRules} from '../buildpack/rules.js'

/** The files of a release, by path; undefined: it doesn't have one. */
type Files = Readonly<Record<string, string | undefined>>

const SOURCES: Record<BuildpackKind, readonly string[]> = {classic: CLASSIC_SOURCES, cnb: CNB_SOURCES}
const RULE_FILES: Record<BuildpackKind, readonly string[]> = {classic: CLASSIC_RULE_FILES, cnb: CNB_RULE_FILES}

/** What a program needs beyond its data and its rules. */
const OTHERS: Record<BuildpackKind, readonly string[]> = {classic: ['lib/output.sh'], cnb: ['src/errors.rs']}

/** What is read of a newer release: the files with its data, those with its rules, and what its program needs besides. */
export function filesOf(kind: BuildpackKind): readonly string[] {
  return [...new Set([...SOURCES[kind], ...RULE_FILES[kind], ...OTHERS[kind]])]
}

/** Files of the program that nobody knows yet, by what its first file says. */
export function newFilesOf(kind: BuildpackKind, files: Files): readonly string[] {
  const named =
    kind === 'classic'
      ? [...(files['bin/compile'] ?? '').matchAll(/^source "\$\{BUILDPACK_DIR\}\/((?:bin|lib|vendor)\/[\w.-]+)"$/gm)].map(
          ([, file]) => file!,
        )
      : [...(files['src/main.rs'] ?? '').matchAll(/^mod (\w+);$/gm)].map(([, module]) => `src/${module}.rs`)
  return named.filter((file) => files[file] === undefined && isOfProgram(kind, file))
}

/** Of the Cloud Native Buildpack: what installs, and tests. */
const INSTALLS = /^src\/(?:layers(?:\/.*)?|tests)\b/

/** Whether a file is run where a release decides. */
export function isOfProgram(kind: BuildpackKind, file: string): boolean {
  return kind === 'classic' ? file !== 'CHANGELOG.md' : file.startsWith('src/') && !INSTALLS.test(file)
}

/** @throws UnknownSourceForm also where a file with data isn't there */
export function releaseOf(kind: BuildpackKind, files: Files): Releases[BuildpackKind] {
  const missing = SOURCES[kind].find((file) => files[file] === undefined)
  if (missing !== undefined) throw new UnknownSourceForm(missing)
  return kind === 'classic' ? readClassicRelease(files as never) : readCnbRelease(files as never)
}

export function rulesOf(kind: BuildpackKind, files: Files, release: string, before: SeenRules): SeenRules {
  const there = Object.fromEntries(RULE_FILES[kind].flatMap((file) => (files[file] === undefined ? [] : [[file, files[file]]])))
  const digests = kind === 'classic' ? classicRules(there) : cnbRules(there)
  return seenRules(kind, digests, kind === 'classic' ? release : release.replace(/^v/, ''), before)
}
