import {Client} from '@modelcontextprotocol/sdk/client/index.js'
import {StdioClientTransport} from '@modelcontextprotocol/sdk/client/stdio.js'
import {ListRootsRequestSchema} from '@modelcontextprotocol/sdk/types.js'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

import type {McpDoctorAnswer} from '../../src/mcp/json.js'

import {PROJECT} from './heroku-cli.js'

/** What a tool answers: its structured content, and what stands beside that. */
export type Answered<Answer> = Answer & {isError: boolean; text: string}

export interface McpSession {
  client: Client
  /** Folders that the client allows from now on. */
  allow(folders: readonly string[]): Promise<void>
  /** The SDK's client checks the structured content against the tool's outputSchema itself. */
  call<Answer = McpDoctorAnswer>(name: string, input?: Record<string, unknown>): Promise<Answered<Answer>>
  /** What the server printed beside the protocol. */
  stderr(): string
  close(): Promise<void>
}

export interface SessionOptions {
  /** The program and its first words; default: our own bin. */
  command?: readonly string[]
  cwd: string
  env?: Record<string, string>
  /** undefined: the client has no list of roots. */
  roots?: readonly string[] | undefined
}

/** Starts the server as an MCP client does, over stdio, with the SDK's own client. */
export async function openMcp({command, cwd, env = {}, roots}: SessionOptions): Promise<McpSession> {
  const [program, ...args] = command ?? [process.execPath, path.join(PROJECT, 'bin/run.js'), 'mcp']
  const transport = new StdioClientTransport({
    args,
    command: program!,
    cwd,
    env: {PATH: process.env.PATH!, ...env},
    stderr: 'pipe',
  })
  let printed = ''
  transport.stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  let allowed = roots ?? []
  const client = new Client({name: 'test', version: '1'}, {capabilities: roots ? {roots: {listChanged: true}} : {}})
  if (roots)
    client.setRequestHandler(ListRootsRequestSchema, () => ({
      roots: allowed.map((folder) => ({uri: pathToFileURL(folder).href})),
    }))
  await client.connect(transport)
  // Without it, the client knows no outputSchema to check answers against.
  await client.listTools()
  return {
    async allow(folders) {
      allowed = folders
      await client.sendRootsListChanged()
    },
    async call<Answer>(name: string, input: Record<string, unknown> = {}) {
      const {content, isError = false, structuredContent} = await client.callTool({arguments: input, name})
      const [{text}] = content as [{text: string}]
      return {...(structuredContent as Answer), isError: isError === true, text}
    },
    client,
    close: async () => client.close(),
    stderr: () => printed,
  }
}
