import type {Check, CheckContext, Finding} from '../check.js'

import {callsOf, filesWith, pythonFile} from '../../project/python-source/index.js'
import {normaliseName} from '../../packaging/requirements/pep508.js'
import {findDependency, productionDependencies} from '../dependencies.js'
import {bootImports} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'
import {hookTexts} from '../shared/hook-texts.js'
import {pipRequirements} from './requirements-facts.js'

/** `en_core_web_sm`, `de_dep_news_trf`. Source: spaCy's list of trained pipelines. */
const MODEL = /^[a-z]{2,3}_(?:core|dep|ent|sent)_[a-z]+_(?:sm|md|lg|trf)$/

/** The app loads it itself when it is missing. */
const DOWNLOADS =
  /\bspacy(?:\.cli)?\.download\b|from\s+spacy\.cli\s+import\s+[^\n]*\bdownload\b|['"]spacy['"]\s*,\s*['"]download['"]|spacy download/

export const spacyModel: Check = {
  id: 'deps/spacy-model',
  title: "the model that spaCy loads isn't installed",
  severity: 'error',
  docs: {
    what: "The app calls `spacy.load` with the name of a spaCy model, and the dependencies don't include that model.",
    why: "Installing spaCy doesn't install models. `spacy.load` fails with \"[E050] Can't find model\", when the app starts if it's called at the top of a module. `python -m spacy download` only installed it on your machine.",
    fix: "Add the model's wheel to the dependencies by its GitHub release URL. Its first two version numbers match those of spaCy.",
    example: "`spacy.load('en_core_web_sm')`, and `spacy==3.8.7` alone in `requirements.txt`",
    link: 'https://spacy.io/usage/models#production',
  },
  run(context) {
    if (!findDependency(context, 'spacy') || isDownloaded(context)) return []
    const {tree} = context.project
    const told = new Set<string>()
    return [...filesWith(tree, /\bspacy\b/)].flatMap((file): Finding[] => {
      if (/(?:^|\/)(?:tests?|notebooks|examples?|docs?)\/|(?:^|\/)(?:test_[^/]*|conftest|setup)\.py$/.test(file)) return []
      const source = pythonFile(tree, file, 'load')
      const calls = source ? callsOf(source, 'spacy.load') : []
      return calls.flatMap(({args: [name], line}): Finding[] => {
        if (name?.kind !== 'string' || !MODEL.test(name.value) || told.has(name.value) || isInstalled(context, name.value))
          return []
        told.add(name.value)
        return [finding(context, {file, line, model: name.value})]
      })
    })
  },
}

function isDownloaded(context: CheckContext): boolean {
  return hookTexts(context).some(({text}) => DOWNLOADS.test(text)) || [...filesWith(context.project.tree, DOWNLOADS)].length > 0
}

/** As a dependency, by an address that has its name, or as a folder of the app. */
function isInstalled(context: CheckContext, model: string): boolean {
  const name = normaliseName(model)
  const isNamed = productionDependencies(context).list.some((dependency) => dependency.name === name)
  const isAddressed = (pipRequirements(context)?.entries ?? []).some(
    ({written}) => written.includes(model) || written.includes(name),
  )
  return isNamed || isAddressed || context.project.tree.exists(model)
}

function finding(context: CheckContext, {file, line, model}: {file: string; line: number; model: string}): Finding {
  const version = findDependency(context, 'spacy')?.version
  const minor = /^\d+\.\d+/.exec(version ?? '')?.[0]
  const wheel = `https://github.com/explosion/spacy-models/releases/download/${model}-${minor}.0/${model}-${minor}.0-py3-none-any.whl`
  const boot = atStart(context, file, line)
  const advice =
    minor === undefined
      ? `Add the wheel of ${model} to the dependencies, by its URL in the releases of explosion/spacy-models`
      : `Add the line ${model} @ ${wheel}`
  return {
    file,
    fix: {command: null, kind: 'hand'},
    line,
    message: `spacy.load needs the model ${model}, and the dependencies don't include it. ${boot ?? 'The call fails with OSError'} ([E050] Can't find model '${model}'). ${advice}.`,
    ...(boot === undefined && {severity: 'warning' as const}),
  }
}

/** At a module's own level, in a file that is imported when the app starts. */
function atStart(context: CheckContext, file: string, line: number): string | undefined {
  const text = new TextDecoder().decode(context.project.tree.read(file)).split('\n')[line - 1] ?? ''
  if (/^\s/.test(text)) return undefined
  const found = bootImports(context).find((one) => one.file === file)
  return found && bootsAs(found, 'OSError')
}
