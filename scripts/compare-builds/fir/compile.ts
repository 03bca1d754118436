import {copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {shell} from '../shell.js'

/** Where a build finds the address of the stand-ins, and the buildpack itself: the folder of tools is /mnt in a build. */
const ADDRESS_FILE = '/mnt/archives/address'
export const BUILDPACK = '/mnt/cnb'

/** Of the archives that are stand-ins, all that the source is changed in: each file with the start of one address. */
const PATCHES: [file: string, from: RegExp][] = [
  ['src/python_version.rs', /"https:\/\/heroku-buildpack-python\.[\w.-]+\.amazonaws\.com(\/python-\{major\}[^"]*)"/],
  ['src/layers/uv.rs', /"https:\/\/(?:github\.com|releases\.astral\.sh)\/[^"]*(\/uv-\{ARCH\}[^"]*)"/],
]

/**
 * Compiles a copy of the buildpack in which the archives' two addresses are read from a file, and lays it out as a buildpack: its
 * description, and the program under the two names by which libcnb knows what it is asked for.
 */
export function compileBuildpack(checkout: string, tools: string): void {
  const [source, target, place] = ['cnb-source', 'cnb-target', 'cnb'].map((name) => path.join(tools, name)) as [
    string,
    string,
    string,
  ]
  rmSync(source, {force: true, recursive: true})
  mkdirSync(source)
  shell('cd "$1"; cp -R src requirements Cargo.toml Cargo.lock "$2"', [checkout, source])
  replaceAddresses(source, `std::fs::read_to_string("${ADDRESS_FILE}").expect("the stand-ins' address")`)
  // The integration tests are part of the crate, but of no program.
  shell('cd "$1"; CARGO_TARGET_DIR="$2" "${CARGO:-cargo}" build --quiet --locked --ignore-rust-version', [source, target])
  rmSync(place, {force: true, recursive: true})
  mkdirSync(path.join(place, 'bin'), {recursive: true})
  copyFileSync(path.join(checkout, 'buildpack.toml'), path.join(place, 'buildpack.toml'))
  copyFileSync(path.join(target, 'debug/python-buildpack'), path.join(place, 'bin/build'))
  symlinkSync('build', path.join(place, 'bin/detect'))
}

/**
 * Changes the archives' addresses in a copy of the source.
 *
 * @param address Rust's expression of the one that stands for them
 */
export function replaceAddresses(source: string, address: string): void {
  for (const [name, from] of PATCHES) {
    const file = path.join(source, name)
    // Before v2.0.0 there is no uv.
    if (!existsSync(file)) continue
    const text = readFileSync(file, 'utf8')
    if (!from.test(text)) throw new Error(`${file} has no address of the form that is known`)
    writeFileSync(
      file,
      text.replace(from, (_, rest: string) => `"{}${rest}", ${address}`),
    )
  }
}
