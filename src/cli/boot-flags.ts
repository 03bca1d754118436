import {DEFAULT_TYPE} from '../local-build/boot/process-types.js'
import {Flags} from './heroku-library.js'

const LONGEST_BOOT = 60 * 60

/** The flags of a boot. */
export const BOOT_FLAGS = {
  boot: Flags.string({
    description: '[default: web] start process types of the built app as a dyno does, and judge them; all: every type',
    helpValue: '[TYPE]',
    multiple: true,
  }),
  // Defaults of oclif's would count as given, and so ask for --boot.
  'boot-timeout': Flags.integer({
    dependsOn: ['boot'],
    description: '[default: 60] seconds that a web process has to listen on $PORT, as on Heroku',
    helpValue: 'SECONDS',
    max: LONGEST_BOOT,
    min: 1,
  }),
  path: Flags.string({dependsOn: ['boot'], description: '[default: /] path that the web process is asked for'}),
  host: Flags.string({
    dependsOn: ['boot'],
    description: "[default: the app's] host name that the web process is asked for",
    helpValue: 'DOMAIN',
  }),
  'dyno-size': Flags.string({
    dependsOn: ['boot'],
    description: "[default: that of the app's dynos, else standard-1x] dyno size, for its memory and WEB_CONCURRENCY",
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
