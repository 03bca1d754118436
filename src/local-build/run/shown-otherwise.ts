import type {Difference} from './result.js'

/** What the output shows in another way than on Heroku, and why. */
const MESSAGES = {
  'bash-messages': 'Messages that bash prints on Heroku, such as "Killed", are shortened here.',
  'long-lines': 'Lines of more than a million characters are cut here.',
  'own-variables':
    'Programs here also see variables that Heroku does not set, and the output names them: GIT_SSH_COMMAND, GIT_TERMINAL_PROMPT, HEROKU_PYTHON_BUILD, PIP_CONFIG_FILE, TMPDIR.',
  'temporary-folder':
    "A tool broke its lines at the path of the build's temporary folder. On Heroku, that is /tmp, so the lines are longer.",
}

/** Those of our variables that no tool of the build names by itself. */
const OWN_VARIABLES = /\b(?:GIT_SSH_COMMAND|GIT_TERMINAL_PROMPT|HEROKU_PYTHON_BUILD|PIP_CONFIG_FILE)\b/

/** So much of a path is no other path of the system. */
const SURE_LENGTH = 24

/** Reads along what a build's programs print. */
export class ShownOtherwise {
  readonly #ids = new Set<keyof typeof MESSAGES>()

  /** @param temporary the build's temporary folder */
  constructor(private readonly temporary: string) {}

  add(id: keyof typeof MESSAGES): void {
    this.#ids.add(id)
  }

  look(line: string): void {
    if (OWN_VARIABLES.test(line)) this.add('own-variables')
    if (this.#endsInTemporaryFolder(line)) this.add('temporary-folder')
  }

  get differences(): Difference[] {
    return [...this.#ids].sort().map((id) => ({id, message: MESSAGES[id]}))
  }

  /** A line that a tool has broken after its 80 characters, or so, within the path or the name that follows it. */
  #endsInTemporaryFolder(line: string): boolean {
    const start = line.lastIndexOf(this.temporary.slice(0, SURE_LENGTH))
    if (start === -1) return false
    const end = line.slice(start)
    return end.length < this.temporary.length && this.temporary.startsWith(end)
  }
}
