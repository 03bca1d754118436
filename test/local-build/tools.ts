import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import path from 'node:path'

import type {ChosenInterpreter} from '../../src/local-build/plan/build-plan.js'
import type {TestFiles} from '../support/repository.js'

import {builtInReleases} from '../../src/buildpack/release.js'
import {PROJECT} from '../support/heroku-cli.js'
import {TestApp} from './test-machine.js'

/** The buildpack's version of a tool, in an environment of its own: for locks, and for what is done by hand. Kept between runs. */
export function tool(name: 'pipenv' | 'poetry' | 'uv', python: ChosenInterpreter): string {
  const version = builtInReleases.classic.tools[name]
  const venv = path.join(PROJECT, `.cache/build-tests/tools/${name}-${version}-${python.version}`)
  const program = path.join(venv, 'bin', name)
  if (!existsSync(program)) {
    execFileSync(python.program, ['-I', '-m', 'venv', '--clear', venv])
    execFileSync(path.join(venv, 'bin/python'), ['-m', 'pip', 'install', '--quiet', `${name}==${version}`], {stdio: 'pipe'})
  }

  return program
}

/** An app that uv locked. Its first build may find the Python and the tools of the last app of this name, which saves time. */
export async function makeUvApp(
  name: string,
  files: TestFiles,
  {dependencies, python}: {dependencies: readonly string[]; python: ChosenInterpreter & {major: string}},
): Promise<TestApp> {
  const project = `[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = ${JSON.stringify(dependencies)}\n`
  const app = TestApp.make(name, {'.python-version': `${python.major}\n`, 'pyproject.toml': project, ...files}, true)
  await lockWithUv(app, python)
  return app
}

/** Writes uv.lock, which can't be in the repository: it holds addresses of the index. @returns the program */
export async function lockWithUv(app: TestApp, python: ChosenInterpreter): Promise<string> {
  const uv = tool('uv', python)
  execFileSync(uv, ['lock', '--quiet', '--python', python.program], {cwd: app.source, stdio: 'pipe'})
  return uv
}
