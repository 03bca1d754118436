import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'

import {isRunning} from '../local-build/machine/support.js'
import {skip} from '../support/skip.js'
import {TestFolder} from './folder.js'
import {anyPython, pin} from './machine.js'

/** Tells what it sees, and leaves a process behind in a session of its own. */
const backend = (report: string) => `import json, os, subprocess
def prepare_metadata_for_build_wheel(folder, config_settings=None):
    left = subprocess.Popen(['sleep', '3600'], start_new_session=True, stdin=-3, stdout=-3, stderr=-3)
    with open(${JSON.stringify(report)}, 'w') as report:
        json.dump({'environment': dict(os.environ), 'pid': left.pid}, report)
    name = 'evil-1.dist-info'
    os.mkdir(os.path.join(folder, name))
    with open(os.path.join(folder, name, 'METADATA'), 'w') as metadata:
        metadata.write('Metadata-Version: 2.1\\nName: evil\\nVersion: 1\\n')
    return name
def build_wheel(*_, **__):
    raise SystemExit('not asked for')
`

/** They run with the user's rights, as in the build itself: docs/pin.md says so. */
describe('pin --dependencies, and the build backends of packages', () => {
  let folder: TestFolder
  let elsewhere: TestFolder

  beforeEach(async function () {
    if (process.platform !== 'linux') skip(this, 'only Linux tells the environment of a process')
    elsewhere = await TestFolder.make()
    const {major} = await anyPython()
    folder = await TestFolder.make({
      '.python-version': `${major}\n`,
      'evil/backend.py': backend(path.join(elsewhere.path, 'report')),
      'evil/pyproject.toml':
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n[project]\nname = "evil"\ndynamic = ["version"]\n',
      'requirements.txt': './evil\n',
    })
  })

  afterEach(async () => {
    await folder.remove()
    await elsewhere.remove()
  })

  it("leave nothing running, and don't see the token of the Platform API", async () => {
    process.env.HEROKU_API_KEY = 'canary-token'
    try {
      await pin(folder)
    } finally {
      delete process.env.HEROKU_API_KEY
    }

    const report = readFileSync(path.join(elsewhere.path, 'report'), 'utf8')
    const {environment, pid} = JSON.parse(report) as {environment: Record<string, string>; pid: number}
    assert.ok(environment.PATH)
    assert.doesNotMatch(report, /canary-token/)
    assert.ok(!isRunning(pid))
  })
})
