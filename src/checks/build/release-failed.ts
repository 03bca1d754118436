import type {Check} from '../check.js'

import {isAvailable} from '../../platform/app.js'

export const releaseFailed: Check = {
  id: 'build/release-failed',
  title: "the app's last release failed",
  severity: 'error',
  needs: ['last-release'],
  appOnly: true,
  docs: {
    what: "The app's newest release failed: its build succeeded, but the command of the `release` process type failed.",
    why: "When the release phase fails, Heroku doesn't run the release. The app keeps running the previous one, with its code and config vars.",
    fix: 'Read what the command printed (`heroku releases:output`), fix it, and push again. Common causes are a database migration that fails and a missing config var.',
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
        message: `Release v${version}${when} failed in its release phase. The app still runs the previous release, and nothing pushed since then is live.`,
      },
    ]
  },
}
