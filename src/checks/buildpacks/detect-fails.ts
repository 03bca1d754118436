import {buildFolder} from '../../platform/app.js'
import {movesTheRoot, roleOf} from '../../platform/buildpacks/catalogue.js'
import {detectionOf, mayWriteSource} from '../../platform/buildpacks/detection.js'
import {type Reference, sameEntry} from '../../platform/buildpacks/reference.js'
import {MASK} from '../../platform/secret.js'
import type {Check, CheckContext, Finding} from '../check.js'
import {hookScripts} from '../build/hook-lines.js'
import {shellWord} from '../facts.js'
import {installedBuildpacks, lastSubfolderIndex, runningBuildpacks, shownList} from './installed.js'

export const detectFails: Check = {
  id: 'buildpacks/detect-fails',
  title: "a buildpack doesn't take the app",
  severity: 'error',
  needs: ['buildpacks'],
  docs: {
    what: "A buildpack of the app's list doesn't find the file by which it knows its apps: `heroku/nodejs` without a `package.json`, `heroku-community/apt` without an `Aptfile`.",
    why: 'Each buildpack of a list is asked whether the app is one of its own before it runs. Where one says no, the build stops: "App not compatible with buildpack". A file that an earlier buildpack writes counts.',
    fix: 'Commit the file, or remove the buildpack: `heroku buildpacks:remove`.',
    example: '`heroku-community/apt` in the list, and no `Aptfile` in the root',
    link: 'https://devcenter.heroku.com/articles/buildpacks#detection-failure',
  },
  run(context) {
    const list = runningBuildpacks(context)
    return list.flatMap((reference, index) => {
      const detection = isJudgeable(context, list, index) ? detectionOf(reference) : undefined
      return !detection || detection.accepts(context.project.tree) ? [] : [asFinding(context, list, index, detection.wanted)]
    })
  },
}

/** Where a buildpack makes a folder the root, those before it see the repository, and those after it the folder: one of the two was read. */
function isJudgeable({app}: CheckContext, list: readonly Reference[], index: number): boolean {
  const subfolder = lastSubfolderIndex(list)
  const folderWasRead = app !== null && buildFolder(app) !== ''
  return subfolder === -1 || index > subfolder === folderWasRead
}

function asFinding(context: CheckContext, list: readonly Reference[], index: number, wanted: string): Finding {
  const reference = list[index]!
  const message = `The build stops: ${reference.shown} doesn't take the app, as there is no ${wanted} in the root of the source.`
  const command = removeCommand(context, reference)
  const place = {fix: {command, kind: 'ask' as const}, ...(command === null && {file: '.buildpacks'})}
  const creators = list.slice(0, index).filter((earlier) => mayCreate(context, earlier))
  if (creators.length === 0) return {...place, message}
  return {
    ...place,
    message: `${message} If an earlier buildpack (${shownList(creators)}) writes it during the build, all is well: that can't be seen from here.`,
    severity: 'warning',
  }
}

/** heroku/python itself writes nothing beside its own folders; a hook of the app may. */
function mayCreate(context: CheckContext, earlier: Reference): boolean {
  if (roleOf(earlier).kind === 'python') return hookScripts(context).length > 0
  return mayWriteSource(earlier) && !movesTheRoot(earlier)
}

/** @returns null for a line of .buildpacks, which no command removes */
function removeCommand(context: CheckContext, reference: Reference): string | null {
  const at = installedBuildpacks(context)!.findIndex((entry) => sameEntry(entry, reference))
  if (at === -1) return null
  // A masked URL names nothing.
  const which = reference.shown.includes(MASK) ? `--index ${at + 1}` : shellWord(reference.shown)
  return `heroku buildpacks:remove ${which} --app ${context.app!.name}`
}
