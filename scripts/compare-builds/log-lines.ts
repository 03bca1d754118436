import {type Outcome, withNames} from './outcome.js'

export const plain = (log: string) => log.replaceAll(/\u{1B}\[[0-9;]*m/gu, '').replaceAll('\r\n', '\n')

export function stepLines(log: string): string[] {
  return plain(log)
    .split('\n')
    .filter((line) => line.startsWith('-----> '))
}

/** Why a cache was discarded, one reason a line. */
export function cacheReasons(log: string): string[] {
  return plain(log)
    .split('\n')
    .filter((line) => /^ {7}- The /.test(line))
}

/** An advertisement of the buildpack, which decides nothing. */
const ADVERTISEMENT = /^Note: We recently added support/

/** The kind of each framed message, in order. Errors are in our own words, so only what they begin with is compared. */
export function headings(log: string): string[] {
  const lines = plain(log).split('\n')
  const first = lines.filter((line, index) => /^ ! {5}\S/.test(line) && !lines[index - 1]?.startsWith(' !'))
  return first
    .map((line) => line.slice(7))
    .filter((line) => !ADVERTISEMENT.test(line))
    .map((line) => line.replace(/^((?:Internal )?Error):.*/, '$1'))
}

/** What a hook's `env` shows and one of the two builds has alone: the platform's ids, and where our tools are. */
const OWN_VARIABLE =
  /^ {7}(?:REQUEST_ID|SOURCE_VERSION|GIT_SSH_COMMAND|GIT_TERMINAL_PROMPT|PIP_CONFIG_FILE|TMPDIR|UV_PYTHON|PYTHONHOME|HEROKU_PYTHON_BUILD|SHLVL|OLDPWD|_)=/
/** pip says this to root, which the comparison needs to be. */
const AS_ROOT = /WARNING: Running pip as the 'root' user/

/** The other lines of a log, without what no two builds share: folders, times, sizes, digests, values of config vars. */
export function bodyLines({log, places}: Outcome, env: Readonly<Record<string, string>>): string[] {
  let text = withNames(plain(log), places)
  for (const [name, value] of Object.entries(env)) {
    text = text.replaceAll(new RegExp(`\\b${name}=.*`, 'g'), `${name}=****`)
    for (const line of value.split('\n')) if (line.trim().length > 2) text = text.replaceAll(line.trim(), '****')
  }

  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(?: !|-----> | {7}- The )/.test(line))
    .filter((line) => !OWN_VARIABLE.test(line) && !AS_ROOT.test(line))
    .map((line) => neutral(line))
}

export function neutral(line: string): string {
  return (
    line
      .replaceAll(/\b\d+(?:\.\d+)?\s?(?:ms|s|kB|MB|KiB|MiB|GB|bytes)\b/g, 'N')
      .replaceAll(/\b[0-9a-f]{40,64}\b/g, 'HASH')
      .replaceAll(/\b0x[0-9a-f]{8,}/g, '0xN')
      .replace(/(Created wheel for .*?) size=\d+/, '$1 size=N')
      .replace(/(Stored in directory: ).*/, '$1…')
      .replaceAll(/\/[^\s'":]*\/(lib\/python3(?:\d*\.zip|\.\d+))(?!\/site-packages)/g, '$PYTHON/$1')
      .replaceAll(/\/tmp\/(?:pip|pipenv|tmp|uv)-[-\w]*/g, '/tmp/T')
      // A clone's folder, and Poetry's name for an environment, which is a digest of the project's folder.
      .replaceAll(/(\/tmp\/T\/[\w-]+_)[0-9a-f]{32}\b/g, '$1N')
      .replaceAll(/\/tmp\/T\/pipenv-\w{8}-/g, '/tmp/T/pipenv-N-')
      .replaceAll(/(Creating virtualenv [\w-]+)-[\w-]{8}(-py3)/g, '$1-N$2')
      .trimEnd()
  )
}
