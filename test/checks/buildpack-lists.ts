import {PIP} from './case.js'

/** Buildpacks of apps, and a source that any of them may have. */

export const APP = {...PIP, '.python-version': '3.13\n'}
export const GEO = 'https://github.com/heroku/heroku-geo-buildpack.git'
export const PYTHON_URL = 'https://github.com/heroku/heroku-buildpack-python'
export const SUBDIR = 'https://github.com/timanovsky/subdir-heroku-buildpack'
export const PROJECT_PATH = {PROJECT_PATH: 'backend'}
