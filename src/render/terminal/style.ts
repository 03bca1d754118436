import {linked, showsLinks} from './links.js'

/** How a text is marked: with the Heroku CLI's themeable colours in a terminal, not at all elsewhere. */
export interface Style {
  app(text: string): string
  bold(text: string): string
  code(text: string): string
  dim(text: string): string
  failure(text: string): string
  info(text: string): string
  /** Leads to an address, where the terminal can. */
  link(text: string, url: string): string
  /** Whether it can. */
  readonly hasLinks: boolean
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
  hasLinks: false,
  info: same,
  link: same,
  success: same,
  warning: same,
}

/** What of a stream decides how it is written to. */
export interface StyledStream {
  isTTY?: boolean
  /** Node's own, of a terminal: 1, 4, 8 or 24 bits. */
  getColorDepth?(env?: object): number
}

const SIXTEEN_COLOURS = 4

/** Colours only in a terminal, never under CI, with NO_COLOR or `--no-color`. */
export async function chooseStyle(stream: StyledStream, noColor: boolean, env: NodeJS.ProcessEnv): Promise<Style> {
  const colours = stream.isTTY === true && !noColor && !env.CI && !env.NO_COLOR && env.TERM !== 'dumb'
  if (!colours) return plainStyle
  const hasLinks = showsLinks(env)
  const links = {hasLinks, link: hasLinks ? linked : same}
  if ((stream.getColorDepth?.(env) ?? SIXTEEN_COLOURS + 1) <= SIXTEEN_COLOURS) return {...SIXTEEN, ...links}
  const color = await import('@heroku/heroku-cli-util/color')
  return {
    ...links,
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

/** The theme's colours come out white, or anyhow, where there are only sixteen: an error must be red. */
const SIXTEEN: Omit<Style, 'hasLinks' | 'link'> = {
  app: ansi(35),
  bold: ansi(1, 22),
  code: ansi(1, 22),
  dim: ansi(2, 22),
  failure: ansi(31),
  info: ansi(36),
  success: ansi(32),
  warning: ansi(33),
}

function ansi(open: number, close = 39): (text: string) => string {
  return (text) => `\u001B[${open}m${text}\u001B[${close}m`
}
