import type {System} from '../system/system.js'

import path from 'node:path'

import {ownFolder, readSchema} from '../cli/schemas.js'
import {Builds} from './builds.js'
import {checkInput, type InputSchema} from './check-input.js'
import {NOTICE} from './quoted.js'
import {Refusal} from './refusal.js'
import {Roots} from './roots.js'
import {runCommand} from './run-command.js'
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  RootsListChangedNotificationSchema,
  Server,
  StdioServerTransport,
} from './sdk.js'
import {type Tool, TOOLS, type Workshop} from './tools.js'

const INSTRUCTIONS = `These tools predict and reproduce what Heroku's Python buildpack does with an app. Call doctor. For findings whose fix kind is "auto", call fix with apply: true. For others, run the fix command or edit the file. Call doctor again until it finds no error. Then call build, and poll its status. ${NOTICE}`

/** A tool's schemas, as docs/schemas/mcp-NAME.json has them. */
interface Schemas {
  input: InputSchema & {type: 'object'}
  output: {type: 'object'}
}

/** Serves the tools on standard input and output until the client is gone. */
export async function serve(system: System, version: string): Promise<void> {
  const server = new Server(
    {name: 'heroku-python', title: 'Heroku Python', version},
    {capabilities: {tools: {}}, instructions: INSTRUCTIONS},
  )
  const schemas = await readSchemas(system)
  const roots = new Roots(async () => askRoots(server), system.host.cwd, system.files)
  const program = {file: path.join(await ownFolder(system.files), 'bin/run.js'), runtime: process.execPath}
  const builds = new Builds({env: environment(system.host.env), processes: system.processes, program})
  server.setNotificationHandler(RootsListChangedNotificationSchema, () => roots.forget())
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: Object.entries(TOOLS).map(([name, tool]) => describeTool(name, tool, schemas[name]!)),
  }))
  server.setRequestHandler(CallToolRequestSchema, async ({params}, {signal}) => {
    const {arguments: input = {}, name} = params
    const run: Workshop['run'] = async (args, cwd) => runCommand(args, {cwd, processes: system.processes, program, signal})
    return call(name, input, {
      schemas,
      workshop: {builds, folder: async (asked) => roots.folder(asked), run, started: system.host.cwd},
    })
  })
  await serveUntilGone(server)
  await builds.cancelAll()
}

/** Whichever comes first: the client closes our input, or a signal. Then nothing is to be left running. */
async function serveUntilGone(server: Server): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    Object.assign(server, {onclose: resolve})
    process.stdin.once('end', resolve).once('close', resolve)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve)
  })
  await server.connect(new StdioServerTransport())
  await gone
  await server.close()
}

interface Calling {
  schemas: Readonly<Record<string, Schemas>>
  workshop: Workshop
}

async function call(name: string, input: Record<string, unknown>, {schemas, workshop}: Calling) {
  try {
    const tool = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined
    if (!tool) throw new Refusal(`There is no tool ${JSON.stringify(name)}.`, `The tools are ${Object.keys(TOOLS).join(', ')}.`)
    checkInput(input, schemas[name]!.input)
    const {answer, text} = await tool.call(input as never, workshop)
    if ('document' in answer) return answerOf(text, {result: answer.document})
    return {...answerOf(text, {error: answer.error}), isError: true}
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {...answerOf(error.message, {error: error.toJson()}), isError: true}
  }
}

function answerOf(text: string, content: object) {
  return {content: [{text: `${text}\n${NOTICE}`, type: 'text' as const}], structuredContent: {notice: NOTICE, ...content}}
}

function describeTool(name: string, {description, hints, title}: Tool, {input, output}: Schemas) {
  return {annotations: {title, ...hints}, description, inputSchema: input, name, outputSchema: output, title}
}

async function readSchemas({files}: System): Promise<Record<string, Schemas>> {
  const read = async (name: string) => [name, JSON.parse(await readSchema(`mcp-${name}`, files)) as Schemas] as const
  return Object.fromEntries(await Promise.all(Object.keys(TOOLS).map(async (name) => read(name))))
}

async function askRoots(server: Server): Promise<readonly string[] | undefined> {
  if (!server.getClientCapabilities()?.roots) return undefined
  const {roots} = await server.listRoots()
  return roots.map(({uri}) => uri)
}

function environment(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
