import type {Check, CheckContext, Finding} from '../check.js'

import {movesTheRoot, SUBFOLDER_BUILDPACKS} from '../../platform/buildpacks/catalogue.js'
import {pythonIndex, runningBuildpacks} from '../shared/buildpack-list.js'
import {unlessCreated} from '../creators.js'
import {listing, managerFiles, shellWord} from '../facts.js'
import {withoutManager} from './without-manager.js'

const SHOWN = 3

export const packageManagerInSubdir: Check = {
  id: 'source/package-manager-in-subdir',
  title: 'the package manager file is in a subfolder',
  severity: 'error',
  explains: ['package-manager::none-found'],
  docs: {
    what: 'The only package manager files are in subfolders.',
    why: "Heroku builds the root of the repository, and the buildpack doesn't look in subfolders. The build fails, or Heroku doesn't detect a Python app at all.",
    fix: 'Move the app to the root, or push only its folder (`git subtree push --prefix backend heroku main`). Or add a monorepo buildpack before heroku/python that makes the folder the root.',
    example: '`backend/requirements.txt` and no `requirements.txt` in the root',
    link: 'https://elements.heroku.com/buildpacks/lstoll/heroku-buildpack-monorepo',
  },
  run(context) {
    const found = withoutManager(context)
    const chooser = chooserOf(context)
    // One that chooses the folder too late is buildpacks/order-subdir's matter: its fix mends this too.
    if (found?.why !== 'subfolder' || chooser === 'late') return []
    const {files} = found
    const first = files.find((file) => isStarted(context, folderOf(file))) ?? files[0]!
    const shown = files.length > SHOWN ? `${files.slice(0, SHOWN).join(', ')} and ${files.length - SHOWN} more` : listing(files)
    const finding: Finding = {
      file: first,
      fix: {command: commandFor(context, chooser, folderOf(first)), kind: 'ask'},
      message: `The build fails: Heroku builds the root of the repository, which has no package manager file. It doesn't look at ${shown}.${chooser ? ` The config var ${chooser.variable} tells ${chooser.shown} which folder to build.` : ''}`,
    }
    return [unlessCreated(context, finding, managerFiles(context))]
  },
}

interface Chooser {
  shown: string
  variable: string
}

/** The buildpack of the app that makes a folder the root: `late` where it comes after Python. */
function chooserOf(context: CheckContext): 'late' | Chooser | undefined {
  const list = runningBuildpacks(context)
  const at = list.findIndex((reference) => movesTheRoot(reference))
  if (at === -1) return undefined
  const python = pythonIndex(list)
  if (python !== -1 && python < at) return 'late'
  const {identity, shown} = list[at]!
  const {variable} = SUBFOLDER_BUILDPACKS.find(({name}) => name.test(identity))!
  return {shown, variable}
}

function commandFor({app, project}: CheckContext, chooser: Chooser | undefined, folder: string): string {
  if (!chooser) return `git subtree push --prefix ${shellWord(folder)} heroku main`
  const note = project.source.notes.find(({id}) => id === 'subfolder')
  const inside = note && 'folder' in note ? `${note.folder}/${folder}` : folder
  return `heroku config:set ${chooser.variable}=${shellWord(inside)} --app ${app!.name}`
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'))
}

/** Of several folders, the one with a Procfile or a manage.py is sooner the app than a library. */
function isStarted({project}: CheckContext, folder: string): boolean {
  return ['Procfile', 'manage.py'].some((name) => project.tree.isFile(`${folder}/${name}`))
}
