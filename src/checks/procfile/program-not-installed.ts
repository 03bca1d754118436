import type {Check, CheckContext, Finding} from '../check.js'
import type {StartCommand} from '../shared/start-command.js'

import {isAvailable} from '../../platform/app.js'
import {filesWith} from '../../project/python-source/index.js'
import {addCommand, DEPENDENCIES_PAGE} from '../facts.js'
import {absenceOf} from '../shared/installed.js'
import {PACKAGES_OF_PROGRAMS} from './program-packages.js'
import {crash, type Process, processesOf} from '../shared/processes.js'
import {serverOf} from '../shared/servers.js'
import {BRINGS} from './server-not-in-deps.js'

export const programNotInstalled: Check = {
  id: 'procfile/program-not-installed',
  title: "a process runs a program that isn't installed",
  severity: 'error',
  docs: {
    what: "A line of the Procfile runs a program of a Python package (celery, rq, alembic, flask, streamlit …), and the package isn't a dependency. `python -m` and wrappers (`newrelic-admin run-program`) count too. `procfile/server-not-in-deps` covers web servers.",
    why: 'The build only installs packages in the package manager\'s file. The deploy succeeds, then the process crashes with "command not found". In the release phase, the deploy fails.',
    fix: 'Add the package to the dependencies.',
    example: '`worker: celery -A shop worker`, and no celery in requirements.txt',
    link: DEPENDENCIES_PAGE,
  },
  run(context) {
    const told = new Set<string>()
    return processesOf(context).flatMap((process) =>
      process.starts.flatMap((start) =>
        programsOf(process, start).flatMap((program): Finding[] => {
          const finding = lacking(context, process, program, start.isModule === true && program === start.program)
          const key = `${process.type} ${program}`
          if (!finding || told.has(key)) return []
          told.add(key)
          return [finding]
        }),
      ),
    )
  },
}

function programsOf({type}: Process, start: StartCommand): string[] {
  const server = serverOf(start)
  const subcommand = start.program === 'flask' && isMigration(start) ? ['flask db'] : []
  return [...start.behind, ...(server && type === 'web' ? [] : [start.program]), ...subcommand]
}

/** `flask db upgrade`. Its options with a value are written before the command. */
function isMigration({args}: StartCommand): boolean {
  return args.find((word, index) => !word.startsWith('-') && !/^(?:-A|--app|-e|--env-file)$/.test(args[index - 1] ?? '')) === 'db'
}

/** A command of the app's own: `@app.cli.group('db')`, `AppGroup('db')`, `cli.add_command(…, 'db')`. */
function isOwnCommand({project: {tree}}: CheckContext): boolean {
  return [...filesWith(tree, /\bcli\b|AppGroup|\bclick\b/)].length > 0
}

function lacking(context: CheckContext, {place, type}: Process, program: string, isModule: boolean): Finding | undefined {
  if (NODE.has(program)) return withoutNode(context, place, type, program)
  const known = Object.hasOwn(PACKAGES_OF_PROGRAMS, program) ? PACKAGES_OF_PROGRAMS[program] : undefined
  if (!known || isOwnModule(context, program, isModule)) return undefined
  if (program === 'flask db' && isOwnCommand(context)) return undefined
  const bringers = Object.hasOwn(BRINGS, known.name) ? BRINGS[known.name as keyof typeof BRINGS] : known.bringers
  const absence = absenceOf(context, [known.name, ...(known.also ?? [])], bringers)
  if (!absence) return undefined
  const isSure = absence.sure || known.isAlone === true
  const words = notFound(program, isModule)
  return {
    ...place,
    fix: {command: addCommand(context, known.name), kind: 'ask'},
    message: `${crash(type)}: ${words}, because ${known.name} isn't one of the packages that the build installs.${isSure ? '' : ' Add it, unless another package depends on it.'}`,
    ...(!isSure && {severity: 'warning' as const}),
  }
}

function notFound(program: string, isModule: boolean): string {
  if (program === 'flask db') return 'flask says "No such command \'db\'"'
  return isModule ? `python -m ${program} finds no such module` : `"${program}: command not found"`
}

/** `python -m celery`, where the app has a folder of that name. */
function isOwnModule({project: {tree}}: CheckContext, program: string, isModule: boolean): boolean {
  return isModule && (tree.isFile(`${program}.py`) || tree.isDirectory(program))
}

const NODE = new Set(['node', 'npm', 'npx', 'pnpm', 'yarn'])

/** Node.js comes with a buildpack of its own. Without the list of buildpacks nothing can be said. */
function withoutNode({app, kind}: CheckContext, place: Process['place'], type: string, program: string): Finding | undefined {
  if (!app || kind !== 'classic' || !isAvailable(app.buildpacks) || app.buildpacks.length === 0) return undefined
  const isOther = app.buildpacks.some(({ref}) => !/(?:^|\/)(?:heroku-buildpack-)?python(?:\.git)?$/i.test(ref))
  if (isOther) return undefined
  return {
    ...place,
    fix: {command: `heroku buildpacks:add --index 1 heroku/nodejs --app ${app.name}`, kind: 'ask'},
    message: `${crash(type)}: "${program}: command not found". Dynos only have Node.js with the heroku/nodejs buildpack.`,
  }
}
