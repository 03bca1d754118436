import path from 'node:path'

import type {Case, CaseTools} from '../cases.js'
import {type Files, type Tree, type Writer} from '../case-writer.js'
import {lockers} from '../locks.js'
import {changeCases} from './change-cases.js'
import {djangoCases} from './django-cases.js'
import {hookCases} from './hook-cases.js'
import {pipCases} from './pip-cases.js'
import {pipenvCases} from './pipenv-cases.js'
import {poetryCases} from './poetry-cases.js'
import {uvCases} from './uv-cases.js'
import {repositories} from './repositories.js'

/**
 * Apps that go to one corner of a classic build each.
 *
 * @param python the interpreter that they are locked for
 * @param requirements the buildpack's folder with the versions of its tools
 */
export function ownCases(tools: CaseTools, python: string, requirements: string): Case[] {
  const app =
    (files: Files, then?: Tree): Tree =>
    (folder) => {
      for (const [name, contents] of Object.entries(files))
        tools.write(folder, name, contents, /^bin\/|\.program$/.test(name) ? 0o755 : undefined)
      then?.(folder)
    }

  const writer: Writer = {app, locks: lockers(tools, python, requirements)}
  const places = repositories(tools, path.join(tools.tools, 'vcs'))
  const rest = [hookCases, djangoCases, pipenvCases, poetryCases, uvCases, changeCases]
  return [...pipCases(writer, places), ...rest.flatMap((cases) => cases(writer))]
}
