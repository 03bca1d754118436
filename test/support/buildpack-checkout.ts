import path from 'node:path'

import {PROJECT} from './heroku-cli.js'

/** A checkout of heroku/heroku-buildpack-python, for tests against its own files: nothing of it is kept in the repository. */
export const BUILDPACK_CHECKOUT = process.env.HEROKU_BUILDPACK_PYTHON ?? path.join(PROJECT, '../ref/heroku-buildpack-python')

export const NO_CHECKOUT = 'needs a checkout of heroku/heroku-buildpack-python in ../ref, or where HEROKU_BUILDPACK_PYTHON points'

/** A checkout of heroku/buildpacks-python. */
export const CNB_CHECKOUT = process.env.HEROKU_BUILDPACKS_PYTHON ?? path.join(PROJECT, '../ref/buildpacks-python')

export const NO_CNB_CHECKOUT = 'needs a checkout of heroku/buildpacks-python in ../ref, or where HEROKU_BUILDPACKS_PYTHON points'
