import {execa} from 'execa'

export interface Contestant {
  name: string
  program: string
  args: readonly string[]
  cwd?: string
  env?: Record<string, string>
  /** Exit codes that are no failure of the bench. */
  exitCodes?: readonly number[]
  /** Waits for what it does behind its end, which must not slow down the next one. */
  settle?: () => Promise<void>
}

export interface Measured {
  name: string
  /** Milliseconds of wall time: the median of the runs. */
  median: number
  /** Megabytes of resident memory at the most; undefined where the platform doesn't tell. */
  memory: number | undefined
}

/** Runs contestants in turn, and takes the median of what is measured of each. The first run fills caches, and doesn't count. */
export async function inTurn(
  contestants: readonly Contestant[],
  runs: number,
  measure: (contestant: Contestant) => Promise<number>,
): Promise<number[]> {
  const times = contestants.map((): number[] => [])
  for (let run = 0; run <= runs; run++) {
    for (const [index, contestant] of contestants.entries()) {
      const time = await measure(contestant)
      await contestant.settle?.()
      if (run > 0) times[index]!.push(time)
    }
  }

  return times.map((all) => median(all))
}

/** Runs contestants in turn, so that a busy moment of the machine strikes all of them, and takes the medians. */
export async function race(contestants: readonly Contestant[], runs: number): Promise<Measured[]> {
  const medians = await inTurn(contestants, runs, once)
  const measured: Measured[] = []
  for (const [index, contestant] of contestants.entries()) {
    measured.push({memory: await peakMemory(contestant), median: medians[index]!, name: contestant.name})
  }

  return measured
}

async function once({args, cwd, env, exitCodes = [0], name, program}: Contestant): Promise<number> {
  const before = performance.now()
  const {exitCode, stderr} = await execa(program, args, options(cwd, env))
  const time = performance.now() - before
  if (exitCode === undefined || !exitCodes.includes(exitCode)) throw new Error(`${name} ended with ${exitCode}: ${stderr}`)
  return time
}

/** GNU time's report, where it is installed. */
async function peakMemory({args, cwd, env, program}: Contestant): Promise<number | undefined> {
  const {stderr} = await execa('/usr/bin/time', ['-f', 'kilobytes %M', program, ...args], options(cwd, env))
  const kilobytes = /kilobytes (\d+)/.exec(stderr)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

function options(cwd: string | undefined, env: Record<string, string> | undefined) {
  return {
    maxBuffer: 1024 ** 3,
    reject: false as const,
    stdin: 'ignore' as const,
    ...(cwd !== undefined && {cwd}),
    ...(env && {env}),
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}

/** One row of the table of results. */
export interface Row {
  bench: string
  ours: number
  peer: number
  limit: number
  note: string
}

export function table(rows: readonly Row[]): string {
  const cells = rows.map(({bench, limit, note, ours, peer}) => {
    const ratio = ours / peer
    return [
      bench,
      `${ours.toFixed(0)} ms`,
      `${peer.toFixed(0)} ms`,
      `${ratio.toFixed(2)}×`,
      `≤ ${limit}×`,
      ratio <= limit ? 'ok' : 'TOO SLOW',
      note,
    ]
  })
  const all = [['bench', 'ours', 'peer', 'ratio', 'aim', '', 'note'], ...cells]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
