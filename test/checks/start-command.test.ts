import assert from 'node:assert/strict'

import {simpleCommands} from '../../src/checks/shared/shell-words.js'
import {startCommands} from '../../src/checks/shared/start-command.js'
import {withoutRunner} from '../../src/checks/procfile/without-runner.js'

describe('the commands of a Procfile', () => {
  const words: [line: string, commands: string[][]][] = [
    ['a b  c', [['a', 'b', 'c']]],
    ['a && b || c; d | e & f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
    ['a "b c" \'d "e"\' f"g"h', [['a', 'b c', 'd "e"', 'fgh']]],
    [String.raw`a b\ c "d\"e" 'f\g'`, [['a', 'b c', 'd"e', String.raw`f\g`]]],
    ['a $PORT ${PORT:-8000} "$X"', [['a', '$PORT', '${PORT:-8000}', '$X']]],
    ['a $(b c; d (e)) f', [['a', '$(b c; d (e))', 'f']]],
    ['a > out 2>&1 < in b', [['a', 'b']]],
    ['a 2>>log && b', [['a'], ['b']]],
    ['(a; b)', [['a'], ['b']]],
    ['a # b', [['a']]],
    ['a#b', [['a#b']]],
    ['a ""', [['a', '']]],
    ['a "b', [['a', 'b']]],
    ['a $(b', [['a', '$(b']]],
    ['', []],
  ]
  for (const [line, commands] of words) it(`${line} is split`, () => assert.deepEqual(simpleCommands(line), commands))

  const starts: [line: string, expected: string[]][] = [
    ['gunicorn app:app', ['gunicorn app:app']],
    ['A=b C=d gunicorn app:app', ['gunicorn app:app with A=b C=d']],
    ['export A=b && gunicorn app:app', ['gunicorn app:app with A=b']],
    ['env -u X A=b exec gunicorn app:app', ['gunicorn app:app with A=b behind env exec']],
    ['newrelic-admin run-program gunicorn app:app', ['gunicorn app:app behind newrelic-admin']],
    ['newrelic-admin generate-config x', ['newrelic-admin generate-config x']],
    ['bin/start-nginx bin/start-pgbouncer gunicorn app:app', ['gunicorn app:app behind bin/start-nginx bin/start-pgbouncer']],
    ['python -m gunicorn app:app', ['gunicorn app:app']],
    ['python3.12 -u -W ignore -m gunicorn -b :1', ['gunicorn -b :1']],
    ['python -u manage.py runserver -m', ['python manage.py runserver -m']],
    ['uv run --with x gunicorn app:app', ['gunicorn app:app behind uv']],
    ['poetry run -- gunicorn app:app', ['gunicorn app:app behind poetry']],
    ['poetry install', ['poetry install']],
    ['uv run -m gunicorn', ['uv run -m gunicorn']],
    ["bash -lc 'cd api && exec gunicorn app:app'", ['gunicorn app:app in api behind exec']],
    ['cd backend && gunicorn app:app', ['gunicorn app:app in backend']],
    ['cd /app/backend && gunicorn app:app', ['gunicorn app:app in backend']],
    ['cd $DIR && gunicorn app:app', ['gunicorn app:app in an unknown folder']],
    ['cd .. && gunicorn app:app', ['gunicorn app:app in an unknown folder']],
    ['bash start.sh', ['bash start.sh']],
    ['python manage.py migrate && gunicorn app:app', ['python manage.py migrate', 'gunicorn app:app']],
    ['constructor x', ['constructor x']],
  ]
  for (const [line, expected] of starts) {
    it(`${line} starts ${expected.join(', and ')}`, () => {
      const told = startCommands(line).map(({args, behind, environment, folder, program}) =>
        [
          [program, ...args].join(' '),
          folder === '' ? '' : ` in ${folder ?? 'an unknown folder'}`,
          environment.size === 0 ? '' : ` with ${[...environment].map((pair) => pair.join('=')).join(' ')}`,
          behind.length === 0 ? '' : ` behind ${behind.join(' ')}`,
        ].join(''),
      )
      assert.deepEqual(told, expected)
    })
  }

  const runners: [command: string, plain: string | undefined][] = [
    ['uv run gunicorn app:app', 'gunicorn app:app'],
    ['poetry run python a.py && exec poetry  run b', 'python a.py && exec b'],
    ['uv run ./start', './start'],
    ['uv run $PROGRAM', '$PROGRAM'],
    ['uv run --no-sync gunicorn', undefined],
    ['uv run gunicorn && uv sync', undefined],
    ['uv run seed.py', undefined],
    ['uvx ruff', undefined],
    ['./uv run a', undefined],
    ['gunicorn app:app', undefined],
  ]
  for (const [command, plain] of runners)
    it(`${command} without its runner is ${plain ?? 'not sure'}`, () => assert.equal(withoutRunner(command), plain))
})
