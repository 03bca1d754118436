import {createHash} from 'node:crypto'
import {copyFileSync, existsSync, mkdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import type {CaseTools} from '../cases.js'

/** Each locks the app in a folder. */
export interface Lockers {
  /** What a project has to have for it: the index by its address, so that locking needs no more of it than its pages. */
  poetrySource: string
  poetry(folder: string): void
  uv(folder: string): void
}

/** Lockfiles as the buildpack's own releases of the tools write them. A project is locked once. */
export function lockers({exec, tools}: CaseTools, python: string): Lockers {
  const lock = (name: string, script: string) => (folder: string) => {
    const key = createHash('sha1')
      .update(readFileSync(path.join(folder, 'pyproject.toml')))
      .digest('hex')
    const kept = path.join(tools, 'locks', `${key}-${name}`)
    if (!existsSync(kept)) {
      exec(`cd "$1"; ${script}`, [folder, tools, python])
      mkdirSync(path.dirname(kept), {recursive: true})
      copyFileSync(path.join(folder, name), kept)
    }

    copyFileSync(kept, path.join(folder, name))
  }

  const index = exec(`"$1" -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'`, [python]).trim()
  const poetrySource = `[[tool.poetry.source]]\nname = "simple"\nurl = "${index}/"\npriority = "primary"\n`
  return {poetrySource, poetry: lock('poetry.lock', POETRY), uv: lock('uv.lock', UV)}
}

const UV = 'UV_CACHE_DIR="$2/uv-cache" UV_PYTHON="$3" "$2/uv/uv" lock -q'
const POETRY = `
  if [ ! -x "$2/poetry/bin/poetry" ]; then
    "$3" -m venv "$2/poetry"; "$2/poetry/bin/pip" install -q --disable-pip-version-check -r "$2/cnb-source/requirements/poetry.txt"
  fi
  POETRY_CACHE_DIR="$2/poetry-cache" VIRTUAL_ENV="$2/poetry" "$2/poetry/bin/poetry" lock -q --no-interaction`
