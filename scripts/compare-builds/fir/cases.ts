import {existsSync, readdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {type Case, caseTools} from '../cases.js'
import {copyFolder} from '../shell.js'
import {ownCases} from './own-cases.js'

/** The apps of the buildpack's own tests, each built with no cache and then with that of its first build; and some of ours. */
export function firCases(fixtures: string, tools: string, python: string): Case[] {
  return [...testApps(fixtures), ...ownCases(caseTools(fixtures, tools), python)]
}

/** Those that are about the version file itself stay as they are. */
const ABOUT_VERSIONS = /^(?:python_|pyproject_toml_only|runtime_txt|uv_no_python|uv_runtime|empty|multiple)/

/** Where an app's version isn't the matter, the default one is written as 3.13, of which there is an interpreter more often. */
function testApps(fixtures: string): Case[] {
  const names = readdirSync(fixtures).filter((name) => name !== 'testing_buildpack')
  return names.sort().map((name) => {
    const tree = (folder: string) => {
      copyFolder(path.join(fixtures, name), folder)
      if (!ABOUT_VERSIONS.test(name) && !existsSync(path.join(folder, '.python-version')))
        writeFileSync(path.join(folder, '.python-version'), '3.13\n')
    }

    return {builds: [{tree}, {tree}], name}
  })
}
