import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import path from 'node:path'

import {installTool} from '../../src/toolchain/install-tool.js'
import {readProject} from '../../src/project/read-project.js'
import {predict} from '../../src/buildpack/predict.js'
import {realSystem} from '../../src/system/real-system.js'
import {TestFolder} from './folder.js'
import {anyPython, machine, pin} from './machine.js'

/** With the real uv of the buildpack's version and the real PyPI. Versions in the outputs are PyPI's business. */
describe('pin --dependencies, pip', () => {
  let folder: TestFolder

  beforeEach(async () => {
    folder = await TestFolder.make({'.python-version': '3.13\n'})
  })

  afterEach(async () => {
    await folder.remove()
  })

  const pins = (text: string) => text.split('\n').filter((line) => line !== '' && !/^\s*#/.test(line))

  it('keeps the original as requirements.in, pins every package, and has nothing to do the second time', async () => {
    const source = '# web\nflask[async]>=3\nuvloop; sys_platform != "win32"\npywin32; sys_platform == "win32"\n'
    await folder.write({'requirements.txt': source})
    const report = await pin(folder)
    assert.equal(report.applied, true)
    assert.deepEqual(
      report.edits.map(({action, path: file}) => `${action} ${file}`),
      ['rename requirements.txt', 'write requirements.txt'],
    )
    assert.equal(await folder.read('requirements.in'), source)
    const compiled = await folder.read('requirements.txt')
    for (const line of pins(compiled)) assert.match(line, /^[\w.-]+(\[[\w,]+\])?==\S+( ; .*)?$/)
    assert.match(
      compiled,
      /^asgiref==[\s\S]*^flask\[async\]==[^\n]*\n {4}# via -r requirements\.in$[\s\S]*^werkzeug==[^\n]*\n {4}# via flask$/m,
    )
    assert.match(compiled, /^uvloop==\S+ ; sys_platform != 'win32'$/m)
    assert.doesNotMatch(compiled, /pywin32/, 'right for Linux, wherever it runs')

    const again = await pin(folder)
    assert.deepEqual(again.edits, [])
    assert.equal(await folder.read('requirements.txt'), compiled)
    const {tree} = await readProject({cwd: folder.path, dirty: true, source: folder.path}, realSystem)
    assert.equal(predict(tree).failure, null)
  })

  it('keeps options and credentials as written, and handles -r, -c, -e, URLs, VCS and local paths', async () => {
    const repository = await TestFolder.make({'pyproject.toml': '[project]\nname = "vcs-lib"\nversion = "2"\n'})
    repository.git('init', '--quiet', '--initial-branch=main')
    repository.git('add', '.')
    repository.git('commit', '--quiet', '--message', 'first')
    const commit = repository.git('rev-parse', 'HEAD').trim()
    process.env.PIN_TEST_PLACE = repository.path
    process.env.PIN_TEST_SECRET = 'canary-secret'
    try {
      const library = '[project]\nname = "my-lib"\nversion = "1"\ndependencies = ["attrs"]\n'
      await folder.write({
        'constraints.txt': 'click<8.2\n',
        'lib/pyproject.toml': library,
        'other/pyproject.toml': library.replaceAll('my-lib', 'other-lib'),
        'requirements.txt': [
          '--prefer-binary',
          '-r requirements/base.txt',
          '-c constraints.txt',
          '-e ./lib',
          './other',
          '-e git+file://${PIN_TEST_PLACE}@main#egg=vcs-lib',
          '',
        ].join('\n'),
        'requirements/base.txt': 'click\n',
      })
      const report = await pin(folder)
      assert.equal(report.refusal, null, JSON.stringify(report.refusal))
      const compiled = await folder.read('requirements.txt')
      const [first, ...lines] = pins(compiled)
      assert.equal(first, '--prefer-binary')
      assert.ok(lines.includes('-e ./lib'))
      assert.ok(lines.includes('./other') || lines.some((line) => line.startsWith('other-lib @ ')), compiled)
      assert.ok(lines.includes(`-e git+file://\${PIN_TEST_PLACE}@${commit}#egg=vcs-lib`), compiled)
      assert.ok(
        lines.some((line) => /^click==8\.1\./.test(line)),
        'the constraint holds',
      )
      assert.ok(
        lines.some((line) => line.startsWith('attrs==')),
        "the local package's dependency",
      )
      assert.deepEqual((await pin(folder)).edits, [])
    } finally {
      delete process.env.PIN_TEST_PLACE
      delete process.env.PIN_TEST_SECRET
      await repository.remove()
    }
  })

  it('keeps hashes where they are used', async () => {
    await folder.write({
      'requirements.txt': 'six==1.16.0 --hash=sha256:8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254\nidna\n',
    })
    await pin(folder)
    assert.match(await folder.read('requirements.in'), /--hash/, await folder.read('requirements.txt'))
    assert.match(await folder.read('requirements.txt'), /^six==1\.16\.0 \\\n(?: {4}--hash=sha256:[\da-f]{64}(?: \\)?\n)+/m)
  })

  it('leaves a file alone in which every package is pinned already', async () => {
    await folder.write({'requirements.txt': 'six==1.16.0\nidna==3.10\n'})
    const before = await folder.tree()
    assert.deepEqual((await pin(folder)).edits, [])
    assert.deepEqual(await folder.tree(), before)
  })

  it('keeps pinned versions, and takes newer ones with --upgrade', async () => {
    await folder.write({'requirements.in': 'idna\n', 'requirements.txt': 'idna==3.4\n'})
    const kept = await pin(folder)
    assert.match(await folder.read('requirements.txt'), /^idna==3\.4$/m)
    assert.deepEqual(kept.changes.changed, [])
    const upgraded = await pin(folder, {upgrade: true})
    assert.equal(upgraded.changes.changed[0]?.from, '3.4')
    assert.doesNotMatch(await folder.read('requirements.txt'), /^idna==3\.4$/m)
  })

  it('asks before a package goes or goes back', async () => {
    const header = '# This file was autogenerated by uv via the following command:\n#    heroku python:pin --dependencies\n'
    const before = {
      'requirements.in': 'idna<3.10\n',
      'requirements.txt': `${header}idna==3.10\n    # via -r requirements.in\nsix==1.16.0\n`,
    }
    await folder.write(before)
    const refused = await pin(folder)
    assert.deepEqual(refused.asked, [{downgraded: ['idna 3.10 → 3.9'], removed: ['six 1.16.0']}])
    assert.equal(refused.refusal?.id, 'dependencies-change')
    assert.deepEqual(await folder.tree(), {'.python-version': '3.13\n', ...before})
    const accepted = await pin(folder, {accept: true})
    assert.equal(accepted.applied, true)
    assert.doesNotMatch(await folder.read('requirements.txt'), /six/)
  })

  it("tells of a conflict in the resolver's words, and leaves all as it was", async () => {
    await folder.write({'requirements.txt': 'flask==3.0.0\nwerkzeug<1\n'})
    const before = await folder.tree()
    const used = machine()
    const {refusal} = await pin(folder, {machine: used})
    assert.equal(refusal?.id, 'resolution-failed')
    assert.match(refusal.id === 'resolution-failed' ? refusal.output : '', /werkzeug[\s\S]*unsatisfiable/)
    assert.deepEqual(await folder.tree(), before)
    assert.equal(used.left.size, 0)
  })

  it('shows no credential of an index that does not answer', async () => {
    const index = 'http://bob:${PIN_TEST_SECRET}@127.0.0.1:9/simple'
    await folder.write({'requirements.txt': `--index-url ${index}\nflask\n`})
    process.env.PIN_TEST_SECRET = 'canary-secret'
    try {
      const {refusal} = await pin(folder)
      assert.equal(refusal?.id, 'resolution-failed')
      assert.doesNotMatch(JSON.stringify(refusal), /canary/)
      assert.deepEqual(Object.keys(await folder.tree()), ['.python-version', 'requirements.txt'])
    } finally {
      delete process.env.PIN_TEST_SECRET
    }
  })

  it('two builds on different days resolve to the same versions, once pinned', async () => {
    await folder.write({'requirements.txt': 'flask\nidna\n'})
    const python = await anyPython()
    console.log(`      on CPython ${python.version}`)
    const tool = await installTool('uv', (await pin(folder, {dryRun: true})).tool.split(' ')[1]!, python, machine())
    const compileOn = (day: string, file: string) =>
      pins(
        execFileSync(
          tool.program,
          ['pip', 'compile', file, '--quiet', '--no-header', '--no-annotate', '--python', python.program, '--exclude-newer', day],
          {cwd: folder.path, encoding: 'utf8', env: {...process.env, UV_PYTHON_DOWNLOADS: 'never'}},
        ),
      )
    const [early, late] = ['2024-03-01', '2025-03-01']
    const before = [compileOn(early!, 'requirements.txt'), compileOn(late!, 'requirements.txt')]
    assert.notDeepEqual(before[0], before[1], 'what the days differ in')

    // Pinned on the early day: the pins exist on both.
    process.env.UV_EXCLUDE_NEWER = early
    try {
      await pin(folder)
    } finally {
      delete process.env.UV_EXCLUDE_NEWER
    }

    const after = [compileOn(early!, 'requirements.txt'), compileOn(late!, 'requirements.txt')]
    assert.deepEqual(after[0], after[1])
    assert.deepEqual(after[0], before[0])
    assert.ok(after[0]!.length > 2, path.basename(folder.path))
  })
})
