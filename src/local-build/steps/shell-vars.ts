/** What to do about a config var at which the shell of a step ended. */
export function becauseOf(name: string): string[] {
  return [
    `The buildpack's shell can't export the config var ${name}, because of its name or value.`,
    `Rename the config var, or remove it:\nheroku config:unset ${name}`,
  ]
}
