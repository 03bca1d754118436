import assert from 'node:assert/strict'
import {execFileSync, spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

import {builtInReleases} from '../../src/buildpack/release.js'
import {evaluateMarker, type MarkerEnvironment} from '../../src/packaging/requirements/marker.js'
import {readRequirements, type RequirementEntry} from '../../src/packaging/requirements/read-requirements.js'
import {anyPython} from '../pin/machine.js'
import {treeOf} from '../support/checks.js'
import {TemporaryFolders} from '../support/repository.js'
import {FILES, LINES, REFUSED_LATER, TEXTS} from './requirements-lines.js'

const READ_WITH_PIP = fileURLToPath(new URL('../support/read-with-pip.py', import.meta.url))

interface PipAnswers {
  answers: readonly unknown[]
  environment: MarkerEnvironment
}

/** The pip of each buildpack, installed beside this machine's Python, reads the same files. */
for (const kind of ['classic', 'cnb'] as const) {
  const wanted = builtInReleases[kind].tools.pip
  describe(`requirements files, as pip ${wanted} itself reads them`, () => {
    const folders = new TemporaryFolders()
    const texts = [...LINES.map((line) => `${line}\n`), ...TEXTS]
    let pip: PipAnswers
    let python: {folder: string; modules: string; program: string}

    before(async () => {
      const {program, version} = await anyPython()
      const modules = folders.make()
      execFileSync(program, [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--root-user-action',
        'ignore',
        '--no-deps',
        '--target',
        modules,
        `pip==${wanted}`,
      ])
      const folder = folders.make(FILES)
      const answer = execFileSync(program, ['-W', 'ignore', READ_WITH_PIP], {
        cwd: folder,
        env: {...process.env, PYTHONPATH: modules},
        input: JSON.stringify(texts),
        stdio: ['pipe', 'pipe', 'ignore'],
      })
      python = {folder, modules, program}
      pip = JSON.parse(answer.toString()) as PipAnswers
      console.log(`      pip ${wanted} on CPython ${version}`)
    })

    after(() => folders.remove())

    it('each line and each file is read alike, or refused alike', () => {
      const different: string[] = []
      for (const [index, text] of texts.entries()) {
        const [ours, theirs] = [ourAnswer(text, pip.environment), pip.answers[index]]
        const same = JSON.stringify(ours) === JSON.stringify(theirs)
        if (!same) different.push(`${JSON.stringify(text)}\n  pip: ${JSON.stringify(theirs)}\n  we:  ${JSON.stringify(ours)}`)
      }

      assert.equal(different.join('\n'), '')
      assert.ok(pip.answers.includes(null) && texts.length > 200)
    })

    for (const [line, words] of kind === 'classic' ? REFUSED_LATER : []) {
      it(`is refused when it is installed: ${line.replace('\n', ', ')}`, () => {
        const {folder, modules, program} = python
        writeFileSync(path.join(folder, 'requirements.txt'), `${line}\n`)
        const install = [
          '-m',
          'pip',
          'install',
          '--dry-run',
          '--no-deps',
          '--no-index',
          '--retries',
          '0',
          '-r',
          'requirements.txt',
        ]
        const {stderr} = spawnSync(program, install, {cwd: folder, env: {...process.env, PYTHONPATH: modules}})
        assert.match(stderr.toString(), words)
        assert.equal(ourAnswer(`${line}\n`, pip.environment), null)
      })
    }
  })
}

/** What we make of a file, in the words of the script; null where we say that pip refuses it. */
function ourAnswer(text: string, environment: MarkerEnvironment): null | object[] {
  const {entries, includes, problems} = readRequirements(treeOf({...FILES, 'requirements.txt': text}), 'requirements.txt')
  const isRefused = problems.length > 0 || includes.some(({status}) => status !== 'read')
  return isRefused ? null : entries.map((entry) => describeEntry(entry, {...environment, extra: ''}))
}

function describeEntry(entry: RequirementEntry, environment: MarkerEnvironment): object {
  const {constraint, editable, extras, hashes, line, marker, name, source} = entry
  const specifiers = source.kind === 'index' ? source.specifiers : []
  return {
    constraint,
    editable,
    extras: [...extras].sort(),
    hashes: [...hashes].sort(),
    installed: marker === null || evaluateMarker(marker.parsed, environment),
    line,
    name,
    source: source.kind,
    specifiers: specifiers.map(({operator, version}) => `${operator}${version}`).sort(),
    url: 'url' in source ? source.url : null,
  }
}
