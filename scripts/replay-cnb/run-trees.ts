import {spawn} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'

import type {CnbCorpusCase} from '../../test/support/corpus.js'
import {type Answer, writeEntry} from '../replay-releases/run-trees.js'
import {NOTHING, readDecision} from './log.js'
import {ADDRESS_VARIABLE} from './programs.js'

const WORKERS = 2
/** The exit status of a buildpack that doesn't take the app. Source: the specification of Cloud Native Buildpacks, "Detection". */
const NOT_DETECTED = 100

/** What a program decides about each tree, in their order; null: it doesn't take it for a Python app. A failure is an error's heading. */
export async function runTrees(
  program: string,
  trees: readonly CnbCorpusCase[],
  {address, workFolder}: {address: string; workFolder: string},
): Promise<(Answer | null)[]> {
  const answers: (Answer | null)[] = []
  const waiting = [...trees.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const folder = mkdtempSync(path.join(workFolder, 'tree-'))
      answers[next[0]] = await decide(program, next[1], {address, folder})
      rmSync(folder, {force: true, recursive: true})
    }
  }

  await Promise.all(Array.from({length: WORKERS}, work))
  return answers
}

async function decide(
  program: string,
  tree: CnbCorpusCase,
  {address, folder}: {address: string; folder: string},
): Promise<Answer | null> {
  const [app, layers, platform, plan] = ['app', 'layers', 'platform', 'plan.toml'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
    string,
  ]
  for (const place of [app, layers, path.join(platform, 'env')]) mkdirSync(place, {recursive: true})
  for (const [name, file] of Object.entries(tree.files)) writeEntry(path.join(app, name), file)
  const env = {...environment(program, tree), [ADDRESS_VARIABLE]: address}
  const detected = await run(path.join(program, 'bin/detect'), [platform, plan], {cwd: app, env})
  if (detected.status === NOT_DETECTED) return null
  if (detected.status !== 0) return {...NOTHING, failure: readDecision(detected.log).failure}
  writeFileSync(plan, '')
  const {log} = await run(path.join(program, 'bin/build'), [layers, platform, plan], {cwd: app, env})
  return readDecision(log)
}

/** As the platform describes the image, and nothing of this machine. */
function environment(program: string, {env, target}: CnbCorpusCase): Record<string, string> {
  const [distro = '', version = '', arch = ''] = target.split('-')
  return {
    CNB_BUILDPACK_DIR: program,
    CNB_TARGET_ARCH: arch,
    CNB_TARGET_DISTRO_NAME: distro,
    CNB_TARGET_DISTRO_VERSION: version,
    CNB_TARGET_OS: 'linux',
    HOME: '/root',
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ...env,
  }
}

function run(
  file: string,
  args: readonly string[],
  options: {cwd: string; env: Record<string, string>},
): Promise<{log: string; status: number | null}> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {...options, stdio: ['ignore', 'pipe', 'pipe']})
    let log = ''
    const keep = (text: string) => {
      log += text
    }

    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', keep)
    child.on('error', reject).on('close', (status) => resolve({log, status}))
  })
}
