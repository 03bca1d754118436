import type {Check, CheckContext, Finding} from '../check.js'

import {isAvailable} from '../../platform/app.js'
import {addCommand, isOnlyOnDisk} from '../facts.js'
import {misnamedProcfiles} from './misnamed.js'
import {PROCFILE_PAGE} from '../shared/processes.js'
import {webTemplate} from './template.js'

export const procfileMissing: Check = {
  id: 'procfile/missing',
  title: 'there is no Procfile',
  severity: 'error',
  docs: {
    what: 'The root has no `Procfile`. If the app is known, its release has no web process either.',
    why: 'The Python buildpack doesn\'t define default process types. Without a Procfile, the deploy succeeds and nothing runs: every request fails with error H14, "No web processes running".',
    fix: 'Write a `Procfile` with the command of each process type, and commit it.',
    example: 'a repository without a file `Procfile` in its root',
    link: PROCFILE_PAGE,
  },
  run(context) {
    const {app, prediction, project} = context
    if (!prediction.detected || project.tree.exists('Procfile') || misnamedProcfiles(context).length > 0) return []
    if (app ? hasProcesses(context) : project.tree.isFile('heroku.yml')) return []
    return [app && isAvailable(app.formation) ? absent(context) : {...absent(context), severity: 'warning'}]
  },
}

/** A release with a web process, or a buildpack that brings a Procfile or a default of its own. */
function hasProcesses({app, project}: CheckContext): boolean {
  const formation = app && isAvailable(app.formation) ? app.formation : []
  if (formation.some(({type}) => type === 'web')) return true
  const refs = app && isAvailable(app.buildpacks) ? app.buildpacks.map(({ref}) => ref) : []
  return refs.some((ref) => /procfile/i.test(ref) || (/nodejs/i.test(ref) && project.tree.isFile('package.json')))
}

function absent(context: CheckContext): Finding {
  const {project} = context
  const nothingRuns = 'After a deploy nothing runs, and every request fails with error H14'
  if (project.slugignored.has('Procfile'))
    return {
      file: '.slugignore',
      fix: {command: null, kind: 'hand'},
      message: `${nothingRuns}: .slugignore deletes the Procfile before the build.`,
    }
  if (isOnlyOnDisk(context, 'Procfile'))
    return {
      fix: {command: 'git add Procfile && git commit', kind: 'ask'},
      message: `${nothingRuns}: the Procfile is on your disk but not in the commit.`,
    }
  const elsewhere = [...project.tree.files()].find((path) => /^[\w.-]+\/Procfile$/.test(path))
  if (elsewhere !== undefined)
    return {
      file: elsewhere,
      fix: {command: `git mv ${elsewhere} Procfile`, kind: 'ask'},
      message: `${nothingRuns}: the root has no Procfile. Heroku doesn't read ${elsewhere}.`,
    }
  const template = webTemplate(context)
  // A Procfile whose server isn't installed would be the next error.
  const add = template && !template.isInstalled ? addCommand(context, template.server) : null
  const lacks =
    template && !template.isInstalled
      ? ` ${template.server} isn't a dependency yet${add === null ? ': add it too' : ': the fix adds it too'}.`
      : ''
  const write = template && `echo 'web: ${template.command}' > Procfile`
  return {
    fix: {command: write ? [add, write].filter(Boolean).join(' && ') : null, kind: 'ask'},
    message: `${nothingRuns}: the root has no Procfile, and the Python buildpack doesn't define default process types.${lacks}`,
  }
}
