import {built, type Case, within} from '../../case.js'

const ID = 'deps/spacy-model'
const WHEEL =
  'https://github.com/explosion/spacy-models/releases/download/en_core_web_sm-3.8.0/en_core_web_sm-3.8.0-py3-none-any.whl'

const app = (code: string, requirements = '', more: Record<string, string> = {}) => ({
  '.python-version': '3.13\n',
  Procfile: 'web: gunicorn app:app\n',
  'app.py': `import spacy\n${code}\n`,
  'requirements.txt': `spacy==3.8.7\ngunicorn==23.0.0\n${requirements}\n`,
  ...more,
})

const LOAD = "nlp = spacy.load('en_core_web_sm')"

export const ROWS: readonly Case[] = within(
  [ID],
  [
    built('a spaCy model that is loaded as the app starts', app(LOAD), [`${ID} error`]),
    built('a spaCy model that is loaded in a function', app(`def nlp():\n    return spacy.load('de_core_news_md')`), [
      `${ID} warning`,
    ]),
    built('a spaCy model that is installed from its release', app(LOAD, `en_core_web_sm @ ${WHEEL}`), []),
    built('a spaCy model by an address alone', app(LOAD, WHEEL), []),
    built(
      'a spaCy model that a hook downloads',
      app(LOAD, '', {'bin/post_compile': 'python -m spacy download en_core_web_sm\n'}),
      [],
    ),
    built(
      'a spaCy model that the app downloads itself',
      app(`try:\n    ${LOAD}\nexcept OSError:\n    spacy.cli.download('en_core_web_sm')`),
      [],
    ),
    built("a spaCy model of the app's own", app("nlp = spacy.load('models/tickets')\nblank = spacy.blank('en')"), []),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a spaCy model that is installed from its release'}
