import type {Edit} from '../../edits/edit.js'
import type {Check, CheckContext, Finding, Fix} from '../check.js'

import {PACKAGE_MANAGER_NAMES, PACKAGE_MANAGERS} from '../../package-managers/index.js'
import {isAvailable} from '../../platform/app.js'
import {isPythonBuildpack} from '../../platform/buildpacks/catalogue.js'
import {parseReference} from '../../platform/buildpacks/reference.js'
import {readAppJson} from '../../project/app-json.js'
import {readProcfile} from '../../project/procfile.js'
import {findDependency} from '../dependencies.js'
import {editableText} from '../facts.js'
import {startCommands} from '../shared/start-command.js'
import {withoutRunner} from './without-runner.js'

/**
 * The package managers that a build has and a dyno has not: the classic buildpack keeps them in its cache, the CNB in
 * layers that are there in the build only. Sources: lib/poetry.sh, lib/uv.sh; the CNB's src/layers/poetry.rs and uv.rs.
 */
const BUILD_ONLY = new Set(PACKAGE_MANAGER_NAMES.flatMap((name) => PACKAGE_MANAGERS[name].classic.buildOnly))

export const toolNotAtRuntime: Check = {
  id: 'procfile/tool-not-at-runtime',
  title: "a command needs uv or Poetry, which dynos don't have",
  severity: 'error',
  docs: {
    what: 'A process type in the Procfile (including the release phase), or the postdeploy script in app.json, runs `uv` or `poetry`.',
    why: 'uv and Poetry are only available during the build, not on dynos. The process crashes with "command not found". If it\'s the release phase, the deploy fails. You don\'t need them there: Python finds the installed packages without them. Dynos do have Pipenv.',
    fix: 'Remove `uv run` and `poetry run`. The automatic fix does that if they have no options.',
    example: '`web: uv run gunicorn app:app`',
    link: 'https://devcenter.heroku.com/articles/python-support#package-managers',
  },
  run(context) {
    const places = [...procfileCommands(context), ...appJsonCommands(context)]
    return places.flatMap(({command, file, line, what}): Finding[] => {
      const tool = toolIn(command)
      if (tool === undefined || findDependency(context, tool === 'uvx' ? 'uv' : tool)) return []
      const provider = otherProvider(context, tool)
      return [
        {
          file,
          fix: fixFor(context, {command, file, tool}, provider),
          ...(line !== undefined && {line}),
          message: `${what} with "${tool}: command not found": dynos don't have ${tool}. Without it, the command finds the same packages.`,
          ...(provider !== undefined && {
            fineIf: [`the buildpack ${provider} installs it on the dyno`],
            severity: 'warning' as const,
          }),
        },
      ]
    })
  },
}

interface ListedCommand {
  command: string
  file: string
  line?: number
  /** What fails. */
  what: string
}

function procfileCommands({project}: CheckContext): ListedCommand[] {
  const processes = readProcfile(project.tree)?.processes ?? []
  return processes.map(({command, line, type}) => ({
    command,
    file: 'Procfile',
    line,
    what: type === 'release' ? 'The deploy fails: the release phase crashes' : `The process type ${type} crashes`,
  }))
}

function appJsonCommands({project}: CheckContext): ListedCommand[] {
  const postdeploy = readAppJson(project.tree)?.postdeploy
  return postdeploy ? [{...postdeploy, file: 'app.json', what: 'The postdeploy script fails'}] : []
}

/** The first of these tools that a command starts. */
function toolIn(command: string): string | undefined {
  const programs = startCommands(command).flatMap(({behind, program}) => [...behind, program])
  return programs.find((program) => BUILD_ONLY.has(program))
}

/** Another buildpack than Heroku's own may leave its tool on the dyno. */
function otherProvider({app}: CheckContext, tool: string): string | undefined {
  if (!app || !isAvailable(app.buildpacks)) return undefined
  const name = tool === 'uvx' ? 'uv' : tool
  const list = app.buildpacks.map(({ref}) => parseReference(ref))
  return list.find((reference) => !isPythonBuildpack(reference) && reference.identity.toLowerCase().includes(name))?.shown
}

/** All commands of a file at once: the fixes of two would each write it, and the second would undo the first. */
function fixFor(
  context: CheckContext,
  place: Pick<ListedCommand, 'command' | 'file'> & {tool: string},
  provider: string | undefined,
): Fix {
  const plain = withoutRunner(place.command)
  const contents = plain === undefined ? undefined : fixed(context, place.file)
  const command = plain === undefined ? null : `sed -i.bak 's/${place.tool} run //g' ${place.file}`
  if (contents === undefined || provider !== undefined) return {command, kind: 'ask'}
  const edits: Edit[] = [{action: 'write', contents, path: place.file}]
  return {command, edits, kind: 'auto'}
}

/** A file with each command that can be fixed put right; undefined where its text can't be kept otherwise. */
function fixed(context: CheckContext, file: string): string | undefined {
  const lines = editableText(context.project, file)?.split('\n')
  if (!lines) return undefined
  for (const {command, line} of file === 'app.json' ? appJsonCommands(context) : procfileCommands(context)) {
    const plain = toolIn(command) === undefined ? undefined : withoutRunner(command)
    if (plain === undefined) continue
    const [from, to] = file === 'app.json' ? [JSON.stringify(command), JSON.stringify(plain)] : [command, plain]
    // In app.json the script may stand on a line of its own.
    const at = line === undefined ? -1 : lines.findIndex((text, index) => index >= line - 1 && text.includes(from))
    if (at === -1 || (file === 'Procfile' && at !== line! - 1)) return undefined
    lines[at] = lines[at]!.replace(from, () => to)
  }

  return lines.join('\n')
}
