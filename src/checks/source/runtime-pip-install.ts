import type {Check, Finding} from '../check.js'

/** Files that run on a developer's machine or in CI, not on a dyno. */
const NOT_AT_RUNTIME =
  /(?:^|\/)(?:(?:setup|noxfile|tasks|fabfile|conftest|dodo|test_[^/]*|(?:install|bootstrap|build)[\w-]*)\.py$|(?:scripts?|tools|ci)\/)|_test\.py$/

const CALLS = [
  /\bos\.(?:system|popen)\s*\(\s*[A-Za-z]{0,2}["'][^"']*\bpip3?\s+install\b/,
  /\bsubprocess\.\w+\s*\(\s*[A-Za-z]{0,2}["'][^"']*\bpip3?\s+install\b/,
  /\bsubprocess\.\w+\s*\(\s*\[[^\]]*["']pip3?["']\s*,\s*["']install["']/,
  /\bpip(?:\._internal)?\.main\s*\(/,
]

export const runtimePipInstall: Check = {
  id: 'source/runtime-pip-install',
  title: 'the app runs pip install at run time',
  severity: 'warning',
  docs: {
    what: "The Procfile or the app's code runs `pip install`.",
    why: "A dyno's file system is cleared at each restart. So each start installs the packages again, in their newest version, and they can conflict with what the build installed.",
    fix: "List the packages in your package manager's file, so the build installs them.",
    example: '`web: pip install -r requirements.txt && gunicorn app:app`',
    link: 'https://devcenter.heroku.com/articles/dynos#ephemeral-filesystem',
  },
  run({project}) {
    const findings: Finding[] = []
    for (const file of project.tree.files()) {
      const contents =
        file === 'Procfile' || (file.endsWith('.py') && !NOT_AT_RUNTIME.test(file)) ? project.tree.read(file) : undefined
      if (!contents) continue
      const line = file === 'Procfile' ? procfileLine(contents) : pythonLine(contents)
      if (line !== undefined) findings.push({file, fix: {command: null, kind: 'hand'}, line, message: MESSAGE})
    }

    return findings
  },
}

const MESSAGE =
  "This runs pip install on the dyno, whose file system is cleared at each restart. List the packages in your package manager's file instead."

function procfileLine(contents: Uint8Array): number | undefined {
  const lines = new TextDecoder().decode(contents).split('\n')
  const index = lines.findIndex((line) => /^[\w-]+:.*\bpip3?\s+install\b/.test(line))
  return index === -1 ? undefined : index + 1
}

/** A call may run over several lines: each is looked at with the three that follow. */
function pythonLine(contents: Uint8Array): number | undefined {
  const text = new TextDecoder().decode(contents)
  if (!text.includes('pip')) return undefined
  const lines = text.split('\n').map((line) => line.replace(/^\s*#.*$/, ''))
  const index = lines.findIndex((line, at) => {
    if (!/\b(?:subprocess|os|pip)\b/.test(line)) return false
    const call = lines.slice(at, at + 4).join(' ')
    return CALLS.some((pattern) => (pattern.exec(call)?.index ?? Infinity) < line.length)
  })
  return index === -1 ? undefined : index + 1
}
