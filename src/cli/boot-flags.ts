import {DEFAULT_TYPE} from '../local-build/boot/process-types.js'
import {Flags} from './flags.js'

const LONGEST_BOOT = 60 * 60

/** The flags of a boot. */
export const BOOT_FLAGS = {
  boot: Flags.string({
    description: '[default: web] process types to start as on a dyno, and check; all: every type',
    helpValue: '[TYPE]',
    multiple: true,
  }),
  // Defaults of oclif's would count as given, and so ask for --boot.
  'boot-timeout': Flags.integer({
    dependsOn: ['boot'],
    description: '[default: 60] seconds for a web process to start listening on $PORT, as on Heroku',
    helpValue: 'SECONDS',
    max: LONGEST_BOOT,
    min: 1,
  }),
  path: Flags.string({dependsOn: ['boot'], description: '[default: /] path to request from the web process'}),
  host: Flags.string({
    dependsOn: ['boot'],
    description: "[default: the app's] host name to request from the web process",
    helpValue: 'DOMAIN',
  }),
  'dyno-size': Flags.string({
    dependsOn: ['boot'],
    description: "[default: the app's, or standard-1x] dyno size, which sets the memory limit and WEB_CONCURRENCY",
    helpValue: 'SIZE',
  }),
}

/** oclif knows no flag with an optional value: a bare `--boot` gets the default one. */
export function withBootType(argv: readonly string[]): string[] {
  return argv.flatMap((word, index) => {
    const next = argv[index + 1]
    const isBare = word === '--boot' && (next === undefined || next.startsWith('-'))
    return isBare ? [word, DEFAULT_TYPE] : [word]
  })
}
