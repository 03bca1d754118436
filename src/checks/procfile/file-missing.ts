import {posix} from 'node:path'

import type {Check, CheckContext, Finding} from '../check.js'

import {unlessCreated} from '../creators.js'
import {isOnlyOnDisk, shellWord} from '../facts.js'
import {crash, type Process, processesOf, PROCFILE_PAGE} from '../shared/processes.js'
import {type RunFile, runFiles} from './run-files.js'

export const fileMissing: Check = {
  id: 'procfile/file-missing',
  title: "a command names a file that doesn't exist",
  severity: 'error',
  docs: {
    what: "A line of the Procfile runs a script (`python app.py`, `python manage.py migrate`, `sh setup.sh`, `./release.sh`), names a configuration file, or changes to a folder (`cd src`), that isn't in the commit. A script without a folder (`release.sh`) isn't found either: bash only looks for it in `PATH`. The check skips files of well-known buildpacks and paths with variables.",
    why: 'The process crashes with "No such file or directory". For the web process, every request fails with error H10. For the release phase, the deploy fails.',
    fix: 'Correct the path (relative to the root, case-sensitive), or commit the file.',
    example: '`release: python manage.py migrate`, where manage.py is in the folder `site`',
    link: PROCFILE_PAGE,
  },
  run(context) {
    // A build of something else than Python, in a folder that can't be told, may put files anywhere.
    if (!context.prediction.detected && !context.app) return []
    return processesOf(context).flatMap((process) => {
      const told = new Set<string>()
      const folder = missingFolder(context, process)
      if (folder !== undefined) return [withoutFolder(context, process, folder)]
      return process.starts.flatMap((start, index): Finding[] =>
        runFiles(start).flatMap((file) => {
          if (told.has(file.path) || !isJudged(context, process, file, index === 0)) return []
          told.add(file.path)
          const message = messageFor(context, process, file)
          return message === undefined ? [] : [finding(context, process, file, message)]
        }),
      )
    })
  },
}

/** `cd src && …`, where no file is in src. */
function missingFolder({project: {submodules, tree}}: CheckContext, {command, starts}: Process): string | undefined {
  const folders = starts.map(({folder}) => folder).filter((folder) => folder !== undefined && folder !== '')
  return folders.find(
    (folder) =>
      !tree.isDirectory(folder!) &&
      !OF_A_BUILDPACK.test(`${folder}/`) &&
      !submodules.some((one) => folder === one || folder!.startsWith(`${one}/`)) &&
      !/\bmkdir\b|\bclone\b|\btar\b|\bunzip\b/.test(command),
  )
}

function withoutFolder(context: CheckContext, {place, type}: Process, folder: string): Finding {
  const message = `${crash(type)}: it changes to the folder ${folder}, which isn't in the source.`
  return unlessCreated(context, {...place, fix: {command: null, kind: 'ask'}, message}, [`${folder}/`], 'start')
}

/** Where buildpacks and builds put their own files. */
const OF_A_BUILDPACK = /(?:^|\/)(?:\.heroku|\.apt|\.profile\.d|\.venv|node_modules|vendor)\/|^bin\/(?:qg|run-|start-)/

function isJudged(
  {project: {submodules, tree}}: CheckContext,
  {command}: Process,
  {how, path}: RunFile,
  isFirst: boolean,
): boolean {
  if (how === 'bare') return tree.isFile(path)
  if (tree.exists(path) || OF_A_BUILDPACK.test(path) || submodules.some((one) => path === one || path.startsWith(`${one}/`)))
    return false
  // What runs before may write it; code it hardly writes.
  if (!isFirst && !path.endsWith('.py')) return false
  const escaped = posix.basename(path).replaceAll('.', String.raw`\.`)
  return !new RegExp(String.raw`(?:>|-o|-O|\bcp\b.*|\bmv\b.*|\bln\b.*)\s*\S*${escaped}`).test(command)
}

interface Message {
  hint: string
  right?: string
  /** It is sure that no build makes the file. */
  isSure?: true
  command?: string
}

function messageFor(context: CheckContext, {command}: Process, file: RunFile): Message | undefined {
  const {project} = context
  const instead = (written: string) => command.replace(file.written, () => written)
  if (file.how === 'bare')
    return {
      hint: `bash only looks for ${file.written} in PATH, not in the app's folder.`,
      isSure: true,
      right: instead(file.written.endsWith('.py') ? `python ${file.written}` : `./${file.written}`),
    }
  const missing = `the source has no ${file.path}.`
  if (project.slugignored.has(file.path)) return {hint: `.slugignore deletes ${file.path} before the build.`, isSure: true}
  if (isOnlyOnDisk(context, file.path))
    return {
      command: `git add -f ${shellWord(file.path)} && git commit`,
      hint: `${file.path} is on your disk but not in the commit.`,
      isSure: true,
    }
  const other = sameButForCase(context, file.path) ?? elsewhere(context, file.path)
  if (other === undefined) return {hint: missing}
  const from = file.path.slice(0, Math.max(file.path.length - posix.normalize(file.written).length, 0))
  const written = other.startsWith(from) ? other.slice(from.length) : other
  return {hint: `${missing.slice(0, -1)}, only ${other}.`, right: instead(file.how === 'direct' ? `./${written}` : written)}
}

function finding(context: CheckContext, process: Process, {path, written}: RunFile, message: Message): Finding {
  const {place, type} = process
  const found: Finding = {
    ...place,
    fix: {command: message.command ?? null, kind: 'ask'},
    message: `${crash(type)}: it runs ${written}, and ${message.hint}${message.right === undefined ? '' : ` Write ${type}: ${message.right}.`}`,
  }
  return message.isSure ? found : unlessCreated(context, found, [path], 'start')
}

function sameButForCase({project: {tree}}: CheckContext, path: string): string | undefined {
  const wanted = path.toLowerCase()
  for (const file of tree.files()) if (file.length === path.length && file.toLowerCase() === wanted) return file
  return undefined
}

/** The file of that name which is nearest to the root. */
function elsewhere({project: {tree}}: CheckContext, path: string): string | undefined {
  const name = `/${posix.basename(path)}`
  const found = [...tree.files()].filter(
    (file) => `/${file}`.endsWith(name) && !/(?:^|\/)(?:tests?|docs?|examples?|node_modules)\//.test(file),
  )
  return found.sort((a, b) => a.split('/').length - b.split('/').length)[0]
}
