import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {type Case, caseTools} from '../cases.js'
import {copyFolder} from '../shell.js'
import {ownCases} from './own-cases.js'

/** The apps of the buildpack's own tests, each built with no cache and then with that of its first build; and some of ours. */
export function firCases(fixtures: string, tools: string, python: string): Case[] {
  return [...testApps(fixtures), ...ownCases(caseTools(fixtures, tools), python, path.join(fixtures, '../../requirements'))]
}

/** Those that are about the version file itself stay as they are. */
const ABOUT_VERSIONS = /^(?:python_|pyproject_toml_only|runtime_txt|uv_no_python|uv_runtime|empty|multiple)/

function testApps(fixtures: string): Case[] {
  const names = readdirSync(fixtures).filter((name) => name !== 'testing_buildpack')
  return names.sort().map((name) => {
    const tree = (folder: string) => {
      copyFolder(path.join(fixtures, name), folder)
      if (!ABOUT_VERSIONS.test(name)) askForPresent(folder)
    }

    return {builds: [{tree}, {tree}], name}
  })
}

/**
 * Where an app's version isn't the matter, 3.13 takes the place of the newest, of which there is no interpreter everywhere, and an
 * exact patch release, which a stand-in isn't, becomes its major version.
 */
function askForPresent(folder: string): void {
  change(
    path.join(folder, '.python-version'),
    (text) => text.replace(/^3\.14$/m, '3.13').replace(/^(3\.\d+)\.\d+$/m, '$1'),
    '3.13\n',
  )
  for (const name of ['pyproject.toml', 'uv.lock'])
    change(path.join(folder, name), (text) => text.replace('requires-python = ">=3.14"', 'requires-python = ">=3.13"'))
}

/** @param none the contents of a file that isn't there; left out: there needs to be none */
function change(file: string, edit: (text: string) => string, none?: string): void {
  if (existsSync(file)) writeFileSync(file, edit(readFileSync(file, 'utf8')))
  else if (none !== undefined) writeFileSync(file, none)
}
