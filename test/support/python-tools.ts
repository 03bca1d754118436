import type {ToolPython} from '../../src/toolchain/find-python.js'
import {installTool, type Tool, type ToolName} from '../../src/toolchain/install-tool.js'
import {builtInReleases} from '../../src/buildpack/release.js'
import {anyPython, machine} from '../pin/machine.js'

/** The buildpack's version of a tool, from the cache that all tests share, and the Python that it was found with. */
export async function tool(name: ToolName): Promise<Tool & {python: ToolPython}> {
  const python = await anyPython()
  return {...(await installTool(name, builtInReleases.classic.tools[name], python, machine())), python}
}
