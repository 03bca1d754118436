import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {Socket} from 'node:net'

/**
 * Reads numbers of process groups until it is told that all is well. Where its input ends before that, whoever started it
 * was killed: then it kills the groups, and what has the mark in its environment (Linux), until none of them is left.
 */
const SCRIPT = `
groups=
while read -r line; do
  if [ "$line" = end ]; then exit 0; fi
  groups="$groups $line"
done
round=0
while [ "$round" -lt 50 ]; do
  found=
  for group in $groups; do
    if kill -KILL "-$group" 2>/dev/null; then found=1; fi
  done
  for file in $(grep -lsaF -e "$1" /proc/[0-9]*/environ 2>/dev/null); do
    pid=\${file#/proc/}
    if kill -KILL "\${pid%/environ}" 2>/dev/null; then found=1; fi
  done
  if [ -z "$found" ]; then exit 0; fi
  round=$((round + 1))
  sleep 0.1
done
`

/** A process that outlives us for as long as it takes to end what we have started: even SIGKILL leaves nothing behind. */
export class Watchdog {
  private constructor(private readonly child: ChildProcess) {}

  /** @param mark what is in the environment of all that is to be ended */
  static async start(mark: string): Promise<Watchdog> {
    const child = spawn('/bin/sh', ['-c', SCRIPT, 'heroku-python-watchdog', mark], {
      // A process group of its own: ctrl-C is not for it.
      detached: true,
      env: {PATH: '/usr/local/bin:/usr/bin:/bin'},
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    // One that is gone is told of nothing any more.
    child.stdin.on('error', () => {})
    await once(child, 'spawn')
    child.unref()
    // Should it not be told that all is well, it must not keep us from ending.
    if (child.stdin instanceof Socket) child.stdin.unref()
    return new Watchdog(child)
  }

  /** The processes of a group are to be ended too. */
  watch(group: number): void {
    this.child.stdin!.write(`${group}\n`)
  }

  /** Nothing is left to be ended. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.ref()
    const exit = once(this.child, 'exit')
    this.child.stdin!.end('end\n')
    await exit
  }
}
