/** How a text is marked: with the Heroku CLI's themeable colours in a terminal, not at all elsewhere. */
export interface Style {
  app(text: string): string
  bold(text: string): string
  code(text: string): string
  dim(text: string): string
  failure(text: string): string
  info(text: string): string
  success(text: string): string
  warning(text: string): string
}

const same = (text: string) => text

export const plainStyle: Style = {
  app: same,
  bold: same,
  code: same,
  dim: same,
  failure: same,
  info: same,
  success: same,
  warning: same,
}

/** Colours only in a terminal, never under CI, with NO_COLOR or `--no-color`. */
export async function chooseStyle(stream: {isTTY?: boolean}, noColor: boolean, env: NodeJS.ProcessEnv): Promise<Style> {
  const colours = stream.isTTY === true && !noColor && !env.CI && !env.NO_COLOR && env.TERM !== 'dumb'
  if (!colours) return plainStyle
  const color = await import('@heroku/heroku-cli-util/color')
  return {
    app: color.app,
    bold: color.bold,
    code: color.code,
    dim: color.inactive,
    failure: color.failure,
    info: color.info,
    success: color.success,
    warning: color.warning,
  }
}
