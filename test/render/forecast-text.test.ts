import assert from 'node:assert/strict'

import type {ForecastAnswer} from '../../src/move/run-forecast.js'

import {renderForecast} from '../../src/render/move/text.js'
import {plainStyle} from '../../src/render/terminal/style.js'
import {appOf, committed, forecastOf, readSnapshot, treeOf} from '../support/checks.js'
import {HOSTILE} from './reports.js'

const FILES = {
  Aptfile: 'libgl1-mesa-glx\n',
  Procfile: 'web: gunicorn app:app\nrelease: make migrate\n',
  'app.py': 'import imp\nimport flask\napp = flask.Flask("x")\n',
  'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\nnumpy==1.24.4\nrequests\n',
  'runtime.txt': 'python-3.10.21\n',
}
const APP = appOf({buildpacks: ['heroku-community/apt', 'heroku/python'], stack: 'heroku-22'})

const ANSWERS: Record<string, () => ForecastAnswer> = {
  'a forecast of much': () => ({
    forecast: forecastOf(committed(treeOf(FILES)), {app: APP, to: ['heroku-24', '3.13', 'uv']}),
    is: 'forecast',
  }),
  'a forecast of nothing': () => ({
    forecast: forecastOf(committed(treeOf({'.python-version': '3.13\n', 'requirements.txt': 'six==1.17.0\n'})), {
      to: ['heroku-26'],
    }),
    is: 'forecast',
  }),
  'a forecast without a Python': () => ({
    forecast: forecastOf(committed(treeOf({'.python-version': '3.12\n', 'requirements.txt': 'six==1.17.0\n'})), {
      syntax: null,
      to: ['3.13'],
    }),
    is: 'forecast',
  }),
  'no forced move': () => ({
    app: 'example-app',
    calendar: [{date: '2029-10', event: 'end-of-life', what: 'Python 3.13'}],
    is: 'nothing',
  }),
}

/** A new check that needs an app is no news of these screens. */
function withoutOthers(answer: ForecastAnswer): ForecastAnswer {
  if (answer.is === 'nothing') return answer
  const skipped = answer.forecast.skipped.filter(({id}) => id === 'move/syntax' || id === 'deps/no-wheel')
  return {forecast: {...answer.forecast, skipped}, is: 'forecast'}
}

/** The whole text. `UPDATE_SNAPSHOTS=1` rewrites test/render/__snapshots__. */
describe('the text of a forecast', () => {
  for (const [name, make] of Object.entries(ANSWERS)) {
    for (const verbose of [false, true]) {
      it(`${name}${verbose ? ', --verbose' : ''}`, () => {
        const text = `${renderForecast(withoutOthers(make()), {style: plainStyle, verbose, width: 80})}\n`
        const file = `${name.replaceAll(' ', '-')}${verbose ? '.verbose' : ''}.txt`
        assert.equal(text, readSnapshot(new URL(`__snapshots__/${file}`, import.meta.url), text))
      })
    }
  }

  it('fits in 80 columns but for what is to be copied, and gives a terminal nothing to obey', () => {
    const files = {...FILES, 'requirements.txt': `numpy==1.24.4 # ${HOSTILE}\n`}
    const answer: ForecastAnswer = {forecast: forecastOf(committed(treeOf(files)), {to: ['3.13']}), is: 'forecast'}
    const text = renderForecast(answer, {style: plainStyle, verbose: true, width: 80})

    assert.doesNotMatch(text, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/)
    for (const line of text.split('\n')) assert.ok(line.length <= 80, line)
  })
})
