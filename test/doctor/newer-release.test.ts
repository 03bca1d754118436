import assert from 'node:assert/strict'
import {rmSync} from 'node:fs'

import Doctor from '../../src/commands/python/doctor.js'
import type {DoctorJson} from '../../src/doctor/json.js'
import {classicSources, cnbSources, ReleaseServer} from '../releases/release-server.js'
import {FakePlatformApi} from '../support/fake-platform-api/server.js'
import {CNB_PROGRAM} from '../support/cnb-program.js'
import {TemporaryFolders} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

const ID = 'build/newer-release'

/** A release that never was: what it decides is its own, in the form in which the buildpack does. */
const PROGRAM = {
  'bin/compile': `#!/usr/bin/env bash
set -euo pipefail
BUILD_DIR="\${1}"
CACHE_DIR="\${2}"
BUILDPACK_DIR=$(cd "$(dirname "$(dirname "\${BASH_SOURCE[0]}")")" && pwd)
source "\${BUILDPACK_DIR}/lib/decisions.sh"
decide "\${BUILD_DIR}"
cache::restore "\${BUILD_DIR}" "\${CACHE_DIR}"
`,
  'lib/decisions.sh': `
function decide() {
	local build_dir="\${1}"
	if [[ -f "\${build_dir}/runtime.txt" ]]; then
		build_data::set_string "failure_reason" "runtime-txt::gone"
		build_data::set_string "failure_detail" "since \${STACK}"
		exit 1
	fi
	if [[ -f "\${build_dir}/requirements.txt" && -f "\${build_dir}/uv.lock" ]]; then
		build_data::set_string "package_manager" "uv"
	elif [[ -f "\${build_dir}/requirements.txt" ]]; then
		build_data::set_string "package_manager" "pip"
	else
		build_data::set_string "failure_reason" "package-manager::none-found"
		exit 1
	fi
	build_data::set_string "python_version_requested" "3.16"
	build_data::set_string "python_version_origin" "default"
	build_data::set_string "python_version" "3.16.1"
}
`,
}
const DETECT = `
KNOWN_PYTHON_PROJECT_FILES=(
	uv.lock
	# Commonly seen misspellings of requirements.txt
	requirements.txt
)
for name in "\${KNOWN_PYTHON_PROJECT_FILES[@]}"; do
	if [[ -e "\${1}/\${name}" ]]; then exit 0; fi
done
exit 1
`

describe("a newer release's own rules", () => {
  const folders = new TemporaryFolders()
  const server = new ReleaseServer()

  before(async () => {
    await server.start()
    server.publish('classic', 'v900', {...classicSources('900', '2031-02-03'), ...PROGRAM, 'bin/detect': DETECT})
    const detected = 'const KNOWN_PYTHON_PROJECT_FILES: [&str; 2] = ["app.py", "uv.lock"];'
    server.publish('cnb', 'v900.0.0', {...cnbSources('900.0.0', '2031-02-03'), ...CNB_PROGRAM, 'src/detect.rs': detected})
  })

  after(async () => {
    await server.stop()
    folders.remove()
  })

  async function doctor(files: Record<string, string>, ...argv: string[]) {
    const source = folders.make({...files, Procfile: 'web: python app.py\n', 'app.py': ''})
    const result = await runCommand(Doctor, ['--source', source, ...argv], {HEROKU_PYTHON_RELEASES_URL: server.url})
    rmSync(source, {force: true, recursive: true})
    return result
  }

  async function report(files: Record<string, string>): Promise<DoctorJson> {
    return JSON.parse((await doctor(files, '--json')).stdout) as DoctorJson
  }

  const messageOf = ({findings}: DoctorJson) => findings.find(({id}) => id === ID)?.message

  it('are silent where they decide the same', async () => {
    const json = await report({'requirements.txt': ''})
    assert.equal(messageOf(json), undefined)
    assert.equal(json.build.python_version, '3.16.1')
  })

  it('confirm a failure, which then needs no note', async () => {
    const json = await report({'uv.lock': ''})
    assert.equal(json.build.failure?.reason, 'package-manager::none-found')
    const notes = json.findings.filter(({changedIn}) => changedIn !== undefined).map(({id}) => id)
    assert.ok(!notes.includes('source/package-manager-missing'), notes.join(','))
  })

  it('stop a build for a reason that only they know', async () => {
    const json = await report({'requirements.txt': '', 'runtime.txt': 'python-3.14\n'})
    assert.match(messageOf(json)!, /^The build fails: buildpack v900 stops with runtime-txt::gone \(since heroku-\d\d\)\./)
    assert.equal(json.build.failure?.reason, 'newer-release::stops')
    const {exitCode, stdout} = await doctor({'requirements.txt': '', 'runtime.txt': 'python-3.14\n'})
    assert.equal(exitCode, 1)
    assert.match(stdout, /a newer buildpack release stops it/)
  })

  it('no longer stop a build, so that nothing says it fails', async () => {
    const json = await report({'requirements.txt': '', 'uv.lock': ''})
    assert.match(
      messageOf(json)!,
      /^Buildpack v900 builds the app with uv and Python 3\.16\.1 \(default\), but an earlier release stops with package-manager::multiple-found\./,
    )
    assert.equal(json.build.failure, null)
    assert.ok(!json.findings.some(({id}) => id === 'source/multiple-package-managers'))
  })

  it('choose another Python', async () => {
    const json = await report({'.python-version': '3.14\n', 'requirements.txt': ''})
    assert.match(
      messageOf(json)!,
      /with pip and Python 3\.16\.1 \(default\), but an earlier release chooses pip and Python 3\.14\.\d+ \(\.python-version\)\./,
    )
  })

  describe('on Fir', () => {
    let api: FakePlatformApi

    before(async () => {
      api = await FakePlatformApi.start({apps: [{generation: 'fir', name: 'forest'}]})
    })

    after(() => api.stop())

    async function fir(files: Record<string, string>): Promise<DoctorJson> {
      const source = folders.make({...files, Procfile: 'web: python app.py\n', 'app.py': ''})
      const env = {...api.env, HEROKU_PYTHON_RELEASES_URL: server.url}
      return JSON.parse((await runCommand(Doctor, ['--source', source, '--app', 'forest', '--json'], env)).stdout) as DoctorJson
    }

    it('stop a build for a reason that only they know', async () => {
      const json = await fir({'old.txt': '', 'requirements.txt': ''})
      assert.match(
        messageOf(json)!,
        /^The build fails: buildpack 900\.0\.0 stops with the error "The file old\.txt is too old"\. .*heroku\/buildpacks-python/,
      )
      assert.equal(json.build.failure?.reason, 'newer-release::stops')
    })

    it('are silent where they decide the same', async () => {
      const json = await fir({'requirements.txt': ''})
      assert.equal(messageOf(json), undefined)
      assert.equal(json.build.python_version, '3.16.1')
    })

    it('choose another manager', async () => {
      const json = await fir({'requirements.txt': '', 'uv.lock': ''})
      assert.match(
        messageOf(json)!,
        /^Buildpack 900\.0\.0 builds the app with uv and Python 3\.16\.1 \(default\), but an earlier release stops with package-manager::multiple-found\./,
      )
    })

    it('confirm a failure', async () => {
      const json = await fir({})
      assert.equal(json.build.failure?.reason, 'package-manager::none-found')
      assert.equal(messageOf(json), undefined)
      const notes = json.findings.filter(({changedIn}) => changedIn !== undefined).map(({id}) => id)
      assert.ok(!notes.includes('source/package-manager-missing'), notes.join(','))
    })
  })

  it('are kept for a run without a network', async () => {
    const source = folders.make({'requirements.txt': '', 'runtime.txt': 'python-3.14\n'})
    const home = folders.make({})
    const env = {HEROKU_PYTHON_RELEASES_URL: server.url, XDG_CACHE_HOME: home}
    const asked = await runCommand(Doctor, ['--source', source, '--json'], env)
    const offline = await runCommand(Doctor, ['--source', source, '--json', '--offline'], env)
    assert.ok(messageOf(JSON.parse(asked.stdout) as DoctorJson))
    assert.equal(messageOf(JSON.parse(offline.stdout) as DoctorJson), messageOf(JSON.parse(asked.stdout) as DoctorJson))
  })
})
