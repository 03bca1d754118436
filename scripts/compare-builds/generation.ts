import type {Case} from './cases.js'
import type {Difference} from './differences.js'
import type {Outcome} from './outcome.js'
import type {BuildOptions} from './real-build.js'
import type {Python} from './stand-ins.js'

import {existsSync} from 'node:fs'
import path from 'node:path'

import {classicCases, readCases} from './cases.js'
import {prepareClassic} from './classic-generation.js'
import {firCases} from './fir/cases.js'
import {prepareFir} from './fir/generation.js'

/** One of the two buildpacks: how its builds are made, and what of them is compared. */
export interface Generation {
  /** Of builds that name none. */
  stack: string
  /** By `N.N`. */
  pythons: Record<string, Python>
  cases(file: string | undefined): Promise<Case[]>
  /** Builds with the buildpack's own programs. @returns the Python that it came to, too */
  build(places: {room: string; source: string}, options: BuildOptions): {major: string | undefined; outcome: Outcome}
  compare(real: Outcome, local: Outcome, env: Readonly<Record<string, string>>): Difference[]
  /** Ends what it has started. */
  close(): void
}

/** Which buildpack a checkout is of. */
export function kindOfCheckout(checkout: string | undefined): 'classic' | 'cnb' | undefined {
  if (checkout === undefined) return undefined
  const has = (name: string) => existsSync(path.join(checkout, name))
  if (has('bin/compile')) return 'classic'
  return has('buildpack.toml') && has('Cargo.toml') ? 'cnb' : undefined
}

export async function prepareGeneration(buildpack: string, tools: string): Promise<Generation> {
  if (kindOfCheckout(buildpack) === 'classic') {
    const [classic, fixtures] = [prepareClassic(buildpack, tools), path.join(buildpack, 'spec/fixtures')]
    const {executable} = classic.pythons['3.13']!
    const cases = async (file: string | undefined) =>
      file === undefined ? classicCases(fixtures, tools, executable) : readCases(file, fixtures, tools)
    return {...classic, cases}
  }

  const fixtures = path.join(buildpack, 'tests/fixtures')
  const fir = await prepareFir(buildpack, tools)
  const {executable} = fir.pythons['3.13']!
  const cases = async (file: string | undefined) =>
    file === undefined ? firCases(fixtures, tools, executable) : readCases(file, fixtures, tools)
  return {...fir, cases}
}
