import type {Check, Need} from '../../checks/check.js'

const FIXES = 'Automatic fixes are only made with `--fix`, which shows them first.'

const NEEDS: Record<Need, string> = {
  app: 'the app, over the Platform API',
  buildpacks: "the app's buildpacks, over the Platform API",
  'config-vars': "the app's config vars, over the Platform API",
  formation: "the app's formation, over the Platform API",
  'last-release': "the app's last release, over the Platform API",
  'last-build': "the app's last build and its log, over the Platform API",
  online: 'the package index, with `--online`',
  'target-python': 'a Python of the new version on this machine, in a forecast (`--to`)',
  worktree: 'the files on disk and the commit',
}

/** A check's page: docs/checks/<id>.md. */
export function checkPage({docs, id, needs = [], ofMoves, severity, title}: Check): string {
  const reads = ['the source', ...needs.map((need) => NEEDS[need])]
  return `# ${id}

**${title}** · ${severity} · reads ${reads.join(' and ')}

## What it looks for

${docs.what}${ofMoves ? '\n\nOnly `heroku python:doctor --to TARGET` makes this check: it compares the app before and after a move.' : ''}

Example: ${docs.example}

## Why

${docs.why}

## How to fix it

${docs.fix}

More: <${docs.link}>

## How to skip it

Once: \`heroku python:doctor --skip ${id}\`. Permanently, with a reason, in \`.heroku-python.json\`:

\`\`\`json
{"suppress": {"${id}": "why this doesn't matter here"}}
\`\`\`

${FIXES}
`
}
