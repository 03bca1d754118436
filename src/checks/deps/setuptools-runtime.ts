import type {FileImport} from '../../project/python-source/index.js'
import type {Check, CheckContext} from '../check.js'

import {majorOf} from '../../buildpack/version-number.js'
import {isOlder} from '../../knowledge/python-order.js'
import {importsNaming} from '../../project/python-source/index.js'
import {productionDependencies} from '../dependencies.js'
import {managerWords, packageManager} from '../facts.js'
import {bootImports} from '../shared/boot-imports.js'
import {bootsAs} from '../shared/boot-words.js'
import {lacksPkgResources, type Setuptools, setuptoolsOf} from '../shared/setuptools.js'

/** The first setuptools without pkg_resources. Source: its changelog, and its wheels. */
const WITHOUT_PKG_RESOURCES = '82'
/** The first Python without distutils. Source: PEP 632. */
const WITHOUT_DISTUTILS = '3.12'

/** Files that run on a developer's machine, or when a package is built. */
const NOT_AT_RUNTIME =
  /(?:^|\/)(?:(?:setup|noxfile|tasks|fabfile|conftest|conf|test_[^/]*)\.py$|(?:scripts?|tools|ci|_?build|management\/commands)\/)|_test\.py$/

export const setuptoolsRuntime: Check = {
  id: 'deps/setuptools-runtime',
  title: "the app imports setuptools, which isn't installed",
  severity: 'warning',
  docs: {
    what: "The app imports `pkg_resources`, `setuptools` or `distutils`, and its dependencies don't include setuptools. Or they include a version without `pkg_resources`: 82 removed it.",
    why: 'The buildpack only installs setuptools for pip on Python 3.12 and older. It never does with Pipenv, Poetry and uv, or on Fir. Python 3.12 and newer have no `distutils` either. The import fails, and so does the app.',
    fix: 'Use `importlib.metadata` and `importlib.resources` instead of `pkg_resources`, and `shutil` and `sysconfig` instead of `distutils`; or add `setuptools<82` to the dependencies.',
    example: '`import pkg_resources` in an app on Python 3.13',
    link: 'https://setuptools.pypa.io/en/latest/history.html',
  },
  run(context) {
    const imports = importsNaming(context.project.tree, ['pkg_resources', 'setuptools', 'distutils'])
    // What is imported when the app starts: deps/module-removed tells of distutils there.
    const atBoot = new Set(
      bootImports(context)
        .filter(({module}) => /^distutils\b/.test(module))
        .map(({file}) => file),
    )
    const isTold = ({file, module}: FileImport) => /^distutils\b/.test(module) && atBoot.has(file)
    const found = imports.find(
      (one) => !one.conditional && !isTold(one) && !NOT_AT_RUNTIME.test(one.file) && isMissing(context, one),
    )
    if (!found) return []
    const module = found.module.split('.')[0]!
    const setuptools = setuptoolsOf(context)!
    const {complete} = productionDependencies(context)
    const isOpen = setuptools.from === 'none' && !complete
    const add = managerWords(context)?.add
    const command = add === undefined ? null : `${add} 'setuptools<${WITHOUT_PKG_RESOURCES}'`
    const boot = isOpen ? undefined : bootImports(context).find(({file, line}) => file === found.file && line === found.line)
    const happens = boot ? ` ${bootsAs(boot)}.` : ''
    return [
      {
        file: found.file,
        fix: {command, kind: 'ask'},
        line: found.line,
        message: `The import of ${module} fails: ${reason(context, module, setuptools)}.${happens} Avoid the import, or add setuptools<${WITHOUT_PKG_RESOURCES} to the dependencies.`,
        ...(isOpen
          ? {fineIf: ['another package depends on setuptools'], severity: 'info' as const}
          : boot && {severity: 'error' as const}),
      },
    ]
  },
}

function isMissing(context: CheckContext, {module}: FileImport): boolean {
  const [top] = module.split('.')
  const setuptools = setuptoolsOf(context)
  if (setuptools === undefined) return false
  if (top === 'pkg_resources') return lacksPkgResources(setuptools.version)
  const isStandard = top === 'distutils' && isOlder(majorOf(context.version.resolved!), WITHOUT_DISTUTILS)
  return setuptools.version === null && !isStandard
}

function reason(context: CheckContext, module: string, {by, from, version}: Setuptools): string {
  const isNewest = version?.startsWith('999999') === true
  if (from === 'brought') return `${by} installs the newest setuptools, and setuptools ${WITHOUT_PKG_RESOURCES} removed ${module}`
  if (version !== null && isNewest)
    return `the build installs the newest setuptools, and setuptools ${WITHOUT_PKG_RESOURCES} removed ${module}`
  if (version !== null) return `setuptools ${version} no longer has ${module}`
  const python = majorOf(context.version.resolved!)
  const without = `the build doesn't install setuptools for Python ${python}`
  return packageManager(context) === 'pip' && context.kind === 'classic' ? without : "the build doesn't install setuptools"
}
