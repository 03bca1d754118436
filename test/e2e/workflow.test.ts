import {execa} from 'execa'
import assert from 'node:assert/strict'
import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import {PROJECT} from '../support/heroku-cli.js'
import {TemporaryFolders, type TestFiles, type TestRepository} from '../support/repository.js'

interface Step {
  always: boolean
  name: string
  run: string
}

/** The commands of the workflow to copy (examples/heroku-python-doctor.yml), run as GitHub would run them, without GitHub. */
describe('the workflow', () => {
  const folders = new TemporaryFolders()

  after(() => folders.remove())

  const APP: TestFiles = {
    '.python-version': '3.14\n',
    Procfile: 'web: gunicorn app:app\n',
    'app.py': 'def app(environ, start):\n    return []\n',
    'requirements.txt': 'gunicorn==23.0.0\npackaging==25.0\n',
  }

  const steps = (): Step[] => {
    const text = readFileSync(path.join(PROJECT, 'examples/heroku-python-doctor.yml'), 'utf8')
    return text.split(/^ {6}- /m).flatMap((step) => {
      const [, run] = /^ {8}run: (.*)$/m.exec(step) ?? []
      return run === undefined ? [] : [{always: /^ {8}if: always\(\)/m.test(step), name: /name: (.*)/.exec(step)![1]!, run}]
    })
  }

  /** A pull request's checkout: `main` as it was, and the commit that merges the branch into it. */
  const pullRequest = (files: TestFiles, branch: TestFiles): TestRepository => {
    const repository = folders.repository(files)
    repository.git('checkout', '--quiet', '-b', 'branch')
    repository.commit(branch)
    repository.git('checkout', '--quiet', 'main')
    repository.commit({'main.md': 'main went on\n'})
    repository.git('checkout', '--quiet', '--detach')
    repository.git('merge', '--quiet', '--no-ff', '--message=merge', 'branch')
    repository.git('update-ref', 'refs/remotes/origin/main', 'main')
    return repository
  }

  const play = async ({folder}: TestRepository) => {
    const place = folders.make()
    const file = (name: string) => path.join(place, name)
    writeFileSync(file('npx'), `#!/bin/sh\nshift 2\nexec '${process.execPath}' '${PROJECT}/bin/run.js' "$@" --offline\n`)
    chmodSync(file('npx'), 0o755)
    const read = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '')
    const codes: Record<string, number | undefined> = {}
    let annotations = ''
    for (const {always, name, run} of steps()) {
      if (!always && Object.values(codes).some((code) => code !== 0)) continue
      const variables = read('env').split('\n').filter(Boolean)
      const env = {
        ...process.env,
        ...Object.fromEntries(variables.map((line) => [line.split('=')[0]!, line.split('=').slice(1).join('=')])),
        CI: 'true',
        GITHUB_BASE_REF: 'main',
        GITHUB_ENV: file('env'),
        GITHUB_STEP_SUMMARY: file('summary'),
        PATH: `${place}${path.delimiter}${process.env.PATH}`,
      }
      const result = await execa('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
        cwd: folder,
        env,
        reject: false,
      })
      codes[name] = result.exitCode
      if (run.includes('--format github')) annotations = result.stdout
    }

    return {
      annotations,
      codes: Object.values(codes),
      sarif: readFileSync(path.join(folder, 'doctor.sarif'), 'utf8'),
      summary: read('summary'),
    }
  }

  const results = (sarif: string) =>
    (JSON.parse(sarif) as {runs: {results: {ruleId: string}[]}[]}).runs[0]!.results.map(({ruleId}) => ruleId)

  it('fails a pull request for what it adds, and still writes the summary and SARIF', async () => {
    const {annotations, codes, sarif, summary} = await play(pullRequest(APP, {'requirements.txt': 'packaging==25.0\n'}))
    assert.deepEqual(codes, [0, 1, 0, 0])
    assert.match(annotations, /^::error file=Procfile,line=1,.*server-not-in-deps[^\n]*$/)
    assert.match(summary, /Found 1 error since/)
    assert.ok(results(sarif).includes('procfile/server-not-in-deps'))
  })

  it('passes a pull request that another fault was there before', async () => {
    const faulty = {...APP, 'requirements.txt': 'packaging==25.0\n'}
    const {annotations, codes, sarif, summary} = await play(pullRequest(faulty, {'README.md': 'words\n'}))
    assert.deepEqual(codes, [0, 0, 0, 0])
    assert.equal(annotations, '')
    assert.match(summary, /No new problems found.*1 finding was there at/s)
    assert.ok(results(sarif).includes('procfile/server-not-in-deps'))
  })
})
