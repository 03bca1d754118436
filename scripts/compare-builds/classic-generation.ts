import {mkdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {CLASSIC_SOURCES, readClassicRelease} from '../../src/buildpack/release-source.js'
import type {Generation} from './generation.js'
import {compareOutcomes} from './differences.js'
import {runRealBuild} from './real-build.js'
import {findPythons, makeStandIns} from './stand-ins.js'

/** The classic buildpack: its programs run as they are. */
export function prepareClassic(buildpack: string, tools: string): Omit<Generation, 'cases'> {
  mkdirSync('/app', {recursive: true})
  const texts = CLASSIC_SOURCES.map((name) => [name, readFileSync(path.join(buildpack, name), 'utf8')])
  const sources = Object.fromEntries(texts) as Record<(typeof CLASSIC_SOURCES)[number], string>
  const {latest} = readClassicRelease(sources).python
  const pythons = findPythons(Object.keys(latest))
  makeStandIns(tools, buildpack, latest, pythons)
  return {
    build({room, source}, options) {
      const outcome = runRealBuild({buildpack, room, source, tools}, options)
      return {major: outcome.data.python_version_major as string | undefined, outcome}
    },
    close() {},
    compare: compareOutcomes,
    pythons,
    stack: 'heroku-24',
  }
}
