import {execFileSync} from 'node:child_process'

import type {ChosenInterpreter} from '../../src/local-build/plan/build-plan.js'
import type {TestFiles} from '../support/repository.js'

import {tool} from '../support/python-tools.js'
import {TestApp} from './test-machine.js'

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
  const {program: uv} = await tool('uv')
  execFileSync(uv, ['lock', '--quiet', '--python', python.program], {cwd: app.source, stdio: 'pipe'})
  return uv
}
