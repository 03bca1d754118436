import assert from 'node:assert/strict'

import type {CheckedFinding} from '../../src/checks/run-checks.js'

import {explainBoot} from '../../src/doctor/explain-boot.js'

/** Findings, and the verdicts that they explain. */
describe('doctor: what explains a boot', () => {
  const finding = (id: string, message: string, severity: CheckedFinding['severity'] = 'error') =>
    ({docs: '', fix: {command: null, kind: 'hand'}, id, message, severity, title: ''}) as unknown as CheckedFinding
  const FINDINGS = [
    finding('procfile/port-not-bound', 'The web process does not listen on $PORT.'),
    finding('deps/import-not-installed', 'shop/views.py imports flask_cors, and flask-cors is not installed.'),
    finding('deps/import-not-installed', 'shop/views.py imports redis, and redis is not installed.'),
    finding('procfile/server-not-in-deps', 'The Procfile starts gunicorn, and no dependency brings it.'),
    finding('django/allowed-hosts', 'ALLOWED_HOSTS does not name the host of the app.', 'warning'),
    finding('django/build-config-missing', 'The settings read DJANGO_SECRET, and no config var has that name.'),
    finding('deps/unpinned', 'Flask is not pinned.', 'info'),
    finding('config/web-concurrency', 'WEB_CONCURRENCY is 12.', 'warning'),
  ]
  const table: [verdict: string, cause: null | string, ids: string[]][] = [
    ['port-not-bound', null, ['procfile/port-not-bound']],
    ['host-refused', null, ['django/allowed-hosts']],
    ['memory-exceeded', null, ['config/web-concurrency']],
    ['crashed', 'bash: line 1: gunicorn: command not found', ['procfile/server-not-in-deps']],
    ['crashed', "KeyError: 'DJANGO_SECRET'", ['django/build-config-missing']],
    ['crashed', "KeyError: 'OTHER'", []],
    ['crashed', "ModuleNotFoundError: No module named 'numpy'", []],
    ['crashed', "ModuleNotFoundError: No module named 'redis.client'", ['deps/import-not-installed']],
    ['crashed', 'ValueError: 7', []],
    ['crashed', null, []],
    ['stop-ignored', null, []],
    ['server-error', 'ZeroDivisionError: division by zero', []],
  ]
  for (const [verdict, cause, ids] of table) {
    it(`${verdict}: ${cause ?? 'nothing said'} → ${ids.join(', ') || 'no check'}`, () => {
      assert.deepEqual(
        explainBoot({cause, verdict}, FINDINGS).map(({id}) => id),
        ids,
      )
    })
  }

  it('the finding about the very package, of several', () => {
    const found = explainBoot({cause: "ModuleNotFoundError: No module named 'flask_cors'", verdict: 'crashed'}, FINDINGS)
    assert.deepEqual(found, [FINDINGS[1]])
  })

  it('a finding that was in doubt is in none any more', () => {
    const [claim, fineIf] = ['shop/views.py imports yaml, and PyYAML is not installed.', ['it is brought', 'a hook installs it']]
    const message = `${claim} This is fine if it is brought. This is fine if a hook installs it.`
    const doubted = {...finding('deps/import-not-installed', message, 'warning'), fineIf}
    const cause = "ModuleNotFoundError: No module named 'yaml'"
    assert.deepEqual(explainBoot({cause, verdict: 'crashed'}, [doubted]), [{...doubted, fineIf: [], message: claim}])
  })
})
