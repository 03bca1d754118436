import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

import {sourceDecision} from '../../src/buildpack/cnb-decision.js'
import {type CnbSourceDecision, CnbSourceRules} from '../../src/buildpack/cnb-source-rules.js'
import {predict} from '../../src/buildpack/predict.js'
import {createFileTree, type TreeEntry} from '../../src/packaging/file-tree.js'
import {CNB_CHECKOUT, NO_CNB_CHECKOUT} from '../support/buildpack-checkout.js'
import {CNB_PROGRAM} from '../support/cnb-program.js'
import {CORPUS_RELEASES, corpusTree, readCnbCorpus} from '../support/corpus.js'
import {skip} from '../support/skip.js'

const EMPTY = {kind: 'file', contents: new Uint8Array()} as const
const treeOf = (names: readonly string[]) => createFileTree(new Map(names.map((name): [string, TreeEntry] => [name, EMPTY])))

async function decide(names: readonly string[], change: (files: Record<string, string>) => void = () => {}) {
  const files = {...CNB_PROGRAM}
  change(files)
  const rules = await CnbSourceRules.of(files)
  return rules.decide(treeOf(names), {env: {}})
}

const NOTHING = {package_manager: null, python_version: null, python_version_origin: null, python_version_requested: null}
const BUILT = {python_version: '3.16.1', python_version_origin: 'default', python_version_requested: '3.16'}

describe("the Cloud Native Buildpack's own rules", () => {
  it('decide about an app, by a program that never was', async () => {
    assert.deepEqual(await decide(['requirements.txt']), {...BUILT, detected: true, failure: null, package_manager: 'pip'})
    assert.deepEqual(await decide(['requirements.txt', 'uv.lock']), {
      ...BUILT,
      detected: true,
      failure: null,
      package_manager: 'uv',
    })
    assert.deepEqual(await decide(['alien.txt', 'uv.lock']), {...NOTHING, detected: false, failure: null})
  })

  it('stop with the heading that the program prints', async () => {
    const heading = 'The file older.txt is too old'
    assert.deepEqual((await decide(['older.txt', 'uv.lock']))?.failure, {detail: null, error: 'OldFile', heading})
    const {failure} = (await decide([]))!
    assert.equal(failure?.heading, "Couldn't find any supported Python package manager files")
  })

  const unknown: [string, (files: Record<string, string>) => void][] = [
    [
      'a decision after the installation',
      changed('src/main.rs', 'BuildResultBuilder::new', 'choice::choose(&context.app_dir).ok();\n BuildResultBuilder::new'),
    ],
    ['another first layer', changed('src/main.rs', 'layers::python::install', 'layers::pip::install')],
    ['no layer', changed('src/main.rs', /layers::python::install.*/, '')],
    ['an error that nobody tells', changed('src/errors.rs', 'log_error("Couldn', 'log_info("Couldn')],
    ['an installation from elsewhere', changed('src/main.rs', 'layers::python::install', 'choice::install')],
    ['a module that is not there', (files) => delete files['src/choice.rs']],
    ['a module that is no Rust', changed('src/choice.rs', 'pub(crate) fn', 'pub(crate) function')],
    ['no main.rs', (files) => delete files['src/main.rs']],
    ['a message that may fail', changed('src/main.rs', '"Python 3.10",', 'choice::choose(&context.app_dir)?.name(),')],
    ['an unknown origin', changed('src/python_version.rs', /BuildpackDefault/g, 'Somewhere')],
    ['a program without an end', changed('src/choice.rs', 'if let Some(name)', 'while true {} if let Some(name)')],
    ['a function that calls itself', changed('src/choice.rs', 'if let Some(name)', 'return choose(app); if let Some(name)')],
  ]
  for (const [name, change] of unknown)
    it(`are unknown with ${name}`, async () => {
      // 3.10 is where the message is.
      const answer = await decide(['requirements.txt'], (files) => {
        if (name.startsWith('a message')) changed('src/python_version.rs', 'minor: 16', 'minor: 10')(files)
        change(files)
      })
      const other = await decide([], change)
      assert.ok(answer === undefined || other === undefined)
    })

  describe('in the words of the classic one', () => {
    const ours = predict(treeOf([]), {kind: 'cnb'})
    const failed = (failure: CnbSourceDecision['failure']) => sourceDecision({...NOTHING, detected: true, failure}, ours).failure
    const VERSION_FILE = 'Invalid Python version in .python-version'

    for (const [heading, error, reason] of [
      [VERSION_FILE, 'MultipleVersions', 'python-version-file::multiple-versions'],
      [VERSION_FILE, 'NoVersion', 'python-version-file::no-version'],
      [VERSION_FILE, 'Another', 'python-version-file::invalid-version'],
      ['Unable to read .python-version', 'ReadPythonVersionFile', 'python-version-file::invalid-encoding'],
      ['Unable to check if uv.lock exists', 'CheckFileExists', 'internal-error'],
      ['Something new', 'New', 'Something new'],
    ] as const)
      it(`are ${reason}, with ${error}`, () => assert.equal(failed({detail: null, error, heading})?.reason, reason))
  })

  describe('of the release that ours were verified for', () => {
    before(function () {
      if (!existsSync(CNB_CHECKOUT)) skip(this, NO_CNB_CHECKOUT)
    })

    it('decide what the compiled program does, about every tree of the corpus', async () => {
      const rules = await CnbSourceRules.of(sourcesIn(CNB_CHECKOUT))
      const answers = readCnbCorpus().map(({env, files, id}) => {
        const tree = corpusTree(files)
        const ours = predict(tree, {configVarNames: Object.keys(env), kind: 'cnb', releases: CORPUS_RELEASES})
        const said = rules.decide(tree, {env})
        return {id, ours, said: said && sourceDecision(said, ours)}
      })
      const understood = answers.filter(({said}) => said !== undefined)
      assert.ok(understood.length >= answers.length, `${understood.length} of ${answers.length}`)
      for (const {id, ours, said} of understood) {
        const {detected, failure, package_manager, python_version, python_version_origin, python_version_requested} = ours
        const expected = {detected, package_manager, python_version, python_version_origin, python_version_requested}
        assert.deepEqual(said, {...expected, failure: failure && {detail: failure.detail, reason: failure.reason}}, id)
      }
    })
  })
})

function changed(file: string, from: RegExp | string, to: string) {
  return (files: Record<string, string>) => {
    const text = files[file]!
    files[file] = text.replace(from, to)
    assert.notEqual(files[file], text)
  }
}

function sourcesIn(checkout: string): Record<string, string> {
  const names = readdirSync(path.join(checkout, 'src')).filter((name) => name.endsWith('.rs'))
  return Object.fromEntries(names.map((name) => [`src/${name}`, readFileSync(path.join(checkout, 'src', name), 'utf8')]))
}
