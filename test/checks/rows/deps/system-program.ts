import {built, type Case, FIR, within} from '../../case.js'

const ID = 'deps/system-program'

/** An app that has a line of code in a function. */
const app = (requirement: string, code: string) => ({
  '.python-version': '3.13\n',
  Procfile: 'web: gunicorn app:app\n',
  'app.py': `${code}\nfrom flask import Flask\napp = Flask(__name__)\n`,
  'requirements.txt': `Flask==3.1.0\ngunicorn==23.0.0\n${requirement}\n`,
})

const OCR = app('pytesseract==0.3.13', 'import pytesseract')
const DOT = 'import graphviz\n\n\ndef draw(graph):\n    graph.render("out")'

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('pytesseract and no tesseract', OCR, [`${ID} warning`], {app: {}}),
    built('pytesseract and no tesseract, on Fir', OCR, [`${ID} warning`], {app: FIR}),
    built('pytesseract with tesseract from apt', {...OCR, Aptfile: 'tesseract-ocr\ntesseract-ocr-eng\n'}, [], {
      app: {buildpacks: ['heroku-community/apt', 'heroku/python']},
    }),
    built('ffmpeg-python with a buildpack of ffmpeg', app('ffmpeg-python==0.2.0', 'import ffmpeg'), [], {
      app: {buildpacks: ['https://github.com/jonathanong/heroku-buildpack-ffmpeg-latest.git', 'heroku/python']},
    }),
    built('ffmpeg-python that no code imports', app('ffmpeg-python==0.2.0', ''), [`${ID} warning`], {app: {}}),
    built('pydub that another package brings along', app('gradio==5.49.1\npydub==0.25.1', 'import gradio'), []),
    built('graphviz, and a call that runs it', app('graphviz==0.21', DOT), [`${ID} warning`]),
    built('graphviz, and no call that runs it', app('graphviz==0.21', 'import graphviz'), []),
    built('pdf2image, whose program the images have', app('pdf2image==1.17.0', 'import pdf2image'), []),
    built('GitPython on heroku-22, which has git', app('GitPython==3.1.45', 'import git'), [], {app: {stack: 'heroku-22'}}),
    built('a package that runs Java', app('tabula-py==2.10.0', 'import tabula'), [`${ID} warning`], {app: {}}),
    built('a package that runs Java, with its buildpack', app('tabula-py==2.10.0', 'import tabula'), [], {
      app: {buildpacks: ['heroku/jvm', 'heroku/python']},
    }),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'pytesseract with tesseract from apt'}
