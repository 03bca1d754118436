import {type App, isAvailable} from '../platform/app.js'

/**
 * Nothing of this process's Python may reach the tools, nor a download of another one; nor the token that is for us alone:
 * they run the build backends of packages.
 */
export const CLEAN_ENVIRONMENT = {
  CONDA_PREFIX: undefined,
  HEROKU_API_KEY: undefined,
  NO_COLOR: '1',
  PYTHONHOME: undefined,
  PYTHONPATH: undefined,
  UV_NO_PROGRESS: '1',
  UV_PYTHON_DOWNLOADS: 'never',
  VIRTUAL_ENV: undefined,
}

/** The app's config var PIP_EXTRA_INDEX_URL, which its builds see. Its credentials are for a tool's environment alone. */
export function extraIndexOf(app: App | null): string | undefined {
  return app && isAvailable(app.configVars) ? app.configVars.get('PIP_EXTRA_INDEX_URL')?.reveal() : undefined
}
