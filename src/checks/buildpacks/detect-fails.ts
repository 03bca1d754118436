import {buildFolder} from '../../platform/app.js'
import {movesTheRoot} from '../../platform/buildpacks/catalogue.js'
import {detectionOf} from '../../platform/buildpacks/detection.js'
import {type Reference, sameEntry} from '../../platform/buildpacks/reference.js'
import {MASK} from '../../platform/secret.js'
import type {FileTree} from '../../packaging/file-tree.js'
import type {Check, CheckContext, Finding, Fix} from '../check.js'
import {buildpackMayWrite} from '../creators.js'
import {isOnlyOnDisk, renameEdits, shellWord} from '../facts.js'
import {installedBuildpacks, lastSubfolderIndex, runningBuildpacks, shownList} from '../shared/buildpack-list.js'

export const detectFails: Check = {
  id: 'buildpacks/detect-fails',
  title: "a buildpack won't detect the app",
  severity: 'error',
  needs: ['buildpacks'],
  docs: {
    what: "One of the app's buildpacks doesn't find the file that it detects apps by: `heroku/nodejs` needs a `package.json`, `heroku-community/apt` an `Aptfile`.",
    why: 'Before it runs a buildpack, Heroku asks whether it can build the app. If it can\'t, the build fails with "App not compatible with buildpack". Files that earlier buildpacks write count.',
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
  const near = nearestTo(context, wanted)
  const message = `The build fails: ${reference.shown} won't detect this app, because the source has no ${wanted} in its root.${near?.hint ?? elsewhere(context, wanted)}`
  const command = removeCommand(context, reference)
  const place = near
    ? {file: near.file, fix: near.fix}
    : {fix: {command, kind: 'ask' as const}, ...(command === null && {file: '.buildpacks'})}
  const {tree} = context.project
  const creators = list.slice(0, index).filter((earlier) => mayCreate(tree, earlier, wanted))
  if (creators.length === 0) return {...place, message}
  return {
    ...place,
    fineIf: [`an earlier buildpack (${shownList(creators)}) writes it during the build`],
    fix: place.fix.kind === 'auto' ? {...place.fix, kind: 'ask'} : place.fix,
    message,
    severity: 'warning',
  }
}

function mayCreate(tree: FileTree, earlier: Reference, wanted: string): boolean {
  return !movesTheRoot(earlier) && buildpackMayWrite(tree, earlier, {files: [wanted]})
}

/** What other hosts call the file. packages.txt is Streamlit Cloud's. */
const ALSO_CALLED: Readonly<Record<string, readonly string[]>> = {
  Aptfile: ['packages.txt', 'apt.txt', 'apt-packages.txt', 'apt-requirements.txt'],
}

/** The file that was meant: one by a name that comes close, or one that isn't in the commit. */
function nearestTo(context: CheckContext, wanted: string): undefined | {file: string; fix: Fix; hint: string} {
  const {project} = context
  if (project.slugignored.has(wanted))
    return {file: '.slugignore', fix: {command: null, kind: 'hand'}, hint: ` .slugignore deletes ${wanted} before the build.`}
  if (isOnlyOnDisk(context, wanted))
    return {
      file: wanted,
      fix: {command: `git add --force ${shellWord(wanted)}`, kind: 'ask'},
      hint: ` ${wanted} is on your disk but not in the commit.`,
    }
  const names = project.tree.list().filter((name) => project.tree.isFile(name))
  const alike = names.find((name) => plain(name) === plain(wanted))
  const other = alike ?? names.find((name) => ALSO_CALLED[wanted]?.includes(name.toLowerCase()))
  if (other === undefined) return undefined
  const command = `git mv ${shellWord(other)} ${wanted}`
  return {
    file: other,
    fix: alike === undefined ? {command, kind: 'ask'} : {command, edits: renameEdits(project, other, wanted), kind: 'auto'},
    hint: ` The name must match exactly: rename ${other} to ${wanted}.`,
  }
}

/** `frontend/package.json` */
function elsewhere({project: {tree}}: CheckContext, wanted: string): string {
  const found = [...tree.files()].find((path) => path.split('/').length === 2 && path.endsWith(`/${wanted}`))
  return found === undefined ? '' : ` It doesn't look at ${found}.`
}

/** `aptfile`, `AptFile.txt`, `apt-file` */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.txt$/, '')
    .replaceAll(/[-_ ]/g, '')
}

/** @returns null for a line of .buildpacks, which no command removes */
function removeCommand(context: CheckContext, reference: Reference): string | null {
  const at = installedBuildpacks(context)!.findIndex((entry) => sameEntry(entry, reference))
  if (at === -1) return null
  // A masked URL names nothing.
  const which = reference.shown.includes(MASK) ? `--index ${at + 1}` : shellWord(reference.shown)
  return `heroku buildpacks:remove ${which} --app ${context.app!.name}`
}
