import type {CheckContext} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {isPythonBuildpack, movesTheRoot, roleOf} from '../../platform/buildpacks/catalogue.js'
import {appJsonBuildpacks, buildpacksFile} from '../../platform/buildpacks/named-in-source.js'
import {parseReference, type Reference} from '../../platform/buildpacks/reference.js'
import {listing} from '../facts.js'
import {hookTexts} from './hook-texts.js'
import {aptPackagesOf} from './apt-packages.js'

/** Whether something beside the stack's image brings what that lacks. */
export type Addition = {brings: 'maybe'; what: string} | {brings: 'no'} | {brings: 'yes'}

/** Words in the names of buildpacks, and in hooks, by which they bring what is named otherwise. */
const WORDS: Readonly<Record<string, RegExp>> = {
  chrome: /chrom(?:e|ium)|selenium|puppeteer|geckodriver|firefox|browser/i,
  display: /xvfb/i,
  gdal: /\bgeo\b|geodjango|gdal/i,
  java: /jvm|java|jdk|jre|gradle|maven|scala|clojure|leiningen/i,
  node: /node|npm/i,
  'odbc-driver': /odbc|mssql|sqlserver|freetds/i,
  'oracle-client': /oracle|instantclient/i,
  'playwright-browsers': /playwright|patchright/i,
  rust: /rust|cargo/i,
  'ta-lib': /ta-?lib/i,
}

/** Buildpacks that install packages of other systems than Ubuntu's, of which the list is not read. */
const ANYTHING = /\b(?:conda|micromamba|nix|aptfile|deb-packages|apt)\b|buildpack-(?:run|inline|shell)/i

/** Languages and helpers, which bring nothing that Python packages look for. */
const NOTHING =
  /\b(?:ruby|nodejs|node|go|php|dotnet|static|nginx|pgbouncer|stunnel|netrc|ssh-key|git-lfs|submodules?|awscli|cli|datadog|newrelic|metrics|poetry|uv|pipenv|python|sass|create-react-app|redis|qgtunnel|quotaguard|jemalloc|doppler|vulcan|elixir)\b/i

/** How a hook may get something that it doesn't name: by a download, or from a script. */
const DOWNLOADS = /\b(?:apt-get|apt|dpkg|curl|wget|conda|brew|nix)\b|\bmake\b|\.deb\b/

/** @param name an Ubuntu package, or a tool of system-needs.json */
export function additionOf(context: CheckContext, name: string): Addition {
  const wanted = wordsOf(name)
  const hooks = hookTexts(context)
  if (aptBrings(context, name) || hooks.some(({text}) => wanted.test(text))) return {brings: 'yes'}
  const list = buildpacksOf(context)
  if (list?.some(({identity}) => wanted.test(identity.replace('github.com/', '')))) return {brings: 'yes'}
  const others = list?.filter((reference) => mayBringAnything(reference)).map(({shown}) => shown) ?? []
  const loaders = hooks.filter(({text}) => DOWNLOADS.test(text)).map(({file}) => file)
  const doubts = [...others, ...loaders]
  if (doubts.length > 0) return {brings: 'maybe', what: listing(doubts)}
  // A library comes from apt alone, and apt reads the Aptfile, which isn't there.
  const isCertain = list !== undefined || /^lib[a-z].*(?<!-dev)$/.test(name)
  return isCertain ? {brings: 'no'} : {brings: 'maybe', what: "one of the app's buildpacks"}
}

function wordsOf(name: string): RegExp {
  const stem = stemOf(name)
  if (Object.hasOwn(WORDS, name)) return WORDS[name]!
  return stem.length < 3 ? /(?!)/ : new RegExp(String.raw`(?:\b|lib|_)${stem}`, 'i')
}

function mayBringAnything(reference: Reference): boolean {
  if (isPythonBuildpack(reference) || movesTheRoot(reference)) return false
  const role = roleOf(reference)
  if (role.kind === 'blocked') return true
  if (role.kind !== 'other' || role.place !== null) return false
  return ANYTHING.test(reference.identity) || !NOTHING.test(reference.identity)
}

/**
 * The app's buildpacks, those of .buildpacks included; undefined where they aren't known. Where there is no app, app.json names
 * those of review apps.
 */
function buildpacksOf({app, kind, project}: CheckContext): Reference[] | undefined {
  if (kind === 'cnb') return []
  if (!app || !isAvailable(app.buildpacks)) return appJsonBuildpacks(project.tree) ?? undefined
  return app.buildpacks
    .map(({ref}) => parseReference(ref))
    .flatMap((reference) => (roleOf(reference).kind === 'multi' ? (buildpacksFile(project.tree) ?? []) : [reference]))
}

/** Whether the Aptfile has a package, or one that brings it: apt installs what a package depends on. */
function aptBrings(context: CheckContext, name: string): boolean {
  const {isRead, names} = aptPackagesOf(context)
  return isRead !== 'no' && names.some((listed) => mayBringPackage(listed, name))
}

/** Large packages that depend on libraries of screens and sound. Source: packages.ubuntu.com. */
const BRINGS_GRAPHICS =
  /^(?:ffmpeg|libopencv|python3-opencv|chromium|google-chrome|firefox|libavdevice|libgl|mesa|freeglut|libqt|qt|libgtk|xvfb|libreoffice)/

function mayBringPackage(listed: string, wanted: string): boolean {
  if (listed === wanted || `${listed}t64` === wanted || listed === `${wanted}t64`) return true
  if (/^lib(?:gl|egl|glx|sm|ice|x)\d/.test(wanted) && BRINGS_GRAPHICS.test(listed)) return true
  // The headers bring the library, and never the other way round.
  if (wanted.endsWith('-dev') && !listed.endsWith('-dev')) return false
  return stemOf(listed) === stemOf(wanted)
}

/** What a package is about: `libzbar0` and `libzbar-dev` → `zbar`. */
function stemOf(name: string): string {
  return name.replace(/^(?:python3?-|lib)/, '').split(/[-.\d]/)[0]!
}
