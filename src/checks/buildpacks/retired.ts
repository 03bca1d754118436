import {roleOf} from '../../platform/buildpacks/catalogue.js'
import {MASK} from '../../platform/secret.js'
import type {Reference} from '../../platform/buildpacks/reference.js'
import type {Check, CheckContext} from '../check.js'
import {listing, shellWord} from '../facts.js'
import {BUILDPACKS_PAGE, installedBuildpacks} from '../shared/buildpack-list.js'

interface Retired {
  /** `owner/name`, of the registry or on GitHub. */
  slugs: RegExp
  /** What takes its place; null: nothing, and it can go. */
  instead: null | string
  why: string
}

const CHROME = 'heroku-community/chrome-for-testing'

/**
 * Buildpacks whose owners have archived them, and what they name in their place.
 * Source: the READMEs of each, read in November 2026: heroku-buildpack-google-chrome and -chromedriver (archived 2025),
 * heroku-buildpack-xvfb-google-chrome, heroku-buildpack-multi (2018), heroku-buildpack-emberjs (2024),
 * heroku-buildpack-static and ddollar's heroku-buildpack-apt.
 */
const RETIRED: readonly Retired[] = [
  {
    instead: CHROME,
    slugs: /^heroku(?:-community)?\/(?:heroku-buildpack-)?(?:chromedriver|google-chrome|xvfb-google-chrome)$/,
    why: 'Chrome and its driver drift apart, and sessions fail to start ("This version of ChromeDriver only supports Chrome version …")',
  },
  {
    instead: 'heroku-community/apt',
    slugs: /^ddollar\/heroku-buildpack-apt$/,
    why: "it doesn't support newer stacks",
  },
  {
    instead: null,
    slugs:
      /^(?:heroku\/multi|(?:ddollar|heroku)\/heroku-buildpack-multi|ddollar\/buildpack-compose|heroku\/heroku-buildpack-compose)$/,
    why: 'apps can have several buildpacks now; add those in .buildpacks to the app',
  },
  {
    instead: null,
    slugs: /^(?:conda|heroku-python|ihuston|kennethreitz|plotly)\/(?:python-)?conda-buildpack$/,
    why: 'it only supports old Pythons and stacks; heroku/python installs most packages as wheels',
  },
  {
    instead: 'heroku-community/nginx',
    slugs: /^heroku(?:-community)?\/(?:heroku-buildpack-)?(?:emberjs|static)$/,
    why: 'it gets no fixes',
  },
]

export const retired: Check = {
  id: 'buildpacks/retired',
  title: 'a buildpack that is no longer maintained',
  severity: 'warning',
  needs: ['buildpacks'],
  appOnly: true,
  docs: {
    what: 'The app has a buildpack that its owner archived: `heroku-buildpack-google-chrome`, `heroku-buildpack-chromedriver`, `heroku-buildpack-multi` and a few others.',
    why: 'It gets no fixes and no support for newer stacks, and what it installs no longer works together. Builds that worked start to fail even if you change nothing.',
    fix: 'Replace it with what its owner recommends. For Chrome that is `heroku-community/chrome-for-testing`, which installs Chrome and a matching driver.',
    example: '`https://github.com/heroku/heroku-buildpack-chromedriver`',
    link: BUILDPACKS_PAGE,
  },
  run(context) {
    const list = installedBuildpacks(context) ?? []
    return RETIRED.flatMap(({instead, slugs, why}) => {
      const old = list.filter(({slug}) => slug !== null && slugs.test(slug))
      if (old.length === 0) return []
      const isOne = old.length === 1
      const advice = instead === null ? '' : ` Use ${instead} instead.`
      return [
        {
          fix: {command: commandFor(context, list, old, instead), kind: 'ask' as const},
          message: `${listing(old.map(({shown}) => shown))} ${isOne ? 'is' : 'are'} no longer maintained: ${why}.${advice}`,
        },
      ]
    })
  },
}

/** Takes the old ones out and puts the new one into the place of the first, before Python. */
function commandFor(
  {app}: CheckContext,
  list: readonly Reference[],
  old: readonly Reference[],
  instead: null | string,
): string | null {
  // A masked URL names nothing, and what .buildpacks names is no command's matter.
  if (old.some(({shown}) => shown.includes(MASK)) || old.some((reference) => roleOf(reference).kind === 'multi')) return null
  const name = app!.name
  const removes = old.map(({shown}) => `heroku buildpacks:remove ${shellWord(shown)} --app ${name}`)
  const isThere = instead === null || list.some(({slug}) => slug === instead)
  return [...removes, ...(isThere ? [] : [`heroku buildpacks:add --index 1 ${instead} --app ${name}`])].join(' && ')
}
