import type {LastBuild} from '../../src/platform/app.js'
import {built, type Case, PIP} from './case.js'

const FOUND = 'build/last-failed'

const failed = (
  heading: null | string,
  reason: null | string,
  more: Partial<LastBuild> = {},
): {app: {lastBuild: Partial<LastBuild>}} => ({
  app: {lastBuild: {failure: {causes: [], heading, python: null, reason}, status: 'failed', version: '0ddba11deadbeef', ...more}},
})
const MULTIPLE = ['Multiple Python package manager files were found.', 'package-manager::multiple-found'] as const
const PIP_FAILED = ['Unable to install dependencies using pip.', 'install-dependencies::pip'] as const

/** Apps whose last build failed, and such whose didn't. The tests' source is of the commit c0ffee. */
export const LAST_BUILDS: readonly Case[] = [
  built('a build that failed for what the source still has', {...PIP, 'uv.lock': ''}, [`${FOUND} error`], failed(...MULTIPLE)),
  built('a build that failed for what the source no longer has', PIP, [`${FOUND} info`], failed(...MULTIPLE)),
  built('a build that failed in what no source decides, of another commit', PIP, [`${FOUND} warning`], failed(...PIP_FAILED)),
  built('a build that failed, of this commit', PIP, [`${FOUND} error`], failed(...PIP_FAILED, {version: 'c0ffee0123456789'})),
  built('a build that failed for a stack', PIP, [`${FOUND} error`], {
    app: {
      ...failed("The 'heroku-20' stack is no longer supported.", 'checks::stack::eol').app,
      stack: 'heroku-20',
    },
  }),
  built('a build that failed for its slug', PIP, [`${FOUND} warning`], {
    ...failed('Compiled slug size: 512.3M is too large (max is 500M).', 'platform::slug-too-large'),
  }),
  built('a build that failed without a heading', PIP, [`${FOUND} warning`], failed(null, null, {createdAt: null, version: null})),
  built('a build that failed, whose log is gone', PIP, [`${FOUND} warning`], {
    app: {lastBuild: {failure: {unavailable: 'its log was deleted'}, status: 'failed', version: 'v1.3.0'}},
  }),
  built('a build that succeeded', PIP, [], {app: {lastBuild: {}}}),
  built('a build that is not finished', PIP, [], {app: {lastBuild: {status: 'pending'}}}),
  built('an app that was never built', PIP, [], {app: {lastBuild: null}}),
]

const RELEASE = 'build/release-failed'

export const LAST_RELEASES: readonly Case[] = [
  built('a release that failed', PIP, [`${RELEASE} error`], {app: {lastRelease: {status: 'failed'}}}),
  built('a release that failed, of no known time', PIP, [`${RELEASE} error`], {
    app: {lastRelease: {createdAt: null, status: 'failed', version: 7}},
  }),
  built('a release that is not finished', PIP, [], {app: {lastRelease: {status: 'pending'}}}),
  built('an app without a release', PIP, [], {app: {lastRelease: null}}),
]

export const LAST_BUILD_NEAR_MISSES = {
  [FOUND]: 'a build that is not finished',
  [RELEASE]: 'a release that is not finished',
}
