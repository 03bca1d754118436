import assert from 'node:assert/strict'

import type {FileTree} from '../../src/packaging/file-tree.js'

import {builtInReleases} from '../../src/buildpack/release.js'
import {planLocalBuild, ViewTrials} from '../../src/local-build/local-build.js'
import {predictTree} from '../../src/local-build/plan/predict-tree.js'
import {readProject} from '../../src/project/read-project.js'
import {realSystem} from '../../src/system/real-system.js'
import {makeTarget} from '../../src/target/target.js'
import {FRESH} from '../support/checks.js'
import {TemporaryFolders, type TestFiles} from '../support/repository.js'
import {NO_CONFIG_VARS} from './ui/samples.js'

/** Each prediction reads this once, and nothing else in a build that it ends does. */
const COUNTED = '.python-version'

/** A tree that counts how often the file is read. */
function counting(tree: FileTree): {reads(): number; tree: FileTree} {
  let reads = 0
  const counted = new Proxy(tree, {
    get(target, name) {
      if (name === 'read')
        return (file: string) => {
          if (file === COUNTED) reads++
          return target.read(file)
        }

      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  return {reads: () => reads, tree: counted}
}

describe('a build from plan to end', () => {
  const folders = new TemporaryFolders()

  afterEach(() => folders.remove())

  /** How often the source is predicted, and the step at which the build ends. */
  async function build(files: TestFiles): Promise<[predictions: number, step: string | undefined]> {
    const source = folders.make(files)
    const project = await readProject({cwd: source, source, wholeFolder: true}, realSystem)
    const {reads, tree} = counting(project.tree)
    const options = {ci: false, collectstaticDisabled: false, configVarNames: [], kind: 'classic', stack: 'heroku-26'} as const
    predictTree(tree, null, {...options, releases: builtInReleases})
    const perPrediction = reads()
    assert.ok(perPrediction > 0)
    const local = await planLocalBuild(
      {
        askToInstall: async () => assert.fail('not asked'),
        cache: 'use',
        cacheFolder: folders.make({}),
        ci: false,
        installs: false,
        offline: true,
        onlyPlan: false,
        progress() {},
        python: undefined,
        signal: new AbortController().signal,
        timeoutMs: null,
        usesBuilt: false,
        views: new ViewTrials(realSystem),
      },
      {...makeTarget({app: null, project: {...project, tree}, releaseData: FRESH}), configVars: NO_CONFIG_VARS},
      realSystem,
    )
    const signal = new AbortController().signal
    const {failure} = await local.run({killSignal: signal, listener() {}, signal}, async (result) => result)
    return [reads() / perPrediction - 1, failure?.step]
  }

  it('is predicted once, for the plan', async () => {
    assert.deepEqual(await build({'.python-version': 'none\n', 'requirements.txt': ''}), [1, 'python-version'])
  })

  it('decides by what a hook has made of the source', async () => {
    const files = {
      '.python-version': 'none\n',
      'bin/pre_compile': '#!/usr/bin/env bash\nrm requirements.txt\n',
      'requirements.txt': '',
    }
    assert.deepEqual(await build(files), [1, 'package-manager'])
  })
})
