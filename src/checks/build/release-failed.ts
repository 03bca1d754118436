import type {Check} from '../check.js'

import {isAvailable} from '../../platform/app.js'

export const releaseFailed: Check = {
  id: 'build/release-failed',
  title: "the app's last release failed",
  severity: 'error',
  needs: ['last-release'],
  appOnly: true,
  docs: {
    what: 'The newest release of the app failed: the build before it succeeded, but the command of the process type `release` ended with an error.',
    why: 'A release whose release phase fails is not run: the one before it goes on running, with the old code and the old config vars.',
    fix: 'Read what the command printed (`heroku releases:output`), fix it, and push again. A release phase often fails in a database migration, or for a config var that it needs.',
    example: '`release: python manage.py migrate`, with a migration that fails',
    link: 'https://devcenter.heroku.com/articles/release-phase',
  },
  run({app}) {
    if (!app || !isAvailable(app.lastRelease) || app.lastRelease?.status !== 'failed') return []
    const {createdAt, version} = app.lastRelease
    const when = createdAt === null ? '' : ` of ${createdAt.slice(0, 10)}`
    return [
      {
        fix: {command: `heroku releases:output v${version} --app ${app.name}`, kind: 'hand'},
        message: `Release v${version}${when} failed in its release phase, after a build that succeeded: the release before it goes on running, and nothing that was pushed with it is live.`,
      },
    ]
  },
}
