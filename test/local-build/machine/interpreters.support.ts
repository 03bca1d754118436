import {chmodSync} from 'node:fs'
import path from 'node:path'

import type {Machine} from '../../../src/toolchain/interpreters/places.js'

import {realSystem} from '../../../src/system/real-system.js'
import {writeFiles} from '../../support/repository.js'

/** A program that answers as an interpreter does: tests can't have each version of each implementation. */
export function fakePython(file: string, version: string, told: Record<string, unknown> = {}): void {
  const answer = {
    bits: 64,
    bundledPip: '/pip-26.whl',
    executable: file,
    final: true,
    hasVenv: true,
    home: null,
    implementation: 'cpython',
    special: '',
    version,
    whole: version,
    ...told,
  }
  program(file, `cat <<'END'\n${JSON.stringify(answer)}\nEND`)
}

export function program(file: string, script: string): void {
  writeFiles(path.dirname(file), {[path.basename(file)]: `#!/bin/sh\n${script}\n`})
  chmodSync(file, 0o755)
}

/** A Linux machine with nothing but what the environment names. */
export function machineWith(env: Record<string, string>, changes: Partial<Machine> = {}): Machine {
  return {cwd: '/', env, files: realSystem.files, ownFolder: null, platform: 'linux', processes: realSystem.processes, ...changes}
}
