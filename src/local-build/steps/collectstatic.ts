import type {Build} from '../run/build.js'
import type {Step} from '../run/step.js'

import {DISABLE_COLLECTSTATIC, disablesCollectstatic} from '../../buildpack/config-vars.js'
import {decideCollectstatic} from '../../buildpack/classic-lines.js'
import {MASK} from '../../platform/secret.js'
import {collectstaticCommand, moduleCommand} from '../plan/commands.js'
import {BuildFailed} from '../plan/failure.js'
import {timed} from '../run/step.js'

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
  const isOff = disablesCollectstatic(env[DISABLE_COLLECTSTATIC])
  const before = decideCollectstatic(build.tree, {installed: false, isOff})
  const mayRun = before.id === 'not-installed'
  if (mayRun && !(await build.run(moduleCommand('django'), {env, silent: true}))) return "Django isn't installed"
  const decided = mayRun ? decideCollectstatic(build.tree, {installed: true, isOff}) : before
  build.lines(decided.lines)
  if (decided.id !== 'not-installed') build.data.django_collectstatic = decided.id
  switch (decided.id) {
    case 'disabled-env-var':
      return 'DISABLE_COLLECTSTATIC turns it off'

    case 'disabled-file':
      build.warning('collectstatic-disabled-file', [
        `Warning: The ${OFF_FILE} file is deprecated.`,
        '',
        'Delete it, and set the config var instead:',
        'heroku config:set DISABLE_COLLECTSTATIC=1',
      ])
      return `${OFF_FILE} turns it off`

    case 'enabled':
      await run(build, decided.script, env)
      return ''

    case 'not-installed':
      return "Django isn't installed"

    case 'skipped-no-manage-py':
      return 'no manage.py found'
  }
}

async function run(build: Build, script: string, env: Record<string, string>): Promise<void> {
  const seen: Record<string, string> = {...env, PYTHONPATH: env.PYTHONPATH || '.'}
  if (await build.run(collectstaticCommand(script), {env: seen})) return
  const reason = build.clues.collectstaticReason
  if (seen.DEBUG_COLLECTSTATIC === '1') {
    // These lines aren't indented, as a tool's are. Source: bin/steps/collectstatic.
    build.lines(['', '****** Collectstatic environment variables:', ''])
    // The buildpack prints the values too.
    for (const name of Object.keys(seen).sort()) build.output(`${name}=${MASK}`)
  }

  throw new BuildFailed(reason)
}
