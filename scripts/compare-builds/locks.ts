import {createHash} from 'node:crypto'
import {copyFileSync, existsSync, mkdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import type {CaseTools} from './cases.js'

/** Each locks the app in a folder. */
export interface Lockers {
  /** The package index's address, as pip knows it. */
  index: string
  /** What a project has to have for it: the index by its address, so that locking needs no more of it than its pages. */
  poetrySource: string
  pipenv(folder: string): void
  poetry(folder: string): void
  uv(folder: string): void
}

/**
 * Lockfiles as the buildpack's own releases of the tools write them. A project is locked once.
 *
 * @param python the interpreter that is locked for
 * @param requirements the buildpack's folder with the versions of its tools
 */
export function lockers({exec, tools}: CaseTools, python: string, requirements: string): Lockers {
  const lock = (project: string, name: string, script: string) => (folder: string) => {
    const key = createHash('sha1')
      .update(readFileSync(path.join(folder, project)))
      .digest('hex')
    const kept = path.join(tools, 'locks', `${key}-${name}`)
    if (!existsSync(kept)) {
      exec(`cd "$1"; ${script}`, [folder, tools, python, requirements])
      mkdirSync(path.dirname(kept), {recursive: true})
      copyFileSync(path.join(folder, name), kept)
    }

    copyFileSync(kept, path.join(folder, name))
  }

  const index = exec(`"$1" -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'`, [python]).trim()
  const poetrySource = `[[tool.poetry.source]]\nname = "simple"\nurl = "${index}/"\npriority = "primary"\n`
  return {
    index,
    pipenv: lock('Pipfile', 'Pipfile.lock', PIPENV),
    poetry: lock('pyproject.toml', 'poetry.lock', POETRY),
    poetrySource,
    uv: lock('pyproject.toml', 'uv.lock', UV),
  }
}

const tool = (name: string) => `
  if [ ! -x "$2/${name}/bin/${name}" ]; then
    "$3" -m venv "$2/${name}"; "$2/${name}/bin/pip" install -q --disable-pip-version-check -r "$4/${name}.txt"
  fi`
const UV = 'UV_CACHE_DIR="$2/uv-cache" UV_PYTHON="$3" "$2/uv/uv" lock -q'
const POETRY = `${tool('poetry')}
  POETRY_CACHE_DIR="$2/poetry-cache" VIRTUAL_ENV="$2/poetry" "$2/poetry/bin/poetry" lock -q --no-interaction`
const PIPENV = `${tool('pipenv')}
  WORKON_HOME="$2/workon" PIPENV_PYTHON="$3" "$2/pipenv/bin/pipenv" lock -q`
