import path from 'node:path'
import {fileURLToPath} from 'node:url'

import type {Row} from './support/measure.js'

import {raceCpu} from './support/cpu.js'

const PROGRAM = path.join(fileURLToPath(new URL('..', import.meta.url)), 'bin/run.js')

/** `heroku-python doctor` beside an empty Node and beside the same in oclif, as it always was before. */
export async function benchOwnBin(folder: string): Promise<Row[]> {
  const doctor = {
    args: [PROGRAM, 'doctor', '--offline', '--fail-level', 'never', '--source', folder],
    name: 'heroku-python doctor',
    program: process.execPath,
  }
  const contestants = [
    {args: ['-e', '0'], name: 'node -e 0', program: process.execPath},
    doctor,
    // oclif reads this variable, so it runs the command.
    {...doctor, env: {HEROKU_CONTENT_TYPE: 'text'}, name: 'the same in oclif'},
  ]
  const [empty, ours, whole] = await raceCpu(contestants, 15)
  const row = {note: 'cpu, with that of git', ours: ours!}
  return [
    {...row, bench: 'heroku-python doctor --offline, small app ÷ node -e 0', limit: 3, peer: empty!},
    {...row, bench: 'heroku-python doctor --offline, small app ÷ the same in oclif', limit: 0.35, peer: whole!},
  ]
}
