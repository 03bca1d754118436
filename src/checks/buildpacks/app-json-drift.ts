import {roleOf} from '../../platform/buildpacks/catalogue.js'
import {appJsonBuildpacks, buildpacksFile} from '../../platform/buildpacks/named-in-source.js'
import {type Reference, runsSame} from '../../platform/buildpacks/reference.js'
import {readAppJson} from '../../project/app-json.js'
import type {Check, CheckContext, Finding} from '../check.js'
import {installedBuildpacks, runningBuildpacks, shownList} from '../shared/buildpack-list.js'

export const appJsonDrift: Check = {
  id: 'buildpacks/app-json-drift',
  title: "app.json or .buildpacks names other buildpacks than the app's list",
  severity: 'warning',
  needs: ['buildpacks'],
  docs: {
    what: "The buildpacks in `app.json`, or in a `.buildpacks` file that nothing on Heroku reads, differ from the app's own list, or stand in another order.",
    why: 'Review apps, Heroku CI and apps made by a button get the buildpacks of `app.json`, so that they are built otherwise than the app itself. A `.buildpacks` file is only read by the old multi buildpack: without it, the file misleads.',
    fix: "Write the app's own list into `app.json` (`heroku buildpacks` shows it), or set the app's list as `app.json` has it. Delete `.buildpacks`.",
    example: '`{"buildpacks": [{"url": "heroku/python"}]}`, while the app runs `heroku/nodejs` before it',
    link: 'https://devcenter.heroku.com/articles/app-json-schema#buildpacks',
  },
  run(context) {
    const installed = installedBuildpacks(context)
    // Without a list, Heroku detects: there is nothing to differ from.
    if (!installed || installed.length === 0) return []
    return [...driftOfAppJson(context, installed), ...driftOfFile(context, installed)]
  },
}

function driftOfAppJson(context: CheckContext, installed: readonly Reference[]): Finding[] {
  const {tree} = context.project
  const named = appJsonBuildpacks(tree)
  if (named === null || named.length === 0) return []
  if (isSame(named, installed) || isSame(named, runningBuildpacks(context))) return []
  return [
    {
      file: 'app.json',
      ...lineOfBuildpacks(readAppJson(tree)!.text),
      fix: {command: null, kind: 'ask'},
      message: `app.json names ${shownList(named)}, and the app runs ${shownList(installed)}: review apps and Heroku CI are built otherwise than the app. Write the app's list into app.json, or set the list that is meant.`,
    },
  ]
}

function driftOfFile(context: CheckContext, installed: readonly Reference[]): Finding[] {
  const named = buildpacksFile(context.project.tree)
  const isRead = installed.some((reference) => roleOf(reference).kind === 'multi')
  if (isRead || named === null || named.length === 0 || isSame(named, installed)) return []
  // Scalingo reads the file, and an app may be on both.
  if (named.some(({slug}) => slug?.startsWith('scalingo/'))) return []
  return [
    {
      file: '.buildpacks',
      fix: {command: 'git rm .buildpacks', kind: 'ask'},
      message: `.buildpacks names ${shownList(named)}, but nothing on Heroku reads it: the app runs ${shownList(installed)}.`,
    },
  ]
}

/** In whatever form the two name them. */
function isSame(a: readonly Reference[], b: readonly Reference[]): boolean {
  return a.length === b.length && a.every((reference, index) => runsSame(reference, b[index]!))
}

function lineOfBuildpacks(text: string): {line?: number} {
  const at = text.search(/"buildpacks"\s*:/)
  return at === -1 ? {} : {line: text.slice(0, at).split('\n').length}
}
