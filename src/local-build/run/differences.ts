import type {Build} from './build.js'
import {HOOKS} from '../../buildpack/hooks.js'
import {isStandIn} from '../plan/commands.js'
import type {PipSettings} from '../../toolchain/pip-index.js'
import type {Difference} from './result.js'

import {namesAppFolder} from '../../buildpack/app-folder.js'
import {PACKAGE_MANAGERS} from '../../package-managers/index.js'
import type {Architecture} from '../../packaging/architecture.js'
import {buildpackRefs} from '../../platform/app.js'
import {isPythonBuildpack} from '../../platform/buildpacks/catalogue.js'
import {parseReference} from '../../platform/buildpacks/reference.js'
import {maskUrls} from '../../platform/secret.js'
import {PASSED_ON} from './environment.js'

/** How this machine's build differs from Heroku's, in what can be told without guessing. Pure. */
export function differencesOf(build: Build, pip: PipSettings): Difference[] {
  const {machine, request} = build
  const found: (Difference | false)[] = [
    {
      id: 'system',
      message: `Built on ${SYSTEMS[machine.platform] ?? machine.platform} (${machine.arch}); Heroku builds on ${imageOf(build)} (${ARCHITECTURES[request.architecture]}).`,
    },
    pythonPatch(build),
    request.kind === 'classic' &&
      isInVenv(build) && {
        id: 'python-home',
        message:
          "Python runs from a virtual environment on this machine, so PYTHONHOME isn't set when the app runs. Heroku installs its own Python.",
      },
    ...ofFir(build),
    ofManager(build),
    standIn(build),
    build.data.failure_reason === 'python-version::unknown-patch' && {
      id: 'python-download',
      message: "Nothing is downloaded here, so the log doesn't have the messages of the failed download.",
    },
    pipSettings(pip),
    passedOn(build),
    otherBuildpacks(buildpackRefs(request.app)),
    appFolder(build),
    hasHook(build) &&
      !machine.leftovers.areFound && {
        id: 'background',
        message:
          'Programs that a hook leaves running end with the hook on this system. On Heroku, they run until the end of the build.',
      },
    gitAttributes(build),
    hasHook(build) &&
      request.configVars.size > 0 && {
        id: 'env-dir',
        message:
          "The $ENV_DIR folder is empty: config vars aren't written to files here. Hooks see them as environment variables.",
      },
  ]
  return [...found.filter((difference) => difference !== false), ...build.shownOtherwise.differences]
}

/** Where the layers of a Fir build would be, and the folder in which it is made. */
function ofFir({machine, request: {kind, project}}: Build): Difference[] {
  if (kind === 'classic') return []
  const {tree} = project
  const isInTheWay = tree.isFile('.heroku') || tree.exists('.heroku/python')
  return [
    ...(machine.view === null ? [OWN_FOLDER] : []),
    {
      id: 'python-layer',
      message:
        "On Fir, the dyno's PATH and LD_LIBRARY_PATH also name the folders of Heroku's Python. Here, they have only the virtual environment.",
    },
    ...(isInTheWay ? [COMMITTED_HOME] : []),
  ]
}

const OWN_FOLDER: Difference = {
  id: 'build-folder',
  message:
    "Fir builds every time in /workspace. This machine can't show the build its folder there, so tools reinstall what lies in it.",
}

const COMMITTED_HOME: Difference = {
  id: 'committed-python-home',
  message: 'The app has its own .heroku/python or a file .heroku. Fir keeps it. Here, the virtual environment takes its place.',
}

/** As Node names processors. */
const ARCHITECTURES: Record<Architecture, string> = {aarch64: 'arm64', x86_64: 'x64'}

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = {darwin: 'macOS', linux: 'Linux', win32: 'Windows'}

function imageOf({request}: Build): string {
  if (request.kind === 'cnb') return "the image of Fir's builder"
  const number = /^heroku-(\d\d)$/.exec(request.stack)?.[1]
  return number === undefined
    ? `the image of ${request.stack}`
    : `Ubuntu ${number}.04 with the packages of the ${request.stack} stack`
}

function pythonPatch({interpreter, prediction}: Build): Difference | false {
  const {python_version} = prediction
  if (!interpreter || python_version === null || interpreter.version === python_version) return false
  return {
    id: 'python-patch',
    message: `Heroku uses Python ${python_version}; this machine has ${interpreter.version} (${interpreter.origin}).`,
  }
}

function ofManager(build: Build): Difference | false {
  const {prediction, request} = build
  const manager = prediction.package_manager
  if (manager === null) return false
  const {classic, cnb} = PACKAGE_MANAGERS[manager]
  if (request.kind === 'cnb') return cnb?.difference ?? false
  return (isInVenv(build) ? classic.differenceInVenv : undefined) ?? classic.difference ?? false
}

/** Of uv, which is told which Python to use. */
function standIn({interpreter, prediction, request}: Build): Difference | false {
  const {package_manager, python_version} = prediction
  if (request.kind !== 'classic' || package_manager === null || interpreter === null || python_version === null) return false
  const {classic, name} = PACKAGE_MANAGERS[package_manager]
  if (classic.forStandIn === undefined || !isStandIn(interpreter, python_version)) return false
  return {
    id: 'stand-in-python',
    message: `${name} is told which Python to use (${Object.keys(classic.forStandIn).join(', ')}), because this machine's isn't Heroku's. Its messages may name it in another way.`,
  }
}

function isInVenv({interpreter}: Build): boolean {
  return interpreter?.home === null
}

function pipSettings(settings: PipSettings): Difference | false {
  const parts = Object.entries(settings).map(([name, value]) => `${name} = ${maskUrls(value)}`)
  if (parts.length === 0) return false
  return {id: 'pip-settings', message: `pip uses this machine's network settings: ${parts.join(', ')}.`}
}

function passedOn({machine}: Build): Difference | false {
  const names = Object.keys(machine.env).filter((name) => PASSED_ON[name] === 'proxy' || PASSED_ON[name] === 'certificates')
  if (names.length === 0) return false
  return {id: 'network', message: `The build uses this machine's proxies and certificates: ${names.sort().join(', ')}.`}
}

function otherBuildpacks(refs: readonly string[]): Difference | false {
  const others = refs.map((ref) => parseReference(ref)).filter((reference) => !isPythonBuildpack(reference))
  if (others.length === 0) return false
  return {id: 'buildpacks-not-run', message: `Other buildpacks were not run: ${others.map(({shown}) => shown).join(', ')}.`}
}

/** What a hook, or a process, names on Heroku; and where Heroku CI builds. */
function appFolder({machine, request, tree}: Build): Difference | false {
  if (request.kind !== 'classic' || machine.view !== null) return false
  const naming = [...HOOKS, 'Procfile', '.profile'].filter((file) =>
    namesAppFolder(new TextDecoder().decode(tree.isFile(file) ? tree.read(file) : undefined)),
  )
  if (naming.length === 0 && !request.ci) return false
  const what =
    naming.length === 0
      ? 'so its programs see it under another path'
      : `so what names /app finds nothing there: ${naming.join(', ')}`
  return {id: 'app-folder', message: `This machine can't show the build its folder as /app, as Heroku does, ${what}.`}
}

/** Attributes by which a checkout, or an archive of the commit, has other files or bytes than git stores. */
const CHANGING_ATTRIBUTE = /^[^#\n]*\s(?:eol=crlf|export-ignore|export-subst|ident|working-tree-encoding=)/m

function gitAttributes({request: {project}}: Build): Difference | false {
  const {source, tree} = project
  const text = new TextDecoder().decode(tree.isFile('.gitattributes') ? tree.read('.gitattributes') : undefined)
  if (source.commit === null || !CHANGING_ATTRIBUTE.test(text)) return false
  return {
    id: 'git-attributes',
    message: "Files are built with the names and bytes that git stores: .gitattributes isn't applied to them here.",
  }
}

function hasHook({data}: Build): boolean {
  return data.pre_compile_hook === true || data.post_compile_hook === true
}
