import type {Build} from '../run/build.js'
import type {Step} from '../run/step.js'

import {nltkLines, nltkPackages} from '../../buildpack/classic-lines.js'
import {moduleCommand, nltkCommand} from '../plan/commands.js'
import {BuildFailed} from '../plan/failure.js'
import {becauseOf} from './shell-vars.js'
import {timed} from '../run/step.js'

/** Downloads NLTK's data, if the app has NLTK and says which. Source: bin/steps/nltk. */
export const downloadNltkData: Step = async (build) => {
  let skipped = ''
  await timed(build, 'nltk_downloader_duration', async () => {
    skipped = await download(build)
  })
  if (skipped !== '') return {skipped}
}

/** @returns why there was nothing to do; empty if there was */
async function download(build: Build): Promise<string> {
  if (!(await build.run(moduleCommand('nltk'), {silent: true}))) return "nltk isn't installed"
  build.lines(nltkLines(build.tree))
  const packages = nltkPackages(build.tree)
  if (packages === undefined) {
    build.data.nltk_downloader = 'skipped-no-nltk-file'
    build.output("'nltk.txt' not found, not downloading any corpora")
    return ''
  }

  build.data.nltk_downloader = 'enabled'
  const {endsAt, env} = build.varsOfShell(true)
  const isFine = endsAt === null && (await build.run(nltkCommand(packages), {env, inSubshell: true}))
  if (!isFine) throw new BuildFailed('nltk-downloader', null, endsAt === null ? [] : becauseOf(endsAt))
  return ''
}
