import {execFileSync} from 'node:child_process'
import {lstat, mkdir, mkdtemp, readdir, readFile, readlink, realpath, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {removeFolder} from '../support/remove-folder.js'

/** Files by path; `{link}` is a symbolic link. */
export type Sketch = Record<string, Uint8Array | string | {link: string}>

/** A folder of its own for a test. */
export class TestFolder {
  private constructor(readonly path: string) {}

  static async make(sketch: Sketch = {}): Promise<TestFolder> {
    const folder = new TestFolder(await realpath(await mkdtemp(path.join(tmpdir(), 'pin-test-'))))
    await folder.write(sketch)
    return folder
  }

  async write(sketch: Sketch): Promise<void> {
    for (const [name, contents] of Object.entries(sketch)) {
      const place = path.join(this.path, name)
      await mkdir(path.dirname(place), {recursive: true})
      await (typeof contents === 'object' && 'link' in contents ? symlink(contents.link, place) : writeFile(place, contents))
    }
  }

  /** What is in it now, less `.git`: text by path, `→ target` for a link. */
  async tree(): Promise<Record<string, string>> {
    const found: Record<string, string> = {}
    for (const entry of await readdir(this.path, {recursive: true, withFileTypes: true})) {
      const place = path.join(entry.parentPath, entry.name)
      const name = path.relative(this.path, place)
      if (name === '.git' || name.startsWith(`.git${path.sep}`)) continue
      if ((await lstat(place)).isSymbolicLink()) found[name] = `→ ${await readlink(place)}`
      else if (entry.isFile()) found[name] = await readFile(place, 'utf8')
    }

    return found
  }

  async read(name: string): Promise<string> {
    return readFile(path.join(this.path, name), 'utf8')
  }

  git(...args: string[]): string {
    return execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
      cwd: this.path,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  }

  async remove(): Promise<void> {
    removeFolder(this.path)
  }
}
