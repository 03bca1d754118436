/**
 * Runs under Node for Windows: `mcp.js RUN_JS ANSWERS FOLDER...`. Starts the MCP server in the current folder, asks its doctor for each
 * folder, and writes what it says of each. Pipes between two programs of Windows lose nothing.
 */
import {spawn} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {createInterface} from 'node:readline'

const [program, target, ...folders] = process.argv.slice(2)
const server = spawn(process.execPath, [program, 'mcp'], {stdio: ['pipe', 'pipe', 'inherit']})
const send = (message) => server.stdin.write(`${JSON.stringify({jsonrpc: '2.0', ...message})}\n`)
const answers = folders.map(() => 'no answer')
const clientInfo = {name: 'test-windows', version: '1'}
send({id: 'first', method: 'initialize', params: {capabilities: {}, clientInfo, protocolVersion: '2025-06-18'}})
let left = folders.length
for await (const line of createInterface({input: server.stdout})) {
  const {id, result} = JSON.parse(line)
  if (id === 'first') {
    send({method: 'notifications/initialized'})
    for (const [index, folder] of folders.entries())
      send({id: index, method: 'tools/call', params: {arguments: {folder}, name: 'doctor'}})
  } else if (typeof id === 'number') {
    answers[id] = result?.content[0].text.split('\n')[0] ?? 'an error'
    left--
  }

  if (left === 0) break
}

writeFileSync(target, JSON.stringify(answers))
server.kill()
