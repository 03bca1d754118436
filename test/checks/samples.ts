import {PIP} from './case.js'

/** Sources that an app may have, and buildpacks. */

export const APP = {...PIP, '.python-version': '3.13\n'}
export const UV = {
  '.python-version': '3.13\n',
  'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.13"\n',
  'uv.lock': 'version = 1\nrequires-python = ">=3.13"\n',
}
export const GEO = 'https://github.com/heroku/heroku-geo-buildpack.git'
export const PYTHON_URL = 'https://github.com/heroku/heroku-buildpack-python'
export const SUBDIR = 'https://github.com/timanovsky/subdir-heroku-buildpack'
export const PROJECT_PATH = {PROJECT_PATH: 'backend'}
