import path from 'node:path'

/**
 * An environment in which programs are looked for in absolute folders alone. An empty entry of PATH, or one such as `.`, means
 * the current folder: that of the source, in which anybody may have put a `git`.
 */
export function withoutRelative<Env extends Record<string, string | undefined>>(env: Env): Env {
  const own = Object.keys(env).filter((name) => name.toUpperCase() === 'PATH')
  const paths = own.map((name) => [name, env[name] === undefined ? undefined : absoluteFolders(env[name]).join(path.delimiter)])
  return {...env, ...(Object.fromEntries(paths) as Env)}
}

/** Those of a value of PATH. */
export function absoluteFolders(value: string): string[] {
  return value.split(path.delimiter).filter((folder) => path.isAbsolute(folder))
}

/** Windows looks in the current folder first, unless this variable is there. Source: NeedCurrentDirectoryForExePathW. */
export function leaveOutCurrentFolder(): void {
  if (process.platform === 'win32') process.env.NoDefaultCurrentDirectoryInExePath = '1'
}
