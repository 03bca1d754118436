import path from 'node:path'

import type {FileTree} from '../../packaging/file-tree.js'
import type {Workspace} from '../../system/workspaces.js'
import type {Installer, Tool} from '../../toolchain/install-tool.js'
import type {Recipe} from './recipe.js'

import {ProblemError} from '../../common/problem.js'
import {errorCode} from '../../system/file-system.js'
import {watchLeftovers} from '../../system/leftovers.js'
import {mapLimited} from '../../system/limited.js'

const COPIES_AT_ONCE = 16
const RESULT_LIMIT = 256 * 1024 * 1024
/** The end of a resolver's message is where its reason stands; a terminal shows this many lines. */
const MESSAGE_LINES = 40

interface RecipeSource {
  tree: FileTree
  folder: string
}

type RecipeResult = {made: string} | {failed: string}

/**
 * Runs a recipe in a temporary copy of the files that it needs: whatever happens, the source is as it was. The copy is
 * what Heroku would build from, so what is missing there is missing here.
 *
 * @throws ProblemError interrupted, not-writable
 */
export async function runRecipe(recipe: Recipe, tool: Tool, source: RecipeSource, installer: Installer): Promise<RecipeResult> {
  const workspace = await installer.workspaces.make()
  const leftovers = watchLeftovers()
  try {
    await fill(workspace, recipe, source, installer)
    for (const {args, env} of recipe.commands) {
      const run = await installer.processes.run(tool.program, [...tool.args, ...args], {
        cwd: workspace.path,
        env: {
          ...env,
          ...(await leftovers.env()),
          ...(recipe.inVenv && {VIRTUAL_ENV: tool.venv}),
          ...(installer.offline && {UV_OFFLINE: '1'}),
        },
        signal: installer.signal,
      })
      if (installer.signal.aborted) throw new ProblemError({id: 'interrupted'})
      if (run.exitCode !== 0) {
        const output = `${new TextDecoder().decode(run.stdout)}\n${run.stderr}`
        return {failed: readable(output, workspace.path)}
      }
    }

    const made = await installer.files.read(path.join(workspace.path, recipe.result), RESULT_LIMIT)
    return {made: new TextDecoder().decode(made)}
  } catch (error) {
    const code = errorCode(error)
    if (code === '') throw error
    throw new ProblemError({code, id: 'not-writable', path: workspace.path})
  } finally {
    // Build backends of packages, and what these have started.
    await leftovers.end(installer.signal)
    await leftovers.close()
    await workspace.remove()
  }
}

async function fill(workspace: Workspace, recipe: Recipe, {folder, tree}: RecipeSource, {files}: Installer): Promise<void> {
  const needed = recipe.needs === 'all' ? [...tree.files()] : recipe.needs
  const copied = needed.filter((file) => !recipe.rewritten.has(file) && !recipe.without.includes(file))
  await mapLimited(copied, COPIES_AT_ONCE, async (file) => workspace.copy(path.join(folder, file), file))
  for (const [file, contents] of recipe.rewritten) {
    const place = path.join(workspace.path, file)
    await files.makeFolder(path.dirname(place))
    await files.write(place, contents)
  }
}

/** uv's advice to give it a flag, which its user doesn't run here. */
const FLAG_ADVICE = /hint: Consider enabling use of system TLS certificates[^]*?flag\b/g
const CERTIFICATE_ADVICE = "hint: Set SSL_CERT_FILE to the file with your network's certificates"

/** A tool's message without the name of our copy, its colours and its hollow lines. */
function readable(output: string, workspace: string): string {
  const lines = output
    .replaceAll(FLAG_ADVICE, CERTIFICATE_ADVICE)
    .replaceAll(`${workspace}/`, '')
    .replaceAll(workspace, '.')
    .split(/\r?\n/)
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-MESSAGE_LINES)
    .join('\n')
}
