import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import path from 'node:path'

const MAKE = `import json, sys, zipfile
folder, projects = sys.argv[1], json.loads(sys.argv[2])
for name, version, needs in projects:
    module = name.replace('-', '_')
    info = '%s-%s.dist-info' % (module, version)
    about = 'Metadata-Version: 2.1\\nName: %s\\nVersion: %s\\n' % (name, version) + ''.join('Requires-Dist: %s\\n' % one for one in needs)
    wheel = '%s/%s-%s-py3-none-any.whl' % (folder, module, version)
    with zipfile.ZipFile(wheel, 'w') as archive:
        archive.writestr(module + '.py', 'version = %r\\n' % version)
        archive.writestr(info + '/METADATA', about)
        archive.writestr(info + '/WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        archive.writestr(info + '/RECORD', '')
    with open(wheel + '.metadata', 'w') as written:
        written.write(about)
`

/** In ms: only a failing test waits for it. */
const GIVES_UP = 20_000

/** Name, version, and what it requires. */
export type Project = [name: string, version: string, needs: string[]]

const fileOf = ([name, version]: Project) => `${name.replaceAll('-', '_')}-${version}-py3-none-any.whl`

/** An index of small wheels in JSON, as the public one is, that notes what it is asked. */
export class LocalIndex {
  /** `GET /simple/name/`, in their order. */
  asked: string[] = []
  /** Why a file was yanked, by its name. */
  readonly yanked = new Map<string, string>()
  /** Files that are gone, though they are listed. */
  readonly gone = new Set<string>()
  allowsHead = true
  /** `user:password`, without which nothing is told. */
  credentials: null | string = null
  listsMetadata = true
  /** How many pages were asked for before the first of them was answered, where `holdsPages`. */
  pagesAtOnce = 0
  /** Pages are answered when there are two, or when nobody asks for a second one. */
  holdsPages = false
  private held: Array<() => void> = []

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    private readonly projects: readonly Project[],
  ) {}

  static async start(python: string, folder: string, projects: readonly Project[]): Promise<LocalIndex> {
    execFileSync(python, ['-I', '-c', MAKE, folder, JSON.stringify(projects)])
    const index: LocalIndex = new LocalIndex(
      createServer((request, response) => index.answer(request, response)),
      folder,
      projects,
    )
    await new Promise<void>((resolve) => {
      index.server.listen(0, '127.0.0.1', resolve)
    })
    return index
  }

  url(credentials = ''): string {
    return `http://${credentials}127.0.0.1:${(this.server.address() as AddressInfo).port}/simple`
  }

  stop(): void {
    this.held = []
    this.server.close()
    this.server.closeAllConnections()
  }

  hash(file: string): string {
    return createHash('sha256')
      .update(readFileSync(path.join(this.folder, file)))
      .digest('hex')
  }

  private answer({headers, method, url = '/'}: IncomingMessage, response: ServerResponse): void {
    this.asked.push(`${method} ${url}`)
    const [, kind, name = ''] = url.split('/')
    const wanted = this.credentials === null ? undefined : `Basic ${Buffer.from(this.credentials).toString('base64')}`
    if (wanted !== undefined && headers.authorization !== wanted) response.writeHead(401).end()
    else if (method === 'HEAD' && !this.allowsHead) response.writeHead(405).end()
    else if (kind === 'simple') this.whenTwo(() => this.page(name, response))
    else if (this.gone.has(name)) response.writeHead(404).end()
    else {
      const bytes = readFileSync(path.join(this.folder, name))
      response.writeHead(200, {'content-length': bytes.length, 'content-type': 'application/octet-stream'})
      response.end(method === 'HEAD' ? undefined : bytes)
    }
  }

  private whenTwo(answer: () => void): void {
    if (!this.holdsPages || this.pagesAtOnce > 1) return answer()
    this.held.push(answer)
    const release = () => {
      this.pagesAtOnce = Math.max(this.pagesAtOnce, this.held.length)
      for (const one of this.held.splice(0)) one()
    }

    if (this.held.length > 1) release()
    else setTimeout(release, GIVES_UP)
  }

  private page(name: string, response: ServerResponse): void {
    const files = this.projects.filter(([project]) => project === name).map((project) => this.listed(fileOf(project)))
    response.writeHead(files.length === 0 ? 404 : 200, {'content-type': 'application/vnd.pypi.simple.v1+json'})
    response.end(JSON.stringify({files, meta: {'api-version': '1.1'}, name}))
  }

  private listed(filename: string): object {
    return {
      'core-metadata': this.listsMetadata && {sha256: this.hash(`${filename}.metadata`)},
      filename,
      hashes: {sha256: this.hash(filename)},
      url: `../../files/${filename}`,
      yanked: this.yanked.get(filename) ?? false,
    }
  }
}
