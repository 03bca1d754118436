import type {System} from '../system/system.js'
import type {ToolMachine} from './install-tool.js'

import {abortOnInterrupt} from '../system/interruption.js'

interface MachineOptions {
  /** That of the plugin. */
  cacheFolder: string
  progress(message: string): void
}

/** Does something with the tools of this machine, and the network. Ctrl-C ends the tool that runs. */
export async function withToolMachine<Result>(
  options: MachineOptions,
  system: System,
  action: (machine: ToolMachine) => Promise<Result>,
): Promise<Result> {
  const {end, signal} = abortOnInterrupt()
  const {env, platform} = system.host
  try {
    return await action({...system, ...options, env, offline: false, platform, signal})
  } finally {
    end()
  }
}
