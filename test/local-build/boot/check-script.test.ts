import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {chmodSync, writeFileSync} from 'node:fs'
import {once} from 'node:events'
import path from 'node:path'

import {runScript} from '../../../src/local-build/output/run-script.js'
import {TemporaryFolders} from '../../support/repository.js'
import {anyInterpreter} from '../test-machine.js'
import {everythingOf} from './left-over.js'

const server = (host: string, status: number) =>
  `import http.server, os
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(${status} if self.path == '/' else 404)
        self.end_headers()
        self.wfile.write(os.environ.get('WEB_CONCURRENCY', '').encode())
http.server.HTTPServer((${host}, int(os.environ['PORT'])), Handler).serve_forever()
`

/** `./run --check TYPE` of a built folder: bash and the app's own Python alone. */
describe('boot: ./run --check', () => {
  const folders = new TemporaryFolders()
  let folder: string

  before(async () => {
    const {program} = await anyInterpreter()
    folder = folders.make({
      '.heroku/python/bin/python': {link: program},
      run: runScript(
        [
          {command: 'python web.py', type: 'web'},
          {command: 'python -c "import nowhere"', type: 'worker'},
        ],
        'classic',
      ),
    })
    chmodSync(path.join(folder, 'run'), 0o755)
  })

  after(() => folders.remove())

  async function check(web: string, ...argv: string[]): Promise<{code: number; said: string}> {
    writeFileSync(path.join(folder, 'web.py'), web)
    const child = spawn(path.join(folder, 'run'), ['--check', ...argv], {
      env: {PATH: process.env.PATH},
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const output of [child.stdout, child.stderr])
      output.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    const [code] = (await once(child, 'close')) as [number]
    assert.deepEqual(everythingOf(folder), [])
    return {code, said}
  }

  const EVERYWHERE = "'0.0.0.0'"
  const table: [name: string, web: string, argv: string[], code: number, last: RegExp][] = [
    ['200', server(EVERYWHERE, 200), ['web'], 0, /^web: healthy: listening after \d+\.\d s, GET \/ answers 200$/m],
    ['another path', server(EVERYWHERE, 500), ['web', '/x'], 0, /^web: healthy: .* GET \/x answers 404$/m],
    ['500', server(EVERYWHERE, 500), ['web'], 1, /^web: answers GET \/ with 500$/m],
    ['an exit', 'import nothing_such\n', ['web'], 1, /^ModuleNotFoundError: .*[\s\S]*^web: H10: exited with status 1 after/m],
    ['a worker that ends', '', ['worker'], 1, /^worker: exited with status 1 after/m],
    ['no such type', '', ['clock'], 2, /^No process type clock\.$/m],
  ]
  for (const [name, web, argv, code, last] of table) {
    it(name, async () => {
      const answer = await check(web, ...argv)
      assert.match(answer.said, last)
      assert.equal(answer.code, code, answer.said)
    })
  }
})
