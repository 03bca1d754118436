/**
 * Whether a terminal shows links (OSC 8). Only those count that are known to: another may print the address as it is.
 * Sources: the "Hyperlinks in Terminal Emulators" list, and the variables that those terminals set.
 */
export function showsLinks(env: NodeJS.ProcessEnv): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return env.FORCE_HYPERLINK !== '0'
  // A multiplexer hands them on only if it is told to.
  if (env.TMUX || env.STY) return false
  if (env.WT_SESSION || env.KITTY_WINDOW_ID || env.DOMTERM) return true
  const [major = 0, minor = 0] = (env.TERM_PROGRAM_VERSION ?? '').split('.').map(Number)
  switch (env.TERM_PROGRAM) {
    case 'ghostty':
    case 'WezTerm':
      return true

    case 'iTerm.app':
      return major > 3 || (major === 3 && minor >= 1)

    case 'vscode':
      return major > 1 || (major === 1 && minor >= 72)

    default:
      // GNOME Terminal and its kin; 0.50.0 crashed at a link.
      return Number(env.VTE_VERSION ?? 0) > 5000
  }
}

/** A text that leads to an address. */
export function linked(text: string, url: string): string {
  return `\u001B]8;;${url}\u0007${text}\u001B]8;;\u0007`
}
