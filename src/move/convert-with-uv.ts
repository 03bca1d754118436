import path from 'node:path'

import {type Dependency, nameWithExtras} from '../package-managers/dependency.js'
import type {Edit} from '../edits/edit.js'
import type {Target} from '../target/target.js'
import type {ToolMachine} from '../toolchain/install-tool.js'
import type {MoveProblem} from './problem.js'

import {productionDependencies} from '../checks/dependencies.js'
import type {CheckContext} from '../checks/check.js'
import {appPython} from '../checks/shared/app-python.js'
import {packageManager} from '../checks/facts.js'
import {ProblemError, problemOf} from '../common/problem.js'
import {isCompiledFromSource} from '../package-managers/pip/compiled.js'
import {openUv} from '../toolchain/open-uv.js'
import {hideSecrets} from '../toolchain/hide-secrets.js'
import type {Destination} from './destination.js'
import {deletedFiles, lowerOf, manifestOf} from './convert-to-uv.js'

const RESULT_LIMIT = 256 * 1024 * 1024
const LONGEST_MESSAGE = 600
const LOCKED = 'locked.txt'

interface Conversion {
  destination: Destination
  /**
   * uv may run build backends, the app's own `setup.py` too, to read metadata: only in a build. False: it fails where it would
   * have to.
   */
  mayBuild: boolean
  target: Target
}

/**
 * Converts an app to uv in a temporary folder, with the buildpack's version of uv: `uv add`, as the plan of a move says. What
 * is pinned stays as it is pinned.
 *
 * @returns the edits; null: the app uses uv already, or no package manager
 * @throws ProblemError not-convertible, tool-not-installable, no-python, interrupted
 */
export async function convertWithUv(
  context: CheckContext,
  {destination, mayBuild, target}: Conversion,
  machine: ToolMachine,
): Promise<null | readonly Edit[]> {
  const manager = packageManager(context)
  if (manager === null || manager === 'uv') return null
  const python = lowerOf(appPython(context) ?? context.releases[context.kind].python.default, destination.python)
  const {env, interpreter, secrets, tool} = await openUv(
    {app: context.app, python, version: context.releases[context.kind].tools.uv},
    machine,
  )
  machine.progress('Converting the app to uv in a temporary folder')
  const workspace = await machine.workspaces.make()
  try {
    for (const [file, contents] of inputOf(context, target, python)) {
      await machine.files.makeFolder(path.dirname(path.join(workspace.path, file)))
      await machine.files.write(path.join(workspace.path, file), contents)
    }

    const noBuild = mayBuild ? [] : ['--no-build']
    const args = ['add', '--no-sync', ...noBuild, '--python', interpreter.program, ...wanted(context)]
    const run = await machine.processes.run(tool.program, [...tool.args, ...args], {
      cwd: workspace.path,
      env,
      signal: machine.signal,
    })
    if (machine.signal.aborted) throw new ProblemError({id: 'interrupted'})
    if (run.exitCode !== 0) {
      const message = hideSecrets(run.stderr.replaceAll(workspace.path, '.'), [], machine.env, secrets)
      throw new ProblemError<MoveProblem>({id: 'not-convertible', message: message.trim().slice(-LONGEST_MESSAGE)})
    }

    const written = await Promise.all(
      ['pyproject.toml', 'uv.lock'].map(async (file): Promise<Edit> => {
        const bytes = await machine.files.read(path.join(workspace.path, file), RESULT_LIMIT)
        return {action: 'write', contents: new TextDecoder().decode(bytes), path: file}
      }),
    )
    return [...deletedFiles(target.project.tree), ...written]
  } finally {
    await workspace.remove()
  }
}

/** A project without dependencies, and what they are read from. Requirements may include one another, and folders of the app. */
function inputOf(context: CheckContext, target: Target, python: string): [file: string, contents: Uint8Array | string][] {
  const {tree} = target.project
  const sources = packageManager(context) === 'pip' ? [...tree.files()].filter((file) => IS_NEEDED.test(file)) : []
  return [
    ...sources.map((file): [string, Uint8Array] => [file, tree.read(file) ?? new Uint8Array()]),
    [LOCKED, constraintsOf(context)],
    ['pyproject.toml', manifestOf(target, python)],
  ]
}

/** What pip's files may name: other requirements files, and packages of the app's own. */
const IS_NEEDED = /(?:^|\/)(?:[^/]*\.(?:txt|in)|pyproject\.toml|setup\.(?:py|cfg)|[^/]*\.py|README[^/]*)$/

function constraintsOf(context: CheckContext): string {
  return exact(context)
    .map(({name, version}) => `${name}==${version}\n`)
    .join('')
}

function exact(context: CheckContext): Dependency[] {
  return productionDependencies(context).list.filter(({source, version}) => source === 'index' && version !== null)
}

/** The arguments of `uv add`. */
function wanted(context: CheckContext): string[] {
  if (packageManager(context) === 'pip') {
    return isCompiledFromSource(context.project.tree)
      ? ['--requirements', 'requirements.in', '--constraints', 'requirements.txt']
      : ['--requirements', 'requirements.txt']
  }

  const direct = productionDependencies(context).list.filter((dependency) => dependency.direct)
  const others = direct.filter(({source}) => source !== 'index')
  if (others.length > 0) {
    const message = `${others.map(({name}) => name).join(', ')}: not from a package index`
    throw new ProblemError<MoveProblem>({id: 'not-convertible', message})
  }

  return ['--constraints', LOCKED, ...direct.map((dependency) => nameWithExtras(dependency))]
}

/** The same without a build backend being run; null too where that can't be done: the lock is then imagined. */
export async function convertWithoutBuild(
  context: CheckContext,
  conversion: Omit<Conversion, 'mayBuild'>,
  machine: ToolMachine,
): Promise<null | readonly Edit[]> {
  try {
    return await convertWithUv(context, {...conversion, mayBuild: false}, machine)
  } catch (error) {
    if (problemOf(error)?.id === 'not-convertible') return null
    throw error
  }
}
