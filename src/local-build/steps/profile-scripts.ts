import path from 'node:path'

import type {Build} from '../run/build.js'
import type {Step} from '../run/step.js'

import {GUNICORN_SCRIPT, pythonScript, WEB_CONCURRENCY_SCRIPT} from '../run/profile-text.js'
import {listOrNothing} from '../../system/file-system.js'
import {sitePackages} from './site-packages.js'

/**
 * The scripts that set the environment of the app's processes. The buildpack's export script is for buildpacks that run
 * after it, and none do here. Source: bin/compile.
 */
export const writeProfileScripts: Step = async (build) => {
  await rewriteEditablePaths(build)
  const {files} = build.machine.system
  const folder = build.at('.profile.d')
  await files.makeFolder(folder)
  const script = path.join(folder, 'python.sh')
  // A script of that name in the source is added to, as by the buildpack.
  const own = build.tree.isFile('.profile.d/python.sh') ? new TextDecoder().decode(await files.read(script, OWN_LIMIT)) : ''
  await files.write(script, own + addedTo(own, pythonScript(build)))
  await files.write(await placeFor(build, 'WEB_CONCURRENCY.sh'), WEB_CONCURRENCY_SCRIPT)
  await files.write(await placeFor(build, 'python.gunicorn.sh'), GUNICORN_SCRIPT)
}

/** As `cp`, which copies into a folder of that name. */
async function placeFor(build: Build, name: string): Promise<string> {
  const place = build.at('.profile.d', name)
  return (await build.machine.system.files.realKind(place)) === 'directory' ? path.join(place, name) : place
}

/** A script whose last line has no end goes on in the first line that is added. Source: bin/utils, `set_env`. */
function addedTo(own: string, script: string): string {
  return own === '' || own.endsWith('\n') ? script : script.replace(/^#.*\n/, '')
}

const OWN_LIMIT = 16 * 1024 * 1024
const PATH_FILE_LIMIT = 64 * 1024 * 1024

/** Files in which an editable installation keeps the folder that it stands for. */
const PATH_FILE = /\.(?:egg-link|pth)$|^__editable___.*_finder\.py$/

/**
 * Some build backends write the build folder's own path for what lies in the Python home, and that folder is another one
 * in each build. As by sed without `g`, the first one in each line becomes the stable path.
 */
async function rewriteEditablePaths(build: Build): Promise<void> {
  const {files} = build.machine.system
  const from = build.at('.heroku/python')
  for (const file of await findPathFiles(build)) {
    const text = Buffer.from(await files.read(file, PATH_FILE_LIMIT)).toString('latin1')
    const lines = text.split('\n').map((line) => line.replace(from, () => build.pythonHome))
    if (lines.join('\n') !== text) await files.write(file, Buffer.from(lines.join('\n'), 'latin1'))
  }
}

/** Python reads such files only where packages are installed, not in folders below. */
async function findPathFiles(build: Build): Promise<string[]> {
  const found: string[] = []
  for (const folder of await sitePackages(build)) {
    const files = (await listOrNothing(folder, build.machine.system.files)).filter(
      ({kind, name}) => kind === 'file' && PATH_FILE.test(name),
    )
    found.push(...files.map(({name}) => path.join(folder, name)))
  }

  return found
}
