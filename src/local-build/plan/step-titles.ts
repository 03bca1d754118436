import type {StepId} from './build-plan.js'

/** What a step is called before its own line in the build log is known. */
export const STEP_TITLES: Record<StepId, string> = {
  source: 'Copy the source',
  detect: 'Detect a Python app',
  checks: 'Check the stack and the buildpacks',
  'pre-compile': 'bin/pre_compile hook',
  'package-manager': 'Package manager',
  'venv-check': 'Check for a virtual environment in the source',
  'python-version': 'Python version',
  'restore-cache': 'Restore the cache',
  python: 'Install Python',
  'package-manager-install': 'Install the package manager',
  dependencies: 'Install the dependencies',
  nltk: 'NLTK data',
  collectstatic: 'Django static files',
  'profile-scripts': 'Runtime environment scripts',
  'post-compile': 'bin/post_compile hook',
  'save-cache': 'Save the cache',
  release: 'Process types and add-ons',
  report: 'Report',
}
