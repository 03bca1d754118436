import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'

import type {CommandResult} from '../support/run-command.js'
import {anyInterpreter} from '../local-build/test-machine.js'
import {CanaryWorld} from './support/canary-world.js'
import {CommandProcess} from './support/command-process.js'

/** Prints all that it sees, in the ways in which programs print. */
const SHOWS_ALL = `#!/usr/bin/env bash
set -x
env
export -p
python - <<'PYTHON'
import json, os, sys, urllib.parse
print(dict(os.environ))
print(json.dumps(dict(os.environ), indent=1), file=sys.stderr)
for name, value in os.environ.items():
    print("\\033[1;31m" + name + "\\033[0m\\t" + value + "\\r")
    print(name, urllib.parse.quote(value), urllib.parse.quote(value, safe=""), urllib.parse.quote_plus(value))
    print("    | " + value.replace("\\n", "\\n    | "))
    print(repr(value), ascii(value), "wrapped:", value[: len(value) // 2] + "\\n" + value[len(value) // 2 :])
PYTHON
printf '%s' "$PLAIN"; sleep 0.1; echo " and $PEM" >&2
: "$PLAIN" "$PEM" "$JSON_VALUE" "$SPECIAL"
/bin/sleep 0.3
`

/** A real build, of which every program that runs tells all that it knows. */
describe('canaries: python:build-local', () => {
  let world: CanaryWorld
  let runs: CommandProcess

  before(async () => {
    world = await CanaryWorld.make()
    runs = new CommandProcess({...world.env, DEBUG: '*,heroku-python'})
  })

  after(async () => {
    await runs.end()
    await world.stop()
  })

  /** Builds; nothing printed, left or visible in the list of processes may hold a secret. */
  const build = async (folder: string, ...argv: string[]): Promise<CommandResult> => {
    const watch = new ProcessWatch(runs.pid)
    const result = await runs.run('build-local', ['--source', folder, '--app', 'to-build', ...argv]).finally(() => watch.stop())
    const commands = await watch.end()
    if (process.platform === 'linux' && !argv.includes('--plan'))
      assert.match([...commands].join('\n'), /git .*checkout-index|\/bin\/sleep|pip install/)
    const told = `build-local ${argv.join(' ')}`
    assert.deepEqual(world.canaries.findIn(`${result.stdout}\n${result.stderr}\n${runs.output}`), [], told)
    assert.deepEqual(world.canaries.findIn([...commands].join('\n')), [], `${told}: command lines`)
    assert.deepEqual(world.leaksInFiles(folder), [], told)
    return result
  }

  const source = async (hook: string) => {
    const {major} = await anyInterpreter()
    return world.repository({
      '.python-version': `${major}\n`,
      '.uv-env': `FROM_FILE=${world.mark('env-file')}\nQUOTED="a ${world.mark('env-quoted')} b"\n`,
      'bin/post_compile': hook,
      'requirements.txt': `--extra-index-url ${world.indexUrl('build-index')}?t=${world.mark('build-query')}\nidna==3.10\n`,
    })
  }

  const ALL = ['--config-vars', 'all', '--confirm', 'to-build']

  it('--plan', async () => {
    const {folder} = await source(SHOWS_ALL)
    for (const argv of [
      ['--plan'],
      ['--plan', '--json'],
      ['--plan', ...ALL],
      ['--plan', ...ALL, '--json', '--env-file', path.join(folder, '.uv-env')],
    ]) {
      const {exitCode, stdout} = await build(folder, ...argv)
      assert.equal(exitCode, 0)
      assert.match(stdout, /PEM/)
    }
  })

  it('a build', async () => {
    const {folder} = await source(SHOWS_ALL)
    const {exitCode, stderr, stdout} = await build(folder, ...ALL, '--verbose', '--env-file', path.join(folder, '.uv-env'))
    assert.equal(exitCode, 0, stdout + stderr)
    assert.match(stdout, /PLAIN=\*{4}[^]*Looking in indexes|Looking in indexes[^]*PLAIN=\*{4}/)
    const output = path.join(world.folders.make(), 'output')
    const json = await build(folder, ...ALL, '--json', '--output', output)
    assert.equal(json.exitCode, 0, json.stdout + json.stderr)
    assert.ok(readdirSync(output).includes('run'))
    assert.deepEqual(world.leaksInCopy(output), [])
  })

  it('a failing build', async () => {
    const {folder} = await source(`${SHOWS_ALL}\necho "Error: $PLAIN $PEM"\nexit 3\n`)
    for (const mode of [[], ['--json']]) {
      const {exitCode, stdout} = await build(folder, ...ALL, ...mode)
      assert.equal(exitCode, 1)
      assert.match(stdout, /post-compile|post_compile/)
    }
  })

  it('a failing install', async () => {
    const {folder} = await source('')
    const repository = world.repository({
      '.python-version': readFileSync(path.join(folder, '.python-version')),
      'requirements.txt': `--extra-index-url ${world.indexUrl('failing-index')}\nwheel @ ${world.indexUrl('failing-wheel')}wheel-1.0-py3-none-any.whl?k=${world.mark('failing-query')}\n`,
    })
    const {exitCode} = await build(repository.folder, ...ALL, '--no-cache', '--json')
    assert.equal(exitCode, 1)
  })
})

/** Looks at the command lines of a process' children, theirs, and so on, again and again. Linux tells them to anyone. */
class ProcessWatch {
  readonly #seen = new Set<string>()
  readonly #done: Promise<void>
  #isOn = true

  constructor(private readonly root: number) {
    this.#done = this.#watch()
  }

  stop(): void {
    this.#isOn = false
  }

  async end(): Promise<Set<string>> {
    await this.#done
    return this.#seen
  }

  async #watch(): Promise<void> {
    while (this.#isOn && process.platform === 'linux') {
      const parents = new Map(readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? [[Number(pid), parentOf(pid)]] : [])))
      for (const pid of parents.keys()) if (this.#isBelow(parents.get(pid), parents)) this.#look(pid)
      await sleep(20)
    }
  }

  #isBelow(pid: number | undefined, parents: ReadonlyMap<number, number | undefined>): boolean {
    return pid !== undefined && (pid === this.root || this.#isBelow(parents.get(pid), parents))
  }

  #look(pid: number): void {
    const command = ofProcess(String(pid), 'cmdline')
    if (command) this.#seen.add(command.replaceAll('\0', ' '))
  }
}

function parentOf(pid: string): number | undefined {
  // The name, in brackets, may hold anything.
  const parent = /\) \S (\d+) [^)]*$/.exec(ofProcess(pid, 'stat') ?? '')?.[1]
  return parent === undefined ? undefined : Number(parent)
}

/** undefined: it ended meanwhile. */
function ofProcess(pid: string, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}
