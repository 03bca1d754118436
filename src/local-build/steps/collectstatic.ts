import type {Build} from '../run/build.js'
import type {Step} from '../run/step.js'
import type {DirectoryEntry} from '../../system/file-system.js'

import {DISABLE_COLLECTSTATIC, disablesCollectstatic} from '../../buildpack/config-vars.js'
import {type Collectstatic, decideCollectstatic, MANAGE_PY_DEPTH} from '../../buildpack/classic-lines.js'
import {errorCode, listOrNothing} from '../../system/file-system.js'
import {MASK, maskUrls} from '../../platform/secret.js'
import {collectstaticCommand, moduleCommand} from '../plan/commands.js'
import {BuildFailed} from '../plan/failure.js'
import {timed} from '../run/step.js'
import {checkDataFile, checkTemporaryFolder, collectstaticBreaks, exportConfigVars} from './collectstatic-shell.js'

const OFF_FILE = '.heroku/collectstatic_disabled'

/** Collects Django's static files. Source: bin/steps/collectstatic. */
export const collectStatic: Step = async (build) => {
  let skipped = ''
  await timed(build, 'django_collectstatic_duration', async () => {
    skipped = await collect(build)
  })
  if (skipped !== '') return {skipped}
}

/** @returns why there was nothing to do; empty if there was */
async function collect(build: Build): Promise<string> {
  // The config vars come after what the build sets: on Heroku CI too, DISABLE_COLLECTSTATIC=0 turns it on.
  const env = {...build.env, ...exportConfigVars(build)}
  const isOff = disablesCollectstatic(env[DISABLE_COLLECTSTATIC])
  const before = decideCollectstatic(build.tree, {installed: false, isOff})
  const mayRun = before.id === 'not-installed'
  if (mayRun && !(await build.run(moduleCommand('django'), {env, silent: true}))) return "Django isn't installed"
  const managePys = mayRun ? await findManagePys(build) : []
  const decided = mayRun ? decideCollectstatic(build.tree, {installed: true, isOff, managePys}) : before
  // The line of the command follows after the note.
  if (decided.id !== 'enabled') tell(build, decided)
  const isNoted = decided.id !== 'not-installed' && (await checkDataFile(build, env))
  if (isNoted && decided.id !== 'not-installed') build.data.django_collectstatic = decided.id

  switch (decided.id) {
    case 'disabled-env-var':
      return 'DISABLE_COLLECTSTATIC turns it off'

    case 'disabled-file':
      return `${OFF_FILE} turns it off`

    case 'enabled':
      tell(build, decided)
      await checkTemporaryFolder(build, env)
      if (!(await run(build, decided.script, env)))
        throw isNoted ? new BuildFailed(build.clues.collectstaticReason) : collectstaticBreaks()
      return ''

    case 'not-installed':
      return "Django isn't installed"

    case 'skipped-no-manage-py':
      return 'no manage.py found'
  }
}

function tell(build: Build, {id, lines}: Collectstatic): void {
  build.lines(lines)
  if (id !== 'disabled-file') return
  build.warning('collectstatic-disabled-file', [
    `Warning: The ${OFF_FILE} file is deprecated.`,
    '',
    'Delete it, and set the config var instead:',
    'heroku config:set DISABLE_COLLECTSTATIC=1',
  ])
}

/** Those that lie where nobody looks for source: the tree has nothing of what is in node_modules. */
async function findManagePys(build: Build, folder = ''): Promise<string[]> {
  const below = folder === '' ? 1 : folder.split('/').length + 1
  const found: string[] = []
  for (const {kind, name} of await listed(build, folder)) {
    const file = folder === '' ? name : `${folder}/${name}`
    if (kind === 'file' && name === 'manage.py') found.push(file)
    if (kind === 'directory' && below < MANAGE_PY_DEPTH) found.push(...(await findManagePys(build, file)))
  }

  return found
}

/** @throws BuildFailed where `find` would fail, and with it the step */
async function listed(build: Build, folder: string): Promise<DirectoryEntry[]> {
  try {
    return await listOrNothing(build.at(folder), build.machine.system.files)
  } catch (error) {
    if (errorCode(error) !== 'EACCES') throw error
    build.line(`find: ‘./${folder}’: Permission denied`)
    throw collectstaticBreaks()
  }
}

/** What `env` prints, less what config vars and the network's settings hold of secrets. */
function environmentLines({request}: Build, env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value.split('\n').map((line, index) => {
      const shown = request.configVars.has(name) ? MASK : maskUrls(line)
      return index === 0 ? `${name}=${shown}` : shown
    }),
  )
}

async function run(build: Build, script: string, env: Record<string, string>): Promise<boolean> {
  const seen: Record<string, string> = {...env, PYTHONPATH: env.PYTHONPATH || '.'}
  if (await build.run(collectstaticCommand(script), {endsLine: true, env: seen})) return true
  if (seen.DEBUG_COLLECTSTATIC === '1') {
    // These lines aren't indented, as a tool's are. Source: bin/steps/collectstatic.
    build.lines(['', '****** Collectstatic environment variables:', ''])
    for (const line of environmentLines(build, {PWD: build.machine.place.seen.build, ...seen})) build.output(line)
  }

  return false
}
