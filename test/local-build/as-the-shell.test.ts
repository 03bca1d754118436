import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import path from 'node:path'

import type {TestFiles} from '../support/repository.js'

import {skip} from '../support/skip.js'
import {anyInterpreter, type BuildOptions, type TestApp} from './test-machine.js'
import {makeUvApp} from './tools.js'

/** The buildpack is a shell script: what its shell does with an app's names, lines and folders is part of what it does. */
describe('build-local: as the shell that runs the buildpack', () => {
  let app: TestApp
  let python: Awaited<ReturnType<typeof anyInterpreter>>
  const COMMAND = '"${BUILDPACK_DIR}/bin/steps/collectstatic"'
  const DJANGO = {'django/__init__.py': '', 'manage.py': 'import os\nprint("from", os.environ.get("MULTI"))\n'}

  before(async function () {
    if (process.platform === 'win32') skip(this, 'Heroku builds with bash')
    python = await anyInterpreter()
  })

  afterEach(() => app.remove())

  async function build(files: TestFiles, options: BuildOptions = {}) {
    app = await makeUvApp('hooks', files, {dependencies: [], python})
    return app.build(options)
  }

  describe('config vars', () => {
    it('BUILD_DATA_FILE leads collectstatic to another file, which ends the build', async () => {
      const built = await build(DJANGO, {configVars: {BUILD_DATA_FILE: '/nowhere/data'}})
      assert.deepEqual([built.failure?.reason, built.failure?.detail], ['internal-error::unhandled', COMMAND])
      assert.equal(built.buildData.django_collectstatic, undefined)
      assert.match(built.log, /^ ! {5}Error: The buildpack's build data file isn't there\.\n[^]*^ ! {5}Internal Error: /m)
      assert.match(built.log, /heroku config:unset BUILD_DATA_FILE/)
      const ofThisMachine = await app.build({configVars: {BUILD_DATA_FILE: '/etc/passwd'}})
      assert.equal(ofThisMachine.failure?.detail, COMMAND, 'what this machine has, Heroku has not')
      const without = await app.build()
      assert.equal(without.status, 'succeeded', without.log)
    })

    it('with names that the shell keeps, or refuses: hooks go on without them, collectstatic ends the build', async () => {
      const hook = {'bin/pre_compile': '#!/usr/bin/env bash\nenv | grep -E "^(MY.VAR|SECONDS|e|GROUPS|OK)="\n'}
      const built = await build(hook, {configVars: {GROUPS: 'x', 'MY-VAR': 'a-secret', OK: '1', SECONDS: 'x', e: 'x'}})
      const pre = built.steps.find(({id}) => id === 'pre-compile')
      const [, refused, ...seen] = pre!.log.split('\n')
      assert.match(refused!, /^ {7}bash: export: `MY-VAR=.*': not a valid identifier$/)
      assert.deepEqual(seen.map((line) => line.replace(/=[*]+$/, '=1')).sort(), ['', '       OK=1', '       SECONDS=0'])
      assert.deepEqual([built.failure?.reason, built.failure?.detail], ['internal-error::unhandled', COMMAND])
      assert.ok(built.differences.some(({id}) => id === 'bash-messages'))
      assert.doesNotMatch(built.log, /a-secret/)
    })

    for (const [name, value, text] of [
      ['UID', '7', /bash: UID: readonly variable$/m],
      ['OPTIND', 'a-secret-name', /bash: .*: unbound variable$/m],
    ] as const)
      it(`${name}, which ends the shell of a hook and of collectstatic`, async () => {
        const built = await build({'bin/pre_compile': '#!/usr/bin/env bash\necho ran\n'}, {configVars: {[name]: value}})
        assert.equal(built.failure?.reason, 'hooks::pre_compile', built.log)
        assert.match(built.log, text)
        assert.doesNotMatch(built.log, /^ {7}ran$|a-secret/m)
        assert.match(built.log, new RegExp(`heroku config:unset ${name}`))
        app.delete('bin/pre_compile')
        const without = await app.build({configVars: {[name]: value}})
        assert.deepEqual([without.failure?.reason, without.failure?.detail], ['internal-error::unhandled', COMMAND])
        assert.match(without.log, text)
      })

    it('OPTIND with a text that is no number leaves out the config vars after it in collectstatic', async () => {
      const shows = 'import os\nprint("sees", [n for n in ("AA", "OPTIND", "ZZ") if n in os.environ])\n'
      const files = {'django/__init__.py': '', 'manage.py': shows}
      const built = await build(files, {configVars: {AA: 'one', OPTIND: '1.5', ZZ: 'two'}})
      assert.equal(built.status, 'succeeded', built.log)
      assert.match(built.output, /^sees \['AA'\]$/m)
      const number = await app.build({configVars: {AA: 'one', OPTIND: '0x1F', ZZ: 'two'}})
      assert.match(number.output, /^sees \['AA', 'OPTIND', 'ZZ'\]$/m)
    })

    it('TMPDIR that is no folder ends collectstatic; line ends at the end of a value are dropped', async () => {
      const built = await build(DJANGO, {configVars: {TMPDIR: '/nowhere-at-all'}})
      assert.equal(built.failure?.detail, COMMAND)
      assert.match(built.log, /^mktemp: /m)
      const second = await app.build({configVars: {MULTI: 'ab\n\n'}})
      assert.match(second.output, /^from \*\*\*\*$|^from ab$/m)
      assert.equal(second.status, 'succeeded', second.log)
    })
  })

  it('the last line of a hook without an end goes on in the next one of the log; carriage returns and long lines stay whole', async () => {
    const script = String.raw`printf '10%%\r20%%\r30%%\n'; head -c 300000 /dev/zero | tr '\0' x; printf '\nlast'`
    const built = await build({'bin/pre_compile': `#!/usr/bin/env bash\n${script}\n`})
    assert.equal(built.status, 'succeeded', built.log)
    assert.match(built.log, /^ {7}last-----> Using Python /m)
    assert.match(built.log, /^ {7}10%\r20%\r30%$/m)
    assert.ok(built.log.includes(`       ${'x'.repeat(300_000)}\n`))
    assert.match(built.output, /^30%$/m, 'as it is shown')
    assert.ok(Math.max(...built.output.split('\n').map((line) => line.length)) < 20_000)
  })

  it('a killed program is told of', async () => {
    const built = await build({'bin/pre_compile': '#!/bin/sh\nkill -9 $$\n'})
    const pre = built.steps.find(({id}) => id === 'pre-compile')
    assert.match(pre!.log, /^-----> Running bin\/pre_compile hook\n {7}bash: Killed\n/)
    assert.equal(built.failure?.reason, 'hooks::pre_compile')
    const ended = await build({'bin/pre_compile': '#!/bin/sh\nkill $$\n'})
    assert.match(ended.log, /^ {7}Terminated$/m, 'by this signal, in fewer words')
    const second = await build({...DJANGO, 'manage.py': 'import os\nos.kill(os.getpid(), 9)\n'})
    assert.equal(second.failure?.reason, 'collectstatic-other')
    assert.match(second.log, /^bash: Killed$/m)
  })

  it('a file where a folder has to be: the command is the detail, and mkdir says why', async () => {
    const first = await build({'.profile.d': 'a file'})
    assert.deepEqual([first.failure?.detail, first.failure?.step], ['mkdir -p "$(dirname "${PROFILE_PATH}")"', 'restore-cache'])
    assert.match(first.log, /^mkdir: .*\.profile\.d.*: File exists$/m)
    assert.match(first.log, /^ ! {5}Internal Error: /m)
    const cold = await build({'.heroku': 'a file'}, {cache: 'disabled'})
    assert.equal(cold.failure?.detail, 'mkdir -p "${install_dir}"')
  })

  it('a manage.py in node_modules is found; one in a folder of the same name but for punctuation comes after', async () => {
    const files = {'django/__init__.py': '', 'node_modules/manage.py': 'print("found")\n'}
    const built = await build(files)
    assert.ok(built.stepLines.includes('-----> $ python node_modules/manage.py collectstatic --noinput'), built.log)
    app.write({'_a/manage.py': '', 'a/manage.py': ''})
    const second = await app.build()
    assert.ok(second.stepLines.includes('-----> $ python a/manage.py collectstatic --noinput'), second.log)
  })

  it("a folder with the name of one of the buildpack's scripts gets the script", async () => {
    const built = await build({'.profile.d/WEB_CONCURRENCY.sh/mine': ''})
    assert.equal(built.status, 'succeeded', built.log)
    assert.ok(existsSync(path.join(built.buildFolder!, '.profile.d/WEB_CONCURRENCY.sh/WEB_CONCURRENCY.sh')))
  })
})
