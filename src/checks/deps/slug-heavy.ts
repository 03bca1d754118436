import type {Check, CheckContext, Finding} from '../check.js'

import {platform} from '../../buildpack/release.js'
import {isAvailable} from '../../platform/app.js'
import {readRequirements} from '../../packaging/requirements/read-requirements.js'
import {productionDependencies, placeOf} from '../dependencies.js'
import {listing, packageManager, SLUGIGNORE_PAGE} from '../facts.js'
import {brings, withoutCards} from './heavy-packages.js'

const MEGABYTE = 1024 * 1024
/** The part of the limit from which a slug is near it. */
const NEAR = 0.9

/** PyTorch's own index of builds without CUDA. */
const CPU_INDEX = /\/whl\/(?:nightly\/)?cpu\b/

export const slugHeavy: Check = {
  id: 'deps/slug-heavy',
  title: 'GPU packages make the slug too large',
  severity: 'warning',
  docs: {
    what: `The GPU build of PyTorch or TensorFlow, a package that depends on it (\`sentence-transformers\`, \`ultralytics\`, \`deepface\`), or a slug near the limit of ${platform.slugLimitMegabytes} MB.`,
    why: `Dynos have no GPUs. The libraries for them take gigabytes, and the build fails at its end if the compressed slug is larger than ${platform.slugLimitMegabytes} MB.`,
    fix: "Install PyTorch from its index of CPU builds (`--extra-index-url https://download.pytorch.org/whl/cpu`, or `[[tool.uv.index]]` with it), and `tensorflow-cpu` instead of `tensorflow`. List files that the app doesn't need at run time in `.slugignore`.",
    example: '`torch==2.9.0` in `requirements.txt`',
    link: SLUGIGNORE_PAGE,
  },
  run(context) {
    // Fir's images have other limits.
    if (context.kind !== 'classic') return []
    return [...torch(context), ...tensorflow(context), ...broughtAlong(context), ...forCards(context), ...slug(context)]
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
      ? 'Put the line --extra-index-url https://download.pytorch.org/whl/cpu in requirements.txt, and append +cpu to the version'
      : 'Install it from https://download.pytorch.org/whl/cpu'
  return [
    {
      ...placeOf(found),
      fix: {command: null, kind: 'ask'},
      message: `torch comes with gigabytes of GPU libraries. If the slug gets larger than ${platform.slugLimitMegabytes} MB, the build fails. ${remedy}.`,
    },
  ]
}

/** Packages that bring a large one along, where the list doesn't name that itself. */
function broughtAlong(context: CheckContext): Finding[] {
  const {complete, list} = productionDependencies(context)
  if (complete) return []
  return (['torch', 'tensorflow'] as const).flatMap((heavy): Finding[] => {
    const isNamed = list.some(({name}) => name === heavy || name === `${heavy}-cpu`)
    if (isNamed || (heavy === 'torch' && usesCpuIndex(context))) return []
    const found = list.filter(({certain, extras, name, source}) => certain && source === 'index' && brings(heavy, name, extras))
    const [first] = found
    if (!first) return []
    const remedy =
      heavy === 'torch'
        ? 'Put the line --extra-index-url https://download.pytorch.org/whl/cpu in requirements.txt to install torch without them'
        : 'Remove it, or move it to a separate service'
    return [
      {
        ...placeOf(first),
        fix: {command: null, kind: 'hand'},
        message: `${listing(found.map(({name}) => name))} ${found.length === 1 ? 'installs' : 'install'} ${heavy} with its GPU libraries. If the slug gets larger than ${platform.slugLimitMegabytes} MB, the build fails. ${remedy}.`,
      },
    ]
  })
}

/** Packages for graphics cards, which a dyno doesn't have. */
function forCards(context: CheckContext): Finding[] {
  return productionDependencies(context).list.flatMap((dependency): Finding[] => {
    const {certain, direct, name, source} = dependency
    const other = certain && direct && source === 'index' ? withoutCards(name) : undefined
    if (other === undefined) return []
    const instead = other === null ? 'Remove it' : `Use ${other} instead`
    const message = `${name} is for GPUs, which dynos don't have. It alone can make the slug larger than ${platform.slugLimitMegabytes} MB. ${instead}.`
    return [{...placeOf(dependency), fix: {command: null, kind: 'hand'}, message}]
  })
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
      message: `tensorflow is the GPU build, which alone can make the slug larger than ${platform.slugLimitMegabytes} MB. Then the build fails. tensorflow-cpu is the same without GPU support.`,
    },
  ]
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
      message: `The current slug is ${Math.round(megabytes)} MB. If it gets larger than ${platform.slugLimitMegabytes} MB, the build fails. The command shows what takes the most space.`,
    },
  ]
}
