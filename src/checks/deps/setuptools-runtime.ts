import type {FileImport} from '../../project/python-source/index.js'
import type {Check, CheckContext} from '../check.js'

import {lazyRequire} from '../../common/lazy-require.js'
import {majorOf} from '../../buildpack/version-number.js'
import {importsNaming} from '../../project/python-source/index.js'
import {productionDependencies} from '../dependencies.js'
import {setuptoolsInstalled} from '../../buildpack/classic-lines.js'
import {managerWords, packageManager} from '../facts.js'
import {bootImports} from '../shared/boot-imports.js'

const pep440 = lazyRequire<typeof import('@renovatebot/pep440')>('@renovatebot/pep440')

/** The first setuptools without pkg_resources. Source: its changelog, and its wheels. */
const WITHOUT_PKG_RESOURCES = '82'
/** The first Python without distutils. Source: PEP 632. */
const WITHOUT_DISTUTILS = '3.12'

/** Files that run on a developer's machine, or when a package is built. */
const NOT_AT_RUNTIME =
  /(?:^|\/)(?:(?:setup|noxfile|tasks|fabfile|conftest|conf|test_[^/]*)\.py$|(?:scripts?|tools|ci|_?build|management\/commands)\/)|_test\.py$/

export const setuptoolsRuntime: Check = {
  id: 'deps/setuptools-runtime',
  title: 'the app imports setuptools, which is not installed',
  severity: 'warning',
  docs: {
    what: 'The app imports `pkg_resources`, `setuptools` or `distutils`, and setuptools is not among its dependencies; or it is, in a version that has no `pkg_resources` any more (82).',
    why: 'The buildpack installs setuptools with pip on Python 3.12 and older only, and never with Pipenv, Poetry and uv, nor on Fir. Python 3.12 and newer have no `distutils` of their own. Without it the import fails, and with it the app.',
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
    const {complete} = productionDependencies(context)
    const doubt = complete ? '' : ' If another package brings setuptools, all is well.'
    const add = managerWords(context)?.add
    const command = add === undefined ? null : `${add} 'setuptools<${WITHOUT_PKG_RESOURCES}'`
    return [
      {
        file: found.file,
        fix: {command, kind: 'ask'},
        line: found.line,
        message: `The import of ${module} fails: ${reason(context, module)}.${doubt} Do without it, or add setuptools<${WITHOUT_PKG_RESOURCES} to the dependencies.`,
        ...(!complete && {severity: 'info' as const}),
      },
    ]
  },
}

function isMissing(context: CheckContext, {module}: FileImport): boolean {
  const [top] = module.split('.')
  const {resolved} = context.version
  const manager = packageManager(context)
  if (resolved === null || manager === null) return false
  const major = majorOf(resolved)
  if (top === 'distutils' && pep440().lt(major, WITHOUT_DISTUTILS)) return false
  const declared = setuptoolsOf(context)
  if (declared) return top === 'pkg_resources' && isWithoutPkgResources(declared.version)
  return !(context.kind === 'classic' && setuptoolsInstalled(manager, resolved, context.releases.classic) !== null)
}

function setuptoolsOf(context: CheckContext) {
  return productionDependencies(context).list.find(({name}) => name === 'setuptools')
}

function isWithoutPkgResources(version: string | null): boolean {
  return version !== null && pep440().valid(version) !== null && pep440().gte(version, WITHOUT_PKG_RESOURCES)
}

function reason(context: CheckContext, module: string): string {
  const declared = setuptoolsOf(context)
  if (declared) return `setuptools ${declared.version} has no ${module} any more`
  const python = majorOf(context.version.resolved!)
  const without = `the build installs no setuptools for Python ${python}`
  return packageManager(context) === 'pip' && context.kind === 'classic' ? without : 'the build installs no setuptools of itself'
}
