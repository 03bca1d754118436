import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

export interface Outcome {
  passed: boolean
  /** The last line of the error output. */
  output: string
}

/** What an entry of broken-pairs.json or python-support.json is called in trials.json. */
export function keyOf(entry: {id?: string; distribution?: string; needs?: string; versions?: string}): string {
  if (entry.id !== undefined) return entry.id
  return [entry.distribution, entry.needs ?? entry.versions].filter(Boolean).join(' ')
}

/** Installs packages into a virtual environment of its own, and runs Python code there. */
export function tryPackages(packages: string[], code: string, {python, uv}: {python: string; uv?: string}): Outcome {
  const folder = mkdtempSync(path.join(tmpdir(), 'try-packages-'))
  const inside = path.join(folder, 'env/bin/python')
  try {
    const steps: [string, string[]][] = uv
      ? [
          [uv, ['venv', '--quiet', '--python', python, path.join(folder, 'env')]],
          [uv, ['pip', 'install', '--quiet', '--python', inside, ...packages]],
        ]
      : [
          [python, ['-m', 'venv', path.join(folder, 'env')]],
          // What a new environment has is no part of what the packages bring.
          [inside, ['-m', 'pip', 'uninstall', '--quiet', '--yes', 'setuptools']],
          [inside, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]],
        ]
    for (const [program, words] of steps) {
      const outcome = run(program, words, folder)
      if (!outcome.passed) return {passed: false, output: `the install failed: ${outcome.output}`}
    }

    return run(inside, ['-W', 'ignore', '-c', code], folder)
  } finally {
    rmSync(folder, {force: true, recursive: true})
  }
}

function run(program: string, words: string[], cwd: string): Outcome {
  const {error, status, stderr} = spawnSync(program, words, {cwd, encoding: 'utf8', timeout: 600_000})
  if (error) return {passed: false, output: error.message}
  return {passed: status === 0, output: stderr.trim().split('\n').at(-1) ?? ''}
}
