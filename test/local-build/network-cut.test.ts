import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import path from 'node:path'

import {TemporaryFolders} from '../support/repository.js'
import {anyInterpreter, TestApp} from './test-machine.js'

const WHEEL = 'cut_short-1-py3-none-any.whl'
const MAKE = `import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    wheel.writestr('cut_short.bin', os.urandom(1024 * 1024))
    wheel.writestr('cut_short-1.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: cut-short\\nVersion: 1\\n')
    wheel.writestr('cut_short-1.dist-info/WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr('cut_short-1.dist-info/RECORD', '')
`

describe('build-local: a network that is cut in the midst of a download', () => {
  const folders = new TemporaryFolders()
  let app: TestApp
  let server: Server
  let isCut = true

  before(async () => {
    const {major, program} = await anyInterpreter()
    const wheel = path.join(folders.make(), WHEEL)
    execFileSync(program, ['-I', '-c', MAKE, wheel])
    const bytes = readFileSync(wheel)
    server = createServer((_request, response) => {
      response.writeHead(200, {'Content-Length': bytes.length, 'Content-Type': 'application/octet-stream'})
      if (isCut) response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
      else response.end(bytes)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const {port} = server.address() as AddressInfo
    const files = {'.python-version': `${major}\n`, 'requirements.txt': `cut-short @ http://127.0.0.1:${port}/${WHEEL}\n`}
    app = TestApp.make('pip', files, true)
  })

  after(() => {
    server.closeAllConnections()
    server.close()
    app.remove()
    folders.remove()
  })

  it('ends the build, says that it was the network, and leaves nothing to the next one', async () => {
    const env = {...process.env, PIP_RETRIES: '0', PIP_RESUME_RETRIES: '0'}
    const cut = await app.build({env})
    assert.equal(cut.failure?.reason, 'install-dependencies::pip', cut.log)
    assert.match(cut.failure.explanation.join('\n'), /was interrupted/)
    isCut = false
    const whole = await app.build({env})
    assert.equal(whole.status, 'succeeded', whole.log)
  })
})
