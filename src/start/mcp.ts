import {lightConfig} from '../cli/light/command.js'
import {realSystem} from '../system/real-system.js'

/** Words after it, such as --help, are oclif's. */
export async function run(argv: readonly string[]): Promise<boolean> {
  if (argv.length > 0) return false
  const {serve} = await import('../mcp/serve.js')
  await serve(realSystem, lightConfig().version)
  return true
}
