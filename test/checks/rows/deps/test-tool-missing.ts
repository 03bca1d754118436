import {built, type Case, within} from '../../case.js'

const ID = 'deps/test-tool-missing'
const ci = (name: string, test: string, files: Record<string, string>, count: number) =>
  built(
    name,
    {
      '.python-version': '3.14\n',
      'app.json': `{"environments": {"test": {"scripts": {"test": ${JSON.stringify(test)}}}}}`,
      'requirements.txt': 'flask==3.1.2\n',
      ...files,
    },
    Array.from({length: count}, () => `${ID} warning`),
  )

export const ROWS: readonly Case[] = within(
  [ID],
  [
    ci('tests with pytest, which is nowhere', 'pytest --cov', {}, 1),
    ci('tests with pytest as a module', 'python -m pytest', {}, 1),
    ci('tests with pytest and flake8', 'flake8 && pytest', {}, 2),
    ci('tests with pytest, in a list that CI doesn’t read', 'pytest', {'requirements-dev.txt': 'pytest==8.4.0\n'}, 1),
    ci('tests with pytest, in the list of tests', 'pytest', {'requirements-test.txt': 'pytest==8.4.0\n'}, 0),
    ci('tests with pytest, in requirements.txt', 'pytest', {'requirements.txt': 'pytest\n'}, 0),
    ci('tests with pytest, which a plug-in brings', 'pytest', {'requirements.txt': 'pytest-django\n'}, 0),
    ci('tests that install pytest', 'pip install pytest && pytest', {}, 0),
    ci('tests with Django', 'python manage.py test', {}, 0),
    ci('tests with a script', 'bin/test', {}, 0),
    built(
      'pytest in another script of app.json',
      {'app.json': '{"scripts": {"postdeploy": "pytest"}}', 'requirements.txt': ''},
      [],
    ),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'tests with pytest, in the list of tests'}
