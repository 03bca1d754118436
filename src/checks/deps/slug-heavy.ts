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
  title: 'packages for graphics cards make the slug too large',
  severity: 'warning',
  docs: {
    what: `PyTorch or TensorFlow in its build for graphics cards, a package that brings it along (\`sentence-transformers\`, \`ultralytics\`, \`deepface\`), or a slug that is near the limit of ${platform.slugLimitMegabytes} MB.`,
    why: `Dynos have no graphics cards. The libraries for them weigh gigabytes, and a slug of more than ${platform.slugLimitMegabytes} MB (compressed) is refused at the end of the build.`,
    fix: 'Take PyTorch from its index of CPU builds (`--extra-index-url https://download.pytorch.org/whl/cpu`, or `[[tool.uv.index]]` with it), and `tensorflow-cpu` instead of `tensorflow`. Name what the app does not need at run time in `.slugignore`.',
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
        ? 'Put the line --extra-index-url https://download.pytorch.org/whl/cpu into requirements.txt to get torch without them'
        : 'Do without it on Heroku, or move it to a service of its own'
    return [
      {
        ...placeOf(first),
        fix: {command: null, kind: 'hand'},
        message: `${listing(found.map(({name}) => name))} ${found.length === 1 ? 'brings' : 'bring'} ${heavy} along, with its libraries for graphics cards: that can make the slug larger than ${platform.slugLimitMegabytes} MB, and then the build is refused. ${remedy}.`,
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
    const instead = other === null ? 'Remove it on Heroku' : `Use ${other} instead`
    const message = `${name} is for graphics cards, which dynos don't have, and it alone can make the slug larger than ${platform.slugLimitMegabytes} MB. ${instead}.`
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
      message: `tensorflow is the build for graphics cards, which alone can make the slug larger than ${platform.slugLimitMegabytes} MB: then the build is refused. tensorflow-cpu is the same without them.`,
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
      message: `The slug of the running release has ${Math.round(megabytes)} MB, and the limit is ${platform.slugLimitMegabytes} MB: a build that makes it larger is refused. The command shows what is large.`,
    },
  ]
}
