/** How far a tool has come, by what it prints; `total`: undefined where it doesn't say. */
export interface Count {
  done: number
  total?: number
}

/** Poetry's own lines. Its skipped operations are none. Source: poetry/installation/executor.py. */
const POETRY_TOTAL = /^Package operations: (\d+) installs?, (\d+) updates?/
const POETRY_STEP = /^\s*- (?:Installing|Updating) \S/
/** pip, for each package that it has found. Source: pip/_internal/operations/prepare.py. */
const PIP_STEP = /^Collecting \S/
const PIP_TOTAL = /^Installing collected packages: /

/** The count after another line of a tool; undefined as long as there is nothing to count. */
export function counted(count: Count | undefined, line: string): Count | undefined {
  const [, installs, updates] = POETRY_TOTAL.exec(line) ?? []
  if (installs !== undefined) return {done: 0, total: Number(installs) + Number(updates)}
  if (POETRY_STEP.test(line) || PIP_STEP.test(line)) return {...count, done: (count?.done ?? 0) + 1}
  // From here on pip prints nothing until it is done.
  if (PIP_TOTAL.test(line)) return {done: line.split(',').length, total: line.split(',').length}
  return count
}

/** `34 of 97`, `34`. */
export function countText({done, total}: Count): string {
  return total === undefined ? String(done) : `${Math.min(done, total)} of ${total}`
}
