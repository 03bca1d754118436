import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import path from 'node:path'

const WHEEL = 'b1_private_package-1-py3-none-any.whl'
const MAKE = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    info = 'b1_private_package-1.dist-info'
    wheel.writestr('b1_private_package.py', '')
    wheel.writestr(info + '/METADATA', 'Metadata-Version: 2.1\\nName: b1-private-package\\nVersion: 1\\n')
    wheel.writestr(info + '/WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + '/RECORD', 'b1_private_package.py,,\\n' + info + '/METADATA,,\\n' + info + '/WHEEL,,\\n' + info + '/RECORD,,\\n')
`

/** An index with one package, for user:opensesame alone. */
export class PrivateIndex {
  /** Paths of requests with a wrong password. */
  readonly refused: string[] = []

  private constructor(private readonly server: Server) {}

  static async start(python: string, folder: string): Promise<PrivateIndex> {
    const wheel = path.join(folder, WHEEL)
    execFileSync(python, ['-I', '-c', MAKE, wheel])
    const index: PrivateIndex = new PrivateIndex(
      createServer((request, response) => {
        const given = request.headers.authorization
        if (given !== `Basic ${Buffer.from('user:opensesame').toString('base64')}`) {
          // The first request of a client has none.
          if (given !== undefined) index.refused.push(request.url ?? '')
          response.writeHead(401, {'www-authenticate': 'Basic realm="private"'}).end()
        } else if (request.url === '/simple/b1-private-package/') {
          response.setHeader('content-type', 'text/html')
          response.end(`<a href="${WHEEL}">${WHEEL}</a>`)
        } else if (request.url?.endsWith(WHEEL)) response.end(readFileSync(wheel))
        else response.writeHead(404).end()
      }),
    )
    await new Promise<void>((resolve) => {
      index.server.listen(0, '127.0.0.1', resolve)
    })
    return index
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  stop(): void {
    this.server.close()
  }
}
