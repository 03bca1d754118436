import {Flags} from './flags.js'

/** The flags by which every command finds its app and its source. */
export const APP_FLAGS = {
  app: Flags.string({char: 'a', description: 'app to run command against'}),
  remote: Flags.string({char: 'r', description: 'git remote of app to use'}),
  source: Flags.string({description: "[default: git repository root] folder of the app's source", helpValue: 'DIR'}),
}

export const OFFLINE_FLAG = Flags.boolean({
  description: "don't use the network: no Platform API, no newer buildpack data",
})

/** Of every command. oclif adds `--json`. */
export const BASE_FLAGS = {
  schema: Flags.boolean({description: 'print the JSON Schema of what --json prints', helpGroup: 'GLOBAL'}),
  'no-color': Flags.boolean({description: 'disable colors', helpGroup: 'GLOBAL', hidden: true}),
}
