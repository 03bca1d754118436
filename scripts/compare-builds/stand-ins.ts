import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {homedir} from 'node:os'
import path from 'node:path'

import {shell} from './shell.js'

export interface Python {
  executable: string
  prefix: string
  /** `N.N` of the interpreter, which may stand for another. */
  major: string
}

const SHOW = 'import sys; print(sys.base_prefix, "%d.%d" % sys.version_info[:2])'

/** The interpreters of this machine by `N.N`. The newest stands for those that aren't there. */
export function findPythons(majors: readonly string[]): Record<string, Python> {
  const versions = path.join(process.env.PYENV_ROOT ?? path.join(homedir(), '.pyenv'), 'versions')
  const installed = existsSync(versions) ? readdirSync(versions) : []
  const found: Record<string, Python> = {}
  for (const major of majors) {
    const own = installed.filter((name) => name.startsWith(`${major}.`)).map((name) => path.join(versions, name, 'bin/python3'))
    for (const executable of [...own, `python${major}`]) {
      const {status, stdout} = spawnSync(executable, ['-I', '-c', SHOW], {encoding: 'utf8'})
      const [prefix = '', version = ''] = status === 0 ? stdout.trim().split(' ') : []
      const isWhole = version === major && existsSync(path.join(prefix, `lib/python${major}/ensurepip/_bundled`))
      if (isWhole) found[major] ??= {executable, major, prefix}
    }
  }

  const newest = majors.findLast((major) => found[major] !== undefined)
  if (newest === undefined) throw new Error(`no interpreter of ${majors.join(', ')} was found`)
  return Object.fromEntries(majors.map((major) => [major, found[major] ?? found[newest]!]))
}

/**
 * Fills a folder with what the buildpack would download: Pythons packed from this machine's, the package index's uv, and the
 * `curl` that answers with them. The rest goes to the real curl.
 */
export function makeStandIns(tools: string, buildpack: string, latest: Record<string, string>, pythons: Record<string, Python>) {
  const archives = path.join(tools, 'archives')
  for (const folder of [archives, path.join(tools, 'bin'), path.join(tools, 'vcs')]) mkdirSync(folder, {recursive: true})
  for (const [major, python] of Object.entries(pythons)) packPython(path.join(archives, `python-${major}.tar.zst`), major, python)
  const known = Object.entries(latest).map(([major, patch]) => `${major} ${patch.split('.')[2]}`)
  writeFileSync(path.join(archives, 'latest'), `${known.join('\n')}\n`)
  packUv(tools, readFileSync(path.join(buildpack, 'requirements/uv.txt'), 'utf8').trim(), Object.values(pythons)[0]!)
  writeFileSync(path.join(tools, 'bin/curl'), CURL, {mode: 0o755})
}

/** As the buildpack's archives are: a relocatable home without packages, idle and pydoc. Source: builds/build_python_runtime.sh. */
export function packPython(archive: string, major: string, python: Python): void {
  if (existsSync(archive)) return
  const room = mkdtempSync(path.join(path.dirname(archive), 'python-'))
  const link = python.major === major ? '' : `ln -s "python$3" "lib/python${major}"`
  const script = `
    cd "$1"; mkdir -p bin lib include
    cp -a "$2/bin/python$3" bin/; ln -s "python$3" bin/python3; ln -s python3 bin/python
    if cp -a "$2/bin/python$3-config" bin/; then ln -s "python$3-config" bin/python3-config; fi
    cp -a "$2"/lib/libpython* lib/ 2>/dev/null || true
    cp -a "$2"/lib/pkgconfig lib/ 2>/dev/null || true
    cp -a "$2/include/." include/
    tar -C "$2" --exclude='site-packages/*' --exclude=__pycache__ --exclude=test --exclude=tests --exclude='*.a' -cf - "lib/python$3" | tar -xf -
    mkdir -p "lib/python$3/site-packages"; ${link}
    tar -c . | zstd -q -3 -o "$4"`
  shell(script, [room, python.prefix, python.major, archive])
  rmSync(room, {force: true, recursive: true})
}

export function packUv(tools: string, requirement: string, {executable}: Python): void {
  const archive = path.join(tools, 'archives/uv.tar.gz')
  if (existsSync(archive)) return
  const room = mkdtempSync(path.join(tools, 'uv-'))
  const script = `
    cd "$1"; "$2" -m pip download -q --no-deps --only-binary=:all: "$3" -d .; "$2" -m zipfile -e *.whl wheel
    mkdir uv-dist; cp wheel/*.data/scripts/uv* uv-dist/; chmod +x uv-dist/*; tar -czf "$4" uv-dist; cp -r uv-dist "$5/uv"`
  shell(script, [room, executable, requirement, archive, tools])
  rmSync(room, {force: true, recursive: true})
}

/** A patch release that the buildpack's release doesn't know is not found, as on Heroku. */
const CURL =
  String.raw`#!/usr/bin/env bash
url="` +
  '${@: -1}' +
  String.raw`"
if [[ "$url" =~ /python-([0-9]+\.[0-9]+)\.([0-9]+)-ubuntu- ]]; then
  major=` +
  '${BASH_REMATCH[1]} patch=${BASH_REMATCH[2]}' +
  String.raw`
  latest=$(grep "^$major " /mnt/archives/latest | cut -d' ' -f2)
  if [[ -n $latest && ` +
  '${#patch}' +
  String.raw` -le 3 && $patch -le $latest ]]; then exec cat "/mnt/archives/python-$major.tar.zst"; fi
  echo "curl: (22) The requested URL returned error: 404" >&2; exit 22
elif [[ "$url" =~ /uv-[a-z0-9_]+-unknown-linux-gnu\.tar\.gz$ ]]; then exec cat /mnt/archives/uv.tar.gz
fi
exec /usr/bin/curl "$@"
`
