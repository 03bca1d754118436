import {createHash} from 'node:crypto'
import {copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {replaceAddresses} from '../compare-builds/fir/compile.js'
import {shell} from '../compare-builds/shell.js'

/** The variable from which a compiled program reads where the archives are. */
export const ADDRESS_VARIABLE = 'REPLAY_ARCHIVES'

/** Compiled releases. Those that were compiled before are taken from a folder. */
export class Programs {
  private readonly folders = new Map<string, string>()

  constructor(
    private readonly checkout: string,
    /** Where they are kept, beside what cargo compiled for all of them. */
    private readonly cache: string,
    /** Whether releases that differ in their libraries alone are compiled each. */
    private readonly eachLock = false,
  ) {}

  /**
   * A buildpack's folder, with bin/build and bin/detect. It is that of another release, where nothing of the code is different.
   *
   * @param files by path: those of src/ that take the place of the release's own
   * @param key of such files, what distinguishes them
   */
  of(tag: string, files: Readonly<Record<string, string>> = {}, key = this.keyOf(tag)): string {
    const folder = this.folders.get(key) ?? path.join(this.cache, 'programs', key)
    if (!existsSync(folder)) this.compile(tag, files, folder)
    this.folders.set(key, folder)
    return folder
  }

  /** Of a release as it is: its own code. Which libraries it is linked with, and which uv it installs, decides nothing here. */
  private keyOf(tag: string): string {
    const names = this.eachLock ? ['Cargo.lock', 'Cargo.toml', 'src'] : ['src']
    const tree = shell('git -C "$1" ls-tree -r "$2" "${@:3}"', [this.checkout, tag, ...names])
    return createHash('sha256').update(tree).digest('hex').slice(0, 16)
  }

  private compile(tag: string, files: Readonly<Record<string, string>>, folder: string): void {
    const [source, target] = ['source', 'target'].map((name) => path.join(this.cache, name)) as [string, string]
    rmSync(source, {force: true, recursive: true})
    mkdirSync(source, {recursive: true})
    shell('git -C "$1" archive "$2" Cargo.lock Cargo.toml buildpack.toml requirements src | tar -x -C "$3"', [
      this.checkout,
      tag,
      source,
    ])
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(source, name), text)
    replaceAddresses(source, `std::env::var("${ADDRESS_VARIABLE}").expect("the archives' address")`)
    // An archive's times are those of its commit, from which cargo would read that nothing changed.
    shell(
      `export CARGO_TARGET_DIR="$2" CARGO_PROFILE_DEV_DEBUG=0; cd "$1"
      "\${CARGO:-cargo}" clean --quiet --package python-buildpack
      "\${CARGO:-cargo}" build --quiet --locked --ignore-rust-version`,
      [source, target],
    )
    // Whole or not there: the next run takes what it finds.
    const begun = `${folder}.begun`
    rmSync(begun, {force: true, recursive: true})
    mkdirSync(path.join(begun, 'bin'), {recursive: true})
    copyFileSync(path.join(source, 'buildpack.toml'), path.join(begun, 'buildpack.toml'))
    for (const name of ['build', 'detect'])
      copyFileSync(path.join(target, 'debug/python-buildpack'), path.join(begun, 'bin', name))
    renameSync(begun, folder)
  }
}
