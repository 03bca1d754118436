import {built, type Case, FIR, within} from '../../case.js'

const WEB = {'.python-version': '3.13\n', Procfile: 'web: gunicorn app:app\n'}
const FROZEN =
  'Flask==3.1.0\nWerkzeug==3.1.3\nJinja2==3.1.6\nclick==8.1.8\nitsdangerous==2.2.0\ngunicorn==23.0.0\npackaging==24.2\n'

/** An app that imports a module as it starts. */
const app = (module: string, requirement: string) => ({
  ...WEB,
  'app.py': `import ${module}\nfrom flask import Flask\napp = Flask(__name__)\n`,
  'requirements.txt': `${FROZEN}${requirement}\n`,
})

const OPENCV = app('cv2', 'opencv-python==4.11.0.86\nnumpy==2.2.6')
const ZBAR = app('pyzbar.pyzbar', 'pyzbar==0.1.9')
const ID = 'deps/system-library'

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('OpenCV, imported as the app starts', OPENCV, [`${ID} error`], {app: {}}),
    built('OpenCV, and no app', OPENCV, [`${ID} error`]),
    built('OpenCV on Fir', OPENCV, [`${ID} error`], {app: FIR}),
    built('OpenCV with its library from apt', {...OPENCV, Aptfile: 'libgl1\n'}, [], {
      app: {buildpacks: ['heroku-community/apt', 'heroku/python']},
    }),
    built('OpenCV with an Aptfile of another name for its library', {...OPENCV, Aptfile: 'libgl1-mesa-glx\n'}, []),
    built('OpenCV with an Aptfile that nothing reads', {...OPENCV, Aptfile: 'libgl1\n'}, [`${ID} error`], {app: {}}),
    built('OpenCV with packages.txt', {...OPENCV, 'packages.txt': 'libgl1\n'}, [`${ID} error`], {app: {}}),
    built(
      'OpenCV with a hook that loads something',
      {...OPENCV, 'bin/post_compile': 'curl -sL https://example.com/libs | tar xz\n'},
      [`${ID} warning`],
    ),
    built('OpenCV in a function', {...OPENCV, 'app.py': 'def look():\n    import cv2\n'}, [`${ID} warning`], {app: {}}),
    built(
      'OpenCV beside its headless sister',
      {...OPENCV, 'requirements.txt': `${FROZEN}opencv-python==4.11.0.86\nopencv-python-headless==4.11.0.86\n`},
      [`${ID} warning`],
    ),
    built('headless OpenCV', app('cv2', 'opencv-python-headless==4.11.0.86\nnumpy==2.2.6'), [], {app: {}}),
    built('a package that brings OpenCV along', app('ultralytics', 'ultralytics==8.3.150'), [`${ID} error`], {app: {}}),
    built(
      'a package that brings OpenCV along, beside the headless one',
      app('ultralytics', 'ultralytics==8.3.150\nopencv-python-headless'),
      [],
    ),
    built('OpenCV for Windows only', app('json', 'opencv-python==4.11.0.86 ; sys_platform == "win32"'), []),
    built('pyzbar, imported as the app starts', ZBAR, [`${ID} error`], {app: {}}),
    built('pyzbar with an unknown buildpack', ZBAR, [`${ID} warning`], {
      app: {buildpacks: ['https://github.com/example/heroku-buildpack-scanner', 'heroku/python']},
    }),
    built('pyzbar with a buildpack for it', ZBAR, [], {
      app: {buildpacks: ['https://github.com/example/heroku-buildpack-zbar', 'heroku/python']},
    }),
    built('libraries that the images have', app('magic', 'python-magic==0.4.27\nweasyprint==66.0\ncairosvg==2.8.2'), [], {
      app: {},
    }),
    built('tkinter, imported as the app starts', app('tkinter', ''), [`${ID} error`], {app: {}}),
    built(
      'tkinter, where it may be missing',
      {...app('json', ''), 'app.py': 'try:\n    import tkinter\nexcept ImportError:\n    pass\n'},
      [],
    ),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'OpenCV with its library from apt'}
