import {once} from 'node:events'
import {createServer, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'

import type {ReleaseData, ReleaseDataOptions} from '../../src/releases/current-releases.js'
import {currentReleaseData} from '../../src/releases/current-releases.js'
import {realSystem} from '../../src/system/real-system.js'
import type {System} from '../../src/system/system.js'
import {TestClock} from '../support/test-clock.js'

const HOUR = 3_600_000

/** Releases that never were, in the form of the buildpacks' files. `latest` is the classic one's newest Python. */
export function classicSources(number: string, released: string, latest = '3.16.1'): Record<string, string> {
  return {
    'CHANGELOG.md': `## [Unreleased]\n\n## [v${number}] - ${released}\n`,
    'bin/detect': '\nKNOWN_PYTHON_PROJECT_FILES=(\n\tuv.lock\n\t# Commonly seen misspellings of requirements.txt\n\treqs.txt\n)',
    'lib/checks.sh':
      'case "${stack}" in\n\t\theroku-26 | heroku-28)\n\t\theroku-22 | old*)\n\tesac\nfor venv_name in ".venv"; do\n',
    'lib/pip.sh': 'SETUPTOOLS_VERSION=\'71.0\'\n"${python_major_version}" == +(3.15)',
    'lib/python_version.sh': [
      ...[10, 11, 12, 13, 14].map((minor) => `LATEST_PYTHON_3_${minor}="3.${minor}.30"`),
      'LATEST_PYTHON_3_15="3.15.2"',
      `LATEST_PYTHON_3_16="${latest}"`,
      'OLDEST_SUPPORTED_PYTHON_3_MINOR_VERSION=10',
      'NEWEST_SUPPORTED_PYTHON_3_MINOR_VERSION=16',
      'DEFAULT_PYTHON_FULL_VERSION="${LATEST_PYTHON_3_16}"',
      'MISSPELLED_PYTHON_VERSION_FILE_NAMES=(\n\t".pythonversion"\n)',
      'function python_version::warn_if_deprecated_major_version() {\n}',
    ].join('\n'),
    'requirements/pip.txt': 'pip==30.0\n',
    'requirements/pipenv.txt': 'pipenv==2031.1.0\n',
    'requirements/poetry.txt': 'poetry==3.0.0\n',
    'requirements/uv.txt': 'uv==1.0.0\n',
  }
}

export function cnbSources(number: string, released: string): Record<string, string> {
  const {
    'requirements/pip.txt': pip,
    'requirements/poetry.txt': poetry,
    'requirements/uv.txt': uv,
  } = classicSources('1', released)
  return {
    'CHANGELOG.md': `## [${number}] - ${released}\n`,
    'requirements/pip.txt': pip!,
    'requirements/poetry.txt': poetry!,
    'requirements/uv.txt': uv!,
    'src/checks.rs': 'const FORBIDDEN_ENV_VARS: [&str; 1] = ["PIP_EXAMPLE"];',
    'src/detect.rs': 'const KNOWN_PYTHON_PROJECT_FILES: [&str; 1] = ["uv.lock"];',
    'src/main.rs': 'if let RequestedPythonVersion {\n    }\n        }',
    'src/python_version.rs': [
      'DEFAULT_PYTHON_VERSION: RequestedPythonVersion = RequestedPythonVersion {\n    major: 3,\n    minor: 16,',
      ...[10, 11, 12, 13, 14, 15].map((minor) => `LATEST_PYTHON_3_${minor}: PythonVersion = PythonVersion::new(3, ${minor}, 30)`),
      'LATEST_PYTHON_3_16: PythonVersion = PythonVersion::new(3, 16, 1)',
      'OLDEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = 10;',
      'NEWEST_SUPPORTED_PYTHON_3_MINOR_VERSION: u16 = 16;',
    ].join('\n'),
  }
}

const REPOSITORY = {classic: 'heroku/heroku-buildpack-python', cnb: 'heroku/buildpacks-python'}

/** A server that stands in for the one from which the buildpacks' files are read. */
export class ReleaseServer {
  readonly requests: string[] = []
  /** Answers instead of the files, where it is set. */
  answer: ((path: string, response: ServerResponse) => void) | undefined
  /** For an answer that leaves out its end: the time of who waits for it is over. */
  onHang = () => {}
  private readonly files = new Map<string, string>()
  private readonly server: Server = createServer((request, response) => {
    const path = request.url ?? ''
    this.requests.push(path)
    if (this.answer) return this.answer(path, response)
    const file = this.files.get(path)
    response.statusCode = file === undefined ? 404 : 200
    response.end(file ?? '404: Not Found')
  })

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** The changelog of the main branch, and all files of the tag. */
  publish(kind: 'classic' | 'cnb', tag: string, sources: Record<string, string>): void {
    this.files.set(`/${REPOSITORY[kind]}/main/CHANGELOG.md`, sources['CHANGELOG.md']!)
    for (const [file, text] of Object.entries(sources)) this.files.set(`/${REPOSITORY[kind]}/${tag}/${file}`, text)
  }

  /** @param now the time, as an ISO date */
  async ask(now: string, options: Partial<ReleaseDataOptions> = {}, system: Partial<System> = {}): Promise<ReleaseData> {
    const clock = new TestClock(now)
    this.onHang = () => clock.pass(HOUR)
    const all: ReleaseDataOptions = {baseUrl: this.url, cacheFolder: null, kind: 'classic', offline: false, ...options}
    return currentReleaseData(all, {...realSystem, clock, ...system})
  }
}
