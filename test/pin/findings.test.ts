import assert from 'node:assert/strict'

import Doctor from '../../src/commands/python/doctor.js'
import Pin from '../../src/commands/python/pin.js'
import {runCommand} from '../support/run-command.js'
import {type Sketch, TestFolder} from './folder.js'

/** What the doctor says of the version names `heroku python:pin …`: it must run as it stands, and the finding must be gone. */
describe('python:pin, as the findings name it', () => {
  const PIP = {'requirements.txt': 'flask==3.1.2\n'}
  const apps: [finding: string, files: Sketch][] = [
    ['version/eol', {...PIP, '.python-version': '3.8\n'}],
    ['version/eol', {...PIP, 'runtime.txt': 'python-3.8.12\n'}],
    ['version/unavailable', {...PIP, '.python-version': '3.99\n'}],
    ['version/unavailable', {...PIP, '.python-version': '3.13.999\n'}],
    ['version/runtime-txt', {...PIP, 'runtime.txt': 'python-3.12.4\n'}],
    ['version/file-invalid', {...PIP, '.python-version': 'python-3.12\n'}],
    ['version/file-invalid', {...PIP, '.python-version': 'system\n'}],
    ['version/file-invalid', {...PIP, 'runtime.txt': '3.12\n'}],
    ['version/file-encoding', {...PIP, '.python-version': '\uFEFF3.12\n'}],
    ['version/file-multiple', {...PIP, '.python-version': '3.12\n3.13\n'}],
    ['version/unspecified', PIP],
    ['version/patch-pinned', {...PIP, '.python-version': '3.12.1\n'}],
    ['version/deprecated', {...PIP, '.python-version': '3.10\n'}],
    [
      'version/requires-python-mismatch',
      {...PIP, '.python-version': '3.14\n', 'pyproject.toml': '[project]\nrequires-python = "<3.13"\n'},
    ],
  ]
  for (const [id, files] of apps) {
    it(`${id}: ${JSON.stringify(files)}`, async () => {
      const folder = await TestFolder.make(files)
      try {
        const finding = (await findings(folder)).find((found) => found.id === id)
        assert.ok(finding, 'there is the finding')
        const [program, command, ...argv] = (finding.fix.command ?? '').split(' ')
        assert.deepEqual([program, command], ['heroku', 'python:pin'])
        const {exitCode, stdout} = await runCommand(Pin, [...argv, '--offline', '--source', folder.path])
        assert.equal(exitCode, 0, stdout)
        assert.deepEqual(await findings(folder), [])
      } finally {
        await folder.remove()
      }
    })
  }

  async function findings(folder: TestFolder): Promise<{id: string; fix: {command: null | string}}[]> {
    const {stdout} = await runCommand(Doctor, ['--offline', '--source', folder.path, '--only', 'version', '--json'])
    return (JSON.parse(stdout) as {findings: {id: string; fix: {command: null | string}}[]}).findings
  }
})
