import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {type FileSystem, isInside} from '../system/file-system.js'

import {Refusal} from './refusal.js'

/** The folders that a client allows, as it calls them; undefined: it has no such list. */
export type AskRoots = () => Promise<readonly string[] | undefined>

/** Which folders the tools may touch: those within the client's roots, or within the folder that the server was started in. */
export class Roots {
  private known: Promise<readonly string[]> | undefined

  constructor(
    private readonly ask: AskRoots,
    private readonly started: string,
    private readonly files: Pick<FileSystem, 'realKind' | 'realPath'>,
  ) {}

  /** The client has changed them. */
  forget(): void {
    this.known = undefined
  }

  /**
   * The real path of a folder that may be touched.
   *
   * @param asked as the client wrote it; undefined: the only root
   * @throws Refusal if it isn't there, or not within a root once every link is followed
   */
  async folder(asked: string | undefined): Promise<string> {
    const roots = await this.all()
    const [only, ...others] = roots
    if (only === undefined) throw new Refusal('The client allows no folder.', "Add the app's folder to the client's roots.")
    if (asked === undefined && others.length > 0)
      throw new Refusal(
        `The client allows several folders: ${roots.join(', ')}.`,
        'Pass one of them, or a folder in it, as "folder".',
      )
    const place = path.resolve(only, asked ?? '.')
    const real = await this.realFolder(place)
    // One text for both: what is outside isn't told apart from what isn't there.
    if (real === undefined || !roots.some((root) => isInside(real, root)))
      throw new Refusal(
        `${JSON.stringify(asked ?? only)} is not a folder within those that the client allows: ${roots.join(', ')}.`,
        "Pass a folder within them, or add the folder to the client's roots.",
      )
    return real
  }

  private async all(): Promise<readonly string[]> {
    const known = this.known ?? this.read()
    this.known = known
    // A client that fails once may answer later.
    known.catch(() => this.forget())
    return known
  }

  private async read(): Promise<readonly string[]> {
    const uris = await this.ask()
    const folders = uris === undefined ? [this.started] : uris.flatMap((uri) => localPath(uri))
    const real = await Promise.all(folders.map(async (folder) => this.realFolder(folder)))
    return [...new Set(real.filter((folder) => folder !== undefined))]
  }

  private async realFolder(folder: string): Promise<string | undefined> {
    try {
      const real = await this.files.realPath(folder)
      return (await this.files.realKind(real)) === 'directory' ? real : undefined
    } catch {
      return undefined
    }
  }
}

/** Other machines' folders, and what is no address, are none of ours. */
function localPath(uri: string): string[] {
  try {
    return [fileURLToPath(uri)]
  } catch {
    return []
  }
}
