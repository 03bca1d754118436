import {posix} from 'node:path'

import type {Include, Requirements} from '../../packaging/requirements/read-requirements.js'
import type {Check, CheckContext, Finding} from '../check.js'

import {unlessCreated} from '../creators.js'
import {DEPENDENCIES_PAGE, isOnlyOnDisk, shellWord} from '../facts.js'
import {describeFault} from './describe-fault.js'
import {pipRequirements, shown} from './requirements-facts.js'

/** A file of another kind under this name has hundreds of wrong lines, and the first few tell as much. */
const SHOWN_FINDINGS = 10

/** What a hook or an earlier buildpack may put in place. */
const MISSING_FILE: ReadonlySet<string> = new Set(['no-such-path', 'not-a-project', 'editable-form'])

export const invalidRequirement: Check = {
  id: 'deps/invalid-requirement',
  title: "pip can't read a requirement",
  severity: 'error',
  docs: {
    what: "pip can't read a line of `requirements.txt` or of a file that it includes. Or a `-r` or `-c` names a file that is missing, is outside the source, or includes itself. Or a path doesn't exist.",
    why: "pip reads the whole file before it installs anything, and fails at the first line that it can't read.",
    fix: 'Correct the line. To test the file on your machine, run `pip install --dry-run -r requirements.txt`.',
    example: '`flask=3.1.2` (one `=`), `-r requirements/base.txt` without that file',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const requirements = pipRequirements(context)
    if (!requirements) return []
    const findings = [...faults(requirements, context), ...includes(requirements, context)].sort(
      (a, b) => Number(a.file !== 'requirements.txt') - Number(b.file !== 'requirements.txt'),
    )
    const [kept, left] = [findings.slice(0, SHOWN_FINDINGS), findings.length - SHOWN_FINDINGS]
    if (left > 0) {
      const last = kept.pop()!
      kept.push({...last, message: `${last.message} pip rejects ${left} more lines: perhaps this isn't a requirements file.`})
    }

    return kept
  },
}

function faults({problems}: Requirements, context: CheckContext): Finding[] {
  // Of a file that can't be read as text deps/requirements-encoding tells.
  const unreadable = new Set(problems.filter(({fault}) => fault.id === 'unreadable').map(({file}) => file))
  return problems.flatMap((problem) => {
    const words = describeFault(problem.fault, problem.written)
    if (words === undefined || unreadable.has(problem.file)) return []
    const {file, line, written} = problem
    const finding: Finding = {
      file,
      fix: {command: null, kind: 'hand'},
      line,
      message: `The build fails: pip can't read ${JSON.stringify(shown(written))}: ${words}.`,
      part: written,
    }
    return [MISSING_FILE.has(problem.fault.id) ? unlessCreated(context, finding, [pathIn(written)]) : finding]
  })
}

/** The path of a line: `-e ./lib[extra]`. */
function pathIn(written: string): string {
  return posix.normalize(
    written
      .replace(/^\s*(?:-e|--editable)[\s=]*/, '')
      .replace(/\[.*$/, '')
      .trim(),
  )
}

function includes(requirements: Requirements, context: CheckContext): Finding[] {
  return requirements.includes.flatMap((include) => {
    const words = describeInclude(include, context)
    if (words === undefined) return []
    const {file, line, path, status, written} = include
    const isUntracked = path !== null && isOnlyOnDisk(context, path)
    const command = isUntracked ? `git add --force ${shellWord(path)}` : null
    const finding: Finding = {file, fix: {command, kind: 'hand'}, line, message: `The build fails: ${words}.`}
    return [status === 'cycle' ? finding : unlessCreated(context, finding, [path ?? written])]
  })
}

/** What is wrong with an include; undefined where nothing is, or where that can't be told. */
function describeInclude({kind, path, status, written}: Include, context: CheckContext): string | undefined {
  const option = kind === 'requirements' ? '-r' : '-c'
  switch (status) {
    case 'cycle':
      return `${option} ${shown(written)} includes a file that includes this one, which pip doesn't allow`

    case 'missing':
      return `${option} ${shown(written)} names ${path}, which ${whyMissing(path ?? '', context)}`

    case 'outside':
      return `${option} ${shown(written)} names a file outside the source, which Heroku doesn't have`

    case 'read':
    case 'remote':
    case 'unknown':
    case 'variable':
      return undefined
  }
}

function whyMissing(path: string, context: CheckContext): string {
  if (isOnlyOnDisk(context, path)) return 'is on your disk but not in the commit'
  if (context.project.slugignored.has(path)) return '.slugignore removes before the build'
  return "Heroku doesn't get. The path is relative to the file that has this line"
}
