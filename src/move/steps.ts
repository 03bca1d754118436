import type {CheckContext} from '../checks/check.js'
import type {Edit} from '../edits/edit.js'
import type {KnownFinding} from '../doctor/fingerprint.js'
import type {Differences} from './compare.js'
import type {Destination} from './destination.js'
import type {Step, StepId} from './step.js'

import {appPython} from '../checks/shared/app-python.js'
import {managerWords, packageManager} from '../checks/facts.js'
import {projectConstraint} from '../checks/version-facts.js'
import {editedPaths} from '../edits/merge-edits.js'
import {hasPatch} from '../buildpack/version-number.js'
import {PACKAGE_MANAGERS} from '../package-managers/index.js'
import {upgradeCommand} from './upgrade-command.js'
import {uvConversion} from './uv-conversion.js'

interface Planned {
  destination: Destination
  /** Before the move, and after. */
  before: CheckContext
  after: CheckContext
  differences: Differences
  /** What the move changes in the source. */
  edits: readonly Edit[]
  /** The findings before it. */
  present: readonly KnownFinding[]
}

/**
 * The shortest safe order of a move. What is deprecated comes first, then what works before the move as well as after it,
 * then one change of the platform at a time. Pure.
 */
export function planSteps(planned: Planned): Step[] {
  return [
    ...buildpackStep(planned),
    ...versionFileStep(planned),
    ...pinStep(planned),
    ...packageStep(planned),
    ...placesStep('code', planned),
    ...uvStep(planned),
    ...pythonStep(planned),
    ...placesStep('system', planned),
    ...stackStep(planned),
    ...firStep(planned),
  ]
}

/** Buildpacks that do what heroku/python does itself by now. */
const LEGACY = new Set(['buildpacks/retired', 'buildpacks/third-party-exporter'])
/** What the build decides on the new stack, and not on the present one. */
const OF_STACK =
  /^(?:deps\/(?:apt-|system-|browser-|vcs-|gdal-)|move\/(?:stack-|compiled|fir-)|build\/|buildpacks\/|fir\/|config\/)/

function buildpackStep({before, destination, present}: Planned): Step[] {
  const found = present.filter(({id}) => LEGACY.has(id))
  if (found.length === 0 || !before.app || (destination.manager === null && !destination.fir)) return []
  const command = `heroku python:migrate-buildpack --app ${before.app.name}`
  return [step('buildpacks', 'Move off the legacy buildpacks.', {commands: [command], settles: found})]
}

/** The present version in the file that every target reads. */
function versionFileStep({before, destination, differences}: Planned): Step[] {
  const {heals, breaks} = differences
  const found = [...heals, ...breaks].filter(({id}) => id === 'version/runtime-txt' || id === 'version/uv-needs-file')
  const python = appPython(before)
  const {tree} = before.project
  const isNeeded = tree.isFile('runtime.txt') || (destination.manager === 'uv' && !tree.isFile('.python-version'))
  if (!isNeeded || python === undefined) return []
  const title = tree.isFile('runtime.txt')
    ? `Replace runtime.txt with .python-version. The app stays on Python ${python}.`
    : `Write Python ${python}, which the app uses now, to .python-version.`
  return [step('version-file', title, {commands: [`heroku python:pin ${python}`], settles: found})]
}

function pinStep({differences: {matters}}: Planned): Step[] {
  const found = matters.filter(({id}) => id === 'move/unpinned')
  if (found.length === 0) return []
  const title = 'Pin the version of every package.'
  return [step('pin', title, {commands: ['heroku python:pin --dependencies'], settles: found})]
}

function packageStep({before, differences: {breaks, matters}}: Planned): Step[] {
  const found = [...breaks, ...matters].filter(({upgrade}) => upgrade !== undefined)
  if (found.length === 0) return []
  const byName = new Map(found.map((finding) => [finding.upgrade!.name, finding]))
  // Once it is compiled, requirements.txt is made of another file.
  const isCompiled =
    packageManager(before) === 'pip' &&
    (before.project.tree.isFile('requirements.in') || matters.some(({id}) => id === 'move/unpinned'))
  const commands = [...byName.values()].flatMap((finding) => upgradeCommand(before, finding) ?? [])
  const places = [...byName.values()].map((finding) =>
    isCompiled ? {file: 'requirements.in', line: null, what: upgradeText(finding)} : placeOf(finding, upgradeText(finding)),
  )
  const title = `Upgrade ${byName.size === 1 ? 'the package' : `the ${byName.size} packages`} that the move needs newer.`
  return [
    step('packages', title, {
      commands: isCompiled ? ['heroku python:pin --dependencies'] : commands,
      places,
      settles: found,
    }),
  ]
}

function upgradeText({upgrade}: KnownFinding): string {
  const {name, version} = upgrade!
  return version === null ? `a newer ${name}` : `${name} ${version} or later`
}

/** What is edited by hand: what works on both sides at once (`code`), and what is for the new stack alone (`system`). */
function placesStep(id: 'code' | 'system', {destination, differences: {breaks, matters}}: Planned): Step[] {
  const found = [...breaks, ...matters].filter(
    (finding) =>
      finding.upgrade === undefined &&
      finding.severity !== 'info' &&
      !OWN_STEP.test(finding.id) &&
      OF_STACK.test(finding.id) === (id === 'system'),
  )
  if (found.length === 0) return []
  const where = destination.fir ? 'Fir' : (destination.stack ?? 'the move')
  const title =
    id === 'code' ? 'Change what the move breaks, before you move.' : `Prepare for ${where}, in the commit that moves there.`
  return [step(id, title, {places: found.map((finding) => placeOf(finding, firstSentence(finding))), settles: found})]
}

/** Of them, other steps take care. */
const OWN_STEP = /^(?:move\/unpinned|version\/)/

function uvStep({before, destination, edits}: Planned): Step[] {
  const manager = packageManager(before)
  if (destination.manager === null || manager === null || !changes(edits, 'uv.lock') || manager === 'uv') return []
  const title = `Move from ${PACKAGE_MANAGERS[manager].name} to uv. The versions stay the same.`
  return [step('uv', title, uvConversion(before, manager, destination.python))]
}

function pythonStep({after, before, destination: {python}, differences: {breaks, matters}, edits}: Planned): Step[] {
  if (python === null || !changes(edits, '.python-version')) return []
  const constraint = projectConstraint(before)
  const found = [...breaks, ...matters].filter(({id}) => id.startsWith('version/'))
  const isOutside = found.some(({id}) => id === 'version/requires-python-mismatch')
  const places =
    isOutside && constraint
      ? [
          {
            file: constraint.file,
            line: constraint.line ?? null,
            what: `allow Python ${python}: it asks for ${constraint.written}`,
          },
        ]
      : []
  const lock = isOutside ? managerWords(after)?.lock : undefined
  const commands = [...(lock === undefined ? [] : [lock]), `heroku python:pin ${python}${hasPatch(python) ? ' --exact' : ''}`]
  return [step('python', `Move to Python ${python}.`, {commands, places, settles: found})]
}

function stackStep({before, destination: {stack}}: Planned): Step[] {
  if (stack === null || (before.app && before.stack === stack)) return []
  const title = `Set the stack, then push. The next build uses ${stack}; the running dynos stay as they are until then.`
  return [
    step('stack', title, {
      commands: [`heroku stack:set ${stack} --app ${before.app?.name ?? 'NAME'}`, 'git push heroku HEAD:main'],
    }),
  ]
}

function firStep({before, destination: {fir}}: Planned): Step[] {
  if (!fir || before.kind === 'cnb') return []
  const title =
    "Create an app in a Fir space, copy the config vars and add-ons to it, and push. An app can't change its generation."
  return [
    step('fir', title, {
      commands: [`heroku create ${before.app?.name ?? 'NAME'}-fir --space SPACE --remote fir`, 'git push fir HEAD:main'],
    }),
  ]
}

function changes(edits: readonly Edit[], file: string): boolean {
  return edits.some((edit) => editedPaths(edit).includes(file))
}

function step(id: StepId, title: string, {commands = [], places = [], settles = []}: Partial<Step>): Step {
  return {commands, id, places, settles, title}
}

function placeOf({file, line}: KnownFinding, what: string): Step['places'][number] {
  return {file: file ?? null, line: line ?? null, what}
}

/** What a finding says of its place, without the place. */
function firstSentence({file, message}: KnownFinding): string {
  const text = message.replace(/^The build fails: /, '')
  const sentence = /^.*?[.!?](?= [A-Z])/s.exec(text)?.[0] ?? text
  return file !== undefined && sentence.startsWith(`${file} `) ? sentence.slice(file.length + 1) : sentence
}
