/** The machine, and this process on it. */
export interface Host {
  /** `x64`, `arm64` … */
  arch: string
  cwd: string
  env: NodeJS.ProcessEnv
  pid: number
  platform: NodeJS.Platform
}

export const realHost: Host = {
  arch: process.arch,
  get cwd() {
    return process.cwd()
  },
  env: process.env,
  pid: process.pid,
  platform: process.platform,
}
