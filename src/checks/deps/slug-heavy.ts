import type {Check, CheckContext, Finding} from '../check.js'
import type {Dependency} from '../dependencies.js'

import {platform} from '../../buildpack/release.js'
import {isAvailable} from '../../platform/app.js'
import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {productionDependencies} from '../dependencies.js'
import {packageManager, SLUGIGNORE_PAGE} from '../facts.js'

const MEGABYTE = 1024 * 1024
/** The part of the limit from which a slug is near it. */
const NEAR = 0.9

/** PyTorch's own index of builds without CUDA. */
const CPU_INDEX = /\/whl\/(?:nightly\/)?cpu\b/

export const slugHeavy: Check = {
  id: 'deps/slug-heavy',
  title: 'packages for graphics cards make the slug too large',
  severity: 'warning',
  docs: {
    what: `PyTorch or TensorFlow in its build for graphics cards, or a slug that is near the limit of ${platform.slugLimitMegabytes} MB.`,
    why: `Dynos have no graphics cards. The libraries for them weigh gigabytes, and a slug of more than ${platform.slugLimitMegabytes} MB (compressed) is refused at the end of the build.`,
    fix: 'Take PyTorch from its index of CPU builds (`--extra-index-url https://download.pytorch.org/whl/cpu`, or `[[tool.uv.index]]` with it), and `tensorflow-cpu` instead of `tensorflow`. Name what the app does not need at run time in `.slugignore`.',
    example: '`torch==2.9.0` in `requirements.txt`',
    link: SLUGIGNORE_PAGE,
  },
  run(context) {
    // Fir's images have other limits.
    if (context.kind !== 'classic') return []
    return [...torch(context), ...tensorflow(context), ...slug(context)]
  },
}

function torch(context: CheckContext): Finding[] {
  const {complete, list} = productionDependencies(context)
  const found = list.find(({certain, name, source}) => certain && name === 'torch' && source === 'index')
  if (!found) return []
  // A lock names what comes with the build for graphics cards.
  const isCuda = complete ? list.some(({name}) => name.startsWith('nvidia-cu')) : !/\+(?:cpu|rocm)/.test(found.version ?? '')
  if (!isCuda || usesCpuIndex(context)) return []
  const remedy =
    packageManager(context) === 'pip'
      ? 'Put the line --extra-index-url https://download.pytorch.org/whl/cpu into requirements.txt, and +cpu behind the version'
      : 'Take it from https://download.pytorch.org/whl/cpu'
  return [
    {
      ...placeOf(found),
      fix: {command: null, kind: 'ask'},
      message: `torch comes with its libraries for graphics cards, some gigabytes of them: the slug can get larger than ${platform.slugLimitMegabytes} MB, and then the build is refused. ${remedy}.`,
    },
  ]
}

function usesCpuIndex({app, project: {tree}}: CheckContext): boolean {
  if (readRequirements(tree, 'requirements.txt').options.some(({value}) => CPU_INDEX.test(value ?? ''))) return true
  if (!app || !isAvailable(app.configVars)) return false
  return CPU_INDEX.test(app.configVars.get('PIP_EXTRA_INDEX_URL')?.reveal() ?? '')
}

function tensorflow(context: CheckContext): Finding[] {
  const {list} = productionDependencies(context)
  const found = list.find(({certain, name, source}) => certain && name === 'tensorflow' && source === 'index')
  if (!found) return []
  return [
    {
      ...placeOf(found),
      fix: {command: null, kind: 'ask'},
      message: `tensorflow is the build for graphics cards, which alone can make the slug larger than ${platform.slugLimitMegabytes} MB: then the build is refused. tensorflow-cpu is the same without them.`,
    },
  ]
}

function placeOf({file, line}: Dependency): {file: string; line?: number} {
  return {file, ...(line !== undefined && {line})}
}

function slug({app}: CheckContext): Finding[] {
  const megabytes = (app?.slugBytes ?? 0) / MEGABYTE
  if (!app || megabytes < platform.slugLimitMegabytes * NEAR) return []
  return [
    {
      fix: {
        command: `heroku run "du -hsx -- * .heroku/python/lib/python*/site-packages/* | sort -rh | head -20" --app ${app.name}`,
        kind: 'ask',
      },
      message: `The slug of the running release has ${Math.round(megabytes)} MB, and the limit is ${platform.slugLimitMegabytes} MB: a build that makes it larger is refused. The command shows what is large.`,
    },
  ]
}
