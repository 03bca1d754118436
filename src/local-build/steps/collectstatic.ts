import type {Build} from '../run/build.js'
import type {Step} from './step.js'

import {DISABLE_COLLECTSTATIC, disablesCollectstatic} from '../../buildpack/config-vars.js'
import {findManagePy, STEP_LINES} from '../../buildpack/classic-lines.js'
import {MASK} from '../../platform/secret.js'
import {collectstaticCommand, moduleCommand} from '../plan/commands.js'
import {BuildFailed} from '../run/failure.js'
import {timed} from './step.js'

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
  const env = {...build.env, ...build.configVars('all-but-blocked')}
  if (build.tree.isFile(OFF_FILE)) {
    build.line(STEP_LINES.collectstaticDisabledByFile)
    build.warning('collectstatic-disabled-file', [
      `Warning: The ${OFF_FILE} file is deprecated.`,
      '',
      'Delete it, and set the config var instead:',
      'heroku config:set DISABLE_COLLECTSTATIC=1',
    ])
    build.data.django_collectstatic = 'disabled-file'
    return `the file ${OFF_FILE} turns it off`
  }

  if (disablesCollectstatic(env[DISABLE_COLLECTSTATIC])) {
    build.line(STEP_LINES.collectstaticDisabledByVariable)
    build.data.django_collectstatic = 'disabled-env-var'
    return 'DISABLE_COLLECTSTATIC turns it off'
  }

  if (!(await build.run(moduleCommand('django'), {env, silent: true}))) return 'django is not installed'
  const script = findManagePy(build.tree)
  if (script === undefined) {
    build.line(STEP_LINES.collectstaticWithoutScript)
    build.data.django_collectstatic = 'skipped-no-manage-py'
    return 'there is no manage.py'
  }

  build.data.django_collectstatic = 'enabled'
  build.line(STEP_LINES.collectstatic(script))
  await run(build, script, env)
  return ''
}

async function run(build: Build, script: string, env: Record<string, string>): Promise<void> {
  const seen: Record<string, string> = {...env, PYTHONPATH: env.PYTHONPATH || '.'}
  if (await build.run(collectstaticCommand(script), {env: seen})) return
  const reason = build.clues.collectstaticReason
  if (seen.DEBUG_COLLECTSTATIC === '1') {
    build.output('****** Collectstatic environment variables:')
    // The buildpack prints the values too.
    for (const name of Object.keys(seen).sort()) build.output(`${name}=${MASK}`)
  }

  throw new BuildFailed(reason)
}
