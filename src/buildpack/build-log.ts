import {escapeRegExp} from '../common/escape-regexp.js'
import {stripVTControlCharacters} from 'node:util'

import type {Headings} from './heading-source.js'

import headings from './build-headings.json' with {type: 'json'}

interface HeadingsOfRelease {
  release: string
  headings: Headings
}

/** What the buildpacks print above their errors, in the releases that this plugin ships. `npm run sync-buildpack` rewrites it. */
export const buildHeadings: Record<'classic' | 'cnb', HeadingsOfRelease> = headings

/**
 * What the platform itself says when it ends a build. The reasons are ours.
 * Sources: devcenter.heroku.com/articles/buildpacks#detection-failure and /slug-compiler#time-limit; issues 1202 and 1231
 * of heroku/heroku-buildpack-python; for Fir, the lifecycle of buildpacks.io.
 */
const PLATFORM_HEADINGS: Headings = {
  'App not compatible with buildpack: *': 'platform::not-detected',
  'Application not supported by *': 'platform::not-detected',
  'Compiled slug size: * is too large (max is *).': 'platform::slug-too-large',
  'No buildpack groups passed detection.': 'platform::not-detected',
  'No default language could be detected for this app.': 'platform::no-language',
  'Push rejected, no Cedar-supported app detected': 'platform::no-language',
  'Push rejected, submodule install failed': 'platform::submodules',
  'Timed out compiling *': 'platform::timeout',
  'Timed out running buildpack *': 'platform::timeout',
}

/** They end every log of a failed build, whatever its cause. */
const NO_CAUSE = /^(?:Push (?:failed|rejected)|Build failed|Heroku push rejected)/i

/** What a build's log tells of its failure. */
export interface LoggedFailure {
  /** As printed, on one line; null: none was found. It may hold what the app's own tools print. */
  heading: string | null
  /** True for a heading of the buildpack or the platform that stands in full in the tables above: it holds nothing of the app. */
  isKnownText: boolean
  reason: string | null
}

interface Known {
  text: string
  pattern: RegExp
  reason: string | null
  isWhole: boolean
}

const KNOWN: readonly Known[] = [buildHeadings.classic.headings, buildHeadings.cnb.headings, PLATFORM_HEADINGS].flatMap(
  (headings) =>
    Object.entries(headings)
      .map(([heading, reason]) => ({isWhole: !heading.includes('*'), pattern: headingPattern(heading), reason, text: heading}))
      // "Existing '.heroku/python/' directory found." is a heading of its own beside "Existing '*/' directory found.".
      .sort((a, b) => Number(b.isWhole) - Number(a.isWhole)),
)

/** The error that a build ended with: the one of which most is known, then the first. */
export function readFailure(log: string): LoggedFailure {
  const lines = plainLines(log)
  const headings = lines.flatMap((line) => headingIn(line) ?? [])
  const judged = headings.map((heading) => judge(heading))
  const best =
    judged.find(({isSpecific, reason}) => isSpecific && reason !== null) ??
    judged.find(({reason}) => reason !== null) ??
    judged.find(({heading}) => !NO_CAUSE.test(heading)) ??
    judged.at(-1)
  if (!best) return {heading: null, isKnownText: false, reason: null}
  const reason = best.reason === COLLECTSTATIC_OTHER ? collectstaticReason(log) : best.reason
  return {heading: best.heading, isKnownText: best.isKnownText, reason}
}

/** The Python that a build installed or, where the log names no other, was asked for. */
export function pythonIn(log: string): string | undefined {
  const lines = plainLines(log)
  const find = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).at(-1)
  return find(INSTALLED) ?? find(ASKED)
}

/**
 * The step lines of the buildpacks, old and new: `Installing Python 3.13.5`, `Using cached install of Python 3.13.5`,
 * `Installing python-3.9.5`, the CNB's `Using cached Python 3.13.5`; and what was asked for.
 * Source: lib/python.sh and the CNB's src/layers/python.rs.
 */
const INSTALLED = /^(?:-+> |\s*- |\s+)?(?:Installing|Using cached(?: install of)?) [Pp]ython[ -](\d+\.\d+\.\d+)\b/
const ASKED = /^(?:-+> |\s*- |\s+)?(?:Using Python|Using the same major version as the last build: Python) (\d+\.\d+(?:\.\d+)?)\b/

/** Without colours, a progress bar's carriage returns, and what git puts before the lines of a push. */
function plainLines(log: string): string[] {
  return stripVTControlCharacters(log)
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^remote: /, ''))
}

/** ` !     Error: …` of the classic buildpack, `[Error: …]` of the CNBs, the platform's own ` ! ` lines. */
function headingIn(line: string): string | undefined {
  const marked = /^ ?!\s+(.+)$/.exec(line)?.[1] ?? /^\[(Error: .+)\]$/.exec(line)?.[1]
  const text =
    marked ??
    /^(?:-+> )(App not compatible with buildpack: .+)$/.exec(line)?.[1] ??
    /^ERROR: (No buildpack groups .+)$/.exec(line)?.[1]
  // Warnings and notes are printed with the same mark, and so are the lines below a heading.
  return text === undefined || /^(?:warning|note):?\b/i.test(text) ? undefined : text.trim()
}

interface Judged {
  heading: string
  isKnownText: boolean
  /** Not one of the headings that stand below a better one. */
  isSpecific: boolean
  reason: string | null
}

const GENERAL = /^Unable to install dependencies/
const COLLECTSTATIC_OTHER = 'collectstatic-other'

function judge(line: string): Judged {
  const heading = line.replace(/^(?:internal )?error: /i, '')
  // The buildpacks have a heading in common but for its full stop, and other reasons for it.
  const known = KNOWN.find(({text}) => text === heading) ?? KNOWN.find(({pattern}) => pattern.test(heading))
  const isInternal = /^internal error: /i.test(line)
  const reason = known?.reason?.replace('*', hookOf(heading)) ?? (isInternal ? 'internal-error::abort' : null)
  return {heading, isKnownText: known?.isWhole ?? false, isSpecific: !GENERAL.test(heading), reason}
}

/** `pre_compile`, of the script that a heading names. */
function hookOf(heading: string): string {
  return /bin\/(\w+)/.exec(heading)?.[1] ?? ''
}

/** In the buildpack's own order. Source: bin/steps/collectstatic. */
const COLLECTSTATIC: [text: string, reason: string][] = [
  ['SyntaxError', 'collectstatic-syntax-error'],
  ['ImproperlyConfigured', 'collectstatic-improper-configuration'],
  ['The CSS file', 'collectstatic-fancy-references'],
  ['OSError', 'collectstatic-missing-file'],
]

function collectstaticReason(log: string): string {
  return COLLECTSTATIC.find(([text]) => log.includes(text))?.[1] ?? COLLECTSTATIC_OTHER
}

function headingPattern(heading: string): RegExp {
  const parts = heading.replace(/[.,!]$/, '').split('*')
  return new RegExp(`^${parts.map((part) => escapeRegExp(part)).join('.+')}[.,!]?$`, 'i')
}
