import {roleOf} from '../../platform/buildpacks/catalogue.js'
import {appJsonBuildpacks, buildpacksFile} from '../../platform/buildpacks/named-in-source.js'
import {type Reference, runsSame} from '../../platform/buildpacks/reference.js'
import {readAppJson} from '../../project/app-json.js'
import type {Check, CheckContext, Finding} from '../check.js'
import {installedBuildpacks, runningBuildpacks, shownList} from '../shared/buildpack-list.js'

export const appJsonDrift: Check = {
  id: 'buildpacks/app-json-drift',
  title: 'app.json or .buildpacks names different buildpacks than the app has',
  severity: 'warning',
  needs: ['buildpacks'],
  docs: {
    what: "The buildpacks in `app.json` or in a `.buildpacks` file differ from the app's buildpacks, or have a different order. Heroku doesn't read `.buildpacks`.",
    why: 'Review apps, Heroku CI and apps created with a Heroku Button use the buildpacks in `app.json`. They are built differently than the app itself. Only the old multi buildpack reads `.buildpacks`. Without it, the file is misleading.',
    fix: "Copy the app's buildpacks (`heroku buildpacks`) to `app.json`, or set the app's buildpacks to those in `app.json`. Delete `.buildpacks`.",
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
      message: `app.json names ${shownList(named)}, but the app uses ${shownList(installed)}. Review apps and Heroku CI are built differently than the app. Make the two lists equal.`,
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
      message: `.buildpacks names ${shownList(named)}, but Heroku doesn't read that file. The app uses ${shownList(installed)}.`,
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
