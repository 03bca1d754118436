import {built, type Case, within} from '../../case.js'

const code = (call: string) =>
  `import os\nimport uvicorn\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\nif __name__ == "__main__":\n    ${call}\n`
const app = (call: string, procfile = 'web: python main.py') => ({
  '.python-version': '3.13\n',
  Procfile: `${procfile}\n`,
  'main.py': code(call),
  'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.34.0\n',
})
const ID = 'procfile/app-object-with-workers'
const PORT = 'host="0.0.0.0", port=int(os.environ["PORT"])'

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('the app itself, and the port of the dyno', app(`uvicorn.run(app, ${PORT})`), [`${ID} error`]),
    built('the app itself, and reload', app(`uvicorn.run(app, ${PORT}, workers=1, reload=True)`), [`${ID} error`]),
    built('the app itself, and two workers', app(`uvicorn.run(app, ${PORT}, workers=2)`), [`${ID} error`]),
    built('the app itself, and another port', app('uvicorn.run(app, host="0.0.0.0", port=8000)'), []),
    built('the name of the app', app(`uvicorn.run("main:app", ${PORT})`), []),
    built('the app itself, and one worker', app(`uvicorn.run(app, ${PORT}, workers=1)`), []),
    built(
      'the app itself, and one worker by the Procfile',
      app(`uvicorn.run(app, ${PORT})`, 'web: WEB_CONCURRENCY=1 python main.py'),
      [],
    ),
    built('the app itself, of an app with one worker', app(`uvicorn.run(app, ${PORT})`), [], {
      app: {configVars: {WEB_CONCURRENCY: '1'}},
    }),
    built('the app itself, of an app with four', app(`uvicorn.run(app, ${PORT})`), [`${ID} error`], {
      app: {configVars: {WEB_CONCURRENCY: '4'}},
    }),
    built('the app itself, on Fir', app(`uvicorn.run(app, ${PORT})`), [], {app: {kind: 'cnb'}}),
    built(
      'uvicorn itself starts the app',
      app(`uvicorn.run(app, ${PORT})`, 'web: uvicorn main:app --host 0.0.0.0 --port $PORT'),
      [],
    ),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'the app itself, and one worker'}
