import {built, type Case, FIR, within} from '../../case.js'

const ID = 'deps/broken-pair'

const app = (requirements: string, more: {python?: string; code?: string; hook?: string} = {}) => ({
  '.python-version': `${more.python ?? '3.13'}\n`,
  Procfile: 'web: gunicorn app:app\n',
  'app.py': more.code ?? 'from flask import Flask\napp = Flask(__name__)\n',
  'requirements.txt': `${requirements}\n`,
})

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('Flask 1.1 alone', app('Flask==1.1.2\ngunicorn==23.0.0'), [`${ID} error`]),
    built('Flask 1.1 below an upper bound', app('Flask<2,>=1.1\ngunicorn==23.0.0', {code: 'import flask\n'}), [`${ID} error`]),
    built(
      'Flask 1.1 with packages of its time',
      app(
        'Flask==1.1.2\nJinja2==2.11.3\nMarkupSafe==1.1.1\nWerkzeug==1.0.1\nitsdangerous==1.1.0\nclick==7.1.2\ngunicorn==23.0.0',
      ),
      [],
    ),
    built(
      'Flask 1.1 with packages of its time, as upper bounds',
      app('Flask==1.1.2\nJinja2<3\nMarkupSafe<2.1\nWerkzeug<2\nitsdangerous<2\ngunicorn==23.0.0'),
      [],
    ),
    built('Flask 1.1 that another package may hold back', app('Flask==1.1.2\nflask-of-ours==1.0\ngunicorn==23.0.0'), [
      `${ID} warning`,
    ]),
    built('Flask 2.2 with Werkzeug 3', app('Flask==2.2.2\nWerkzeug==3.0.1\nJinja2==3.1.2\nMarkupSafe==2.1.3\ngunicorn==23.0.0'), [
      `${ID} error`,
    ]),
    built('Flask 2.2 that works with Werkzeug 3', app('Flask==2.2.5\nWerkzeug==3.0.1\ngunicorn==23.0.0'), []),
    built(
      'pandas that no code imports as the app starts',
      app('Flask==3.1.0\ngunicorn==23.0.0\npandas==2.0.3\nnumpy==2.0.0', {python: '3.11'}),
      [`${ID} warning`],
    ),
    built('gunicorn 20 without setuptools', app('Flask==3.1.0\ngunicorn==20.1.0'), [`${ID} error`]),
    built('gunicorn 20 without setuptools, on Fir', app('Flask==3.1.0\ngunicorn==20.1.0', {python: '3.12'}), [`${ID} error`], {
      app: FIR,
    }),
    built("gunicorn 20 with the buildpack's setuptools", app('Flask==3.1.0\ngunicorn==20.1.0', {python: '3.12'}), []),
    built(
      "gunicorn 20 with the buildpack's setuptools, asked for without a version",
      app('Flask==3.1.0\ngunicorn==20.1.0\nsetuptools', {python: '3.12'}),
      [],
    ),
    built(
      'gunicorn 20 with a setuptools that has no pkg_resources',
      app('Flask==3.1.0\ngunicorn==20.1.0\nsetuptools==82.0.0', {python: '3.12'}),
      [`${ID} error`],
    ),
    built('gunicorn 20 with a setuptools that has', app('Flask==3.1.0\ngunicorn==20.1.0\nsetuptools<81'), []),
    built('gunicorn 21, which needs none', app('Flask==3.1.0\ngunicorn==21.2.0'), []),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'Flask 1.1 with packages of its time'}
