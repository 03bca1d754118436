import assert from 'node:assert/strict'
import {rmSync} from 'node:fs'

import {builtInReleases} from '../../src/buildpack/release.js'
import {type RuleChanges} from '../../src/buildpack/rules.js'
import Doctor from '../../src/commands/python/doctor.js'
import type {DoctorJson} from '../../src/doctor/json.js'
import {toJson} from '../../src/doctor/report.js'
import {renderGitHub} from '../../src/render/doctor/github.js'
import {renderMarkdown} from '../../src/render/doctor/markdown.js'
import {toSarif} from '../../src/render/doctor/sarif.js'
import {CHECKS} from '../../src/checks/index.js'
import {classicSources, ReleaseServer} from '../releases/release-server.js'
import {committed, FRESH, reportOf, treeOf} from '../support/checks.js'
import {TemporaryFolders} from '../support/repository.js'
import {runCommand} from '../support/run-command.js'

/** No Procfile, a file of another name, and a Python that is to be removed. */
const APP = {'.python-version': '3.10\n', 'requirements.text': '', 'setup.py': ''}
const NOTE = "This rule changed in v900 and wasn't verified for this version of the plugin."

function reportWith(changes: Record<string, string>) {
  const ruleChanges: RuleChanges = new Map(Object.entries(changes))
  return reportOf(committed(treeOf(APP)), {releaseData: {...FRESH, ruleChanges}})
}

const marked = ({findings}: DoctorJson) => findings.filter(({changedIn}) => changedIn !== undefined).map(({id}) => id)

describe('a rule that a newer release changed', () => {
  describe('marks a finding', () => {
    it('by the release, and no other', () => {
      const {findings} = reportWith({'package-manager::setup-py-only': 'v900', 'version/eol': 'v900'})
      assert.ok(findings.length > 2)
      const json = findings.map(({changedIn, id}) => [id, changedIn])
      for (const [id, changedIn] of json) {
        const explains = CHECKS.find((check) => check.id === id)?.explains ?? []
        assert.equal(changedIn, explains.includes('package-manager::setup-py-only') ? 'v900' : undefined, id)
      }

      assert.ok(json.some(([, changedIn]) => changedIn === 'v900'))
    })

    it('where its own check rests on what changed', () => {
      assert.deepEqual(marked(toJson(reportWith({'version/deprecated': 'v900'}))), ['version/deprecated'])
    })

    it('which stays as severe as it was, and known by the same fingerprint', () => {
      const without = reportWith({}).findings
      const {findings} = reportWith({'package-manager::setup-py-only': 'v900', 'version/deprecated': 'v900'})
      assert.deepEqual(
        findings.map(({changedIn: _, ...finding}) => finding),
        without,
      )
    })

    it('in each form of the report, once', () => {
      const report = reportWith({'version/deprecated': 'v900'})
      const sarif = JSON.stringify(toSarif(report, CHECKS, '1.0.0'))
      for (const text of [renderGitHub(report), renderMarkdown(report), sarif]) assert.equal(text.split(NOTE).length, 2, text)
    })
  })

  describe('noted by python:doctor', () => {
    const folders = new TemporaryFolders()
    const server = new ReleaseServer()

    before(() => server.start())

    after(async () => {
      await server.stop()
      folders.remove()
    })

    async function doctor(...argv: string[]) {
      const source = folders.make(APP)
      const env = {HEROKU_PYTHON_RELEASES_URL: server.url}
      const result = await runCommand(Doctor, ['--source', source, ...argv], env)
      rmSync(source, {force: true, recursive: true})
      return result
    }

    it('is so under each finding that rests on it, and the exit code stays', async () => {
      const before = await doctor('--offline', '--json')
      assert.deepEqual(marked(JSON.parse(before.stdout) as DoctorJson), [])
      server.publish('classic', 'v900', classicSources('900', '2031-02-03'))

      const after = await doctor('--json')
      const json = JSON.parse(after.stdout) as DoctorJson
      assert.equal(after.exitCode, before.exitCode)
      assert.equal(json.buildpack.release, 'v900')
      const ids = marked(json)
      assert.ok(ids.includes('source/setup-py-only'), ids.join(','))
      assert.ok(!json.findings.some(({changedIn, id}) => id.startsWith('procfile/') && changedIn !== undefined))

      const text = await doctor()
      assert.equal(text.stdout.replaceAll(/\s+/g, ' ').split(NOTE).length - 1, ids.length)
    })

    it('is so where the data of that release has a form that nobody knows', async () => {
      const sources = {...classicSources('901', '2031-02-04'), 'lib/pip.sh': 'nothing that is known\n'}
      server.publish('classic', 'v901', sources)
      const other = new ReleaseServer()
      await other.start()
      other.publish('classic', 'v901', sources)
      const {releases, ruleChanges} = await other.ask('2031-03-01')
      await other.stop()
      assert.equal(releases.classic.release, builtInReleases.classic.release)
      assert.equal(ruleChanges.get('package-manager::none-found'), 'v901')
    })
  })
})
