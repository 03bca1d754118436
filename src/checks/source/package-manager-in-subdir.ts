import type {Check, CheckContext} from '../check.js'

import {listing, shellWord, unlessCreated} from '../facts.js'
import {withoutManager} from './without-manager.js'

const SHOWN = 3

export const packageManagerInSubdir: Check = {
  id: 'source/package-manager-in-subdir',
  title: 'the package manager file is in a subfolder',
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: 'The only package manager files are in subfolders.',
    why: "Heroku builds the root of the repository. The buildpack doesn't look into subfolders: the build stops, or Heroku doesn't take the app for a Python app at all.",
    fix: 'Move the app to the root; or push only its folder (`git subtree push --prefix backend heroku main`); or put a monorepo buildpack before heroku/python that makes the folder the root.',
    example: '`backend/requirements.txt` and no `requirements.txt` in the root',
    link: 'https://elements.heroku.com/buildpacks/lstoll/heroku-buildpack-monorepo',
  },
  run(context) {
    const found = withoutManager(context)
    if (found?.why !== 'subfolder') return []
    const {files} = found
    const first = files.find((file) => isStarted(context, folderOf(file))) ?? files[0]!
    const shown = files.length > SHOWN ? `${files.slice(0, SHOWN).join(', ')} and ${files.length - SHOWN} more` : listing(files)
    return [
      unlessCreated(context, {
        file: first,
        fix: {command: `git subtree push --prefix ${shellWord(folderOf(first))} heroku main`, kind: 'ask'},
        message: `The build stops: Heroku builds the root of the repository, which has no package manager file. It does not look at ${shown}.`,
      }),
    ]
  },
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}

/** Of several folders, the one with a Procfile or a manage.py is sooner the app than a library. */
function isStarted({project}: CheckContext, folder: string): boolean {
  return ['Procfile', 'manage.py'].some((name) => project.tree.isFile(`${folder}/${name}`))
}
