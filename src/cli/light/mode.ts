let light = false

/** Whether the commands run without oclif and the Heroku CLI's library: in light/command.ts's class. */
export function isLight(): boolean {
  return light
}

/** Before the first command is loaded: what a command is made of can't be changed afterwards. */
export function goLight(): void {
  light = true
}
