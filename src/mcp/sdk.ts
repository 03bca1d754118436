/** What is used of the SDK: bundled as one file (scripts/bundle.js), so that the plugin's install has none of its packages. */
export {Server} from '@modelcontextprotocol/sdk/server/index.js'
export {StdioServerTransport} from '@modelcontextprotocol/sdk/server/stdio.js'
export {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  RootsListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js'
