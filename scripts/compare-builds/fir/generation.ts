import {readFileSync} from 'node:fs'
import path from 'node:path'

import {CNB_SOURCES, readCnbRelease} from '../../../src/buildpack/release-source.js'
import type {Generation} from '../generation.js'
import {findPythons} from '../stand-ins.js'
import {compareFirOutcomes} from './compare.js'
import {compileBuildpack} from './compile.js'
import {runFirBuild} from './real-build.js'
import {serveArchives} from './stand-ins.js'

/** The Cloud Native Buildpack, which builds the apps of Fir. */
export async function prepareFir(buildpack: string, tools: string): Promise<Omit<Generation, 'cases'>> {
  const texts = CNB_SOURCES.map((name) => [name, readFileSync(path.join(buildpack, name), 'utf8')])
  const sources = Object.fromEntries(texts) as Record<(typeof CNB_SOURCES)[number], string>
  const {latest} = readCnbRelease(sources).python
  const pythons = findPythons(Object.keys(latest))
  compileBuildpack(buildpack, tools)
  const server = await serveArchives(tools, buildpack, latest, pythons)
  return {
    build({room, source}, options) {
      const outcome = runFirBuild({room, source, tools}, options)
      return {major: /^(?:Installing|Using cached) Python (3\.\d+)/m.exec(outcome.log)?.[1], outcome}
    },
    close: () => server.kill(),
    compare: compareFirOutcomes,
    pythons,
    stack: 'cnb',
  }
}
