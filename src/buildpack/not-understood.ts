/**
 * The program does something that this interpreter doesn't know to do exactly as bash does. It never guesses: what a program decides
 * is then unknown.
 */
export class NotUnderstood extends Error {
  constructor(what: string) {
    super(`not understood: ${what.slice(0, 200)}`)
  }
}
