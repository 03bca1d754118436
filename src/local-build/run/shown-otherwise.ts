import {OpenPath} from './open-path.js'
import type {Difference} from './result.js'

/** What the output shows in another way than on Heroku, and why. */
const MESSAGES = {
  'build-path':
    "A tool broke its lines in the path of the build's folder, or made a column as wide as it. On Heroku, that is /tmp/build_ and eight digits, so the lines are otherwise.",
  'bash-messages': 'Messages that bash prints on Heroku, such as "Killed", are shortened here.',
  'control-characters': 'Sequences of control characters for a terminal, except colors, are in the log on Heroku, but not here.',
  'long-lines': 'Lines of more than a million characters are cut here.',
  'own-variables':
    'Programs here also see variables that Heroku does not set, and the output names them: GIT_SSH_COMMAND, GIT_TERMINAL_PROMPT, HEROKU_PYTHON_BUILD, PIP_CONFIG_FILE, TMPDIR.',
  'temporary-folder':
    "A tool broke its lines at the path of the build's temporary folder. On Heroku, that is /tmp, so the lines are longer.",
}

/** Those of our variables that no tool of the build names by itself. */
const OWN_VARIABLES = /\b(?:GIT_SSH_COMMAND|GIT_TERMINAL_PROMPT|HEROKU_PYTHON_BUILD|PIP_CONFIG_FILE)\b/

/** The shell that starts a hook says this of one whose interpreter isn't there, and names itself: on Heroku by its own path. */
const NOT_STARTED = /^bin\/(?:pre|post)_compile: line \d+: bin\/(?:pre|post)_compile: cannot execute: /

/** The line below a table's head. */
const RULE = /^\s*-[- ]*$/

/** Reads along what a build's programs print. */
export class ShownOtherwise {
  readonly #ids = new Set<keyof typeof MESSAGES>()
  readonly #paths: readonly [id: keyof typeof MESSAGES, path: OpenPath][]
  readonly #build: string
  /** Within a table that has a column as wide as the build's path. */
  #isInWideTable = false

  /** @param folders the build's, as its programs see them */
  constructor({build, temporary}: {build: string; temporary: string}) {
    this.#build = build
    this.#paths = [
      ['build-path', new OpenPath(build)],
      ['temporary-folder', new OpenPath(temporary, build)],
    ]
  }

  add(id: keyof typeof MESSAGES): void {
    this.#ids.add(id)
  }

  look(line: string): void {
    if (OWN_VARIABLES.test(line)) this.add('own-variables')
    if (NOT_STARTED.test(line)) this.add('bash-messages')
    for (const [id, path] of this.#paths) if (path.isBrokenAt(line) || path.hasOwnLine(line)) this.add(id)
    this.#lookAtTable(line)
  }

  #lookAtTable(line: string): void {
    if (RULE.test(line)) this.#isInWideTable = line.split(' ').some((column) => column.length >= this.#build.length)
    else if (line.trim() === '') this.#isInWideTable = false
    else if (this.#isInWideTable && line.includes(this.#build)) this.add('build-path')
  }

  get differences(): Difference[] {
    return [...this.#ids].sort().map((id) => ({id, message: MESSAGES[id]}))
  }
}
