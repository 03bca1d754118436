import {constants} from 'node:fs'
import fs from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'

/** A folder that is there for one piece of work. */
export interface Workspace {
  path: string
  /** Copies a file; its folders are made. */
  copy(from: string, to: string): Promise<void>
  remove(): Promise<void>
}

export interface Workspaces {
  /**
   * Makes a folder that only the user may read.
   *
   * @param beside a folder in which it is made, so that it can be moved within; default: the system's temporary folder
   * @param prefix what its name begins with
   */
  make(beside?: string, prefix?: string): Promise<Workspace>
  /** Moves a finished workspace to its place, unless another process was there first. */
  publish(workspace: Workspace, place: string): Promise<void>
}

export const realWorkspaces: Workspaces = {
  async make(beside, prefix = 'heroku-python-') {
    if (beside !== undefined) await fs.mkdir(beside, {recursive: true})
    // The real path: tools print and compare it, and macOS's temporary folder is behind a link.
    const folder = await fs.realpath(await fs.mkdtemp(path.join(beside ?? tmpdir(), prefix)))
    return {
      async copy(from, to) {
        const place = path.join(folder, to)
        await fs.mkdir(path.dirname(place), {recursive: true})
        await fs.copyFile(from, place, constants.COPYFILE_FICLONE)
      },
      path: folder,
      remove: async () => fs.rm(folder, {force: true, maxRetries: 3, recursive: true}),
    }
  },
  async publish(workspace, place) {
    try {
      await fs.rename(workspace.path, place)
    } catch (error) {
      await workspace.remove()
      if (!(await fs.stat(place).catch(() => {}))) throw error
    }
  },
}
