import type {BASE_FLAGS} from '../../cli/app-flags.js'

import {PythonCommand} from '../../cli/base-command.js'
import {whereToAsk} from '../../cli/report-address.js'
import {ProblemError} from '../../common/problem.js'
import {realSystem} from '../../system/real-system.js'

export default class Mcp extends PythonCommand {
  static override summary = 'serve the plugin to AI agents as MCP tools'
  static override description = `Starts a Model Context Protocol server on standard input and output. An MCP client starts it, so you don't run it yourself. Its tools are doctor, explain, plan, fix and build. They only touch folders that the client allows. Without such a list, they only touch the folder that the server was started in. No tool asks a question or changes an app on Heroku.

Exit codes:
0  the client closed the connection
2  "Error:": the server couldn't start

https://devcenter.heroku.com/articles/python-support

${whereToAsk()}`
  static override usage = ['<%= command.id %>']
  static override examples = [
    {command: '<%= config.bin %> <%= command.id %>', description: 'the command to set in an MCP client'},
  ]
  /** Its output is the protocol. */
  static override enableJsonFlag = false
  static override baseFlags = {} as typeof BASE_FLAGS

  async run(): Promise<void> {
    await this.parse(Mcp)
    // There, the lines on standard input are commands.
    if (process.env.HEROKU_MCP_MODE === 'true')
      throw new ProblemError({id: 'usage', message: "This command can't run in heroku repl. Start it from your MCP client"})
    if (process.stdin.isTTY) this.logToStderr('Waiting for an MCP client on standard input. To stop, press Ctrl-C.')
    const {serve} = await import('../../mcp/serve.js')
    await serve(realSystem, this.config.version)
  }
}
