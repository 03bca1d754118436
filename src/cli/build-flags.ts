import {platform} from '../buildpack/release.js'
import {APP_FLAGS} from './app-flags.js'
import {BOOT_FLAGS} from './boot-flags.js'
import {Flags} from './flags.js'

const CONFIG_VARS = ['none', 'safe', 'all'] as const
const LONGEST_TIMEOUT = 24 * 60

/** The flags of python:build-local. */
export const BUILD_FLAGS = {
  ...APP_FLAGS,
  ref: Flags.string({description: '[default: HEAD] commit, branch or tag to build', exclusive: ['dirty']}),
  dirty: Flags.boolean({description: 'build the files on disk instead of a commit'}),
  stack: Flags.string({description: "[default: the app's, or the default for new apps] stack to build for"}),
  to: Flags.string({
    description: 'build as if the app had moved: to a stack, a Python version, fir or uv',
    exclusive: ['ci', 'stack'],
    helpValue: 'TARGET',
    multiple: true,
  }),
  ci: Flags.boolean({default: false, description: 'build as Heroku CI does, with test dependencies'}),
  plan: Flags.boolean({
    description: 'show each step and its reason, without building',
    exclusive: ['output', 'install-python'],
  }),
  events: Flags.boolean({
    description: 'print the build as it runs, as one JSON event per line',
    exclusive: ['json', 'plan'],
  }),
  output: Flags.string({description: 'folder to save the built app in, with a script to start it', helpValue: 'DIR'}),
  'no-cache': Flags.boolean({
    description: "build without the app's build cache, and don't save one",
    exclusive: ['clear-cache'],
  }),
  'clear-cache': Flags.boolean({description: "delete the app's build cache first"}),
  cache: Flags.option({
    description: "start from the app's build cache on Heroku, as its next build does",
    exclusive: ['ci', 'clear-cache', 'no-cache', 'offline', 'plan', 'to'],
    options: ['heroku'] as const,
  })(),
  'env-file': Flags.string({
    description: "file of NAME=VALUE lines, which override the app's config vars",
    helpValue: 'FILE',
  }),
  'config-vars': Flags.option({
    description: "[default: safe with an app] app's config vars to use; safe: all except those that add-ons own",
    options: CONFIG_VARS,
  })(),
  confirm: Flags.string({description: 'app name, to confirm --config-vars all', helpValue: 'APP'}),
  python: Flags.string({
    description: '[default: best match on this machine] Python interpreter to build with',
    exclusive: ['install-python'],
    helpValue: 'PATH',
  }),
  'install-python': Flags.boolean({description: 'install a missing Python with uv, without asking'}),
  timeout: Flags.integer({
    default: platform.buildTimeoutMinutes,
    description: 'minutes before the build is stopped, as on Heroku; 0: no limit',
    helpValue: 'MIN',
    max: LONGEST_TIMEOUT,
    min: 0,
  }),
  ...BOOT_FLAGS,
  verbose: Flags.boolean({description: 'show the full build log and the output of booted processes'}),
  offline: Flags.boolean({
    description: "don't use the Platform API or fetch newer buildpack data; package managers still use the network",
  }),
}
