import type {Skipped, Step} from '../run/step.js'
import type {Build} from '../run/build.js'

import {STEP_LINES} from '../../buildpack/classic-lines.js'
import {hookCommand} from '../plan/commands.js'
import {BuildFailed} from '../plan/failure.js'
import {requireOwnFolders} from './replaced-folder.js'
import {becauseOf} from './shell-vars.js'
import {timed} from '../run/step.js'

type HookName = 'post_compile' | 'pre_compile'

/** Runs a script of the app, which may change the build folder and the cache. Source: lib/hooks.sh. */
export function runHook(name: HookName): Step {
  return async (build): Promise<Skipped | void> => {
    const script = `bin/${name}`
    if (!build.tree.isFile(script)) {
      build.data[`${name}_hook`] = false
      return {skipped: `the source has no ${script}`}
    }

    build.line(STEP_LINES.hook(name))
    build.data[`${name}_hook`] = true
    await timed(build, `${name}_hook_duration`, async () => run(build, name, script))
    await build.readTree()
  }
}

async function run(build: Build, name: HookName, script: string): Promise<void> {
  await build.machine.system.files.makeExecutable(build.at(script))
  const {endsAt, env} = build.varsOfShell(true)
  const isFine = endsAt === null && (await build.run(hookCommand(name), {env, inSubshell: true}))
  if (!(await build.machine.cache.hasDataFile())) throw new BuildFailed('build-data::data-file-deleted')
  if (!isFine) throw new BuildFailed(`hooks::${name}`, null, endsAt === null ? [] : becauseOf(endsAt))
  // Where bin/pre_compile has put a Python home, wherever that is, the build fails next.
  const isOver = name === 'pre_compile' && (await build.machine.system.files.realKind(build.at('.heroku/python'))) !== undefined
  if (!isOver) await requireOwnFolders(build, script)
}
