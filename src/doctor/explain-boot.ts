import {type CheckedFinding, proven} from '../checks/run-checks.js'

/** What a boot has shown of a process: data of local-build, which knows no checks. */
export interface Symptom {
  /** Its verdict. */
  verdict: string
  /** What the process said of why; null: nothing. */
  cause: string | null
}

interface Rule {
  verdict: RegExp
  /** In the cause; left out: whatever it says. */
  cause?: RegExp
  /** The checks that foretell it. */
  ids: RegExp
}

const ENDED = /^(?:crashed|release-failed)$/

/**
 * Which checks foretell what. Where a process named what it missed (`No module named 'redis'`), a finding must name it too:
 * one about another package is no explanation.
 */
const RULES: readonly Rule[] = [
  {cause: /import string/, ids: /^procfile\/app-object-with-workers$/, verdict: ENDED},
  {cause: /worker requires|class uri/, ids: /^procfile\/worker-class$/, verdict: ENDED},
  {cause: /__call__\(\)|TypeError/, ids: /^procfile\/(?:wrong-interface|server-object)$/, verdict: /^server-error$/},
  {cause: /rediss/, ids: /^config\/redis-tls$/, verdict: /./},
  {cause: /SyntaxError/, ids: /^source\/syntax-error$/, verdict: /./},
  {
    cause: /Unable to load celery|Invalid value for '-A'|The module \S+ was not found/,
    ids: /^procfile\/(?:celery-app|wsgi-module)$/,
    verdict: ENDED,
  },
  {ids: /^procfile\/(?:port-not-bound|web-does-not-listen|dev-server|no-web-process)$/, verdict: /^port-not-bound$/},
  {ids: /^django\/allowed-hosts$/, verdict: /^host-refused$/},
  {ids: /^django\/ssl-/, verdict: /^redirect-loop$/},
  {ids: /^(?:config\/web-concurrency|deps\/slug-heavy)$/, verdict: /^memory-exceeded$/},
  {cause: /No module named|cannot import name/, ids: /^(?:deps|procfile|source|django)\//, verdict: /./},
  {
    cause: /command not found|can't open file|[Nn]o such file/,
    ids: /^procfile\/|^deps\/(?:prod-group-skipped|poetry-main-group)$/,
    verdict: ENDED,
  },
  {cause: /[Ff]ailed to find attribute|Attribute "|has no attribute|factory/, ids: /^procfile\//, verdict: ENDED},
  {cause: /syntax error|unexpected EOF/, ids: /^procfile\/(?:shell-syntax|invalid|template)$/, verdict: ENDED},
  {cause: /[Pp]ermission denied/, ids: /^procfile\/not-executable$/, verdict: ENDED},
  {cause: /[Nn]o such option|[Uu]sage:/, ids: /^procfile\//, verdict: ENDED},
  {cause: /AppRegistryNotReady/, ids: /^django\//, verdict: /./},
  {cause: /ImproperlyConfigured|KeyError|UndefinedValue|ValidationError/, ids: /^(?:django|config)\//, verdict: /./},
  {cause: /cannot open shared object/, ids: /^deps\/(?:system-library|no-wheel)$/, verdict: /./},
  {cause: /UnpicklingError|invalid load key|invalid header|file signature not found/, ids: /^source\/lfs-pointer$/, verdict: /./},
  {cause: /LookupError|Resource \S+ not found/, ids: /^build\/nltk$/, verdict: /./},
  {cause: /manifest|TemplateDoesNotExist|no such table|OperationalError/, ids: /^django\//, verdict: /^server-error$/},
]

/** The findings of a diagnosis that explain what a boot has shown, as proven. Pure. */
export function explainBoot(symptom: Symptom, findings: readonly CheckedFinding[]): CheckedFinding[] {
  const cause = symptom.cause ?? ''
  const rules = RULES.filter((rule) => rule.verdict.test(symptom.verdict) && (rule.cause?.test(cause) ?? true))
  const named = namesIn(cause)
  const explaining = findings.filter(({id, message, severity, title}) => {
    if (severity === 'info') return false
    const text = normalized(`${title} ${message}`)
    return rules.some((rule) => rule.ids.test(id) && (!rule.cause || named.length === 0 || mentions(text, named)))
  })
  return explaining.map((finding) => proven(finding))
}

function mentions(text: string, names: readonly string[]): boolean {
  return names.some((name) => text.includes(name))
}

/** What stands in quotes in a message, and the first part of a module's name; else a program that wasn't found. */
function namesIn(cause: string): string[] {
  const quoted = [...cause.matchAll(/['"‘]([\w.:/-]{2,80})['"’]/g)].flatMap(([, name]) => [name!, name!.split('.')[0]!])
  const program = /([\w./-]+): command not found/.exec(cause)?.[1]
  return [...new Set([...quoted, ...(program === undefined ? [] : [program])].map((name) => normalized(name)))]
}

/** A module is named with `_` where its package has `-`. */
function normalized(text: string): string {
  return text.toLowerCase().replaceAll('_', '-')
}
