/** The signs that a build's screen is drawn with, each one column wide. */
export interface Glyphs {
  bar: string
  /** The rest of a bar that has a known end. */
  empty: string
  /** A bar of less than half a column. */
  sliver: string
  done: string
  failed: string
  skipped: string
  bullet: string
  ellipsis: string
  spinner: readonly string[]
}

const UNICODE: Glyphs = {
  bar: '█',
  empty: '░',
  sliver: '▏',
  done: '✔',
  failed: '✖',
  skipped: '↓',
  bullet: '•',
  ellipsis: '…',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
}

const ASCII: Glyphs = {
  bar: '#',
  empty: '.',
  sliver: '|',
  done: '+',
  failed: 'x',
  skipped: '-',
  bullet: '*',
  ellipsis: '~',
  spinner: ['|', '/', '-', '\\'],
}

/** More than ASCII only where the locale says UTF-8; on Windows, in the terminals that are known to draw it. */
export function chooseGlyphs(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Glyphs {
  if (platform === 'win32') return env.WT_SESSION || env.TERM_PROGRAM === 'vscode' ? UNICODE : ASCII
  // The first that is set decides: POSIX, "Internationalization Variables". The Linux console lacks most signs.
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  return /utf-?8/i.test(locale) && env.TERM !== 'linux' ? UNICODE : ASCII
}
