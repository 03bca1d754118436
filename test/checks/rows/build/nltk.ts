import {built, type Case, within} from '../../case.js'

const ID = 'build/nltk'
interface More {
  /** nltk.txt; left out: there is none. */
  list?: string
  severity?: string
  nltk?: string
}

const code = (name: string, text: string, {list, nltk = '==3.9.1', severity}: More = {}) =>
  built(
    name,
    {
      '.python-version': '3.13\n',
      'app.py': text,
      'requirements.txt': `nltk${nltk}\n`,
      ...(list !== undefined && {'nltk.txt': list}),
    },
    severity === undefined ? [] : [`${ID} ${severity}`],
  )

const WORDS = 'from nltk.corpus import stopwords\nfrom nltk.tokenize import word_tokenize\n'

export const ROWS: readonly Case[] = within(
  [ID],
  [
    code('nltk.txt that lacks what the code needs', WORDS, {list: 'punkt\n', severity: 'warning'}),
    code('nltk.txt with what the code needs', WORDS, {list: 'punkt_tab\nstopwords\n'}),
    code('nltk.txt for an old NLTK', WORDS, {list: 'punkt\nstopwords\n', nltk: '==3.8.1'}),
    code('nltk.txt for NLTK without a version', WORDS, {list: 'punkt\nstopwords\n', nltk: '', severity: 'warning'}),
    code('nltk.txt with a collection', WORDS, {list: 'popular\n'}),
    code('nltk.txt, and code that downloads the rest', `import nltk\n${WORDS}nltk.download("punkt_tab")\n`, {
      list: 'stopwords\n',
    }),
    code('nltk.txt, and code that downloads what no text names', `import nltk\n${WORDS}nltk.download(NAME)\n`, {
      list: 'stopwords\n',
    }),
    code('a corpus by its module', 'import nltk\nWORDS = nltk.corpus.words.words()\n', {
      list: 'punkt_tab\n',
      severity: 'warning',
    }),
    code('a tagger by the name of NLTK', 'import nltk\nnltk.pos_tag(["a"])\n', {list: 'punkt_tab\n', severity: 'warning'}),
    code('a lemmatizer without nltk.txt', 'from nltk.stem import WordNetLemmatizer\n', {severity: 'warning'}),
    code('a package that uses NLTK’s data', 'from rake_nltk import Rake\n', {severity: 'warning'}),
    code('frequencies alone', 'from nltk import FreqDist, ngrams\nfrom nltk.probability import ConditionalFreqDist\n'),
    code(
      'tokenizers and stemmers without data',
      'from nltk.tokenize import RegexpTokenizer, TweetTokenizer\nfrom nltk.stem import PorterStemmer\n',
    ),
    code('a reader of corpora of one’s own', 'from nltk.corpus import PlaintextCorpusReader\n'),
    code('a function of the same name', 'from nltk import ngrams\n\ndef word_tokenize(text):\n    return text.split()\n'),
  ],
)
