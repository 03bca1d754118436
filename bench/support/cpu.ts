import {execa} from 'execa'

import {type Contestant, inTurn} from './measure.js'

/**
 * Runs contestants in turn and takes the medians of the processor's time, in ms, that each took together with the processes
 * that it started. Unlike wall time, it hardly depends on what else the machine does. bash tells it to the millisecond.
 */
export async function raceCpu(contestants: readonly Contestant[], runs: number): Promise<number[]> {
  return inTurn(contestants, runs, once)
}

async function once({args, cwd, env, name, program}: Contestant): Promise<number> {
  const {exitCode, stderr} = await execa('bash', ['-c', 'TIMEFORMAT="cpu %U %S"; time "$@"', 'bash', program, ...args], {
    reject: false,
    stdin: 'ignore',
    ...(cwd !== undefined && {cwd}),
    ...(env && {env}),
  })
  const [, user, kernel] = /cpu ([\d.]+) ([\d.]+)$/.exec(stderr) ?? []
  if (exitCode !== 0 || user === undefined) throw new Error(`${name} ended with ${exitCode}: ${stderr}`)
  return (Number(user) + Number(kernel)) * 1000
}
